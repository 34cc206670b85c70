"""What the search room needs of whoever holds the register. The store implements it in SQL, `memory.py` in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct


class SearchPerson(Struct, frozen=True):
    """A person of the register as the scorer reads one.

    `number` is local to the register. `names` are all stored spellings in any script. `births` are ISO, each
    to the day, month or year, or a range of years (``1960/1965``). `documents` are normal (see `exact.py`).
    """

    number: int
    names: tuple[str, ...]
    births: tuple[str, ...] = ()
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Postings(Protocol):
    """Recall keys → persons."""

    def counts(self, keys: list[str]) -> Mapping[str, int]:
        """In how many persons each key occurs; keys that occur in none may be absent."""
        ...

    def persons_with(self, keys: list[str], limit: int) -> Sequence[tuple[int, int]]:
        """(number, how many of the keys it has), most first, then lowest number; at most `limit`."""
        ...

    def persons(self, numbers: list[int]) -> Sequence[SearchPerson]:
        """These persons, in any order; those no longer held are left out."""
        ...
