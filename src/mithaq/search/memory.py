"""A register of persons in plain lists: for tests, benchmarks, and as the model that the store must agree with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from mithaq.names.keys import stored_keys
from mithaq.search.port import SearchPerson
from mithaq.search.recall import birth_keys, document_keys


def person_keys(person: SearchPerson) -> tuple[str, ...]:
    """All recall keys under which a person is stored."""
    names = (key for name in person.names for key in stored_keys(name))
    return tuple(dict.fromkeys((*names, *birth_keys(person.births), *document_keys(person.documents))))


class ListPostings:
    """`Postings` over persons held in memory."""

    def __init__(self, persons: Iterable[SearchPerson] = ()) -> None:
        self._persons: dict[int, SearchPerson] = {}
        self._with: dict[str, list[int]] = defaultdict(list)
        for person in persons:
            self.add(person)

    def add(self, person: SearchPerson) -> None:
        """Make a person findable at once."""
        self._persons[person.number] = person
        for key in person_keys(person):
            self._with[key].append(person.number)

    def counts(self, keys: list[str]) -> dict[str, int]:
        """See `Postings.counts`."""
        return {key: len(self._with[key]) for key in keys if key in self._with}

    def persons_with(self, keys: list[str], limit: int) -> list[tuple[int, int]]:
        """See `Postings.persons_with`."""
        having = Counter(number for key in keys if key in self._with for number in self._with[key])
        return sorted(having.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def persons(self, numbers: list[int]) -> list[SearchPerson]:
        """See `Postings.persons`."""
        return [self._persons[number] for number in numbers if number in self._persons]
