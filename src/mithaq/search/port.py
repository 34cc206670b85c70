"""What the search room needs of whoever holds the register. The store implements it in SQL, `memory.py` in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from mithaq.search.person import SearchPerson

__all__ = ["Postings", "SearchPerson"]


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
