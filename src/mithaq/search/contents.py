"""What an index holds, as two sorted tables that can be compared: rows of names, and keys of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.search.files import Held
from mithaq.search.joining import sorted_numbers

ROW = np.dtype(
    [
        ("number", "u4"),
        ("signature", "u8"),
        ("day", "u2"),
        ("first", "i2"),
        ("last", "i2"),
        ("facts", "u4"),
        ("parts", "u2"),
    ]
)
KEY = np.dtype([("number", "u4"), ("key", "u8")])


class Contents(Struct, frozen=True):
    """`rows` and `keys`, each sorted by number first."""

    rows: NDArray[Any]
    keys: NDArray[Any]

    def differences(self, other: Contents) -> list[int]:
        """Numbers of which the two do not hold the same."""
        found = {*_unlike(self.rows, other.rows), *_unlike(self.keys, other.keys)}
        return sorted(found)


def contents_of(several: Sequence[Held], gone: frozenset[int] = frozenset()) -> Contents:
    """All that several segments hold together, but for numbers that are `gone`."""
    without = sorted_numbers(gone)
    rows = np.concatenate([np.zeros(0, ROW), *map(_rows, several)])
    keys = np.concatenate([np.zeros(0, KEY), *map(_keys, several)])
    return Contents(*(np.unique(table[~np.isin(table["number"], without)]) for table in (rows, keys)))


def together(several: Sequence[Contents]) -> Contents:
    """Several tables as one."""
    rows = np.concatenate([np.zeros(0, ROW), *(one.rows for one in several)])
    keys = np.concatenate([np.zeros(0, KEY), *(one.keys for one in several)])
    return Contents(np.unique(rows), np.unique(keys))


def _rows(held: Held) -> NDArray[Any]:
    rows = held.rows
    found = np.zeros(len(rows.number), ROW)
    found["number"], found["signature"], found["day"] = rows.number, rows.signature, rows.day
    found["facts"] = rows.fact_table[rows.facts] if len(rows.fact_table) else 0
    found["parts"] = np.diff(rows.part_start.astype(np.int64))
    found["first"][: len(rows.range_first)] = rows.range_first
    found["last"][: len(rows.range_last)] = rows.range_last
    return found


def _keys(held: Held) -> NDArray[Any]:
    found = np.zeros(len(held.exact.key), KEY)
    found["number"], found["key"] = held.exact.number, held.exact.key
    return found


def _unlike(one: NDArray[Any], two: NDArray[Any]) -> list[int]:
    if np.array_equal(one, two):
        return []
    numbers: list[int] = np.unique(np.setxor1d(one, two)["number"]).tolist()
    return numbers
