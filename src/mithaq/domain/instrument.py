"""A treaty as data: its clocks, its papers, its rules, and which states it binds on a date. Shapes of
`law/instruments`.

Nothing here knows a number of any treaty; `law/instruments.py` reads them from files and refuses what is
malformed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

Result = Literal["met", "not_met", "arguable"]
Paper = Literal["identity", "photo", "warrant", "memorandum", "provisions", "evidence"]
Days = Annotated[int, Meta(ge=1, le=366)]  # a clock of more than a year would be a misprint


class Clock(StrEnum):
    """What is counted. `document` and `detention` run from the first moment of the hold, the collection
    clocks from the date fixed for surrender, `order` up to the instant that a court's reasoned order names.
    """

    DOCUMENT = "document"
    DETENTION = "detention"
    ORDER = "order"
    COLLECTION_MAY = "collection_may"
    COLLECTION_MUST = "collection_must"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One text in the three languages."""

    ar: str
    en: str
    fr: str

    def within(self, language: str) -> str:
        """The text in that language; Arabic where there is no such language."""
        return {"en": self.en, "fr": self.fr}.get(language, self.ar)


class ClockRule(Struct, frozen=True, forbid_unknown_fields=True):
    """How one clock counts. `ends`: at the local midnight that closes the last day, or by the hour (24 hours
    a day).

    `first_day_counts`: whether the day of the start is day 1. `lapse`: what the end means for the person.
    """

    article: str
    days: Days
    first_day_counts: bool
    ends: Literal["midnight", "hour"]
    lapse: Literal["must_release", "may_release"]
    confirmed: bool
    counting_confirmed: bool
    source: str


class PaperRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper of the complete file. `stops_document`: it answers the document clock by itself."""

    paper: Paper
    article: str
    certified: bool
    confirmed: bool
    stops_document: bool = False


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the instrument, in our own words. `test` names the check that code can make, with its
    `months` or `days`.

    `official_text` stays empty until somebody has it; `summary` is never the official text.
    """

    article: str
    summary: Words
    source: str
    confirmed: bool
    official_text: str = ""
    test: str = ""
    months: Annotated[int, Meta(ge=0, le=1200)] = 0
    days: Annotated[int, Meta(ge=0, le=3660)] = 0


class Instrument(Struct, frozen=True, forbid_unknown_fields=True):
    """A treaty pack. Every arrest alert, case and clock names the one that governs it by `id`."""

    id: str
    name: Words
    in_force: str
    confirmed: bool
    source: str
    clocks: Mapping[Clock, ClockRule]
    file: tuple[PaperRule, ...]
    rules: tuple[Rule, ...]

    def rule(self, test: str) -> Rule | None:
        """The rule that this test applies, if the instrument has one."""
        return next((rule for rule in self.rules if rule.test == test), None)


class PartyRow(Struct, frozen=True):
    """A row of `parties.csv`: a state, and since when and until when it is bound. Dates as known: day, year,
    or empty.
    """

    instrument: str
    state: str
    since: str
    until: str
    reservations: str
    confirmed: bool
    source: str

    def binds(self, on: date) -> Result:
        """Whether this row binds its state on that day; *arguable* where the date or the row is not
        confirmed.
        """
        if self.since and on <= _last_free_day(self.since):
            return "not_met"
        if self.until and on >= _first_free_day(self.until):
            return "not_met"
        return "met" if self.since and self.confirmed else "arguable"


class Effect(Struct, frozen=True):
    """What a reviewed arrest alert is in one state: a request in itself, a ground to hold for hours, or
    *locate only*.
    """

    state: str
    effect: Literal["request", "hold", "locate_only"]
    hold_hours: Annotated[int, Meta(ge=0, le=6)]  # law.md: a hold at a post lasts 6 hours at most (H)
    synthetic: bool
    confirmed: bool
    source: str


class Ground(Struct, frozen=True):
    """A coded ground. `mandatory`: whether it forbids, or only permits to refuse.

    `use` says where it may stand: refusal in `review` or in a `case`, end of an alert (`discontinue`), a
    person set free (`freed`), a hit told to its owner (`release`), refusal of a `transit` or of a `consent`.
    """

    code: str
    use: Literal["review", "case", "discontinue", "freed", "release", "transit", "consent"]
    article: str
    mandatory: bool
    confirmed: bool
    label: Words


def binding(rows: Iterable[PartyRow], instrument: str, pair: tuple[str, str], on: date) -> Result:
    """Whether the instrument binds both states on that day. A state without a row is not bound."""
    results = []
    for state in pair:
        found = [row.binds(on) for row in rows if row.instrument == instrument and row.state == state]
        results.append(_best(found))
    return "not_met" if "not_met" in results else "arguable" if "arguable" in results else "met"


def locate_only(state: str) -> Effect:
    """The effect where the table has no row for a state: nobody is held."""
    return Effect(state, "locate_only", 0, synthetic=False, confirmed=True, source="law.md, Effect: the default")


def _best(results: list[Result]) -> Result:
    return "met" if "met" in results else "arguable" if "arguable" in results else "not_met"


def _last_free_day(known: str) -> date:
    """The last day on which the state may not be bound yet: the eve of a full date, the end of a bare
    year.
    """
    return date(int(known), 12, 31) if len(known) == 4 else date.fromisoformat(known) - timedelta(days=1)


def _first_free_day(known: str) -> date:
    """The first day on which the state may no longer be bound."""
    return date(int(known), 1, 1) if len(known) == 4 else date.fromisoformat(known)
