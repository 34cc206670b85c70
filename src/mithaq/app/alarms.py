"""Who is told at once of what happened in a case: tasks that follow from how its fold changed."""

from __future__ import annotations

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.case.case import Case

STATED = "removal.stated"


def raise_alarms(tx: Writer, before: Case | None, after: Case, *, oversight: bool) -> None:
    """Put and finish the tasks that this change brings about at this member. A task bears the hash of the statement
    that raised it, so that the same statement never raises two.
    """
    if oversight:
        _of_removals(tx, before, after)


def _of_removals(tx: Writer, before: Case | None, after: Case) -> None:
    """Every stated removal goes to the commission at once (law.md, the floor)."""
    known = {one.hash for one in before.removals} if before else set()
    for one in after.removals:
        if one.hash not in known and not one.answer:
            tx.desk.put_task(TaskRow(f"t-{one.hash[:24]}", "commissioner", STATED, after.id, one.at))
    if after.removals and all(one.answer for one in after.removals):
        tx.desk.finish_tasks(after.id, STATED, max(one.answered_at for one in after.removals))
