"""What a question rests on: an open alert of the asker's, or an open case that it requested; and the person or object there.

The same test at the asker's node, before it asks, and at the asked state's, before it looks: neither takes the other's word.
"""

from __future__ import annotations

from mithaq.app import case_reading
from mithaq.app.alert_reading import content_in, load
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert
from mithaq.domain.audience import commitments
from mithaq.domain.case.states import CaseState
from mithaq.domain.connected.record import Item
from mithaq.domain.connected.sheets import Question
from mithaq.domain.content import Content, Firearm, TravelDocument, Vehicle, identity_of
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text

OVER = frozenset({
    CaseState.UNFOUNDED, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.RELEASED, CaseState.RELEASE_DUE,
    CaseState.REMOVED, CaseState.DIED, CaseState.CLOSED, CaseState.TRANSIT_REFUSED, CaseState.TRANSIT_LEFT,
})  # fmt: skip
"""In these a case is open no more: nothing is asked for it."""


def alert_of(node: Node, reader: Reader, about: str, asker: str) -> Alert:
    """The open alert that the question rests on. Raises NotFound, Refusal ``question.closed`` or ``question.kind``."""
    subject = about
    if about.startswith("c-"):
        case = case_reading.load(reader, about)
        if case is None or case.requesting != asker:
            raise NotFound("question")
        if case.state in OVER:
            raise Refusal("question.closed", "about")
        subject = case.alert
    alert = load(reader, subject)
    if alert is None or alert.owner != asker:
        raise NotFound("question")
    version = alert.in_force
    if version is None or alert.local or (version.expires_at and version.expires_at <= text(node.now())):
        raise Refusal("question.closed", "about")
    if not node.law.connected.kinds_for(alert.kind):
        raise Refusal("question.kind", "about")
    return alert


def content_of(reader: Reader, alert: Alert, item: str) -> Content:
    """What the alert says, of a batch that item. Raises Refusal ``question.not_held`` where it is not held here."""
    version = alert.in_force
    if version is None:
        raise Refusal("question.closed", "about")
    if not version.items:
        content = content_in(reader, alert, version)
    else:
        hash = next((hash for hash, id in commitments(version).items() if id == item), "")
        payload = reader.payloads.get(hash, alert.id) if hash and item not in alert.ended_items else None
        content = contents.decode(payload.body) if payload is not None else None
    if content is None:
        raise Refusal("question.not_held", "about")
    return content


def item_of(content: Content) -> Item | None:
    """The object that an alert is about, by its numbers; None for a person."""
    match content:
        case TravelDocument():
            return Item("document", document=content.number)
        case Vehicle():
            return Item("vehicle", plate=content.plate, serial=content.vin)
        case Firearm():
            return Item("firearm", serial=content.serial)
    return None


def check_same(asked: Question, content: Content) -> None:
    """Raises Refusal ``question.other`` unless the question is about whom or what the alert is about, and no one else."""
    identity = identity_of(content)
    if identity is not None:
        if asked.person is None or not _within(asked.person, identity):
            raise Refusal("question.other", "person")
    elif asked.object != item_of(content):
        raise Refusal("question.other", "object")


def _within(asked: Identity, known: Identity) -> bool:
    """Whether nothing is asked that the alert does not say of its person: names, dates, nationalities, numbers."""
    numbers = {one.number for one in known.documents} | {known.national_number}
    names = {name.full for name in known.names}
    return (
        all(name.full in names for name in asked.names)
        and set(asked.births) <= set(known.births)
        and set(asked.nationalities) <= set(known.nationalities)
        and {one.number for one in asked.documents} <= numbers
        and asked.national_number in ("", known.national_number)
        and asked.sex in ("unspecified", known.sex)
    )
