"""Which alerts wait for a step of their lot that this member's node takes by itself: kept as tasks of the role ``node``,
written whenever an alert changes, so that a round looks at nothing else (`app.lot`).
"""

from __future__ import annotations

import hashlib

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.alert import Alert
from mithaq.domain.law import Law
from mithaq.domain.review.steps import under_review

ROLE = "node"
WAITS = "review.lot"
AGAIN = "review.again"
"""This alert is in force, and a version of it is under review: so the queue need not read all that are in force."""
NOBODY_LEFT = "review.nobody_left"
ASKED = "review.asked"
PASSED = "review.passed"


def follow(tx: Writer, alert: Alert, member: str, law: Law, at: str) -> None:
    """Bring the task in line with the alert, as of the statement made `at`."""
    info, kind = law.members.get(member), law.kinds.get(alert.kind)
    if alert.owner == member:
        _ask_bureau(tx, alert)
    secretariat = info is not None and info.kind == "secretariat"
    if secretariat and alert.current is not None:
        _mark_again(tx, alert, at)
    if kind is not None and info is not None and info.kind == "commission":
        _look_at_lot(tx, alert, at)
    if kind is None or not kind.by_lot or not (secretariat or alert.owner == member):
        return
    if _waits(alert, secretariat=secretariat):
        tx.desk.put_task(TaskRow(f"t-lot-{alert.id[2:]}", ROLE, WAITS, alert.id, at))
    else:
        tx.desk.finish_tasks(alert.id, WAITS, at)
        tx.desk.finish_tasks(alert.id, NOBODY_LEFT, at)


def _mark_again(tx: Writer, alert: Alert, at: str) -> None:
    if _waits(alert, secretariat=True):
        tx.desk.put_task(TaskRow(f"t-again-{alert.id[2:]}", ROLE, AGAIN, alert.id, at))
    else:
        tx.desk.finish_tasks(alert.id, AGAIN, at)


def _waits(alert: Alert, *, secretariat: bool) -> bool:
    version = under_review(alert)
    if version is None or alert.ended or alert.local or version.refused or version.full or not version.approver:
        return False
    return secretariat or (version.lot is not None and not version.lot.answer)


def _look_at_lot(tx: Writer, alert: Alert, at: str) -> None:
    """The commission's node looks at everybody whom a call passed over, and at everybody who was called or heard."""
    for version in (alert.pending, alert.current):
        lot = version.lot if version is not None else None
        if version is None or lot is None or not (lot.passed or lot.calls or version.reviews):
            continue
        words = (*lot.passed, "", *(one.reviewer for one in lot.calls), "", *(one.reviewer for one in version.reviews))
        mark = hashlib.sha256(" ".join((version.content, *words)).encode()).hexdigest()[:12]
        tx.desk.put_task(TaskRow(f"t-pass-{alert.id[2:]}-{mark}", ROLE, PASSED, alert.id, at))


def _ask_bureau(tx: Writer, alert: Alert) -> None:
    """Each open question is on the bureau's desk; when none is open, none is."""
    version = under_review(alert)
    for one in version.questions if version is not None else ():
        if not one.answered_at:
            tx.desk.put_task(TaskRow(f"t-asked-{one.hash[:24]}", "bureau", ASKED, alert.id, one.at))
        else:
            tx.desk.finish_tasks(alert.id, ASKED, one.answered_at)
