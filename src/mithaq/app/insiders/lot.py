"""Which lines somebody looks at though nothing is wrong with them: drawn by lot from the log's own chain.

The head of the chain decides, which nobody chooses and everybody can check afterwards; whoever misuses the register cannot
know which of his lines will be read.
"""

from __future__ import annotations

from hashlib import sha256


def drawn(head: str, after: int, size: int, most: int) -> list[int]:
    """Numbers of lines from `after` + 1 to `size`, each once, in the order in which they were drawn; at most so many."""
    lines = size - after
    wanted = min(most, lines)
    found: dict[int, None] = {}
    turn = 0
    while len(found) < wanted:
        throw = int.from_bytes(sha256(f"{head}\0{turn}".encode()).digest()[:16], "big")
        found[after + 1 + throw % lines] = None
        turn += 1
    return list(found)
