"""What lists, pages and the API read: alerts, cases, tasks and journal rows, each within what the reader may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from mithaq.app.alerts import content_in, missing_in, reviews_of, visible
from mithaq.app.case_reading import load as load_case
from mithaq.app.counsel import COUNSEL, sees
from mithaq.app.foreign import check_met
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.openings import opened
from mithaq.app.ports.rows import FoldRow, Stored, TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.questions import Exchange, exchanged
from mithaq.app.registry import event_of
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import LookedAt
from mithaq.domain.content import Content, decode
from mithaq.domain.events import Event
from mithaq.domain.review import looked
from mithaq.domain.review.view import Standing, standing
from mithaq.journal.payload import Payload


class AlertPage(Struct, frozen=True):
    """One alert with what it says, if its payload is here, its history, and what it still lacks."""

    alert: Alert
    content: Content | None
    items: tuple[tuple[str, Content], ...]
    history: tuple[Event, ...]
    missing: tuple[str, ...]


class ReviewPage(Struct, frozen=True):
    """How the review of an alert stands, and what was asked and answered. `looked_at`: for each reviewer who accepted, whose
    national he is and which concerns he had looked at; for the Secretariat and the commission alone.
    """

    standing: Standing
    exchanges: tuple[Exchange, ...]
    looked_at: tuple[tuple[str, tuple[LookedAt, ...]], ...] = ()


MAX_ITEMS_SHOWN = 50


def alerts(
    node: Node, actor: Actor, *, kind: str = "", states: Sequence[str] = (), limit: int = 50, offset: int = 0
) -> tuple[list[FoldRow], int]:
    """The own state's alerts, newest change first, and how many there are. Nobody can list another state's."""
    require(node, actor, "alert.list")
    with node.store.read() as reader:
        found = reader.register.folds("alert", member=node.member, kind=kind, states=states, limit=limit, offset=offset)
        return found, reader.register.count_folds("alert", member=node.member, kind=kind, states=states)


def alert_page(node: Node, actor: Actor, subject: str) -> AlertPage:
    """One alert; what another member's says is opened with a line of its own. Raises NotFound for what this actor may not
    read.
    """
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        check_met(node, reader, actor, alert)
        version = alert.newest
        content = content_in(reader, alert, version) if version else None
        shown = list(version.items.items())[:MAX_ITEMS_SHOWN] if version else []
        held = reader.payloads.many([hash for _, hash in shown], subject)
        items = tuple((id, _decoded(held[hash])) for id, hash in shown if hash in held)
        history = tuple(event_of(s.envelope) for s in reader.journal.about(subject) if s.applied)
        missing = missing_in(node, reader, alert, version) if version else ()
    if alert.owner != node.member and (content is not None or items):
        opened(node, actor, subject)
    return AlertPage(alert, content, items, history, missing)


def review_page(node: Node, actor: Actor, subject: str) -> ReviewPage:
    """The review of an alert that this actor may read; questions and answers for its owner and the Secretariat alone."""
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        check_met(node, reader, actor, alert)
        asked = alert.owner == node.member or node.kind == "secretariat"
        exchanges = tuple(exchanged(reader, alert)) if asked else ()
        seen = tuple(_looked_at(reader, alert)) if node.kind != "state" else ()
    return ReviewPage(standing(alert, node.law, node.now()), exchanges, seen)


def _looked_at(reader: Reader, alert: Alert) -> Iterator[tuple[str, tuple[LookedAt, ...]]]:
    for review in alert.newest.reviews if alert.newest is not None else ():
        payload = reader.payloads.get(review.looked, alert.id) if review.looked else None
        if payload is not None:
            yield review.national_of, looked.decode(payload.body)


def without_reviewers(node: Node, alert: Alert) -> Alert:
    """The alert as a state may see it: nobody's lot, no questioner. The Secretariat and the commission see all of it."""
    if node.kind != "state":
        return alert
    return structs.replace(alert, current=_without(alert.current), pending=_without(alert.pending))


def _without(version: Version | None) -> Version | None:
    return structs.replace(version, lot=None, questions=()) if version is not None else None


def _decoded(payload: Payload) -> Content:
    return decode(payload.body)


def photo(node: Node, actor: Actor, subject: str) -> bytes | None:
    """The portrait of an alert that the actor may read."""
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        check_met(node, reader, actor, alert)
        content = content_in(reader, alert, alert.newest) if alert.newest else None
        identity = getattr(content, "identity", None)
        payload = reader.payloads.get(identity.photo, subject) if identity is not None and identity.photo else None
    if alert.owner != node.member and payload is not None:
        opened(node, actor, subject)
    return payload.body if payload else None


def tasks(node: Node, actor: Actor) -> list[TaskRow]:
    """What waits for officers of this role."""
    require(node, actor, "task.list")
    with node.store.read() as reader:
        waiting = reader.desk.tasks(actor.role)
        return [task for task in waiting if actor.role != COUNSEL or _names(node, reader, actor, task.subject)]


def _names(node: Node, reader: Reader, actor: Actor, subject: str) -> bool:
    """Whether this counsel is named in the case of a task."""
    case = load_case(reader, subject)
    return case is not None and sees(node, actor, case)


def journal(node: Node, actor: Actor, *, member: str = "", after: int = 0, limit: int = 50) -> list[Stored]:
    """Envelopes of one journal in order, or the newest of all journals. They carry no personal data."""
    require(node, actor, "journal.read")
    with node.store.read() as reader:
        return reader.journal.after(member, after, limit) if member else reader.journal.newest(limit)


__all__ = [
    "AlertPage", "ReviewPage", "alert_page", "alerts", "journal", "photo", "review_page", "reviews_of", "tasks",
    "without_reviewers",
]  # fmt: skip
