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

from msgspec import Meta, Struct, structs

from mithaq.domain.earlier import Days, EarlierDays, number_on

Result = Literal["met", "not_met", "arguable"]
Paper = Literal["identity", "photo", "warrant", "memorandum", "provisions", "evidence"]
OffenceClass = Literal["ordinary", "terrorism", "cyber", "excluded"]
Rank = Literal["harmed", "place", "nationality", "first"]
"""Whose request comes first: the state harmed, that of the place, that of the nationality, the one that asked first."""

Asked = Literal[
    "bound", "own_national", "threshold_charge", "threshold_both", "threshold_sentence", "dual_criminality",
    "offence_class", "place", "third_place", "limitation", "statements",
]  # fmt: skip
"""Tests of a request before anybody is held: `case/rules.py` makes each of them."""

Later = Literal[
    "absent", "adds_up", "collection", "concurrent", "court_order", "curable", "deduction", "file", "limits",
    "no_second_request", "onward", "property", "prosecute_own", "rearrest", "reasons", "recharacterised",
    "speciality", "speciality_stay", "temporary_surrender", "transit", "transit_landing", "yields",
]  # fmt: skip
"""Rules that the program acts on elsewhere, found by this name, with the number that stands in them."""

Text = Annotated[str, Meta(min_length=1)]
Source = Annotated[str, Meta(min_length=1, pattern=r"\w")]
"""Where a rule of a pack is known from: a word at least."""

Months = Annotated[int, Meta(ge=0, le=1200)]


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
    """One text in the three languages; none of them is empty."""

    ar: Text
    en: Text
    fr: Text

    def within(self, language: str) -> str:
        """The text in that language; Arabic where there is no such language."""
        return {"en": self.en, "fr": self.fr}.get(language, self.ar)


class ClockRule(Struct, frozen=True, forbid_unknown_fields=True):
    """How one clock counts. `ends`: at the local midnight that closes the last day, or by the hour (24 hours
    a day).

    `first_day_counts`: whether the day of the start is day 1. `lapse`: what the end means for the person.
    `house`: the instrument names no limit that anybody confirmed, and Mithaq sets its own.
    `counts`: every day, or the working days of the requested state. `continuation`: a request to continue the detention
    answers it. `earlier`: the days that held before, each up to a day of the requested state, the oldest first.
    """

    article: str
    days: Days
    first_day_counts: bool
    ends: Literal["midnight", "hour"]
    lapse: Literal["must_release", "may_release"]
    confirmed: bool
    counting_confirmed: bool
    source: Source
    house: bool = False
    counts: Literal["calendar", "working"] = "calendar"
    continuation: bool = False
    earlier: tuple[EarlierDays, ...] = ()

    def on(self, day: date) -> ClockRule:
        """The rule as it held on that day, with the days of that time and no others."""
        return structs.replace(self, days=number_on(self.days, self.earlier, day), earlier=()) if self.earlier else self


class PaperRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper of the complete file. `stops_document`: it answers the document clock, together with the others marked so.
    `source`: where it is known from.
    """

    paper: Paper
    article: str
    certified: bool
    confirmed: bool
    source: Source
    stops_document: bool = False
    house: bool = False


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the instrument, in our own words. `test` names what code asks of it, with its `months` or `days`.

    `official_text` stays empty until somebody has it; `summary` is never the official text. `article` is empty where
    nobody has it. `house`: a rule of Mithaq, stricter than the instrument. `earlier`: the `days` that held before.
    """

    article: str
    summary: Words
    source: Source
    confirmed: bool
    official_text: str = ""
    test: Asked | Later | Literal[""] = ""
    months: Months = 0
    days: Annotated[int, Meta(ge=0, le=3660)] = 0
    house: bool = False
    earlier: tuple[EarlierDays, ...] = ()

    def days_on(self, day: date) -> int:
        """The days that held on that day; 0 where the rule has none."""
        return number_on(self.days, self.earlier, day)


class Ranking(Struct, frozen=True, forbid_unknown_fields=True):
    """Several states ask for one person for the same offence: whose request comes first, the first of `order` that
    tells them apart. Without a ranking a person decides, with reasons.
    """

    article: str
    order: Annotated[tuple[Rank, ...], Meta(min_length=1)]
    source: Source
    confirmed: bool


class Instrument(Struct, frozen=True, forbid_unknown_fields=True):
    """A treaty pack. Every arrest alert, case and clock names the one that governs it by `id`.

    `in_force`: since when, empty where nobody has shown it. `covers`: the classes of offence it is for, empty for all.
    `yields_to`: the instrument that goes before it where it binds both states. `amends`: the instrument of which it
    changes a rule; nothing can rest on it alone. `template`: a draft for two states, binding nobody. `case_by_case`:
    never binding by itself, only with a signed word for the case; `never` lists the states for which not even that
    will do. `detention_term`: what it calls provisional detention, where not by the usual name.
    """

    id: str
    name: Words
    in_force: str
    confirmed: bool
    source: Source
    clocks: Mapping[Clock, ClockRule]
    file: tuple[PaperRule, ...]
    rules: tuple[Rule, ...]
    ranking: Ranking | None = None
    covers: tuple[OffenceClass, ...] = ()
    yields_to: str = ""
    amends: str = ""
    template: bool = False
    case_by_case: bool = False
    never: tuple[str, ...] = ()
    detention_term: Words | None = None

    @property
    def is_basis(self) -> bool:
        """Whether a request may rest on it: a template binds nobody, an amendment stands beside what it amends."""
        return not self.template and not self.amends

    def rule(self, test: Asked | Later) -> Rule | None:
        """The rule of that name, if the instrument has one."""
        return next((rule for rule in self.rules if rule.test == test), None)


class PartyRow(Struct, frozen=True):
    """A row of `parties.csv`: a state, and since when and until when it is bound. Dates as known: day, year, or empty.

    `reservations`: codes of `reservations.csv`. `doubtful`: so little shows that the state is bound that it counts as
    not bound.
    """

    instrument: str
    state: str
    since: str
    until: str
    reservations: tuple[str, ...]
    confirmed: bool
    source: str
    doubtful: bool = False

    def binds(self, on: date) -> Result:
        """Whether this row binds its state on that day; *arguable* where the date or the row is not
        confirmed.
        """
        if self.doubtful:
            return "not_met"
        if self.since and on <= _last_free_day(self.since):
            return "not_met"
        if self.until and on >= _first_free_day(self.until):
            return "not_met"
        return "met" if self.since and self.confirmed else "arguable"


class Procedure(Struct, frozen=True):
    """A row of `procedures.csv`: how one state decides on extradition. Empty: nobody has confirmed it, so it is asked.

    `minister`: whether a minister decides after the court. `deciding_body`: a court, or a body that is none.
    `appeal_days`: how long the person may appeal. `synthetic`: invented for the demonstration.
    """

    state: str
    minister: Literal["yes", "no", ""]
    deciding_body: Literal["court", "other", ""]
    appeal_days: Annotated[str, Meta(pattern=r"^([1-9]\d{0,2})?\Z")]
    confirmed: bool
    synthetic: bool
    source: str

    @property
    def days_to_appeal(self) -> int | None:
        """The days as a number; None where they are not known."""
        return int(self.appeal_days) if self.appeal_days else None


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
    """A coded ground. `mandatory`: whether it forbids, or only permits to refuse. `curable`: whether the requesting state
    can mend what it complains of, so that this is asked for before anybody refuses on it (Riyadh 45).

    `use` says where it may stand: refusal in `review` or in a `case`, end of an alert (`discontinue`), a
    person set free (`freed`), a hit told to its owner (`release`), refusal of a `transit` or of a `consent`, an
    alert that is `urgent`, a hit that its owner never learns of (`withhold`).
    Of the commission: a `freeze`, an order to `erase`, a question of a `hearing`, a field to `correct`, how an
    applicant's identity was shown (`identify`), why an application is `inadmissible` or decided so (`remedy`), or
    needs more time (`extend`), why a certificate is taken back (`clearance`).
    Of copies: what a holder has one for (`hold`), and why it is asked back (`recall`).
    `instrument`: whose `article` it is; under another one the ground has no article that anybody has shown.
    """

    code: str
    use: Literal[
        "review", "withheld", "withdrawn", "case", "discontinue", "freed", "release", "transit", "consent", "urgent",
        "withhold", "freeze", "erase", "hearing", "correct", "identify", "inadmissible", "remedy", "extend",
        "clearance",
        "flag",
        "unflag",
        "reassess",
        "hold",
        "recall",
    ]  # fmt: skip
    instrument: str
    article: str
    mandatory: bool
    curable: bool
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
