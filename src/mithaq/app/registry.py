"""Every event type this program knows, and how an admitted envelope becomes the `Event` that the folds read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from mithaq.domain.alert_events import ALERT_EVENTS, BatchAccepted
from mithaq.domain.case.events import CASE_EVENTS
from mithaq.domain.clearance import CLEARANCE_EVENTS
from mithaq.domain.connected.events import CONNECTED_EVENTS
from mithaq.domain.events import Author, Body, Cite, Event, EventType, body_of
from mithaq.domain.figures import FIGURES_EVENTS
from mithaq.domain.holder import HOLDER_EVENTS
from mithaq.domain.insider import INSIDER_EVENTS
from mithaq.domain.message.events import MESSAGE_EVENTS
from mithaq.domain.own_say.events import OWN_SAY_EVENTS, LinkMade, LinkUndone
from mithaq.domain.remedy.events import REMEDY_EVENTS
from mithaq.domain.remedy.order_events import ORDER_EVENTS
from mithaq.domain.review.events import REVIEW_EVENTS
from mithaq.domain.risk import RISK_EVENTS
from mithaq.domain.sealed import SEALED_EVENTS
from mithaq.domain.shield.statements import SHIELD_EVENTS, CommissionBatchCleared
from mithaq.domain.trust_events import TRUST_EVENTS
from mithaq.journal.envelope import Envelope
from mithaq.journal.header import Header, content_of

EVENTS = (
    *ALERT_EVENTS,
    *ORDER_EVENTS,
    *OWN_SAY_EVENTS,
    *CASE_EVENTS,
    *MESSAGE_EVENTS,
    *REMEDY_EVENTS,
    *CLEARANCE_EVENTS,
    *REVIEW_EVENTS,
    *RISK_EVENTS,
    *SEALED_EVENTS,
    *SHIELD_EVENTS,
    *INSIDER_EVENTS,
    *FIGURES_EVENTS,
    *HOLDER_EVENTS,
    *TRUST_EVENTS,
    *CONNECTED_EVENTS,
)
TYPES: Mapping[str, EventType] = {kind.name: kind for kind in EVENTS}


_KEPT = 2048  # single events; what a fold meets again and again, such as a review that lists many alerts
_kept: OrderedDict[str, Event] = OrderedDict()


def event_of(envelope: Envelope) -> Event:
    """The envelope as a statement. Raises Refusal ``event.body_invalid``, KeyError for an unknown type.

    Remembered by the hash of the signed bytes, so the same bytes always give the same statement.
    """
    known = _kept.get(envelope.hash)
    if known is not None:
        return known
    event = _read(envelope)
    if not event.items:
        _kept[envelope.hash] = event
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return event


def _read(envelope: Envelope) -> Event:
    header = envelope.header
    author = header.author
    return Event(
        type=header.type,
        member=header.member,
        seq=header.seq,
        lamport=header.lamport,
        at=header.at,
        author=Author(author.id, author.post, author.role, author.authority),
        subject=header.subject,
        body=body_of(TYPES[header.type], header.body),
        content=content_of(header),
        hash=envelope.hash,
        payload=header.payload.hash if header.payload else "",
        items={item.id: item.hash for item in header.items},
        cites=tuple(Cite(cite.member, cite.seq, cite.hash) for cite in header.cites),
    )


def touches(header: Header) -> tuple[str, ...]:
    """The aggregates whose fold this event belongs to."""
    return about(header.subject, body_of(TYPES[header.type], header.body))


def about(subject: str, body: Body) -> tuple[str, ...]:
    """What a statement is about: its subject, each alert that a batch review or clearing lists, both ends of a link."""
    if isinstance(body, LinkMade | LinkUndone):
        return tuple(dict.fromkeys((subject, body.other)))
    if isinstance(body, BatchAccepted | CommissionBatchCleared):
        return tuple(row.id for row in body.alerts)
    return (subject,)


def item_of(type: str, subject: str) -> str:
    """Under which name a statement's payload is kept: an alert has one, a case or thread one for each kind of statement."""
    return "" if subject.startswith("a-") and type.startswith("alert.") else type
