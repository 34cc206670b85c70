"""How time counts beside the treaty packs: working days, the clocks of domestic law, and when to warn. All of it data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from mithaq.domain.earlier import EarlierNumber, number_on
from mithaq.domain.instrument import Words
from mithaq.domain.workdays import EVERY_DAY, Calendar


class DomesticClock(Struct, frozen=True):
    """A row of `domestic_clocks.csv`: a limit of a state's own law for a person whom it holds on a request.

    `starts_with`, `answered_by`: types of that state's own statements. `lapse`: release is due, the person may be let go,
    or only an alarm. `synthetic`: invented for the demonstration. `earlier`: the lengths that held before, in the same
    unit, each up to a day of that state, the oldest first.
    """

    state: str
    code: Annotated[str, Meta(pattern=r"^[a-z]{2}_[a-z0-9_]{1,40}$")]
    starts_with: str
    answered_by: tuple[str, ...]
    length: Annotated[int, Meta(ge=1, le=1000)]
    unit: Literal["hours", "days", "working_days"]
    lapse: Literal["must_release", "may_release", "alarm"]
    article: str
    confirmed: bool
    synthetic: bool
    source: str
    label: Words
    earlier: tuple[EarlierNumber, ...] = ()

    def on(self, day: date) -> DomesticClock:
        """The row as it held on that day, with the length of that time and no other."""
        return (
            structs.replace(self, length=number_on(self.length, self.earlier, day), earlier=())
            if self.earlier
            else self
        )


class WarningRule(Struct, frozen=True):
    """A row of `warnings.csv`: `percent` of a clock's whole time has passed, or so many days or hours are left."""

    code: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,20}$")]
    number: Annotated[int, Meta(ge=1, le=1000)]
    unit: Literal["percent", "days", "hours"]
    house: bool
    source: str
    label: Words


class Timing(Struct, frozen=True):
    """All of it. `calendars`: the days off of each state that somebody has confirmed.

    `alarm_hours`: how long after a release fell due its absence is an alarm (house rule ``release_alarm``).
    """

    calendars: Mapping[str, Calendar] = {}
    domestic: tuple[DomesticClock, ...] = ()
    warnings: tuple[WarningRule, ...] = ()
    alarm_hours: int = 0

    def calendar(self, state: str) -> Calendar:
        """The calendar by which time counts in a state: where one is missing, every day counts."""
        return self.calendars.get(state, EVERY_DAY)

    def clock(self, code: str) -> DomesticClock | None:
        """The domestic clock of that code."""
        return next((row for row in self.domestic if row.code == code), None)
