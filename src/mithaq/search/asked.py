"""A query as the kernels read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from mithaq.names.fold import CACHED_WORDS
from mithaq.names.parts import Part
from mithaq.names.rarity import row_of
from mithaq.search.births import Birth
from mithaq.search.kernels.question import MOST_PARTS, asked, room, unpack
from mithaq.search.kernels.shapes import Asked
from mithaq.search.rows import SEXES, state_bits, state_column
from mithaq.search.words import hear, packed_part


class Question:
    """One query at a time; the arrays are filled again for the next."""

    def __init__(self, rarity: Mapping[str, int]) -> None:
        """`rarity` has the rows of rarity keys."""
        self._rarity = rarity
        self._named = 0
        self._laid_out = b""
        self._room = room()
        self._asked = asked(self._room)
        self._packed = lru_cache(CACHED_WORDS)(self._pack)

    def ask(self, parts: Sequence[Part], birth: Birth | None, sex: str, nationality: str) -> Asked:
        """One spelling of a query; parts beyond `MOST_PARTS` are not compared."""
        states = state_bits((nationality,)) if nationality else 0
        column = state_column(nationality)
        date = (birth.first, birth.last, birth.month or 0, birth.day or 0) if birth else (0, 0, 0, 0)
        self._room.facts[:7] = (*date, SEXES.get(sex.lower(), 0), states, column)
        packed = b"".join(map(self._packed, parts[:MOST_PARTS]))
        if packed != self._laid_out:  # the next segment is asked the same
            unpack(np.frombuffer(packed, np.uint8), self._room)
            self._laid_out = packed
        return self._asked

    def _pack(self, part: Part) -> bytes:
        heard = hear(part)
        self._named += 1
        return packed_part(heard, row_of(heard.rarity, self._rarity), self._named)
