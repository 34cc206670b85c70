"""Many names at once as numbers of words: each run of words is read once and remembered (see names/runs.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.names.part import Part
from mithaq.names.parts import stored_parts
from mithaq.names.runs import EMPTY, LINK, MOST_CHUNKS, SIMPLE, STRANGE, Bits, read_run, run_starts
from mithaq.search.chunks import Chunks
from mithaq.search.growing import Growing, GrowingWords

MOST_KEPT = 1 << 20
"""Chunks and runs remembered; a register of a million persons has some 190,000."""

UNREAD = -1

Ints = NDArray[np.int64]


class Spelled(NamedTuple):
    """Spellings in the order of their names: `name` is the place of its name, `sizes` counts its parts, which stand one
    behind the other in `parts`. A name without a letter has no spelling."""

    name: Ints
    sizes: Ints
    parts: NDArray[np.uint32]

    def chosen(self, places: Ints) -> Spelled:
        """The spellings of these places, in their order."""
        starts = np.cumsum(self.sizes) - self.sizes
        sizes = self.sizes[places]
        return Spelled(self.name[places], sizes, self.parts[_spans(starts[places], sizes)])

    def shortened(self, most: int) -> Spelled:
        """The same with at most so many parts of each."""
        if not len(self.sizes) or self.sizes.max() <= most:
            return self
        sizes = np.minimum(self.sizes, most)
        return Spelled(self.name, sizes, self.parts[_spans(np.cumsum(self.sizes) - self.sizes, sizes)])


class NameReader:
    """Reads names, and remembers what it has read as long as there is room."""

    def __init__(self, words: GrowingWords) -> None:
        """`words` numbers the parts."""
        self._words = words
        self._forget()

    def _forget(self) -> None:
        self._chunks = Chunks()
        self._alone = Growing(np.int32)
        self._runs: dict[bytes, int] = {}
        self._start, self._parts = Growing(np.int64, [0]), Growing(np.uint32)

    def read(self, names: Sequence[str]) -> Spelled:
        """The spellings of these names. Words that are new are numbered."""
        if len(self._chunks) + len(self._runs) > MOST_KEPT:
            self._forget()
        numbers, name = self._chunks.read(names)
        self._alone.extend(np.full(len(self._chunks) - self._alone.size, UNREAD, np.int32))
        bits = self._chunks.bits(numbers)
        strange = np.bincount(name, minlength=len(names)) > MOST_CHUNKS
        strange[name[bits & STRANGE != 0]] = True
        keep = (bits & EMPTY == 0) & ~strange[name]
        if not keep.all():
            numbers, bits, name = numbers[keep], bits[keep], name[keep]
        found = self._read_runs(numbers, bits, name)
        return _merged(found, self._read_whole(names, strange)) if strange.any() else found

    def _read_runs(self, numbers: Ints, bits: Bits, name: Ints) -> Spelled:
        first = np.ones(len(name), np.bool_)
        first[1:] = name[1:] != name[:-1]
        begins = np.flatnonzero(run_starts(bits, first))
        ends = np.concatenate((begins[1:], np.array([len(name)], np.int64)))[: len(begins)]
        names = name[begins]
        idle = (ends - begins == 2) & (bits[begins] & LINK != 0)
        idle[idle] = bits[begins[idle] + 1] & SIMPLE != 0
        begins += idle  # a link says nothing of a plain word that anybody asks
        runs = self._runs_of(numbers, begins, ends)
        starts = self._start.view()
        sizes = starts[runs + 1] - starts[runs]
        parts = self._parts.view()[_spans(starts[runs], sizes)]
        by_name = np.bincount(names, sizes).astype(np.int64)
        spelled = np.flatnonzero(by_name)
        return Spelled(spelled, by_name[spelled], parts)

    def _runs_of(self, numbers: Ints, begins: Ints, ends: Ints) -> Ints:
        """The number of each run."""
        found = np.zeros(len(begins), np.int64)
        single = ends - begins == 1
        chunks = numbers[begins[single]]
        several = np.flatnonzero(~single)
        data = numbers.astype(np.uint32).tobytes()
        spans = zip((4 * begins[several]).tolist(), (4 * ends[several]).tolist(), strict=True)
        keys = [data[begin:end] for begin, end in spans]
        self._learn(np.unique(chunks[self._alone.view()[chunks] == UNREAD]), set(keys).difference(self._runs))
        found[single] = self._alone.view()[chunks]
        found[several] = np.fromiter(map(self._runs.__getitem__, keys), np.int64, len(keys))
        return found

    def _learn(self, chunks: Ints, runs: Iterable[bytes]) -> None:
        """Read chunks that stand alone for the first time, and runs that are new."""
        learned = self._start.size - 1
        self._alone.put(chunks, range(learned, learned + len(chunks)))
        found = [self._numbered(self._chunk_parts(chunk)) for chunk in chunks.tolist()]
        for run in runs:
            self._runs[run] = learned + len(found)
            found.append(self._numbered(self._run_parts(np.frombuffer(run, np.uint32).tolist())))
        self._start.extend(self._parts.size + np.cumsum(np.fromiter(map(len, found), np.int64, len(found))))
        self._parts.extend(np.fromiter(chain.from_iterable(found), np.uint32))

    def _chunk_parts(self, chunk: int) -> Sequence[Part]:
        """Of a chunk that is a run."""
        return read_run((self._chunks.written[chunk],), self._chunks.words(chunk))

    def _run_parts(self, chunks: Sequence[int]) -> Sequence[Part]:
        """Of several chunks that are a run."""
        words = [word for chunk in chunks for word in self._chunks.words(chunk)]
        return read_run([self._chunks.written[chunk] for chunk in chunks], words)

    def _read_whole(self, names: Sequence[str], strange: NDArray[np.bool_]) -> Spelled:
        """Of names that are `strange` all the spellings."""
        found = [
            (place, self._numbered(parts))
            for place in np.flatnonzero(strange).tolist()
            for parts in stored_parts(names[place])
        ]
        return Spelled(
            np.array([place for place, _ in found], np.int64),
            np.array([len(parts) for _, parts in found], np.int64),
            np.fromiter(chain.from_iterable(parts for _, parts in found), np.uint32),
        )

    def _numbered(self, parts: Iterable[Part]) -> list[int]:
        return list(map(self._words.number, parts))


def _merged(one: Spelled, other: Spelled) -> Spelled:
    """Two lists in the order of the names, none of which is in both."""
    both = Spelled(
        np.concatenate((one.name, other.name)),
        np.concatenate((one.sizes, other.sizes)),
        np.concatenate((one.parts, other.parts)),
    )
    return both.chosen(np.argsort(both.name, kind="stable"))


def _spans(starts: Ints, sizes: Ints) -> Ints:
    """All places from each start on, so many for each."""
    behind = np.cumsum(sizes)
    found: Ints = np.arange(int(behind[-1]) if len(behind) else 0) + np.repeat(starts - behind + sizes, sizes)
    return found
