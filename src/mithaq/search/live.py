"""The live segment: persons added since the last segment was written, found by reading all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from mithaq.search.exact_keys import exact_keys, key_of
from mithaq.search.files import Held
from mithaq.search.growing import Growing, GrowingWords
from mithaq.search.kernels.build import sign
from mithaq.search.kernels.shapes import Segment, readonly
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.rows import RowReader, Rows, exact_keys_of
from mithaq.search.threes import packed_three
from mithaq.search.uncollected import uncollected
from mithaq.search.unordered import unordered

AT_ONCE = 8_192
"""Persons read at a time: some five megabytes."""


class Live:
    """Rows in the order they came; it grows and never shrinks."""

    def __init__(self, rarity: Mapping[str, int]) -> None:
        """`rarity` has the rows of rarity keys."""
        self.words = GrowingWords(rarity)
        self._reader = RowReader(self.words)
        self._number, self._day, self._fact = Growing(np.uint32), Growing(np.uint16), Growing(np.uint16)
        self._first, self._last = Growing(np.int16), Growing(np.int16)
        self._part_start, self._parts = Growing(np.uint32, [0]), Growing(np.uint8)
        self._signature = Growing(np.uint64)
        self._exact: dict[int, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        """Rows, or numbers of things if there are more of these."""
        return max(self._number.size, len(self._exact))

    def add(self, things: Sequence[SearchPerson | SearchThing]) -> None:
        """Add the rows and keys of these."""
        persons = [thing for thing in things if isinstance(thing, SearchPerson)]
        with uncollected():
            for start in range(0, len(persons), AT_ONCE):
                self._extend(self._reader.read(persons[start : start + AT_ONCE]))
        for thing in things:
            if isinstance(thing, SearchThing) or thing.documents:
                for field, value in exact_keys_of(thing):
                    self._exact[key_of(field, value)].append(thing.number)

    def exact(self, field: str, value: str) -> list[int]:
        """Numbers of those who bear this document, plate or serial."""
        return list(self._exact.get(key_of(field, value), ()))

    def held(self) -> Held:
        """Rows and keys, as a file would hold them but for order and postings."""
        pairs = ((key, number) for key, numbers in self._exact.items() for number in numbers)
        return Held(self.segment(), exact_keys(pairs))

    def _extend(self, rows: Rows) -> None:
        if not len(rows.number):
            return
        self._number.extend(rows.number)
        self._day.extend(rows.day)
        self._fact.extend(rows.facts)
        self._first.extend(rows.first)
        self._last.extend(rows.last)
        before = self._part_start.size - 1
        self._part_start.extend(np.cumsum(rows.sizes) + self._parts.size // 3)
        self._parts.extend(packed_three(rows.parts))
        signatures = np.zeros(len(rows.number), np.uint64)
        sign(self._part_start.view()[before:], self._parts.view(), self.words.view().key, signatures)
        self._signature.extend(signatures)

    def segment(self) -> Segment:
        """The arrays as they are now."""
        return unordered(
            self.words.view(),
            readonly(np.array(list(self._reader.facts), np.uint32)),
            self._part_start.view(),
            self._signature.view(),
            self._number.view(),
            self._day.view(),
            self._fact.view(),
            self._parts.view(),
            self._first.view(),
            self._last.view(),
        )
