"""The live segment: persons added since the last segment was written, found by reading all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from mithaq.search.exact_keys import exact_keys, key_of
from mithaq.search.files import Held
from mithaq.search.growing import Growing, GrowingWords
from mithaq.search.kernels.build import sign
from mithaq.search.kernels.shapes import Segment, readonly
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.rows import Row, exact_keys_of, rows_of
from mithaq.search.threes import packed_three
from mithaq.search.unordered import unordered


class Live:
    """Rows in the order they came; it grows and never shrinks."""

    def __init__(self, rarity: Mapping[str, int]) -> None:
        """`rarity` has the rows of rarity keys."""
        self.words = GrowingWords(rarity)
        self._facts: dict[int, int] = {}
        self._number, self._day, self._fact = Growing(np.uint32), Growing(np.uint16), Growing(np.uint16)
        self._first, self._last = Growing(np.int16), Growing(np.int16)
        self._part_start, self._parts = Growing(np.uint32, [0]), Growing(np.uint8)
        self._signature = Growing(np.uint64)
        self._exact: dict[int, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        """Rows, or numbers of things if there are more of these."""
        return max(self._number.size, len(self._exact))

    def add(self, things: Iterable[SearchPerson | SearchThing]) -> None:
        """Add the rows and keys of these."""
        rows: list[Row] = []
        for thing in things:
            if isinstance(thing, SearchPerson):
                rows.extend(rows_of(thing, self.words))
            for field, value in exact_keys_of(thing):
                self._exact[key_of(field, value)].append(thing.number)
        self._extend(rows)

    def exact(self, field: str, value: str) -> list[int]:
        """Numbers of those who bear this document, plate or serial."""
        return list(self._exact.get(key_of(field, value), ()))

    def held(self) -> Held:
        """Rows and keys, as a file would hold them but for order and postings."""
        pairs = ((key, number) for key, numbers in self._exact.items() for number in numbers)
        return Held(self.segment(), exact_keys(pairs))

    def _extend(self, rows: list[Row]) -> None:
        if not rows:
            return
        self._number.extend([row.number for row in rows])
        self._day.extend([row.day for row in rows])
        self._fact.extend([self._facts.setdefault(row.facts, len(self._facts)) for row in rows])
        self._first.extend([row.first for row in rows])
        self._last.extend([row.last for row in rows])
        sizes = np.cumsum([len(row.words) for row in rows])
        before = self._part_start.size - 1
        self._part_start.extend(sizes + self._parts.size // 3)
        flat = np.array([word for row in rows for word in row.words], np.uint32)
        self._parts.extend(packed_three(flat))
        signatures = np.zeros(len(rows), np.uint64)
        sign(self._part_start.view()[before:], self._parts.view(), self.words.view().key, signatures)
        self._signature.extend(signatures)

    def segment(self) -> Segment:
        """The arrays as they are now."""
        return unordered(
            self.words.view(),
            readonly(np.array(list(self._facts), np.uint32)),
            self._part_start.view(),
            self._signature.view(),
            self._number.view(),
            self._day.view(),
            self._fact.view(),
            self._parts.view(),
            self._first.view(),
            self._last.view(),
        )
