"""The perfect matcher's places, against looking at everybody."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mithaq.bench.ceiling import ceilings
from mithaq.bench.ranking import Place
from mithaq.ops.tables import frequency_rows
from mithaq.testing.people import Asked, Crowd, questions
from mithaq.testing.people.crowd import People

RECORDS = 1000
UNIT = {"full": "D", "year": "Y", "none": ""}


def when(day: int, date: str) -> str:
    text = str(np.datetime64(day, "D"))
    return {"full": text, "year": text[:4], "none": ""}[date]


def told(names: list[int]) -> Counter[int]:
    return Counter(name for name in names if name >= 0)


def slow(one: Asked, people: People) -> Place:
    same = less = 0
    parts = Counter(one.names)
    for names, day in zip(people.names.tolist(), people.days.astype(np.int64).tolist(), strict=True):
        if when(day, one.date) != when(one.day, one.date):
            continue
        whole = told(names)
        same += whole == parts
        less += whole.total() == parts.total() + 1 and not parts - whole
    gold = told(people.names[one.gold or 0].tolist())
    return Place(0, same) if gold == parts else Place(same, less)


def test_places_are_those_of_a_slow_look_at_everybody() -> None:
    few = [row for row in frequency_rows() if row.share > 0.02]  # so that many people are namesakes
    crowd = Crowd(5, few)
    people = crowd.people(np.arange(RECORDS))
    asked = next(questions(crowd, RECORDS, 500))
    found = ceilings(crowd, RECORDS, asked)
    assert len(found) == len(asked)
    shared = 0
    for one, place in zip(asked, found, strict=True):
        if one.gold is None:
            assert place is None
            continue
        assert place == slow(one, people)
        shared += place != Place(0, 1)
    assert shared > 10


def test_no_question_no_place() -> None:
    assert ceilings(Crowd(5, frequency_rows()), 10, []) == []
