"""A number of the law that was another one before some day: the clock that began before that day runs by the number that
held when it began.

So a number that is changed in a file changes the clocks that begin from its day on, and no other. A shorter one makes no
breach of what was lawful when it was done, and a longer one gives nobody back a detention that was over. The day is one
of the state in which the time counts: the requested state for a treaty, the state itself for its own law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, Protocol, TypeVar

from msgspec import Meta, Struct

Days = Annotated[int, Meta(ge=1, le=366)]  # a clock of more than a year would be a misprint


class Dated(Protocol):
    """A number, and the first day on which it held no more."""

    @property
    def before(self) -> date: ...
    @property
    def number(self) -> int: ...


class EarlierDays(Struct, frozen=True, forbid_unknown_fields=True):
    """So many days held for every clock that began before this day (of a treaty pack)."""

    before: date
    days: Days

    @property
    def number(self) -> int:
        """The days."""
        return self.days


class EarlierNumber(Struct, frozen=True):
    """The same in the unit of its row (of a table): ``2027-01-01:40``."""

    before: date
    number: Annotated[int, Meta(ge=1, le=1000)]


One = TypeVar("One", bound=Dated)


def held_on(earlier: Sequence[One], day: date) -> One | None:
    """Which of the earlier numbers held on that day; None where today's did."""
    return next((one for one in earlier if day < one.before), None)


def number_on(number: int, earlier: Sequence[Dated], day: date) -> int:
    """The number that held on that day; `number` is the one of today."""
    one = held_on(earlier, day) if earlier else None
    return one.number if one else number


def earlier_problems(number: int, earlier: Iterable[Dated]) -> Iterator[tuple[int, str]]:
    """Where a list of earlier numbers is unsound, by its place, and why: the oldest comes first, each has a day of its own,
    and each is another number than the one that follows it, for else nothing changed on that day.
    """
    rows = list(earlier)
    for place, (one, later) in enumerate(pairwise(rows)):
        if one.before == later.before:
            yield place + 1, f"{later.before} stands twice"
        elif one.before > later.before:
            yield place + 1, "the oldest number comes first"
    numbers = [*(one.number for one in rows), number]
    for place, (was, then) in enumerate(pairwise(numbers)):
        if was == then:
            yield place, "an earlier number is another one than the number that follows it"
