"""The register as it is searched: segments that never change, a live one that grows, and the numbers that left.

The register numbers what enters it in rising order and never uses a number twice. An index holds everything up to the number
`last` and has heard of the first `departed` departures; whoever owns the register tells it the rest before a search.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from msgspec import structs

from mithaq.search.exact_keys import key_of
from mithaq.search.files import Held
from mithaq.search.kernels.shapes import U32
from mithaq.search.live import Live
from mithaq.search.merge import merged
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery
from mithaq.search.scales import Scales
from mithaq.search.searcher import TOP, Found, Searcher
from mithaq.search.shelf import Manifest, Shelf

MOST_LIVE = 16_384
"""Rows of the live segment before it is made into one with postings: reading so many takes a tenth of a millisecond."""

MOST_SEGMENTS = 4
"""Segments that are searched one after the other before the smaller ones are made into one."""


class Index:
    """For one thread at a time; several processes may share the folder."""

    def __init__(self, scales: Scales, shelf: Shelf | None = None) -> None:
        """Use `in_memory` or `open`."""
        self._scales = scales
        self._shelf = shelf
        self._searcher = Searcher(scales)
        self._stamp = (-1, -1)
        self._segments: list[Held] = []
        self._live = Live(scales.rows)
        self._gone: set[int] = set()
        self.last = self.departed = self._swept = 0

    @classmethod
    def in_memory(cls, scales: Scales) -> Index:
        """An empty register that no file holds."""
        return cls(scales)

    @classmethod
    def open(cls, folder: Path, scales: Scales) -> Index:
        """The register of a folder, which is made if need be. Raises IndexDamaged, OSError."""
        index = cls(scales, Shelf(folder, scales.digest))
        index.refresh()
        return index

    def __len__(self) -> int:
        """Rows: one for each spelling and birth date of a person."""
        return sum(len(held.rows.number) for held in self._segments) + len(self._live)

    def bytes(self) -> int:
        """Room that the segments take, without the live one."""
        arrays = (array for held in self._segments for array in (*held.rows.words, *held.rows[1:]))
        return sum(array.nbytes for array in arrays) + sum(
            held.exact.key.nbytes + held.exact.number.nbytes for held in self._segments
        )

    def refresh(self) -> None:
        """See what another process has written; what was added here since is forgotten, and `last` says from where on
        to add again. Raises IndexDamaged."""
        if self._shelf is None or self._shelf.stamp() == self._stamp:
            return
        stamp = self._shelf.stamp()
        manifest = self._shelf.manifest()
        segments = self._shelf.load(manifest)
        self._forget(manifest, segments)
        self._stamp = stamp

    def add(self, things: Iterable[SearchPerson | SearchThing]) -> None:
        """Make persons and things findable; they are when this returns. One whose number is known already replaces it."""
        every = list(things)
        for thing in every:
            if thing.number <= self.last:
                raise ValueError("numbers rise")
            self.last = thing.number
        self._live.add(every)
        if len(self._live) > MOST_LIVE:
            self.compact()

    def remove(self, numbers: Iterable[int], departed: int = 0) -> None:
        """Make these numbers unfindable; `departed` is how many departures have been told with them."""
        self._gone.update(numbers)
        self.departed = max(self.departed, departed)

    def find(self, query: PersonQuery, top: int = TOP, every: bool = False) -> list[Found]:
        """The best matches, most evidence first, at most `top`; with `every` also those of class *none*.

        Raises Refusal ``name.too_long``, ``query.birth``.
        """
        segments = [held.rows for held in self._segments]
        if len(self._live):
            segments.append(self._live.segment())
        return self._searcher.find(query, segments, self._gone, top, every)

    def exact(self, field: str, value: str) -> list[int]:
        """Numbers of those who bear this document, plate or serial, given in its normal form."""
        found = self._live.exact(field, value)
        for held in self._segments:
            found += held.exact.find(key_of(field, value))
        return sorted(number for number in set(found) if number not in self._gone)

    def verify(self) -> None:
        """Read every file against its checksums. Raises IndexDamaged."""
        if self._shelf is not None:
            self._shelf.verify()

    def clear(self) -> None:
        """Forget everything: all is to be added anew."""
        if self._shelf is not None:
            with self._shelf.writing() as mine:
                if mine:
                    self._shelf.clear()
        self._stamp = (-1, -1)
        self._forget()
        self.refresh()

    def compact(self) -> None:
        """Make the live segment into one with postings, together with the segments that are not much larger.

        Does nothing while another process writes, or when it has written: see `refresh`.
        """
        if len(self._live):
            kept = self._not_much_larger()
            self._write(self._segments[:kept], self._segments[kept:], self._swept)

    def sweep(self) -> None:
        """Write every segment anew that holds anybody who left, so that no file tells what their names sounded like."""
        gone = self._departed()
        clean = [held for held in self._segments if not _holds(held, gone)]
        stale = [held for held in self._segments if _holds(held, gone)]
        if stale:
            self._write(clean, stale, self.departed)

    def _not_much_larger(self) -> int:
        """How many of the oldest segments are left as they are."""
        size, kept = len(self._live), len(self._segments)
        while kept and (len(self._segments[kept - 1].rows.number) <= 2 * size or kept >= MOST_SEGMENTS):
            kept -= 1
            size += len(self._segments[kept].rows.number)
        return kept

    def _write(self, kept: list[Held], joined: list[Held], swept: int) -> None:
        """Exchange `joined` and the live segment for one new segment. Raises OSError, and then nothing has changed."""
        if self._shelf is None:
            self._take([*kept, self._joined(joined)], swept)
            return
        with self._shelf.writing() as mine:
            if not mine or self._shelf.stamp() != self._stamp:
                return
            before = self._shelf.manifest()
            names = [before.segments[self._segments.index(held)] for held in kept]
            draft = structs.replace(before, upto=self.last, departed=swept)
            manifest = self._shelf.put(self._joined(joined), draft, names)
            self._stamp = self._shelf.stamp()
            self._take(self._shelf.load(manifest), swept)

    def _joined(self, joined: list[Held]) -> Held:
        return merged([*joined, self._live.held()], self._departed(), self._scales.rows)

    def _take(self, segments: list[Held], swept: int) -> None:
        self._segments = segments
        self._live = Live(self._scales.rows)
        if swept > self._swept:
            self._gone.clear()
        self._swept = swept

    def _departed(self) -> U32:
        return np.array(sorted(self._gone), np.uint32)

    def _forget(self, manifest: Manifest | None = None, segments: Iterable[Held] = ()) -> None:
        self._segments = list(segments)
        self._live = Live(self._scales.rows)
        self._gone.clear()
        self.last = manifest.upto if manifest else 0
        self.departed = self._swept = manifest.departed if manifest else 0


def _holds(held: Held, gone: U32) -> bool:
    """Whether a segment holds any of these numbers."""
    return bool(np.isin(held.rows.number, gone).any() or np.isin(held.exact.number, gone).any())
