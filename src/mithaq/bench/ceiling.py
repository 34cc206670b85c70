"""What a perfect matcher could reach: it reads every spelling and date right, and still cannot tell namesakes apart.

Persons of whom the question says the same can only be put in some order: the same parts of the name, whatever their
order, and the same date as far as it is told. Those whose whole name was told come first, because a part is left out
less often than not; then those who have one part more. Places among equals are shared, as in `ranking.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mithaq.bench.ranking import Place
from mithaq.testing.people import Asked, Crowd
from mithaq.testing.people.asking import DATES
from mithaq.testing.people.births import Days
from mithaq.testing.people.crowd import CHUNK, MOST_PARTS
from mithaq.testing.people.dice import Ints, Words, mixed


def ceilings(crowd: Crowd, records: int, asked: Sequence[Asked]) -> list[Place | None]:
    """The place of each question's person with a perfect matcher; None where the person is not in the register."""
    keys, dates = _asked_keys(asked)
    whole, less = np.zeros(len(asked), np.int64), np.zeros(len(asked), np.int64)
    for start in range(0, records, CHUNK):
        people = crowd.people(np.arange(start, min(start + CHUNK, records)))
        for date, name in enumerate(DATES):
            rows = np.flatnonzero(dates == date)
            rows = rows[np.argsort(keys[rows])]
            when = _when(people.days, name)
            _count(keys, rows, _keys(people.names, when), whole)
            for names, there in _one_less(people.names):
                _count(keys, rows, _keys(names, when)[there], less)
    golds = np.array([one.gold for one in asked if one.gold is not None], np.int64)
    parts = iter((crowd.people(golds).names >= 0).sum(axis=1).tolist())
    counts = zip(asked, whole.tolist(), less.tolist(), strict=True)
    return [_place(one, next(parts), same, more) if one.gold is not None else None for one, same, more in counts]


def _place(one: Asked, parts: int, same: int, more: int) -> Place:
    return Place(0, same) if len(one.names) == parts else Place(same, more)


def _asked_keys(asked: Sequence[Asked]) -> tuple[Words, Ints]:
    """A key of what each question says truly, and the class of its date."""
    names = np.array([(*one.names, *[-1] * (MOST_PARTS - len(one.names))) for one in asked], np.int64)
    days = np.array([one.day for one in asked], np.int64).astype("datetime64[D]")
    dates = np.array([DATES.index(one.date) for one in asked])
    when = np.select([dates == at for at in range(len(DATES))], [_when(days, name) for name in DATES])
    return _keys(names.reshape(-1, MOST_PARTS), when), dates


def _when(days: Days, date: str) -> Ints:
    unit = {"full": "D", "year": "Y", "none": ""}[date]
    return days.astype(f"datetime64[{unit}]").astype(np.int64) if unit else np.zeros(len(days), np.int64)


def _keys(names: Ints, when: Ints) -> Words:
    """The same for the same parts in any order: a sum knows no order."""
    parts = np.where(names >= 0, mixed((names + 2).astype(np.uint64)), np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return mixed(mixed(parts) + when.astype(np.uint64))


def _one_less(names: Ints) -> Iterator[tuple[Ints, np.ndarray]]:
    """The names without each of their parts in turn, and whose that is; equal parts are left out once."""
    for part in range(names.shape[1]):
        shorter = names.copy()
        shorter[:, part] = -1
        again = (names[:, :part] == names[:, part : part + 1]).any(axis=1)
        yield shorter, np.flatnonzero((names[:, part] >= 0) & ~again)


def _count(keys: Words, rows: Ints, found: Words, counts: Ints) -> None:
    """Add to the counts of `rows`, which are in order of their keys, how often each key was found."""
    ordered = keys[rows]
    found = np.sort(found[np.isin(found, ordered)])
    counts[rows] += np.searchsorted(found, ordered, "right") - np.searchsorted(found, ordered, "left")
