"""`mithaq bench shield --register`: how often the digests of bars and protection meet the right one, and others.

Invented people stand in a register under their digests; others and the same are asked for, as clerks write them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from mithaq.app.shield import forms
from mithaq.bench.asking import Tell, nobody
from mithaq.domain.content import iso_date
from mithaq.domain.identity import Identity, PartialDate, PersonName
from mithaq.ops.tables import frequency_rows
from mithaq.testing.people.asking import Asked, questions
from mithaq.testing.people.crowd import Crowd

Line = dict[str, Any]
SECRET = b"a key of the bench, of no node.."


def meets(register: int, asked: int, seed: int, tell: Tell = nobody) -> Iterator[Line]:
    """A line a class of birth date: share of those who are in the register that were met, and others met by a question."""
    crowd = Crowd(seed, frequency_rows())
    under: dict[bytes, list[int]] = defaultdict(list)
    parts: dict[int, int] = {}
    for chunk in crowd.persons(register):
        for person in chunk:
            tell("keeping", person.number, register)
            kept = forms.kept(forms.source_of(_identity(person.names, person.births)), SECRET)
            parts[person.number] = kept.parts
            for key in kept.keys:
                under[key].append(person.number)
    yield from _lines(under, parts, list(islice(_asked(crowd, register, asked), asked)))


def _asked(crowd: Crowd, register: int, count: int) -> Iterator[Asked]:
    for chunk in questions(crowd, register, count):
        yield from chunk


def _lines(under: dict[bytes, list[int]], parts: dict[int, int], every: list[Asked]) -> Iterator[Line]:
    right, there, others, total = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in every:
        found = _met(under, parts, one)
        total[one.date] += 1
        others[one.date] += len(found - {one.gold})
        if one.gold is not None:
            there[one.date] += 1
            right[one.date] += one.gold in found
    for date in sorted(total):
        yield {
            "birth_date": date, "asked": total[date], "in_register": there[date],
            "met": round(right[date] / max(1, there[date]), 4), "others_met_by_one": round(others[date] / total[date], 3),
        }  # fmt: skip


def _met(under: dict[bytes, list[int]], parts: dict[int, int], one: Asked) -> set[int | None]:
    query = one.query
    source = forms.source_of(_identity((query.name or "",), (query.birth,) if query.birth else ()))
    asked = forms.asked(source, SECRET)
    hits: dict[int, list[bytes]] = defaultdict(list)
    for key in asked:
        for number in under.get(key, ()):
            hits[number].append(key)
    lengths = forms.lengths(source)
    return {number for number, keys in hits.items() if forms.met(asked, keys, parts[number], lengths)}


def _identity(names: tuple[str, ...], births: tuple[str, ...]) -> Identity:
    return Identity(tuple(map(PersonName, names)), births=tuple(map(_date, births)))


def _date(text: str) -> PartialDate:
    first, _, last = text.partition("/")
    return PartialDate(int(first), until_year=int(last)) if last else iso_date(text, "births")
