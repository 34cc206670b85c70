"""What the register holds, as the search sees it."""

from __future__ import annotations

from msgspec import Struct


class SearchPerson(Struct, frozen=True):
    """`number` is local to the register, below 2³². `names` are all stored spellings in any script. `births` are ISO, each
    to the day, month or year, or a range of years (``1960/1965``). `sex` is ``male``, ``female`` or empty.
    `nationalities` are ISO 3166 codes of two letters. `documents` are normal (see `exact.py`).
    """

    number: int
    names: tuple[str, ...]
    births: tuple[str, ...] = ()
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class SearchThing(Struct, frozen=True):
    """A document, vehicle or firearm; `keys` are (``document``, ``plate`` or ``serial``; normal number)."""

    number: int
    keys: tuple[tuple[str, str], ...] = ()
