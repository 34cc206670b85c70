"""Parts of names as the kernels read them: each distinct part once, numbered, with what it sounds like."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.names.fold import CACHED_WORDS
from mithaq.names.keys import SEVERAL, of_readings, skeletons, usual_skeleton
from mithaq.names.parts import Kind, Part
from mithaq.names.phonemes import is_arabic, readings
from mithaq.names.rarity import key_of, keys_of, rarity_keys, row_of
from mithaq.names.words import inner_words
from mithaq.search.kernels.distance import (
    ARABIC,
    CORE,
    FATHER_OF,
    INITIAL,
    INNER,
    JOINED,
    MOTHER_OF,
    PERSONAL,
)
from mithaq.search.kernels.question import A_PART, KEYS, LONGEST_SOUND, MOST_FORMS
from mithaq.search.kernels.shapes import U32, Words, readonly
from mithaq.search.kernels.signature import bits_of
from mithaq.search.skeleton import packed
from mithaq.search.sounds import MASKS, VOICED, consonants, mask, numbered

read_anew = readings.__wrapped__
"""The words of a whole register are more than `readings` remembers, and each is read once."""

_HEAD = f"<BBBxII4xQ{KEYS}Q"
_FORM = f"<BBBB{LONGEST_SOUND}s"

KINDS = {
    Kind.NAME: PERSONAL,
    Kind.FOREFATHER: PERSONAL,
    Kind.SERVANT: 1,
    Kind.FATHER_OF: FATHER_OF,
    Kind.MOTHER_OF: MOTHER_OF,
    Kind.OF_THE_FAITH: 4,
    Kind.OF_GOD: 5,
    Kind.INITIAL: INITIAL,
}

_SIMPLE = frozenset({Kind.NAME, Kind.FOREFATHER, Kind.INITIAL})
"""The kinds that are not put together."""

_ONE_CORE = bytes([CORE])

KEYS_SIGNED = 2
"""Of those, how many lend their bits to the signature of a query."""


Form = tuple[int, bytes]
"""One way to hear a part: its role, and its sound as symbol numbers."""


Word = tuple[int, int, int, bytes, bytes]
"""A part as a segment stores it: kind, row in the table of rarity, the recall key it is found by, its forms as roles (a byte
each) and sounds (each with a zero behind it). Plain tuples of these are no work for the collector of garbage."""


class Heard(Struct, frozen=True):
    """A part as a query asks for it: all its recall keys, and their signature bits."""

    kind: int
    forms: tuple[Form, ...]
    keys: tuple[int, ...]
    mask: int
    rarity: tuple[str, ...]


def packed_part(heard: Heard, rarity: int, name: int) -> bytes:
    """A part as kernels/question.py unpacks it; `name` tells it from all other parts that were asked."""
    keys = (*heard.keys, *(0,) * (KEYS - len(heard.keys)))
    head = struct.pack(_HEAD, heard.kind, len(heard.forms), len(heard.keys), rarity, name, heard.mask, *keys)
    forms = (struct.pack(_FORM, role, len(sound), mask(sound), consonants(sound), sound) for role, sound in heard.forms)
    return (head + b"".join(forms)).ljust(A_PART, b"\0")


def hear(part: Part) -> Heard:
    """A part as heard; remembered by its folded words."""
    return _hear(part.core, part.joined, part.kind)


@lru_cache(maxsize=CACHED_WORDS)
def _hear(core: str, joined: str, kind: Kind) -> Heard:
    found = dict.fromkeys(packed(key) for word in dict.fromkeys((core, joined)) for key in skeletons(word))
    keys = tuple(found)[:KEYS]
    signed = 0
    for key in keys[:KEYS_SIGNED]:
        signed |= int(bits_of(np.uint64(key)))
    return Heard(_kind(core, kind), _forms(core, joined, kind, readings(core)), keys, signed, rarity_keys(core, kind))


def stored(core: str, joined: str, kind: Kind, rarity: Mapping[str, int]) -> Word:
    """A part as stored; `rarity` has the rows of rarity keys, 0 stands for all others."""
    heard = read_anew(core)
    skeleton = usual_skeleton(core, heard[0])
    row = _row(core, kind, heard, skeleton, rarity)
    if len(heard) == 1 and kind in _SIMPLE and not inner_words(core):  # two words in three
        return _kind(core, kind), row, packed(skeleton), _ONE_CORE, numbered(heard[0][:LONGEST_SOUND]) + b"\0"
    roles, sounds = zip(*_forms(core, joined, kind, heard), strict=True)
    return _kind(core, kind), row, packed(skeleton), bytes(roles), b"\0".join(sounds) + b"\0"


def _row(core: str, kind: Kind, heard: Sequence[str], skeleton: str, rarity: Mapping[str, int]) -> int:
    """The row of rarity of a part; two words in three have one skeleton only."""
    if is_arabic(core) or (len(heard) == 1 and SEVERAL.isdisjoint(heard[0])):
        return rarity.get(key_of(skeleton, kind), 0)
    return row_of(keys_of(core, kind, of_readings(core, heard)), rarity)


def _kind(core: str, kind: Kind) -> int:
    return KINDS[kind] + (ARABIC if is_arabic(core) else 0)


def _forms(core: str, joined: str, kind: Kind, heard: Sequence[str]) -> tuple[Form, ...]:
    """The ways to hear a part, the usual one first; `heard` are the readings of its core."""
    forms = [(CORE, numbered(sound[:LONGEST_SOUND])) for sound in heard]
    forms += [(INNER, numbered(sound[:LONGEST_SOUND])) for word in inner_words(core) for sound in readings(word)]
    if kind not in _SIMPLE:
        forms += [(JOINED, numbered(sound[:LONGEST_SOUND])) for sound in readings(joined)]
    return tuple(dict.fromkeys(forms))[:MOST_FORMS]


def arrays(words: Sequence[Word]) -> Words:
    """The arrays of these words, in their order."""
    kinds, rarities, keys, roles, sounds = zip(*words, strict=True) if words else ((),) * 5
    every = np.frombuffer(b"".join(sounds), np.uint8)
    ends = np.flatnonzero(every == 0)
    begins = np.concatenate((np.zeros(1, np.int64), ends + 1))[:-1]
    return Words(
        first_form=_ends(list(map(len, roles))),
        kind=readonly(np.array(kinds, np.uint8)),
        rarity=readonly(np.array(rarities, np.uint32)),
        key=readonly(np.array(keys, np.uint64)),
        form_start=_ends(ends - begins),
        form_role=readonly(np.frombuffer(b"".join(roles), np.uint8)),
        form_mask=readonly(np.bitwise_or.reduceat(MASKS[every], begins) if len(begins) else every),
        form_consonants=readonly(np.add.reduceat(VOICED[every], begins) if len(begins) else every),
        sounds=readonly(every[every != 0]),
    )


def _ends(sizes: Sequence[int] | NDArray[np.int64]) -> U32:
    """0 and where each of the sizes ends."""
    found = np.zeros(len(sizes) + 1, np.uint32)
    np.cumsum(sizes, out=found[1:])
    return readonly(found)


def words(stored: Words) -> Iterator[Word]:
    """The words that arrays hold."""
    sounds = np.insert(stored.sounds, stored.form_start[1:].astype(np.int64), 0).tobytes()
    first = stored.first_form.astype(np.int64)
    starts = stored.form_start[first] + first  # a zero stands behind each form
    roles = stored.form_role.tobytes()
    facts = zip(stored.kind.tolist(), stored.rarity.tolist(), stored.key.tolist(), strict=True)
    spans = zip(pairwise(first.tolist()), pairwise(starts.tolist()), strict=True)
    for fact, (form, sound) in zip(facts, spans, strict=True):
        yield *fact, roles[slice(*form)], sounds[slice(*sound)]
