"""The commands on a node, each a plain function `(node, who, args)` that yields JSON lines, the last one the summary.

The same function runs in the process that opened the directory, or in the server that holds it.
"""
