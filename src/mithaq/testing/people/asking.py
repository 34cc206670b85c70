"""Questions about a crowd: some of people who are in the register, most of people who are not, told apart by nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from mithaq.search.query import PersonQuery
from mithaq.testing.people import births
from mithaq.testing.people.crowd import CHUNK, IN_ARABIC, SEXES, Crowd, People
from mithaq.testing.people.dice import Dice, Ints, Throws
from mithaq.testing.people.noise import dropped, noisy
from mithaq.testing.people.states import STATES, STYLES
from mithaq.testing.people.tell import ARABIC

ABSENT = 0.70
"""Share of the questions whose person is not in the register."""

LINKED = 0.7
"""How often *son of* is said of those whose papers have it."""

OTHER_NATIONALITY = 0.03
"""How often the paper is of another state than the register says."""

DATES = ("full", "year", "none")
"""Classes of birth dates: the less precise of what the register and what the question knows."""

Script = Literal["arabic", "latin"]
_NOBODY = 1 << 40  # persons from here on are in no register


class Asked(NamedTuple):
    """A question and its answer.

    `gold` is the number of the person asked for, None if not in the register; then `stored` is the script in which
    the register would hold the name. `names` are the numbers of the parts told, and `day` the true day of birth: what a
    perfect matcher would know. `state` is where the person is from, `sex` empty where the given name does not tell it.
    """

    query: PersonQuery
    gold: int | None
    date: str
    stored: Script
    asked: Script
    names: tuple[int, ...]
    day: int
    state: str
    sex: str


def questions(
    crowd: Crowd, records: int, count: int, dates: Sequence[str] = DATES, *, nationality: bool = False
) -> Iterator[list[Asked]]:
    """`count` questions to a register of the first `records` persons of the crowd, in lists of `CHUNK`.

    `dates` are the classes asked for, in turn. With `nationality` the questions say that too. Raises ValueError for an
    empty register or a date class that there is not.
    """
    if records < 1 or not dates or not set(dates) <= set(DATES):
        raise ValueError("questions need a register and date classes out of full, year, none")
    for start in range(0, count, CHUNK):
        yield _asked(crowd, records, np.arange(start, min(start + CHUNK, count)), dates, nationality)


def _asked(crowd: Crowd, records: int, numbers: Ints, dates: Sequence[str], nationality: bool) -> list[Asked]:
    dice = Dice(crowd.seed ^ 0x51, numbers.astype(np.uint64))
    absent = dice.chance("absent", ABSENT)
    people = crowd.people(np.where(absent, _NOBODY + numbers, dice.below("person", records)))
    wanted = np.array([DATES.index(date) for date in dates])[numbers % len(dates)]
    said = births.said(dice, people.days, wanted)
    on_file = births.on_file(people.dice, people.days).known
    known = np.where(absent, wanted, np.maximum(wanted, on_file))
    names = dropped(people.names, dice)
    forms = _other_forms(people, dice)
    texts = _texts(crowd, people, names, forms, dice)
    codes = np.array([state.code for state in STATES])
    other = dice.chance("nationality", OTHER_NATIONALITY)
    papers = codes[np.where(other, dice.below("other state", len(STATES)), people.states)]
    columns = (
        texts, said.texts.tolist(), papers.tolist(), np.where(absent, -1, people.places).tolist(), known.tolist(),
        people.forms.tolist(), forms.tolist(), names.tolist(), people.days.astype(np.int64).tolist(),
        codes[people.states].tolist(), people.sexes.tolist(),
    )  # fmt: skip
    return [
        Asked(
            PersonQuery(name=name, birth=birth or None, nationality=paper if nationality else None),
            place if place >= 0 else None,
            DATES[date],
            _script(stored),
            _script(form),
            tuple(part for part in parts if part >= 0),
            day,
            state,
            SEXES[sex],
        )
        for name, birth, paper, place, date, stored, form, parts, day, state, sex in zip(*columns, strict=True)
    ]


def _other_forms(people: People, dice: Dice) -> Ints:
    """Arabic as often as in the register; who is stored in one Latin style is asked for in another."""
    styles = 1 + dice.below("asked style", len(STYLES))
    styles = np.where(styles == people.forms, 1 + styles % len(STYLES), styles)
    return np.where(dice.chance("asked in arabic", IN_ARABIC), ARABIC, styles)


def _texts(crowd: Crowd, people: People, names: Ints, forms: Ints, dice: Dice) -> list[str]:
    parts = crowd.teller.parts(names, forms, dice, "asked")
    linked = people.linked & dice.chance("link said", LINKED) & (names[:, :2] >= 0).all(axis=1)
    crowd.teller.link(parts, people.names[:, 0], people.states, forms, linked)
    keys = dice.throw("noise").tolist()
    arabic = (forms == ARABIC).tolist()
    return [noisy(row, one, Throws(key)) for row, one, key in zip(parts, arabic, keys, strict=True)]


def _script(form: int) -> Script:
    return "arabic" if form == ARABIC else "latin"
