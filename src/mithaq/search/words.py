"""Parts of names as the kernels read them: each distinct part once, numbered, with what it sounds like."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from mithaq.names.fold import CACHED_WORDS
from mithaq.names.keys import skeletons
from mithaq.names.parts import Kind, Part
from mithaq.names.phonemes import is_arabic, readings
from mithaq.names.rarity import rarity_keys, row_of
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
from mithaq.search.sounds import consonants, mask, numbered

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

KEYS_SIGNED = 2
"""Of those, how many lend their bits to the signature of a query."""


class Form(Struct, frozen=True):
    """One way to hear a part."""

    role: int
    sound: bytes
    mask: int
    consonants: int


class Word(Struct, frozen=True):
    """A part as a segment stores it: its forms, the recall key it is found by, its row in the table of rarity."""

    kind: int
    forms: tuple[Form, ...]
    key: int
    rarity: int


class Heard(Struct, frozen=True):
    """A part as a query asks for it: all its recall keys, and their signature bits."""

    kind: int
    forms: tuple[Form, ...]
    keys: tuple[int, ...]
    mask: int
    rarity: tuple[str, ...]

    def word(self, rarity: Mapping[str, int]) -> Word:
        """As stored; `rarity` has the rows of rarity keys, 0 stands for all others."""
        return Word(self.kind, self.forms, self.keys[0], row_of(self.rarity, rarity))


def packed_part(heard: Heard, rarity: int, name: int) -> bytes:
    """A part as kernels/question.py unpacks it; `name` tells it from all other parts that were asked."""
    keys = (*heard.keys, *(0,) * (KEYS - len(heard.keys)))
    head = struct.pack(_HEAD, heard.kind, len(heard.forms), len(heard.keys), rarity, name, heard.mask, *keys)
    forms = (
        struct.pack(_FORM, form.role, len(form.sound), form.mask, form.consonants, form.sound) for form in heard.forms
    )
    return (head + b"".join(forms)).ljust(A_PART, b"\0")


def hear(part: Part) -> Heard:
    """A part as heard; remembered by its folded words."""
    return _hear(part.core, part.joined, part.kind)


@lru_cache(maxsize=CACHED_WORDS)
def _hear(core: str, joined: str, kind: Kind) -> Heard:
    forms = [_form(CORE, sound) for sound in readings(core)]
    forms += [_form(INNER, sound) for word in inner_words(core) for sound in readings(word)]
    if kind not in (Kind.NAME, Kind.FOREFATHER, Kind.INITIAL):
        forms += [_form(JOINED, sound) for sound in readings(joined)]
    found = dict.fromkeys(packed(key) for word in dict.fromkeys((core, joined)) for key in skeletons(word))
    keys = tuple(found)[:KEYS]
    signed = 0
    for key in keys[:KEYS_SIGNED]:
        signed |= int(bits_of(np.uint64(key)))
    number = KINDS[kind] + (ARABIC if is_arabic(core) else 0)
    return Heard(number, tuple(dict.fromkeys(forms))[:MOST_FORMS], keys, signed, rarity_keys(core, kind))


def _form(role: int, sound: str) -> Form:
    sound = sound[:LONGEST_SOUND]
    return Form(role, numbered(sound), mask(sound), consonants(sound))


def arrays(words: Sequence[Word]) -> Words:
    """The arrays of these words, in their order."""
    forms = [form for word in words for form in word.forms]
    lengths = [len(form.sound) for form in forms]
    return Words(
        first_form=_ends([len(word.forms) for word in words]),
        kind=readonly(np.array([word.kind for word in words], np.uint8)),
        rarity=readonly(np.array([word.rarity for word in words], np.uint32)),
        key=readonly(np.array([word.key for word in words], np.uint64)),
        form_start=_ends(lengths),
        form_role=readonly(np.array([form.role for form in forms], np.uint8)),
        form_mask=readonly(np.array([form.mask for form in forms], np.uint8)),
        form_consonants=readonly(np.array([form.consonants for form in forms], np.uint8)),
        sounds=readonly(np.frombuffer(b"".join(form.sound for form in forms), np.uint8)),
    )


def _ends(sizes: Sequence[int]) -> U32:
    """0 and where each of the sizes ends."""
    found = np.zeros(len(sizes) + 1, np.uint32)
    np.cumsum(sizes, out=found[1:])
    return readonly(found)


def words(stored: Words) -> Iterator[Word]:
    """The words that arrays hold."""
    sounds = stored.sounds.tobytes()
    starts = stored.form_start.tolist()
    columns = zip(stored.form_role.tolist(), stored.form_mask.tolist(), stored.form_consonants.tolist(), strict=True)
    forms = [
        Form(role, sounds[starts[at] : starts[at + 1]], bits, count) for at, (role, bits, count) in enumerate(columns)
    ]
    first = stored.first_form.tolist()
    facts = zip(stored.kind.tolist(), stored.key.tolist(), stored.rarity.tolist(), strict=True)
    for at, (kind, key, rarity) in enumerate(facts):
        yield Word(kind, tuple(forms[first[at] : first[at + 1]]), key, rarity)
