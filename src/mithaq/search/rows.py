"""From a person to rows: one for each spelling of the name and each birth date, with the facts as bits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.search.births import read_birth
from mithaq.search.days import day_number
from mithaq.search.growing import GrowingWords
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.spelled import NameReader

MOST_BIRTHS = 4
"""Birth dates of one person that are searched; lists give a dangerous man up to six, mostly years in a row."""

SEXES = {"male": 1, "female": 2, "m": 1, "f": 2}
STATES = (
    "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO",
    "SY", "TN", "YE",
)  # fmt: skip
"""The columns of the table of rarity, in alphabetical order; every other state shares the bit after the last."""
_COLUMN = {state: column for column, state in enumerate(STATES)}


MOST_KEPT = 1 << 16
"""Dates and lists of nationalities remembered."""

Ints = NDArray[np.int64]


class Rows(NamedTuple):
    """Columns of rows in the order of their persons; `facts` are numbers of `RowReader.facts`."""

    number: Ints
    day: Ints
    first: Ints
    last: Ints
    facts: Ints
    sizes: Ints
    parts: NDArray[np.uint32]


UNKNOWN, NO_DATE = 0, -1
"""Of those whose birth nobody knows; of what is no birth date."""


class _Dates(dict[str, int]):
    """Birth dates as written → day, first year and last year in one number."""

    def __missing__(self, text: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        birth = read_birth(text)
        day = day_number(birth)
        found = self[text] = NO_DATE if birth is None else day or birth.first << 16 | birth.last << 32
        return found

    def of(self, births: Sequence[str]) -> list[int]:
        """The dates of one person."""
        read = [date for date in map(self.__getitem__, births) if date != NO_DATE]
        return read[:MOST_BIRTHS] or [UNKNOWN]

    def of_all(self, every: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
        """The dates of many persons one after the other, and how many each has; nearly all have one or none."""
        if max(map(len, every), default=0) <= 1:
            # what is no date is -1 and nobody's birth is unknown: both are UNKNOWN
            written = [births[0] if births else "" for births in every]
            dates = np.fromiter(map(self.__getitem__, written), np.int64, len(every))
            return np.maximum(dates, UNKNOWN), np.ones(len(every), np.int64)
        several = list(map(self.of, every))
        return np.fromiter(chain.from_iterable(several), np.int64), _lengths(several)


class _Facts(dict[tuple[str, tuple[str, ...]], int]):
    """The number of what is known of a person besides names and births, by sex and nationalities as they are given."""

    def __init__(self, table: dict[int, int]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, given: tuple[str, tuple[str, ...]]) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        found = self[given] = self._table.setdefault(facts_of(*given), len(self._table))
        return found


class RowReader:
    """From persons to rows: one for each spelling and birth date; none if no spelling holds a letter."""

    def __init__(self, words: GrowingWords) -> None:
        """`words` numbers the parts of names; `facts` are numbered in the order they came."""
        self.facts: dict[int, int] = {}
        self._facts = _Facts(self.facts)
        self._names = NameReader(words)
        self._dates = _Dates()

    def read(self, persons: Sequence[SearchPerson]) -> Rows:
        """The rows of these persons."""
        names = [person.names for person in persons]
        spelled = self._names.read(list(chain.from_iterable(names))).shortened(MOST_PARTS)
        date, counts = self._dates.of_all([person.births for person in persons])
        number = np.array([person.number for person in persons], np.int64)
        facts = np.array([self._facts[person.sex, person.nationalities] for person in persons], np.int64)
        whose = np.repeat(np.arange(len(persons)), _lengths(names))[spelled.name]
        born = np.cumsum(counts) - counts
        if counts.max(initial=1) > 1:
            every = counts[whose]
            places = np.repeat(np.arange(len(whose)), every)
            spelled, whose = spelled.chosen(places), whose[places]
            date = date[born[whose] + np.arange(len(places)) - np.repeat(np.cumsum(every) - every, every)]
        else:
            date = date[whose]
        return Rows(
            number[whose], date & 0xFFFF, date >> 16 & 0xFFFF, date >> 32, facts[whose], spelled.sizes, spelled.parts
        )


def _lengths(several: Sequence[Sequence[object]]) -> Ints:
    return np.fromiter(map(len, several), np.int64, len(several))


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
