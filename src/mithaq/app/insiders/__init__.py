"""Finding misuse in the look-up log: what officers do with the register, and whether it looks like their work.

Pure: columns of numbers in, findings out. Names never come here, only the month's keyed hashes of them.
"""
