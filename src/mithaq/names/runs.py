"""Where a name may be cut so that each run of words is read as it would be within the whole.

A register of a million persons holds few runs (عبد الله, bin Ahmed) and reads each of them once. `Reader` looks one word
back and two ahead; all that it asks of a neighbour is a bit here, so that this is the one place that knows what binds.
The bits of a chunk, which is what stands between two spaces and mostly one word:

* `STRANGE`: its name may be several, or in the code of passports, or too long: such a name is read as a whole.
* `EMPTY`: it holds no word.
* `FORWARD`: its last word may do something to the next (بن, ال, عبد, أبو, titles, Saiful).
* `BACKWARD`: its first word may do something to the one before (الدين, الله), or asks whether it is the first (titles).
* `LAST`: the same, but only at the end of a name (الرحمن عبد).
* `OPENS`: it is an article, and binds backward unless a plain word follows (نور ال دين).
* `PLAIN`: its first word does nothing to others.
* `SIMPLE`: nor does any of its words.
* `LINK`: it only says that the next is a forefather's name, which nobody asks about a plain word.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mithaq.names import lexicon
from mithaq.names import words as inside
from mithaq.names.part import Part
from mithaq.names.parts import run_parts
from mithaq.names.reader import BEFORE_FAITH
from mithaq.names.single import SERVANT_SUN, SUN, Word, chunks_of, words_in
from mithaq.names.spellings import may_part
from mithaq.names.x_scheme import tells

STRANGE, EMPTY, FORWARD, BACKWARD, LAST, OPENS, PLAIN, SIMPLE, LINK = (1 << bit for bit in range(9))

LONGEST_CHUNK, MOST_WORDS, MOST_CHUNKS = 32, 2, 15
"""A name of so many chunks, each of so many characters and words, is within `MAX_NAME_CHARS` and `MAX_TOKENS`."""

_LAST = lexicon.EXCHANGED_FATHER | {"عبد", lexicon.LOST_YA}
_FORWARD = lexicon.TITLES | lexicon.LINKS | lexicon.FATHER_OF | lexicon.MOTHER_OF | lexicon.SERVANT | _LAST
"""Whatever is something else at the end of a name must not be at the end of a run within it, and binds forward too."""

_BACKWARD = lexicon.TITLES | lexicon.THE_FAITH | lexicon.FAITH | lexicon.OF_GOD
_OPENS = lexicon.ARTICLES | BEFORE_FAITH

Bits = NDArray[np.uint16]
Flags = NDArray[np.bool_]


def chunk_words(chunk: str) -> tuple[Word, ...]:
    """The words of a chunk, read anew."""
    pieces = chunks_of(chunk)
    return words_in(chunk) if pieces == [chunk] else tuple([word for piece in pieces for word in words_in(piece)])


def bits_of_chunk(chunk: str, words: Sequence[Word]) -> int:
    """How a chunk of these words binds."""
    if may_part(chunk):
        return STRANGE
    if not words:
        return EMPTY
    if len(chunk) > LONGEST_CHUNK or len(words) > MOST_WORDS or not any(map(str.isalnum, chunk)):
        return STRANGE
    if chunk.isupper() and any(map(tells, chunks_of(chunk))):
        return STRANGE
    if not any(map(_binds, words)):
        return PLAIN | SIMPLE
    return _bits(words)


def run_starts(bits: Bits, first: Flags) -> Flags:
    """Which chunks begin a run, none being strange or empty; `first` marks those that begin a name."""
    last, after = np.ones_like(first), np.zeros_like(bits)
    last[:-1], after[:-1] = first[1:], bits[1:]
    bound = (bits & BACKWARD != 0) | (bits & LAST != 0) & last
    bound |= (bits & OPENS != 0) & (last | (after & PLAIN == 0))
    bound[1:] |= bits[:-1] & FORWARD != 0
    starts: Flags = first | ~bound
    return starts


def read_run(chunks: Sequence[str], words: Sequence[Word]) -> tuple[Part, ...]:
    """The parts of a run of chunks, which hold these words. A name has the parts of its runs."""
    return run_parts(" ".join(chunks), words)


def _binds(word: Word) -> bool:
    return word.leads or word.folded in BEFORE_FAITH


def _bits(words: Sequence[Word]) -> int:
    first, last, alone = words[0].folded, words[-1].folded, len(words) == 1
    found = FORWARD if _forward(last) else 0
    if not _binds(words[0]):
        return found | PLAIN
    if first in _BACKWARD:
        return found | BACKWARD
    if alone and first in _LAST:
        found |= LAST
    if alone and first in lexicon.LINKS:
        found |= LINK
    if first in _OPENS or SUN.match(first):
        found |= OPENS if alone else BACKWARD if _binds(words[1]) else 0
    return found


def _forward(folded: str) -> bool:
    return (
        folded in _FORWARD
        or folded in _OPENS
        or any(each.match(folded) is not None for each in (SUN, SERVANT_SUN, inside.FIRST_HALF))
    )
