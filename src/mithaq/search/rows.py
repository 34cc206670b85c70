"""From a person to rows: one for each spelling of the name and each birth date, with the facts as bits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mithaq.names.parts import stored_parts
from mithaq.search.births import Birth, read_birth
from mithaq.search.days import day_number
from mithaq.search.growing import GrowingWords
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.person import SearchPerson, SearchThing

MOST_BIRTHS = 4
"""Birth dates of one person that are searched; lists give a dangerous man up to six, mostly years in a row."""

SEXES = {"male": 1, "female": 2, "m": 1, "f": 2}
STATES = (
    "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO",
    "SY", "TN", "YE",
)  # fmt: skip
"""The columns of the table of rarity, in alphabetical order; every other state shares the bit after the last."""
_COLUMN = {state: column for column, state in enumerate(STATES)}


class Row(Struct, frozen=True):
    """One spelling with one birth date: what stands in a segment."""

    number: int
    words: tuple[int, ...]
    day: int
    first: int
    last: int
    facts: int


def rows_of(person: SearchPerson, words: GrowingWords) -> Iterator[Row]:
    """The rows of a person; none if no spelling holds a letter. New words are numbered."""
    facts = facts_of(person.sex, person.nationalities)
    births: Sequence[Birth | None] = [birth for birth in map(read_birth, person.births) if birth] or [None]
    for name in person.names:
        for read in stored_parts(name):
            parts = tuple(map(words.number, read[:MOST_PARTS]))
            for birth in births[:MOST_BIRTHS]:
                day = day_number(birth)
                first, last = (birth.first, birth.last) if birth and not day else (0, 0)
                yield Row(person.number, parts, day, first, last, facts)


def facts_of(sex: str, nationalities: Sequence[str]) -> int:
    """Sex in the two lowest bits, then a bit for each Arab state and one for all others."""
    return SEXES.get(sex.lower(), 0) | state_bits(nationalities) << 2


def state_bits(nationalities: Sequence[str]) -> int:
    """A bit for each state named, in the order of `STATES`."""
    found = 0
    for state in nationalities:
        found |= 1 << _COLUMN.get(state.upper(), len(STATES))
    return found


def state_column(nationality: str | None) -> int:
    """The column of a state in the table of rarity; the last one for none or a state that is not in it."""
    return _COLUMN.get((nationality or "").upper(), len(STATES))


def exact_keys_of(thing: SearchPerson | SearchThing) -> tuple[tuple[str, str], ...]:
    """(field, normal number) of everything by which this is found exactly."""
    if isinstance(thing, SearchThing):
        return thing.keys
    return tuple(("document", number) for number in thing.documents)
