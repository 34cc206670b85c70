"""Reservations of states to an instrument, as data: which test of a request each of them narrows, and how far.

A reservation never widens: the weaker of two answers stands. Which state made one stands in `parties.csv`, by its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from mithaq.domain.instrument import Asked, PartyRow, Result, Words

ORDER: Mapping[Result, int] = {"met": 0, "arguable": 1, "not_met": 2}


class Reservation(Struct, frozen=True):
    """A row of `reservations.csv`. `test`: what it narrows; `whys`: only where the test answers so (empty: always).

    `side`: whether it has to be the requested state's, or counts by either (a reservation works in both directions).
    """

    code: str
    test: Asked
    whys: tuple[str, ...]
    side: Literal["requested", "either"]
    result: Literal["not_met", "arguable"]
    label: Words

    def narrows(self, test: str, result: Result, why: str) -> bool:
        """Whether it changes this answer of this test."""
        return self.test == test and (not self.whys or why in self.whys) and ORDER[self.result] > ORDER[result]


def reserved(
    rows: Iterable[PartyRow], known: Mapping[str, Reservation], instrument: str, pair: tuple[str, str], on: date
) -> tuple[Reservation, ...]:
    """The reservations that count between these two on that day, each once, in the order of the table of parties. One that
    may bind counts: nobody is held because a date is not known.
    """
    requesting, requested = pair
    found: dict[str, Reservation] = {}
    for row in rows:
        if row.instrument != instrument or row.state not in (requesting, requested) or row.binds(on) == "not_met":
            continue
        for code in row.reservations:
            one = known.get(code)  # the loader refuses a code that the table does not know
            if one is not None and (one.side == "either" or row.state == requested):
                found[code] = one
    return tuple(found.values())


def narrowed(found: Iterable[Reservation], test: str, result: Result, why: str) -> tuple[Result, str]:
    """The answer of a test with these reservations: the weakest, and ``reserved`` as its reason where one decided."""
    for one in found:
        if one.narrows(test, result, why):
            result, why = one.result, "reserved"
    return result, why
