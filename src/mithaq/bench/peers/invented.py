"""Invented people as material: the very crowd and questions of `mithaq bench search`, names as the register writes them."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.bench.peers.material import Material, Question, Row, question, row
from mithaq.ops.tables import frequency_rows
from mithaq.testing.people import Crowd, questions

DATES = ("full",)


def invented(records: int, count: int, seed: int, *, births: bool) -> Material:
    """`records` persons and `count` questions; with `births` both have dates and states, else names alone."""
    crowd = Crowd(seed, frequency_rows())
    return Material(tuple(_rows(crowd, records, births)), tuple(_questions(crowd, records, count, births)))


def _rows(crowd: Crowd, records: int, births: bool) -> Iterator[Row]:
    for chunk in crowd.persons(records):
        for person in chunk:
            birth = person.births[0] if births and person.births else ""
            country = person.nationalities[0] if births and person.nationalities else ""
            yield row(person.number, person.names[0], birth, country)


def _questions(crowd: Crowd, records: int, count: int, births: bool) -> Iterator[Question]:
    for chunk in questions(crowd, records, count, DATES, nationality=births):
        for asked in chunk:
            gold = -1 if asked.gold is None else asked.gold
            stored = "" if asked.gold is None else asked.stored
            birth, country = (asked.query.birth or "", asked.query.nationality or "") if births else ("", "")
            yield question(asked.query.name or "", gold, stored, birth, country)
