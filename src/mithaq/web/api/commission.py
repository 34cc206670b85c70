"""/api/alerts/…: what the commission orders on an alert, and the owner's answer to a hearing."""

from __future__ import annotations

from typing import Annotated

from litestar.di import NamedDependency
from msgspec import Meta, Struct

from mithaq.app import commission, corrections, recusal
from mithaq.app.commission import Ordered
from mithaq.domain.alert_events import Code, Hash, Id
from mithaq.domain.events import MAX_LISTED
from mithaq.domain.remedy.order_events import MAX_CODES
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, Shape, Text, issued
from mithaq.web.routes import write

TAGS = ["commission"]


class Freezing(Shape, frozen=True):
    """A coded ground. `items`: of a batch only these; all others go on."""

    ground: Code
    items: Annotated[tuple[Id, ...], Meta(max_length=MAX_LISTED)] = ()


class Recusing(Shape, frozen=True):
    """Why the commissioner withdraws; it stays with the commission."""

    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


class Lifting(Shape, frozen=True):
    """A vote; a no needs reasons, which stay with the commission."""

    lifts: bool
    reasons: Text = ""


class Hearing(Shape, frozen=True):
    """Coded questions to the owner."""

    questions: Annotated[tuple[Code, ...], Meta(min_length=1, max_length=MAX_CODES)]


class Accepting(Shape, frozen=True):
    """The content hash of the version that was read."""

    content: Hash


class Answering(Shape, frozen=True):
    """What the owner says, for the commission alone."""

    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Order(Struct, frozen=True):
    """An order, and where it is in force already: the members that signed for it within five seconds, and the others."""

    issued: Issued
    confirmed: tuple[str, ...]
    missing: tuple[str, ...]


def shown(ordered: Ordered) -> Order:
    """What the write answers."""
    return Order(issued(ordered.event), ordered.pushed.confirmed, ordered.pushed.missing)


@write("/alerts/{subject:str}/freeze", "alert.frozen", Freezing, tags=TAGS)
def freeze(signed: Who, subject: Subject, asked: NamedDependency[Freezing]) -> Order:
    """Stop the alert on every node: any one commissioner, at any moment."""
    return shown(commission.freeze(signed.node, signed.actor, subject, asked.ground, asked.items))


@write("/alerts/{subject:str}/panel", "panel.drawn", tags=TAGS)
def draw_panel(signed: Who, subject: Subject) -> Order:
    """Draw by lot the three commissioners who may lift the freeze."""
    return shown(commission.draw_panel(signed.node, signed.actor, subject))


@write("/alerts/{subject:str}/recusal", "panel.recuse", Recusing, tags=TAGS)
def recuse(signed: Who, subject: Subject, asked: NamedDependency[Recusing]) -> Issued:
    """The commissioner himself withdraws from this alert, and no panel on it seats him."""
    return issued(recusal.recuse(signed.node, signed.actor, subject, asked.reason))


@write("/alerts/{subject:str}/unfreezing", "alert.unfrozen", Lifting, tags=TAGS)
def vote(signed: Who, subject: Subject, asked: NamedDependency[Lifting]) -> Order:
    """The vote of a member of the panel. The third yes lifts the freeze."""
    return shown(commission.vote(signed.node, signed.actor, subject, lifts=asked.lifts, reasons=asked.reasons))


@write("/alerts/{subject:str}/correction/acceptance", "correction.accepted", Accepting, tags=TAGS)
def accept_correction(signed: Who, subject: Subject, asked: NamedDependency[Accepting]) -> Order:
    """A version says what was ordered to correct, as it was ordered. One that says what was wrong is refused."""
    return shown(corrections.accept(signed.node, signed.actor, subject, asked.content))


@write("/alerts/{subject:str}/hearing", "hearing.asked", Hearing, tags=TAGS)
def ask_owner(signed: Who, subject: Subject, asked: NamedDependency[Hearing]) -> Order:
    """Hear the owner. Silence past the time suspends the alert."""
    return shown(commission.ask_owner(signed.node, signed.actor, subject, asked.questions))


@write("/alerts/{subject:str}/hearing/answer", "hearing.answered", Answering, tags=TAGS)
def answer(signed: Who, subject: Subject, asked: NamedDependency[Answering]) -> Issued:
    """The owner answers."""
    return issued(commission.answer(signed.node, signed.actor, subject, asked.text))


ROUTES = (freeze, draw_panel, recuse, accept_correction, vote, ask_owner, answer)
