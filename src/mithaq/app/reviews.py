"""The Secretariat's side: no alert circulates before its reviewers have said yes. Main path, step 2."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from mithaq.app import screening
from mithaq.app.alerts import load, visible
from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.project import decode_fold
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import BatchAccepted, Listed, LookedAt, ReviewAccepted, ReviewRefused
from mithaq.domain.audience import commitments
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.identity import MAX_TEXT

QUEUE = ("approved", "drafted", "circulated")


class Waiting(Struct, frozen=True):
    """One alert in the review queue, and how many reviewers have accepted it so far."""

    alert: Alert
    version: Version
    accepted: int
    needed: int


def queue(node: Node, actor: Actor, limit: int = 100, offset: int = 0) -> list[Waiting]:
    """What waits for this reviewer: urgent first, then oldest first. Alerts already accepted by him are left out."""
    require(node, actor, "review.list")
    with node.store.read() as reader:
        rows = reader.register.folds("alert", states=("approved",), limit=limit, offset=offset)
        rows += reader.register.folds("alert", states=("drafted",), member=node.member, limit=limit)
        rows += reader.register.folds("alert", states=("circulated",), kind="wanted", limit=limit)
    found = [waiting for row in rows if (waiting := _waiting(node, actor, decode_fold(row))) is not None]
    return sorted(found, key=lambda w: (not w.version.urgent, w.version.at))[:limit]


def _waiting(node: Node, actor: Actor, fold: object) -> Waiting | None:
    if not isinstance(fold, Alert) or fold.local:
        return None
    version = under_review(fold)
    if version is None or version.full or version.refused or not _may_review(actor, fold, version):
        return None
    return Waiting(fold, version, len(version.reviews), node.law.kinds[fold.kind].reviewers)


def _may_review(actor: Actor, alert: Alert, version: Version) -> bool:
    done = {version.drafter.id, version.approver, *(review.reviewer for review in version.reviews)}
    states = {alert.owner, *(review.national_of for review in version.reviews)}
    return actor.id not in done and actor.nationality not in states


def under_review(alert: Alert) -> Version | None:
    """The version that reviewers look at: the pending one, or an urgent one that circulates before its full review."""
    if alert.pending is not None:
        return alert.pending
    urgent = alert.current is not None and alert.current.urgent and not alert.current.full
    return alert.current if urgent else None


def accept(node: Node, actor: Actor, subject: str, content: str, looked_at: Sequence[LookedAt] = ()) -> Event:
    """Find no ground against circulating exactly this content, having looked at each concern of its screening.

    Raises Refusal ``review.same_person``, ``review.nationality``, ``alert.other_content``, and those of
    `screening.check_review`.
    """
    screened = screening.newly(node, subject, content)
    with node.write() as tx:
        _reviewable(node, tx, actor, "review.accepted", subject)
        screening.check_review(node, screened, looked_at)
        body = ReviewAccepted(content, _nationality(actor), tuple(looked_at))
        return _issued(node, tx, actor, Statement("review.accepted", subject, body))


def refuse(node: Node, actor: Actor, subject: str, content: str, ground: str, reasons: str) -> Event:
    """Refuse on a coded ground. `reasons` in words go to owner and commission only; every ground needs them."""
    node.law.ground(ground, "review")
    if not reasons.strip() or len(reasons) > MAX_TEXT:
        raise Refusal("review.reasons", "reasons")
    with node.write() as tx:
        _reviewable(node, tx, actor, "review.refused", subject)
        body = ReviewRefused(content, _nationality(actor), ground)
        return _issued(node, tx, actor, Statement("review.refused", subject, body, reasons.encode()))


def accept_batch(node: Node, actor: Actor, alerts: Sequence[tuple[str, str]]) -> Event:
    """One signed review that lists each (alert, content). Refused on every node that `demo` did not create."""
    if not node.demo:
        raise Refusal("review.batch_not_here", "demo")
    require(node, actor, "review.batch_accepted", "foreign", "approved")
    body = BatchAccepted(_nationality(actor), tuple(Listed(id, content) for id, content in alerts))
    with node.write() as tx:
        return issue(node, tx, actor, Statement("review.batch_accepted", node.new_id("r"), body))


def _nationality(actor: Actor) -> str:
    """The reviewer's own state, without which nobody can tell whether he may review."""
    if not actor.nationality:
        raise Refusal("review.nationality", "nationality")
    return actor.nationality


def _reviewable(node: Node, tx: Transaction, actor: Actor, action: str, subject: str) -> Alert:
    alert = visible(node, tx.store, actor, subject)
    require(node, actor, action, relation_to(node.member, alert.owner), alert.state)
    version = under_review(alert)
    needed = list(commitments(version)) if version is not None else []
    if len(tx.store.payloads.held(needed, subject)) < len(needed):
        raise Refusal("review.payload_not_here", "payload")
    return alert


def _issued(node: Node, tx: Transaction, actor: Actor, statement: Statement) -> Event:
    event = issue(node, tx, actor, statement)
    fold = tx.projection.fold(statement.subject)
    voids = fold.voids if isinstance(fold, Alert) else ()
    code = next((code for hash, code in voids if hash == event.hash), "")
    if code:
        raise Refusal(code, statement.type)
    return event


__all__ = ["NotFound", "Waiting", "accept", "accept_batch", "load", "queue", "refuse", "structs"]
