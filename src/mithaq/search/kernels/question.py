"""A query unpacked: one run of bytes for each part, laid out as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.jit import brief, kernel
from mithaq.search.kernels.shapes import I32, U8, U32, U64, Asked, Words, i64, readonly

MOST_PARTS = 16
"""Parts compared of one name."""

KEYS, MOST_FORMS, LONGEST_SOUND = 6, 8, 32
"""Recall keys of one part, its forms, symbols of a form: more tell nothing more."""

HEAD = 72
"""Bytes before the forms: kind, forms, keys, one to spare (1 each), rarity (4), name (4), four to spare, mask (8), keys."""

A_FORM = 4 + LONGEST_SOUND
"""Role, length, mask, consonants (1 each), then the sound."""

A_PART = HEAD + MOST_FORMS * A_FORM

YEAR, UNTIL, MONTH, DAY, SEX, STATES, STATE, PARTS = range(8)
"""Places in `Asked.facts`."""


class Room(NamedTuple):
    """The arrays of `Asked`, to be written."""

    facts: I32
    first_form: U32
    kind: U8
    rarity: U32
    key: U64
    form_start: U32
    form_role: U8
    form_mask: U8
    form_consonants: U8
    sounds: U8
    masks: U64
    keys: U64
    key_count: I32
    name: U32


def room() -> Room:
    """Room for one query at a time."""
    forms = MOST_PARTS * MOST_FORMS
    return Room(
        np.zeros(8, np.int32),
        np.zeros(MOST_PARTS + 1, np.uint32),
        np.zeros(MOST_PARTS, np.uint8),
        np.zeros(MOST_PARTS, np.uint32),
        np.zeros(MOST_PARTS, np.uint64),
        np.zeros(forms + 1, np.uint32),
        np.zeros(forms, np.uint8),
        np.zeros(forms, np.uint8),
        np.zeros(forms, np.uint8),
        np.zeros(forms * LONGEST_SOUND, np.uint8),
        np.zeros(MOST_PARTS, np.uint64),
        np.zeros(MOST_PARTS * KEYS, np.uint64),
        np.zeros(MOST_PARTS, np.int32),
        np.zeros(MOST_PARTS, np.uint32),
    )


def asked(of: Room) -> Asked:
    """What the kernels read of it."""
    words = Words(*(readonly(array) for array in of[1:10]))
    return Asked(readonly(of.facts), words, *(readonly(array) for array in of[10:]))


@kernel
def number(data: U8, at: int, size: int) -> np.uint64:
    """An unsigned number of `size` bytes, lowest first."""
    found = np.uint64(0)
    for byte in range(size):
        found |= np.uint64(data[at + byte]) << np.uint64(8 * byte)
    return found


@brief
def unpack(data: U8, into: Room) -> None:
    """Lay out the packed parts `data`; the facts are written already."""
    parts = len(data) // A_PART
    form, sound = 0, 0
    into.facts[PARTS] = parts
    for i in range(parts):
        base = i * A_PART
        into.kind[i] = data[base]
        into.key_count[i] = data[base + 2]
        into.rarity[i] = number(data, base + 4, 4)
        into.name[i] = number(data, base + 8, 4)
        into.masks[i] = number(data, base + 16, 8)
        for key in range(i64(data[base + 2])):
            into.keys[i * KEYS + key] = number(data, base + 24 + 8 * key, 8)
        into.key[i] = into.keys[i * KEYS]
        into.first_form[i] = form
        for at in range(i64(data[base + 1])):
            start = base + HEAD + at * A_FORM
            into.form_role[form] = data[start]
            into.form_mask[form] = data[start + 2]
            into.form_consonants[form] = data[start + 3]
            into.form_start[form] = sound
            for symbol in range(i64(data[start + 1])):
                into.sounds[sound] = data[start + 4 + symbol]
                sound += 1
            form += 1
    into.first_form[parts] = form
    into.form_start[form] = sound
