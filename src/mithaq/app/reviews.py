"""The Secretariat's side: no alert circulates before its reviewers have said yes. Main path, step 2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mithaq.app import screening, urgency
from mithaq.app.alert_reading import visible
from mithaq.app.alerts import said
from mithaq.app.duty import duty_in
from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.rows import FoldRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.waits import AGAIN, ROLE, WAITS
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import BatchAccepted, Listed, LookedAt, ReviewAccepted, ReviewRefused
from mithaq.domain.audience import commitments
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.identity import MAX_TEXT
from mithaq.domain.instant import text
from mithaq.domain.retention import is_stale
from mithaq.domain.review import fold, looked
from mithaq.domain.review.duty import Duty
from mithaq.domain.review.steps import under_review

OTHER = "other"
MIN_OTHER = 80  # characters of reasons for a ground outside the list: a sentence that says something, not a word
WAITING = ("approved", "reviewed")
"""An urgent one that its duty reviewer let through awaits its full review, circulated or not."""
EVERY = 10_000_000


class Waiting(Struct, frozen=True):
    """One alert in the review queue, and how many reviewers have accepted it so far.

    `due_at`: when this reviewer has to answer, empty where nobody was called; `asked`: the owner owes an answer, and until
    then, or until the pause is over, the clock stands still.
    """

    alert: Alert
    version: Version
    accepted: int
    needed: int
    due_at: str = ""
    asked: bool = False


def queue(node: Node, actor: Actor, limit: int = 100, offset: int = 0) -> list[Waiting]:
    """What waits for this reviewer: urgent first, then the oldest first, and of that a page. Whatever else waits, and
    however often others change, nothing that he was called to falls out.

    Arrest alerts wait for those alone whom the lot called; the others for everybody who may review them.
    """
    require(node, actor, "review.list")
    with node.store.read() as reader:
        duty = duty_in(reader, node.member)
        rows = list(_under_review(node, reader))
    found = [waiting for row in rows if (waiting := _waiting(node, actor, duty, decode_fold(row))) is not None]
    return sorted(found, key=lambda w: (not w.version.urgent, w.version.at, w.alert.id))[offset : offset + limit]


def _under_review(node: Node, reader: Reader) -> Iterator[FoldRow]:
    """Every alert of which something is under review here: on its way, in force with a version on its way, or own ones of a
    kind that nobody approves.
    """
    rows = reader.register.folds("alert", states=WAITING, limit=EVERY)
    rows += reader.register.folds("alert", states=("drafted",), member=node.member, limit=EVERY)
    yield from rows
    known = {row.id for row in rows}
    marked = dict.fromkeys(task.subject for task in reader.desk.tasks(ROLE) if task.code in (AGAIN, WAITS))
    for subject in marked:
        row = reader.register.fold(subject) if subject not in known else None
        if row is not None:
            yield row


def _waiting(node: Node, actor: Actor, duty: Duty, alert: object) -> Waiting | None:
    if not isinstance(alert, Alert) or alert.local:
        return None
    version = under_review(alert)
    if version is None or version.full or version.refused or not may_review(node, actor, duty, alert, version):
        return None
    over = (version.urgent and version.expires_at <= text(node.now())) or is_stale(alert, version, node.law, node.now())
    if over:
        return None
    call = version.lot.call_of(actor.id) if version.lot is not None else None
    asked = any(not question.answered_at for question in version.questions)
    kind = node.law.kinds[alert.kind]
    return Waiting(alert, version, len(version.reviews), kind.reviewers, call.due_at if call else "", asked)


def may_review(node: Node, actor: Actor, duty: Duty, alert: Alert, version: Version) -> bool:
    """Whether this reviewer's answer would count now."""
    done = {version.drafter.id, version.approver, *(review.reviewer for review in version.reviews)}
    states = {alert.owner, *(review.national_of for review in version.reviews)}
    if actor.id in done or actor.nationality in states:
        return False
    return not node.law.kinds[alert.kind].by_lot or not fold.seat(version.lot, actor.id, actor.nationality, duty)


def answerable(node: Node, actor: Actor, alert: Alert) -> bool:
    """Whether this reviewer may answer, or ask, about what is under review of this alert."""
    version = under_review(alert)
    if version is None or version.full or version.refused:
        return False
    with node.store.read() as reader:
        return may_review(node, actor, duty_in(reader, node.member), alert, version)


def accept(node: Node, actor: Actor, subject: str, content: str, looked_at: Sequence[LookedAt] = ()) -> Event:
    """Find no ground against circulating exactly this content, having looked at each concern of its screening.

    Raises Refusal ``review.same_person``, ``review.nationality``, ``review.not_called``, ``alert.other_content``,
    ``urgent.again``, and those of `screening.check_review`.
    """
    screened = screening.newly(node, subject, content)
    with node.write() as tx:
        alert = _reviewable(node, tx, actor, "review.accepted", subject)
        _called(node, tx, actor, alert)
        urgency.check(node, tx, alert)
        screening.check_review(node, screened, looked_at)
        body = ReviewAccepted(content, _nationality(actor))
        event = said(node, tx, actor, Statement("review.accepted", subject, body, looked.encode(looked_at)))
        urgency.remember(node, tx, alert)
        return event


def refuse(node: Node, actor: Actor, subject: str, content: str, ground: str, reasons: str) -> Event:
    """Refuse on a coded ground. `reasons` in words go to owner and commission only; every ground needs them, and one that
    is not in the list needs a whole sentence. Raises Refusal ``review.reasons``, ``review.reasons_short``.
    """
    node.law.ground(ground, "review")
    if not reasons.strip() or len(reasons) > MAX_TEXT:
        raise Refusal("review.reasons", "reasons")
    if ground == OTHER and len(reasons.strip()) < MIN_OTHER:
        raise Refusal("review.reasons_short", "reasons")
    with node.write() as tx:
        _reviewable(node, tx, actor, "review.refused", subject)
        body = ReviewRefused(content, _nationality(actor), ground)
        return said(node, tx, actor, Statement("review.refused", subject, body, reasons.encode()))


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


def _called(node: Node, tx: Transaction, actor: Actor, alert: Alert) -> None:
    """Refuse whom the lot did not call, before anything about the screening is said to him."""
    version = under_review(alert)
    if version is None or not node.law.kinds[alert.kind].by_lot or version.lot is None or not version.lot.value:
        return  # what is wrong then, the fold says
    if version.lot.call_of(actor.id) is None and actor.id not in {version.drafter.id, version.approver}:
        raise Refusal("review.not_called", "reviewer")


def _reviewable(node: Node, tx: Transaction, actor: Actor, action: str, subject: str) -> Alert:
    alert = visible(node, tx.store, actor, subject)
    require(node, actor, action, relation_to(node.member, alert.owner), alert.state)
    version = under_review(alert)
    needed = list(commitments(version)) if version is not None else []
    if len(tx.store.payloads.held(needed, subject)) < len(needed):
        raise Refusal("review.payload_not_here", "payload")
    return alert


__all__ = [
    "Waiting", "accept", "accept_batch", "answerable", "may_review", "queue", "refuse",
    "under_review",
]  # fmt: skip
