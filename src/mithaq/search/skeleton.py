"""Recall keys as numbers: a letter of a consonant skeleton in four bits, so that a kernel can drop, add and exchange one."""

from __future__ import annotations

import hashlib

from mithaq.names.keys import LETTERS

LONGEST = 15
"""Letters kept of a skeleton: what fits into a number with room for the mark of other keys."""

OTHER = 1 << 62
"""Marks a key that is no skeleton (digits, other scripts): it has no neighbours."""

_NUMBER = {letter: number for number, letter in enumerate(LETTERS, 1)}


def packed(key: str) -> int:
    """A recall key as a number: first letter lowest; "A", a name of vowels only, is `OTHER` + 1."""
    if any(letter not in _NUMBER for letter in key):
        digest = hashlib.blake2b(key.encode(), digest_size=7).digest()
        return OTHER + 1 if key == "A" else OTHER + 2 + int.from_bytes(digest, "big")
    number = 0
    for at, letter in enumerate(key[:LONGEST]):
        number |= _NUMBER[letter] << (4 * at)
    return number
