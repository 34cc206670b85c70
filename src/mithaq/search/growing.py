"""Arrays that grow at the end: the words and rows that were added since the last segment was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mithaq.names.part import Kind, Part
from mithaq.search.kernels.shapes import Words, readonly
from mithaq.search.words import Word, arrays, stored

FIRST_ROOM = 64


class Growing:
    """One array with room to spare; a view of it stays right when more is added behind."""

    def __init__(self, kind: type[np.integer[Any]], first: Sequence[int] = ()) -> None:
        self._data = np.zeros(FIRST_ROOM, kind)
        self.size = 0
        self.extend(first)

    def extend(self, values: Sequence[int] | NDArray[Any]) -> None:
        """Add values at the end."""
        end = self.size + len(values)
        if end > len(self._data):
            room = np.zeros(max(end, 2 * len(self._data)), self._data.dtype)
            room[: self.size] = self._data[: self.size]
            self._data = room
        self._data[self.size : end] = values
        self.size = end

    def put(self, places: NDArray[np.int64], values: Sequence[int]) -> None:
        """Change values that it holds."""
        self._data[places] = values

    def view(self) -> NDArray[Any]:
        """What it holds."""
        return readonly(self._data[: self.size])


class GrowingWords:
    """Distinct words, numbered in the order they came. Parts that sound the same in every form are one word."""

    def __init__(self, rarity: Mapping[str, int]) -> None:
        """`rarity` has the rows of rarity keys."""
        self._rarity = rarity
        self._of_part: dict[tuple[str, str, Kind], int] = {}
        self._numbers: dict[Word, int] = {}
        self._pending: list[Word] = []
        self.first_form = Growing(np.uint32, [0])
        self.form_start = Growing(np.uint32, [0])
        self.kind, self.rarity, self.key = Growing(np.uint8), Growing(np.uint32), Growing(np.uint64)
        self.role, self.mask, self.consonants = Growing(np.uint8), Growing(np.uint8), Growing(np.uint8)
        self.sounds = Growing(np.uint8)

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, part: Part) -> int:
        """The number of a part, a new one if need be."""
        key = (part.core, part.joined, part.kind)
        found = self._of_part.get(key)
        if found is None:
            found = self._of_part[key] = self.number_of(stored(*key, self._rarity))
        return found

    def number_of(self, word: Word) -> int:
        """The number of a word, a new one if need be."""
        new = len(self._numbers)
        found = self._numbers.setdefault(word, new)
        if found == new:
            self._pending.append(word)
        return found

    def numbers_of(self, words: Iterable[Word]) -> NDArray[np.uint32]:
        """The numbers of words of another vocabulary, in their order."""
        return np.fromiter(map(self.number_of, words), np.uint32)

    def view(self) -> Words:
        """The arrays, with all that was numbered."""
        if self._pending:
            self._write(arrays(self._pending))
            self._pending.clear()
        return Words(
            self.first_form.view(),
            self.kind.view(),
            self.rarity.view(),
            self.key.view(),
            self.form_start.view(),
            self.role.view(),
            self.mask.view(),
            self.consonants.view(),
            self.sounds.view(),
        )

    def _write(self, new: Words) -> None:
        self.first_form.extend(new.first_form[1:] + np.uint32(self.role.size))
        self.form_start.extend(new.form_start[1:] + np.uint32(self.sounds.size))
        self.kind.extend(new.kind)
        self.rarity.extend(new.rarity)
        self.key.extend(new.key)
        self.role.extend(new.form_role)
        self.mask.extend(new.form_mask)
        self.consonants.extend(new.form_consonants)
        self.sounds.extend(new.sounds)
