"""Rows as a segment before it has order and postings: it is read from end to end."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.shapes import I16, U8, U16, U32, U64, Segment, Words, readonly

_EVEN: U8 = readonly(np.full(64, 24, np.uint8))
_NO_U8: U8 = readonly(np.zeros(0, np.uint8))
_NO_U32: U32 = readonly(np.zeros(0, np.uint32))
_NO_U64: U64 = readonly(np.zeros(0, np.uint64))


def unordered(  # noqa: PLR0913, PLR0917 - these are columns
    words: Words,
    fact_table: U32,
    part_start: U32,
    signature: U64,
    number: U32,
    day: U16,
    facts: U16,
    parts: U8,
    range_first: I16,
    range_last: I16,
) -> Segment:
    """A segment of these columns, `range_first` and `range_last` for every row."""
    return Segment(
        words, _EVEN, signature, number, day, facts, fact_table, part_start, parts, range_first, range_last,
        _NO_U32, _NO_U64, _NO_U32, _NO_U32, _NO_U32, _NO_U32, _NO_U8, _NO_U32, _NO_U8,
    )  # fmt: skip
