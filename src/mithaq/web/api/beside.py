"""What lies beside the main path of a case: transit on a granted case, and what is sealed."""

from __future__ import annotations

from typing import Literal

from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import competing, lists, sealed, transits
from mithaq.app.sealed import Lodged
from mithaq.domain.alert_events import Code, Hash, Member
from mithaq.domain.case.concurrent import Ranked
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import Wanted
from mithaq.domain.errors import NotFound
from mithaq.domain.instrument import Rule
from mithaq.domain.instrument_choice import Choice
from mithaq.domain.law import Law
from mithaq.domain.offence import class_of
from mithaq.domain.sealed import Departure
from mithaq.web.api.parameters import Harmed, Subject, Who
from mithaq.web.api.shapes import Issued, Shape, issued
from mithaq.web.pages.bounds import Target, targets
from mithaq.web.routes import read, write


class TransitRequest(Shape, frozen=True):
    """Transit of the person of this case through a third state; `notified`: by air without landing.

    The paper makes the statements of art. 43, because an unscheduled landing counts as such a request. `bound`: hash of
    the transit state's statement, where the pair is not confirmed.
    """

    through: Member
    instrument: Code
    paper: DetentionRequest
    kind: Literal["requested", "notified"] = "requested"
    bound: Hash | None = None


class InstrumentChoice(Struct, frozen=True):
    """One state that may be asked, and the choice of the instrument towards it. `open`: whether a request may be sent now;
    `rules`: those of the amendments `beside` the choice, in our own words, which are not the official text.
    """

    requested: str
    open: bool
    choice: Choice
    rules: tuple[Rule, ...]


class InstrumentChoices(Struct, frozen=True):
    """By which instrument each state may be asked about an alert of this one."""

    choices: tuple[InstrumentChoice, ...]


class SealedList(Struct, frozen=True):
    """Sealed lodgements, newest first."""

    lodgements: tuple[Lodged, ...]


class Competition(Struct, frozen=True):
    """The competing cases, and the order that the pack suggests; empty where no other state asks for the person.

    `unsure`: those found by a name that is written otherwise; whoever ranks them says whether it is the same person.
    """

    cases: tuple[str, ...]
    ranked: Ranked | None
    same_offence: bool = False
    unsure: tuple[str, ...] = ()


@write("/cases/{subject:str}/transits", "transit.requested", TransitRequest, tags=["cases"])
def request_transit(signed: Who, subject: Subject, asked: NamedDependency[TransitRequest]) -> Issued:
    """Ask for transit, or notify passage by air; the answer's subject is the new case between the two states."""
    kind: Literal["transit.requested", "transit.notified"] = (
        "transit.requested" if asked.kind == "requested" else "transit.notified"
    )
    return issued(
        transits.request(
            signed.node, signed.actor, asked.through, asked.instrument, subject, asked.paper,
            kind=kind, bound=asked.bound or "",
        )
    )  # fmt: skip


@read("/alerts/{subject:str}/instruments", "detention.requested", tags=["cases"])
def instruments_for(signed: Who, subject: Subject) -> InstrumentChoices:
    """Which instrument governs a request on this alert, state by state: every candidate with what speaks for and against it,
    what decided, and what stands beside the choice (Riyadh 69).
    """
    node = signed.node
    found = lists.alert_page(node, signed.actor, subject)
    if not isinstance(found.content, Wanted) or found.alert.owner != node.member:
        raise NotFound("alert")
    klass = class_of(node.law.offences, found.content.offence.code)
    return InstrumentChoices(tuple(_choice(node.law, one) for one in targets(node, klass)))


def _choice(law: Law, one: Target) -> InstrumentChoice:
    rules = tuple(rule for beside in one.choice.beside for rule in law.instruments[beside.instrument].rules)
    return InstrumentChoice(one.pair.state, one.pair.open, one.choice, rules)


@read("/cases/{subject:str}/competing", "requests.compare", tags=["cases"])
def competing_requests(signed: Who, subject: Subject, harmed: Harmed = ()) -> Competition:
    """Requests of several states for what may be one person, for the prosecutors of the state that has them all.

    `harmed`: the states whose interests the officer holds to be harmed; without one that is not known.
    """
    found = competing.competing(signed.node, signed.actor, subject, harmed)
    if found is None:
        return Competition((), None)
    together = tuple(case.id for case in found.cases)
    return Competition(together, found.ranked, same_offence=found.same_offence, unsure=found.unsure)


@write("/sealed", "sealed.lodged", Departure, tags=["sealed"])
def lodge_departure(signed: Who, asked: NamedDependency[Departure]) -> Issued:
    """Lodge with the commission alone that a released person left freely."""
    return issued(sealed.lodge_departure(signed.node, signed.actor, asked))


@read("/sealed", "sealed.read", tags=["sealed"])
def sealed_lodgements(signed: Who) -> SealedList:
    """What this state lodged with the commission; for the commission what every state did."""
    return SealedList(tuple(sealed.lodged(signed.node, signed.actor)))
