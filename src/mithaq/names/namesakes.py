"""How many people bear so similar a name: an estimate for the officer who has one of them in front of him.

The chain of a person (given name, father, grandfather, family) is drawn from the counts of single names of the state, as
if its links were independent. *So similar* is what the matcher takes for the same part, in any order that names are
written in. How wide the range is, and why, stands beside each of the constants below: it is an order of magnitude.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from mithaq.names.census import MAX_PARTS, Bearers, Census, Sex
from mithaq.names.parts import Part, parts

FOREFATHERS = 2
"""Forefathers on record for everybody; as many more as the name asked for needs."""

BIAS = math.log(3.0)
"""The counts are of public figures. Measured on names that a sample of the Palestinian civil registry holds twenty times or
more and the table knows: in nine of ten, the two shares differ by less than a factor 3.5 (men's and family names) or 5
(women's). That holds sampling error, which is added apart here."""

KINSHIP, AVOIDANCE = math.log(3.0), math.log(2.0)
"""Links are not independent: families and regions repeat names, which makes namesakes more; sons are rarely named like
their fathers, which makes them fewer. Measured on full names of real people: those who share first and last part are from a
third to twice as many as independence says, state by state. The margin above that is for longer names, by judgement."""

PEOPLE = math.log(1.3)
"""Population figures are rounded medians; nationals abroad and residents without nationality are not in them."""

AGES, AGES_SPREAD = 80, math.log(1.6)
"""A population thins out evenly from birth to this age: half is under 24, as it is among the 22 states, and a cohort of
thirty is one in 64. The spread covers states that are younger (Yemen) or hold more people of working age (Qatar)."""

OLDEST_COHORT = 0.001
"""Share of a population born in any one year, at the least: registers guess the years of the old."""


class Namesakes(Struct, frozen=True):
    """How many people are expected to bear so similar a name; `low`..`high` is meant to hold the truth nine times in ten
    (single names against a civil registry: 84 to 94 in a hundred; for whole names nobody has counted).

    `state` is a code of ISO 3166-1, or empty for the 22 states together. `year` is the year of birth that they share too,
    or None. `basis` is ``counted``, or ``bounded`` when a part of the name is too rare to have been counted there: the
    figures then rest on how many names were counted without it. All three are rounded to two digits.
    """

    expected: float
    low: float
    high: float
    state: str
    year: int | None
    basis: str


class _Estimate(Struct, frozen=True):
    """People: the middle and the ends of the range."""

    expected: float
    low: float
    high: float


def namesakes(
    census: Census, name: Sequence[Part] | str, state: str = "", sex: Sex = "", year: int | None = None, today: int = 0
) -> Namesakes | None:
    """Estimate the bearers of a name among the people of a state (empty: of the 22), of one sex where it is known.

    `year` is a year of birth, in which only a cohort of them was born; `today` the year it is. None when the state is not
    one of the 22 or the name has no part. Raises `NameTooLong`.
    """
    read = parts(name) if isinstance(name, str) else tuple(name)
    states = census.states if not state else (state,) if state in census.states else ()
    if not read or not states:
        return None
    born, spread = (_cohort(year, today), AGES_SPREAD) if year is not None else (1.0, 0.0)
    shares = [census.bearers(part, state, sex) for part in read[:MAX_PARTS]]
    expected = low = high = 0.0
    for at, one in enumerate(states):
        found = _share([share[at] for share in shares], spread, census.doubt(one))
        people = census.people(one, sex) * born
        expected, low, high = expected + people * found.expected, low + people * found.low, high + people * found.high
    counted = all(any(bearer.counted for bearer in share) for share in shares)
    basis = "counted" if counted else "bounded"
    return Namesakes(_two_digits(expected), _two_digits(low), _two_digits(high), state, year, basis)


def rounded(people: float) -> int:
    """To one digit, as it is told to people; 0 for fewer than one."""
    if people < 1:
        return 0
    return int(float(f"{people:.0e}"))


def _share(chain: Sequence[Bearers], *doubts: float) -> _Estimate:
    """The share of people who bear these parts: no more bear the whole than bear its beginning."""
    found = [_beginning(chain[: at + 1], doubts) for at in range(len(chain))]
    return _Estimate(
        min(one.expected for one in found), min(one.low for one in found), min(1.0, *(one.high for one in found))
    )


def _beginning(chain: Sequence[Bearers], doubts: Sequence[float]) -> _Estimate:
    expected = min(1.0, _given_first(chain) + _family_first(chain))
    common = sum(doubt * doubt for doubt in (*doubts, PEOPLE)) + len(chain) * BIAS * BIAS
    links = len(chain) > 1
    below = common + sum(link.below**2 for link in chain) + links * AVOIDANCE**2
    above = common + sum(link.above**2 for link in chain) + links * KINSHIP**2
    return _Estimate(expected, expected * math.exp(-math.sqrt(below)), expected * math.exp(math.sqrt(above)))


def _given_first(chain: Sequence[Bearers]) -> float:
    """The given name, then some of father, grandfather and family, in their order."""
    first, *rest = chain
    return first.given * _in_order(rest, family=True)


def _family_first(chain: Sequence[Bearers]) -> float:
    """The family, then the given name, then some of father and grandfather."""
    family, *rest = chain
    return family.family * (rest[0].given if rest else 1.0) * _in_order(rest[1:], family=False)


def _in_order(rest: Sequence[Bearers], *, family: bool) -> float:
    """The chance that these stand in this order among a person's forefathers and, if asked, family.

    `reached[n]` is the chance that the first n of them have been met so far: taking each where it first comes is best.
    """
    reached = [1.0, *(0.0 for _ in rest)]
    forefathers = max(FOREFATHERS, len(rest) - family)
    for link in [False] * forefathers + [True] * family:
        for at in range(len(rest), 0, -1):
            chance = rest[at - 1].family if link else rest[at - 1].father
            reached[at] += (reached[at - 1] - reached[at]) * chance
    return reached[-1]


def _cohort(year: int, today: int) -> float:
    """The share of a population born in a year, in 0..1."""
    age = max(0, today - year)
    return max(OLDEST_COHORT, 2 / AGES * (1 - age / AGES))


def _two_digits(people: float) -> float:
    return float(f"{people:.2g}")
