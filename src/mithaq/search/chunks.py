"""Chunks of names, which is what stands between two spaces: each distinct one once, numbered in the order they came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mithaq.names.runs import Bits, bits_of_chunk, chunk_words
from mithaq.names.single import Word, words_of
from mithaq.search.growing import Growing
from mithaq.search.kernels.chunks import find_chunks, place_chunks
from mithaq.search.kernels.shapes import readonly

Ints = NDArray[np.int64]

_SPACE, _CODE = 32, "utf-32-le"
_FIRST_ROOM = 1 << 10


class Chunks:
    """How each chunk binds (see names/runs.py), as it was `written`, and its words; make another when it is too large."""

    def __init__(self) -> None:
        self._bits = Growing(np.uint16)
        self._starts, self._letters = Growing(np.int64, [0]), Growing(np.uint32)
        self._slots = np.zeros(_FIRST_ROOM, np.uint32)
        self.written: list[str] = []
        self._fresh: dict[int, tuple[Word, ...]] = {}

    def __len__(self) -> int:
        return self._bits.size

    def read(self, names: Sequence[str]) -> tuple[Ints, Ints]:
        """The chunks of these names one after the other: their numbers, and the place of the name of each."""
        whole = " ".join((*names, ""))
        text = readonly(np.frombuffer(whole.encode(_CODE, "surrogatepass"), np.uint32))
        ends = np.flatnonzero(text == _SPACE)
        begins = np.concatenate((np.zeros(1, np.int64), ends + 1))[: len(ends)]
        lengths = np.fromiter(map(len, names), np.int64, len(names))
        name = np.searchsorted(np.cumsum(lengths + 1) - 1, ends)
        return self._numbers(whole, text, begins, ends), name

    def bits(self, numbers: Ints) -> Bits:
        """How these chunks bind."""
        found: Bits = self._bits.view()[numbers]
        return found

    def words(self, number: int) -> Sequence[Word]:
        """The words of a chunk; those that were new in the last names have just been read."""
        found = self._fresh.get(number)
        return words_of(self.written[number]) if found is None else found

    def _numbers(self, whole: str, text: NDArray[np.uint32], begins: Ints, ends: Ints) -> Ints:
        found = np.zeros(len(begins), np.int64)
        find_chunks(text, begins, ends, self._slots, self._starts.view(), self._letters.view(), found)
        new = np.flatnonzero(found < 0)
        self._fresh = {}
        if len(new):
            spans = zip(begins[new].tolist(), ends[new].tolist(), strict=True)
            found[new] = self._entered([whole[begin:end] for begin, end in spans])
        return found

    def _entered(self, written: Sequence[str]) -> list[int]:
        """Number chunks that are not known; the same may stand there several times."""
        before = len(self)
        chunks = dict.fromkeys(written)
        numbers = dict(zip(chunks, range(before, before + len(chunks)), strict=True))
        every = [chunk_words(chunk) for chunk in chunks]
        self._fresh = dict(enumerate(every, before))
        self.written += chunks
        self._bits.extend([bits_of_chunk(chunk, words) for chunk, words in zip(chunks, every, strict=True)])
        self._starts.extend(self._letters.size + np.cumsum(np.fromiter(map(len, chunks), np.int64)))
        self._letters.extend(np.frombuffer("".join(chunks).encode(_CODE, "surrogatepass"), np.uint32))
        if 2 * len(self) > len(self._slots):
            self._slots = np.zeros(1 << (4 * len(self)).bit_length(), np.uint32)
            before = 0
        place_chunks(before, self._starts.view(), self._letters.view(), self._slots)
        return list(map(numbers.__getitem__, written))
