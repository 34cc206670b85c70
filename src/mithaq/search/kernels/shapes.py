"""The arrays that kernels share, by name. All integers; every array is read-only, so that one compilation serves all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]

if TYPE_CHECKING:
    i64 = int
else:
    i64 = np.int64
"""Kernels count with this: the compiler makes a float of an unsigned and a signed number."""


class Sounds(NamedTuple):
    """What it costs to take one sound for another, in hundredths of a wrong consonant.

    `swap` is [both Arabic?, symbol, symbol], `gap` is [own Arabic × 2 + other Arabic, symbol],
    `tolerance` is by the consonants of the longer word.
    """

    swap: U8
    gap: U8
    tolerance: U8


class Words(NamedTuple):
    """Distinct parts of names: what each sounds like and how rare it is.

    A part `w` has the forms ``first_form[w] … first_form[w + 1]``; form `f` sounds like
    ``sounds[form_start[f] … form_start[f + 1]]``. `form_role` is 0 for the core, 1 for what remains of the
    core when an article or Ben is taken off, 2 for a compound in one word. `form_mask` has a bit for each coarse consonant,
    `form_consonants` counts them. `kind` is the kind of part, plus 8 in Arabic script. `rarity` is a row of
    the table of rarity, `key` the first recall key.
    """

    first_form: U32
    kind: U8
    rarity: U32
    key: U64
    form_start: U32
    form_role: U8
    form_mask: U8
    form_consonants: U8
    sounds: U8


class Order(NamedTuple):
    """What orders results, in hundredths of a bit; shares in thousandths (see search/weights.py and kernels/order.py).

    `heard` is [both Arabic, both not, one of each; steps of likeness]; `share` of what a pair weighs counts, and
    `rarer_share` of what the asked part weighs beyond the stored one, where they are `sure` to be alike. A slip counts by
    how far the rest is apart (`slip`), by the consonants of the shorter word (`slip_in`), more where both are of one script,
    and `slip_share` of the weight. `asked_left` is what it costs that asked parts have no answer, and `asked_share` of each;
    `stored_left` of the first, second, further stored part. The rest is what the order of parts is worth.
    """

    heard: I32
    slip: I32
    slip_in: I32
    stored_left: I32
    sure: int
    share: int
    rarer_share: int
    slip_share: int
    slip_of_a_script: int
    asked_left: int
    asked_share: int
    all_answered: int
    neighbour: int
    first_at_home: int
    last_at_home: int
    jumbled: int


class Evidence(NamedTuple):
    """The parameters of the weights of evidence, in hundredths of a bit; shares in thousandths (see search/weights.py).

    `most` and `less` by how well two parts fit, from barely alike to the same: what they prove at most, and what is taken
    off. `births` by relation of two dates. `bits` is the table of rarity: [row, state], the last column for no state.
    What a class asks for (search/classes.py): `strong` and `possible`, the latter by relation of two dates, and the fits.
    `order` is about the order of results only.
    """

    most: I32
    less: I32
    births: I32
    bits: I16
    surplus: int
    surplus_share: int
    surplus_share_alone: int
    most_surplus_share: int
    conflict: int
    disorder: int
    disorder_share: int
    most_disorder: int
    sex_same: int
    sex_other: int
    nationality_same: int
    nationality_other: int
    strong: int
    fit_strong: int
    fit_possible: int
    fit_dated: int
    fit_alone: int
    fit_whole: int
    alone: int
    possible: I32
    order: Order


class Segment(NamedTuple):
    """Rows in the order of their birth dates; a row is one spelling of one person's name with one birth date.

    By row `r`: `signature` (two bits a part, see kernels/signature.py), `number` of the person, `day` (search/days.py),
    `facts` as a row of `fact_table` (bits: 1 male, 2 female, 4 << state, the last for other states), parts
    ``part_start[r] … part_start[r + 1]`` of `parts`, which hold word numbers of three bytes each. The first
    ``len(range_first)`` rows have no exact date; theirs are years `range_first` to `range_last`, 0 if none.

    `bit_weight` is how rare each bit of the signatures is, in eighths of a bit.
    `day_start` finds the rows of a day. `slot_key` and `slot_id` are a hash table from recall keys to numbers; the words of
    key number `k` are ``key_words[key_start[k]] … key_words[key_start[k + 1]]``. Rows that hold two keys stand in
    `pair_rows`, in buckets by the hash of both; `single_rows` by one key, rare keys only. A segment that is still
    growing has none of these: it is read from end to end.
    """

    words: Words
    bit_weight: U8
    signature: U64
    number: U32
    day: U16
    facts: U16
    fact_table: U32
    part_start: U32
    parts: U8
    range_first: I16
    range_last: I16
    day_start: U32
    slot_key: U64
    slot_id: U32
    key_start: U32
    key_words: U32
    pair_start: U32
    pair_rows: U8
    single_start: U32
    single_rows: U8


class Asked(NamedTuple):
    """One spelling of a query, in arrays that are filled again for the next one.

    `facts` holds year, until, month, day of birth (0 not known), sex and states as bits of `Segment.fact_table`, the column
    of the rarity table, and the number of parts. `words` has the parts; `masks` their signature bits, `keys` their recall
    keys, `KEYS` places each, of which `key_count` are filled. `name` tells a part from all others that were ever asked.
    """

    facts: I32
    words: Words
    masks: U64
    keys: U64
    key_count: I32
    name: U32


def readonly(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, which nobody may change through this view."""
    view = array.view()
    view.flags.writeable = False
    return view
