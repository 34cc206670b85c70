"""A dictionary of chunks of names: text as Unicode numbers, found without making a string of each."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import I64, U32, i64


@kernel
def hashed(text: U32, begin: int, end: int) -> np.uint64:
    """Where to look for a chunk."""
    found = np.uint64(end - begin)
    for at in range(begin, end):
        found = (found ^ np.uint64(text[at])) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return found


@kernel
def same(text: U32, begin: int, end: int, letters: U32, start: int, stop: int) -> bool:
    """Whether a chunk of the text is a known one."""
    size = stop - start
    if end - begin != size:
        return False
    at = 0
    while at < size and text[begin + at] == letters[start + at]:
        at += 1
    return at == size


@kernel
def find_chunks(text: U32, begins: I64, ends: I64, slots: U32, starts: I64, letters: U32, into: I64) -> None:
    """Write the number of each chunk, -1 if it is not known."""
    last = np.uint64(len(slots) - 1)
    for chunk in range(len(begins)):
        begin = i64(begins[chunk])
        end = i64(ends[chunk])
        into[chunk] = -1
        at = hashed(text, begin, end) & last
        while slots[at] != 0:
            number = i64(slots[at]) - 1
            if same(text, begin, end, letters, i64(starts[number]), i64(starts[number + 1])):
                into[chunk] = number
                break
            at = (at + np.uint64(1)) & last


@kernel
def place_chunks(first: int, starts: I64, letters: U32, slots: U32) -> None:
    """Enter the chunks from the number `first` on; there must be room."""
    last = np.uint64(len(slots) - 1)
    for number in range(first, len(starts) - 1):
        at = hashed(letters, i64(starts[number]), i64(starts[number + 1])) & last
        while slots[at] != 0:
            at = (at + np.uint64(1)) & last
        slots[at] = number + 1
