"""Who is told of what a person is owed after the hand-over: speciality undertaken, days of detention deducted.

Tasks that follow from how a fold changed. Their ids are those of what they tell, so that nothing is told twice.
"""

from __future__ import annotations

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.moves import CaseState

SPECIALITY, SHORT = "speciality.owed", "credit.short"
CREDITED_SHORT = "credited_short"


def raise_after(tx: Writer, before: Case | None, after: Case, member: str, *, oversight: bool) -> None:
    """Put and finish the tasks that this change brings about at this member."""
    if member == after.requesting:
        _of_speciality(tx, before, after)
    if member == after.requested or oversight:
        _of_credit(tx, before, after, "commissioner" if oversight else "bureau")


def _of_speciality(tx: Writer, before: Case | None, after: Case) -> None:
    """Whoever has received the person owes the undertaking from then on: no rule gives days for it, so its prosecutors are
    told at once (Riyadh 52).
    """
    owed = after.state == CaseState.RECEIVED
    was = before is not None and before.state == CaseState.RECEIVED
    if owed and not was:
        tx.desk.put_task(TaskRow(f"t-spec-{after.id[2:]}", "prosecutor", SPECIALITY, after.id, after.since))
    elif was and not owed:
        tx.desk.finish_tasks(after.id, SPECIALITY, after.since)


def _of_credit(tx: Writer, before: Case | None, after: Case, role: str) -> None:
    """The state that counted the days, and the commission, are told where fewer were deducted (Riyadh 51)."""
    known = {mark.hash for mark in before.breaches} if before else set()
    for mark in after.breaches:
        if mark.code == CREDITED_SHORT and mark.hash not in known:
            tx.desk.put_task(TaskRow(f"t-{mark.hash[:24]}", role, SHORT, after.id, mark.at))
    short = [mark.at for mark in after.breaches if mark.code == CREDITED_SHORT]
    if short and after.credited_days >= after.record_days:
        tx.desk.finish_tasks(after.id, SHORT, max(short))
