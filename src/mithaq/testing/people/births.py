"""Birth dates, as a register knows them and as a traveller's paper says them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.testing.people.dice import Dice, Ints

Days = NDArray[np.datetime64]

ELDEST, YOUNGEST = np.datetime64("1945-01-01"), np.datetime64("2007-12-31")
YEAR_ONLY, FIRST_OF_JANUARY, UNKNOWN = 0.03, 0.01, 0.01
"""What a register has instead of the full date; the rest, 95 %, is full and right."""

SWAPPED, HIJRI, SLIP, DEFAULTED = 0.010, 0.010, 0.005, 0.005
"""What goes wrong in a traveller's full date: day and month exchanged (where that gives a date), a day off after
conversion from the Hijri calendar, one digit of the year one off, 1 January for an unknown day: 3 % together."""

WRONG_YEAR = 0.01
"""Where only the year is given: one off."""

FULL, YEAR, NONE = 0, 1, 2


class Births(NamedTuple):
    """ISO texts, empty for none, and how much each says: `FULL`, `YEAR` or `NONE`."""

    texts: NDArray[np.str_]
    known: Ints


def true_days(dice: Dice) -> Days:
    """The day on which each was born: any of sixty-three years, none more often."""
    return ELDEST + dice.below("birth", int((YOUNGEST - ELDEST).astype(np.int64)) + 1).astype("timedelta64[D]")


def on_file(dice: Dice, days: Days) -> Births:
    """What the register knows."""
    at = dice.below("birth/known", 1000)
    ends = np.cumsum([round(share * 1000) for share in (YEAR_ONLY, UNKNOWN, FIRST_OF_JANUARY)])
    known = np.where(at < ends[0], YEAR, np.where(at < ends[1], NONE, FULL))
    first = (at >= ends[1]) & (at < ends[2])
    return Births(_texts(np.where(first, _new_year(days), days), known), known)


def said(dice: Dice, days: Days, known: Ints) -> Births:
    """What a traveller's paper says, as much of it as `known` tells."""
    at = dice.below("birth/noise", 1000)
    ends = np.cumsum([round(share * 1000) for share in (SWAPPED, HIJRI, SLIP, DEFAULTED)])
    day_off = days + np.where(dice.chance("birth/hijri", 0.5), 1, -1).astype("timedelta64[D]")
    wrong = np.where(dice.chance("birth/slip", 0.5), 1, -1)
    slipped = _moved(days, wrong)
    noisy = np.select(
        [at < ends[0], at < ends[1], at < ends[2], at < ends[3]],
        [_swapped(days), day_off, slipped, _new_year(days)],
        days,
    )
    noisy = np.where(known == FULL, noisy, np.where(dice.chance("birth/year", WRONG_YEAR), slipped, days))
    return Births(_texts(noisy, known), known)


def _texts(days: Days, known: Ints) -> NDArray[np.str_]:
    full = np.datetime_as_string(days, unit="D")
    return np.where(known == FULL, full, np.where(known == YEAR, full.astype("U4"), ""))


def _parts(days: Days) -> tuple[Ints, Ints, Ints]:
    """Year, month and day, from 1."""
    months = days.astype("datetime64[M]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    return years, months.astype(np.int64) % 12 + 1, day


def _date(years: Ints, months: Ints, days: Ints) -> Days:
    first = ((years - 1970) * 12 + months - 1).astype("datetime64[M]").astype("datetime64[D]")
    found: Days = first + (days - 1).astype("timedelta64[D]")
    return found


def _new_year(days: Days) -> Days:
    return days.astype("datetime64[Y]").astype("datetime64[D]")


def _swapped(days: Days) -> Days:
    years, months, day = _parts(days)
    return np.where(day <= 12, _date(years, np.minimum(day, 12), months), days)


def _moved(days: Days, by: Ints) -> Days:
    """The same day of another year; 29 February becomes the 28th."""
    years, months, day = _parts(days)
    return _date(years + by, months, np.where((months == 2) & (day == 29), 28, day))
