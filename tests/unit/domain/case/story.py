"""Tells a case as a sequence of statements and folds it, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from msgspec import Struct, field, structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_transit import LandingStated, TransitNotified, TransitRequested
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import Offence, Warrant
from mithaq.domain.events import Author, Body, Cite, Event
from mithaq.domain.identity import Identity, PartialDate, PersonName
from mithaq.domain.instant import text
from mithaq.domain.instrument import Effect, Ground, Instrument, Paper, PartyRow, Procedure
from mithaq.domain.law import HouseRule
from mithaq.domain.offence import OffenceKind, Penalties
from mithaq.domain.reservation import Reservation
from mithaq.domain.timing import Timing
from mithaq.law.instruments import load_effects, load_grounds, load_instruments, load_parties
from mithaq.law.load import load_law

TN, JO, IQ, EG, OC = "TN", "JO", "IQ", "EG", "OC"
CASE = "c-0123456789abcdef"
CIRCULATED = "c1" * 32
BOUND = "b0" * 32
GRANTED = "d0" * 32
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ALL_PAPERS: tuple[Paper, ...] = ("identity", "warrant", "memorandum", "provisions", "evidence")


class CaseData(Struct, frozen=True):
    """The law that a case needs, as data."""

    instruments: Mapping[str, Instrument]
    parties: tuple[PartyRow, ...]
    effects: Mapping[str, Effect]
    grounds: Mapping[str, Ground]
    zones: Mapping[str, str]
    house: Mapping[str, HouseRule]
    procedures: Mapping[str, Procedure]
    offences: Mapping[str, OffenceKind] = {}
    penalties: Penalties = {}
    oversight: frozenset[str] = frozenset({OC})
    timing: Timing = Timing()
    reservations: Mapping[str, Reservation] = {}
    hearings: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys((TN, JO, IQ, EG), "ar"))


@cache
def law() -> CaseData:
    """The law as shipped, with the zones of the states that the stories use."""
    zones = {TN: "Africa/Tunis", JO: "Asia/Amman", IQ: "Asia/Baghdad", EG: "Africa/Cairo"}
    return CaseData(
        load_instruments(), load_parties(), load_effects(demo=True), load_grounds(), zones, load_law().house, {}
    )


def days(count: float) -> datetime:
    """That many days after the story began."""
    return START + timedelta(days=count)


def said(
    type: str, member: str, body: Body, at: datetime, lamport: int, *, cites: tuple[Cite, ...] = (), seq: int = 0
) -> Event:
    """One admitted statement."""
    author = Author("o-1", "p-1", "prosecutor", "a-1")
    hash = f"{lamport:032x}" + member.encode().hex().rjust(16, "0") + f"{seq or lamport:016x}"
    return Event(type, member, seq or lamport, lamport, text(at), author, CASE, body, "cc" * 32, hash, cites=cites)


def requested(requested: str = JO, instrument: str = "riyadh-1983", **changes: Any) -> says.DetentionRequested:
    """The body of a request on a circulated alert, over a pair whose boundness was stated."""
    body = says.DetentionRequested(requested, instrument, "a-0123456789abcdef", "cc" * 32, CIRCULATED, BOUND)
    return structs.replace(body, **changes)


def cites(member: str = TN, requested: str = JO) -> tuple[Cite, ...]:
    """Citations of the circulated alert and of the requested state's word."""
    return (Cite(member, 1, CIRCULATED), Cite(requested, 1, BOUND))


class Story:
    """A case under way. `tell` folds one statement; `last` is the newest event, `case` what they add up to."""

    def __init__(self, requested_state: str = JO, data: CaseData | None = None) -> None:
        self.law = data or law()
        self.requested = requested_state
        self.events: list[Event] = []
        self.case: Case | None = None

    @property
    def now(self) -> Case:
        """The case, which exists once it was requested."""
        assert self.case is not None
        return self.case

    def tell(self, type: str, member: str, body: Body, day: float | datetime, **more: Any) -> Story:
        """Add a statement; `day` counts from the start, or is an instant."""
        at = day if isinstance(day, datetime) else days(day)
        event = said(type, member, body, at, len(self.events) + 1, **more)
        self.events.append(event)
        self.case = evolve(self.case, event, self.law)
        return self

    def request(self, day: float = 0, **changes: Any) -> Story:
        return self.tell(
            "detention.requested", TN, requested(self.requested, **changes), day, cites=cites(TN, self.requested)
        )

    def transit(self, day: float = 0, *, notified: bool = False) -> Story:
        """Transit through the requested state, on a decision of Iraq."""
        kind = "transit.notified" if notified else "transit.requested"
        cited = (Cite(IQ, 1, GRANTED), Cite(self.requested, 1, BOUND))
        return self.tell(kind, TN, transit_body(self.requested, notified=notified), day, cites=cited)

    def land(self, day: float) -> Story:
        return self.tell("landing.stated", self.requested, LandingStated(_text(day)), day)

    def admit(self, day: float = 0) -> Story:
        return self.tell("detention.admitted", self.requested, says.DetentionAdmitted(), day)

    def arrest(self, day: float = 0, held: float | datetime | None = None) -> Story:
        at, hold = _text(day), _text(day if held is None else held)
        return self.tell("person.arrested", self.requested, says.PersonArrested(hold, at), day)

    def rights(self, day: float = 0.1, **changes: Any) -> Story:
        return self.tell("rights.informed", self.requested, rights(_text(day), **changes), day)

    def lodge_warrant(self, day: float) -> Story:
        return self.tell("warrant.lodged", TN, says.WarrantLodged(), day)

    def lodge_file(self, day: float, papers: Iterable[Paper] = ALL_PAPERS) -> Story:
        return self.tell("file.lodged", TN, says.FileLodged(tuple(papers)), day)

    def receive(self, day: float | datetime, *, received: float | datetime | None = None, **more: Any) -> Story:
        """The requested state's node acknowledges the newest lodgement."""
        of = self.now.lodged[-1].hash
        body = says.LodgementReceived(of, _text(day if received is None else received), **more)
        return self.tell("lodgement.received", self.requested, body, day)

    def file(self, day: float) -> Story:
        return self.lodge_file(day).receive(day)

    def court(self, day: float, outcome: str = "granted", **changes: Any) -> Story:
        ground = "political_offence" if outcome == "refused" else ""
        body = says.CourtDecided(outcome, _text(day), True, ground, "court")  # type: ignore[arg-type]  # wrong outcomes too
        return self.tell("court.decided", self.requested, structs.replace(body, **changes), day)

    def waive(self, day: float) -> Story:
        return self.tell("appeal.waived", self.requested, says.AppealWaived(_text(day)), day)

    def date(self, day: float, on: str) -> Story:
        """The date of surrender, after the word that this state's law knows no minister."""
        return self.no_minister(day).tell("surrender.dated", self.requested, says.SurrenderDated(on), day)

    def surrender(self, day: float | datetime) -> Story:
        return self.tell("person.surrendered", self.requested, says.PersonSurrendered(_text(day)), day)

    def taken_over(self, day: float) -> Story:
        return self.tell("surrender.received", TN, says.SurrenderReceived(_text(day)), day)

    def undertake(self, day: float) -> Story:
        return self.tell("speciality.undertaken", TN, says.SpecialityUndertaken(), day)

    def withdraw(self, day: float) -> Story:
        return self.tell("request.withdrawn", TN, says.RequestWithdrawn(), day)

    def release(self, day: float, by: str = "") -> Story:
        body = says.PersonReleased(_text(day), "clock_lapsed")
        return self.tell("person.released", by or self.requested, body, day)

    def remove(self, day: float, by: str = TN) -> Story:
        return self.tell("person.removed", by, says.PersonRemoved(_text(day), TN), day)

    def consent(self, day: float, **changes: Any) -> Story:
        body = says.ConsentGiven(_text(day), "present", "not_needed", True)
        return self.tell("consent.given", self.requested, structs.replace(body, **changes), day)

    def revoke(self, day: float) -> Story:
        return self.tell("consent.revoked", self.requested, says.ConsentRevoked(_text(day)), day)

    def no_minister(self, day: float) -> Story:
        return self.tell("minister.not_foreseen", self.requested, says.MinisterNotForeseen(), day)

    def minister(self, day: float, outcome: str = "granted", ground: str = "") -> Story:
        body = says.MinisterDecided(outcome, _text(day), ground)  # type: ignore[arg-type]  # wrong outcomes too
        return self.tell("minister.decided", self.requested, body, day)

    def review(self, day: float, outcome: str, heard: bool = True) -> Story:
        body = says.CustodyReviewed(outcome, _text(day), heard)  # type: ignore[arg-type]  # wrong outcomes too
        return self.tell("custody.reviewed", self.requested, body, day)

    def postpone(self, day: float) -> Story:
        return self.tell("surrender.postponed", self.requested, says.SurrenderPostponed(_text(day), "serving"), day)

    def resume(self, day: float) -> Story:
        return self.tell("postponement.ended", self.requested, says.PostponementEnded(_text(day)), day)

    def lend(self, day: float, until: str) -> Story:
        """Lent for a time: undertaken, agreed, handed over."""
        self.no_minister(day).tell("return.undertaken", TN, says.ReturnUndertaken(until), day)
        self.tell("temporary.agreed", self.requested, says.TemporaryAgreed(until), day)
        return self.tell("person.lent", self.requested, says.PersonLent(_text(day)), day)

    def give_back(self, day: float) -> Story:
        self.tell("person.returned", TN, says.PersonReturned(_text(day)), day)
        return self.tell("person.return_received", self.requested, says.ReturnReceived(_text(day)), day)

    def escape(self, day: float, by: str = "") -> Story:
        return self.tell("person.escaped", by or self.requested, says.PersonEscaped(_text(day)), day)

    def die(self, day: float, by: str = "") -> Story:
        return self.tell("person.died", by or self.requested, says.PersonDied(_text(day)), day)

    def order_arrest(self, day: float) -> Story:
        return self.tell("rearrest.ordered", self.requested, says.RearrestOrdered(_text(day)), day)

    def seize(self, day: float) -> Story:
        return self.tell("property.seized", self.requested, says.PropertySeized(_text(day), "claimed"), day)

    def hand(self, day: float) -> Story:
        return self.tell("property.handed", self.requested, says.PropertyHanded(_text(day), "settled"), day)

    def copy(self) -> Story:
        """The same story, to be told on in another way."""
        other = Story(self.requested, self.law)
        other.events, other.case = list(self.events), self.case
        return other

    def to_custody(self) -> Story:
        """Requested, admitted, arrested and told his rights on the first day."""
        return self.request().admit().arrest().rights()

    def to_speciality(self) -> Story:
        """Handed over on day 16, and the undertaking given on day 18."""
        return self.to_date().surrender(16).taken_over(17).undertake(18)

    def to_date(self) -> Story:
        """Up to a date of surrender on day 15."""
        return self.to_custody().file(5).court(10).waive(12).date(14, text(days(15))[:10])


def transit_body(requested: str = JO, *, notified: bool = False) -> TransitRequested:
    """The body of a transit on a decision of Iraq, over a pair whose boundness was stated."""
    shape = TransitNotified if notified else TransitRequested
    return shape(requested, "riyadh-1983", "c-aaaaaaaaaaaaaaaa", IQ, GRANTED, BOUND)


def rights(at: str, **changes: Any) -> says.RightsInformed:
    """A complete information on rights."""
    body = says.RightsInformed(at, "ar", True, "not_needed", "chosen", True, True)
    return structs.replace(body, **changes)


def request_paper(**changes: Any) -> DetentionRequest:
    """A request that fails no test, on an invented person."""
    paper = DetentionRequest(
        identity=Identity(
            names=(PersonName("سالم بن صالح التجريبي"),), births=(PartialDate(1980, 5, 1),), nationalities=(TN,)
        ),
        offence=Offence("fraud", "invented acts", "Tunis", "2024-05-01", "author", "art. 291", 60, None, "2034-05-01"),
        warrant=Warrant("Court of First Instance", "12/2025", "2025-01-02"),
        offence_state=TN,
        document_exists=True,
        extradition_follows=True,
    )
    return structs.replace(paper, **changes)


def _text(day: float | datetime) -> str:
    return text(day if isinstance(day, datetime) else days(day))
