"""A query as the kernels read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mithaq.names.parts import Part
from mithaq.search.births import Birth
from mithaq.search.kernels.align import MOST_PARTS
from mithaq.search.kernels.shapes import Asked, readonly
from mithaq.search.rows import SEXES, state_bits, state_column
from mithaq.search.words import arrays, hear


def asked(parts: Sequence[Part], birth: Birth | None, sex: str, nationality: str, rarity: Mapping[str, int]) -> Asked:
    """One spelling of a query; parts beyond `MOST_PARTS` are not compared. `rarity` has the rows of rarity keys."""
    heard = [hear(part) for part in parts[:MOST_PARTS]]
    keys = [key for one in heard for key in one.keys]
    starts = np.zeros(len(heard) + 1, np.int32)
    np.cumsum([len(one.keys) for one in heard], out=starts[1:])
    return Asked(
        words=arrays([one.word(rarity) for one in heard]),
        masks=readonly(np.array([one.mask for one in heard], np.uint64)),
        keys=readonly(np.array(keys, np.uint64)),
        key_start=readonly(starts),
        birth=readonly(_numbers(birth)),
        sex=SEXES.get(sex.lower(), 0),
        states=state_bits([nationality] if nationality else []),
        state=state_column(nationality),
    )


def _numbers(birth: Birth | None) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    if birth is None:
        return np.zeros(4, np.int32)
    return np.array([birth.first, birth.last, birth.month or 0, birth.day or 0], np.int32)
