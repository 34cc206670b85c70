"""Who may be one person, by two descriptions: where they agree, where both cannot be right, and what the search says.

Cases stay when their alerts have left the index, so that their persons are compared here, by the measure of the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from mithaq.app.findable import gregorian, searchable
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.domain.screening.dates import span, whole
from mithaq.names.compare import ALIKE, part_likeness
from mithaq.names.parts import Part, stored_parts
from mithaq.search.among import Among
from mithaq.search.exact import normal_document
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.search.scales import Scales

MAX_NAMES = 12
"""Spellings of the person asked for; whoever has more is asked for by the primary one and the first."""

MAX_BIRTHS = 3


def contradictions(one: Identity | None, other: Identity | None) -> tuple[str, ...]:
    """Where two descriptions of one person cannot both be right."""
    if one is None or other is None:
        return ()
    sexes = {one.sex, other.sex} - {"unspecified"}
    left, right = (whole([found for birth in who.births for day in gregorian(birth) if (found := span(day))])
                   for who in (one, other))  # fmt: skip
    apart = left is not None and right is not None and (left[1] < right[0] or right[1] < left[0])
    return (*(("births",) if apart else ()), *(("sex",) if len(sexes) > 1 else ()))


def numbers(identity: Identity) -> frozenset[str]:
    """The numbers of the papers of a person, and the national one, in their normal form."""
    found = (identity.national_number, *(paper.number for paper in identity.documents))
    return frozenset(normal for number in found if (normal := normal_document(number)))


def names_agree(one: Identity, other: Identity) -> bool:
    """Whether one name of each is the other, in whatever script, but for parts that only the longer one has."""
    theirs = [parts for name in other.names for parts in stored_parts(name.full)]
    return any(_agree(mine, its) for name in one.names for mine in stored_parts(name.full) for its in theirs)


def alike(scales: Scales, identity: Identity, others: Sequence[Identity]) -> frozenset[int]:
    """The places of those among the others whom a search for this person by name, birth date, sex and nationality would
    show; of those whose birth nobody states, by the rest.
    """
    persons = [
        searchable(place, structs.replace(other, documents=(), national_number=""))
        for place, other in enumerate(others)
    ]
    days = [day for birth in identity.births for day in gregorian(birth) if "/" not in day][:MAX_BIRTHS]
    dated = _shown(scales, identity, [one for one in persons if one.births], days or [""])
    return frozenset(dated | _shown(scales, identity, [one for one in persons if not one.births], [""]))


def _shown(scales: Scales, identity: Identity, persons: Sequence[SearchPerson], days: Sequence[str]) -> set[int]:
    """The numbers of those who are found by one of the names and days."""
    if not persons:
        return set()
    compared = Among(persons, scales)
    found: set[int] = set()
    for query in _queries(identity, days):
        try:
            found.update(compared.find(query))
        except Refusal:
            continue  # no check can be asked this name either
    return found


def _agree(one: Sequence[Part], other: Sequence[Part]) -> bool:
    """Each part of the shorter name has its own in the longer; a single part says too little."""
    short, rest = (one, list(other)) if len(one) <= len(other) else (other, list(one))
    if len(short) < 2:
        return False
    for part in short:
        likeness, nearest = max((part_likeness(part, its), place) for place, its in enumerate(rest))
        if likeness < ALIKE:
            return False
        del rest[nearest]
    return True


def _queries(identity: Identity, days: Sequence[str]) -> Iterator[PersonQuery]:
    """One question for each name and birth date."""
    names = dict.fromkeys(name.full for name in (identity.primary, *identity.names))
    for name in list(names)[:MAX_NAMES]:
        for day in days:
            yield PersonQuery(
                name=name,
                birth=day or None,
                sex=None if identity.sex == "unspecified" else identity.sex,
                nationality=identity.nationalities[0] if identity.nationalities else None,
            )
