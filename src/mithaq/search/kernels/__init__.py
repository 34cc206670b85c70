"""The inner loops of the search, compiled to machine code: integers and arrays in, integers and arrays out.

Nothing here knows a person, a name or a file. Every table that a loop reads is an argument, so that what was compiled
once stays right when a table changes.
"""
