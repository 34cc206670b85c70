"""Several segments made into one, without the rows of those who left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.search.exact_keys import merged as merged_keys
from mithaq.search.files import Held
from mithaq.search.freeze import frozen
from mithaq.search.growing import GrowingWords
from mithaq.search.kernels.build import gather_parts, renumber
from mithaq.search.kernels.shapes import I16, U8, U16, U32, U64, Segment, readonly
from mithaq.search.threes import unpacked_three
from mithaq.search.unordered import unordered
from mithaq.search.words import words


class Kept(NamedTuple):
    """Columns of rows that stay, words and facts in the common numbering; `part_start` holds sizes instead."""

    part_start: U32
    signature: U64
    number: U32
    day: U16
    facts: U16
    parts: U8
    range_first: I16
    range_last: I16


def merged(several: Sequence[Held], gone: NDArray[np.uint32], rarity: Mapping[str, int]) -> Held:
    """One segment of the rows of several whose numbers are not in `gone` (sorted)."""
    exact = merged_keys([held.exact for held in several])
    stay = ~np.isin(exact.number, gone)
    keys = type(exact)(readonly(exact.key[stay]), readonly(exact.number[stay]))
    if len(several) == 1 and _as_it_is(several[0].rows, gone):
        return Held(frozen(several[0].rows), keys)
    vocabulary = GrowingWords(rarity)
    facts: dict[int, int] = {}
    kept = [_kept(held.rows, gone, vocabulary, facts) for held in several]
    rows = unordered(
        vocabulary.view(),
        readonly(np.array(list(facts), np.uint32)),
        _starts([one.part_start for one in kept]),
        *(readonly(np.concatenate(column)) for column in zip(*(one[1:] for one in kept), strict=True)),
    )
    return Held(frozen(rows), keys)


def _as_it_is(rows: Segment, gone: NDArray[np.uint32]) -> bool:
    """Whether nobody of it left and each of its words is somebody's: then nothing needs another number."""
    return not np.isin(rows.number, gone).any() and bool(_used(rows.parts, len(rows.words.kind)).all())


def _used(parts: U8, words: int) -> NDArray[np.bool_]:
    """Which of the words the parts are."""
    found = np.zeros(words, np.bool_)
    found[unpacked_three(parts)] = True
    return found


def _kept(rows: Segment, gone: NDArray[np.uint32], vocabulary: GrowingWords, facts: dict[int, int]) -> Kept:
    """The columns of the rows that stay."""
    order = np.flatnonzero(~np.isin(rows.number, gone)).astype(np.uint32)
    sizes = (rows.part_start[1:] - rows.part_start[:-1])[order]
    parts = np.zeros(3 * int(sizes.sum()), np.uint8)
    gather_parts(order, rows.part_start, rows.parts, _starts([sizes]), parts)
    renumber(parts, _numbered(rows, parts, vocabulary))
    table = np.array([facts.setdefault(int(fact), len(facts)) for fact in rows.fact_table], np.uint16)
    return Kept(
        sizes,
        rows.signature[order],
        rows.number[order],
        rows.day[order],
        table[rows.facts[order]] if len(table) else rows.facts[order],
        parts,
        _all_rows(rows.range_first, len(rows.number))[order],
        _all_rows(rows.range_last, len(rows.number))[order],
    )


def _numbered(rows: Segment, parts: U8, vocabulary: GrowingWords) -> U32:
    """The common number of each word that is still used: what only the departed were called leaves with them."""
    number = np.zeros(len(rows.words.kind), np.uint32)
    used = np.flatnonzero(_used(parts, len(number)))
    every = list(words(rows.words))
    number[used] = vocabulary.numbers_of(every[word] for word in used.tolist())
    return readonly(number)


def _all_rows(column: NDArray[np.int16], rows: int) -> NDArray[np.int16]:
    """A column that is kept for the first rows only, with zeros for the others."""
    every = np.zeros(rows, np.int16)
    every[: len(column)] = column
    return every


def _starts(sizes: Sequence[NDArray[Any]]) -> U32:
    every = np.concatenate(sizes)
    found = np.zeros(len(every) + 1, np.uint32)
    np.cumsum(every, out=found[1:])
    return readonly(found)
