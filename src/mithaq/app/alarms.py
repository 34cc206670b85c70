"""Who is told at once of what happened in a case: tasks that follow from how its fold changed."""

from __future__ import annotations

import hashlib

from mithaq.app.case_reading import load
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.moves import CaseState

STATED = "removal.stated"


CUSTODY, RELEASE = "custody.changed", "release.due"
COUNTED = "detention.counted"


def raise_alarms(tx: Writer, before: Case | None, after: Case, member: str, *, oversight: bool) -> None:
    """Put and finish the tasks that this change brings about at this member. A task bears the hash of the stated
    removal, or of what changed and when, so that nothing is told twice and nothing new takes the place of the old.
    """
    if oversight:
        _of_removals(tx, before, after)
    if member == after.requested and after.counsel and before is not None:
        _of_counsel(tx, before, after)
    if before is not None and before.state != CaseState.REQUESTED and before.held_elsewhere < after.held_elsewhere:
        _of_counting(tx, after, member)
    if after.transit is not None and member == after.transit.holder:
        _of_passage(tx, before, after, after.transit.main)


def _of_removals(tx: Writer, before: Case | None, after: Case) -> None:
    """Every stated removal goes to the commission at once (law.md, the floor)."""
    known = {one.hash for one in before.removals} if before else set()
    for one in after.removals:
        if one.hash not in known and not one.answer:
            tx.desk.put_task(TaskRow(f"t-{one.hash[:24]}", "commissioner", STATED, after.id, one.at))
    if after.removals and all(one.answer for one in after.removals):
        tx.desk.finish_tasks(after.id, STATED, max(one.answered_at for one in after.removals))


def _of_counsel(tx: Writer, before: Case, after: Case) -> None:
    """Counsel is told of every transfer of custody, in the same hands also from one title to another, and of every lapse and
    release that is due, signed or not.
    """
    if _held(before) != _held(after):
        _tell(tx, CUSTODY, after, f"{after.held_by}{after.surrendered_at}{after.released_at}")
    due = (after.release_due_at, after.lapse_signed_at)
    if after.release_due_at and due != (before.release_due_at, before.lapse_signed_at):
        _tell(tx, RELEASE, after, "".join(due))


def _held(case: Case) -> tuple[str, str, bool]:
    """Who holds the person, since when for good, and whether on another title than this request (Riyadh 49)."""
    return (case.held_by or "", case.surrendered_at, case.state == CaseState.POSTPONED)


def _of_counting(tx: Writer, after: Case, member: str) -> None:
    """Both sides and counsel are told that more was served elsewhere than the clocks have counted."""
    if member == after.requested and after.counsel:
        _tell(tx, COUNTED, after, str(after.held_elsewhere))
    if after.concerns(member):
        role = "prosecutor" if member == after.requested else "bureau"
        id = hashlib.sha256(f"{after.id} {COUNTED} {after.held_elsewhere}".encode()).hexdigest()[:24]
        tx.desk.put_task(TaskRow(f"t-{id}", role, COUNTED, after.id, after.since))


def _of_passage(tx: Writer, before: Case | None, after: Case, main: str) -> None:
    """Counsel named in the case that a transit serves is told, in that case, of every hold, arrest and departure on the way,
    and of a release that is due there: to him the journey is one.
    """
    served = load(tx, main)
    if served is None or not served.counsel or served.requesting != after.requesting:
        return
    if _custody(before) != _custody(after):
        _tell(tx, CUSTODY, after, "".join(map(str, _custody(after))), subject=main)
    if after.release_due_at and (before is None or before.release_due_at != after.release_due_at):
        _tell(tx, RELEASE, after, after.release_due_at, subject=main)


def _custody(case: Case | None) -> tuple[str, ...]:
    """Who holds the person in a case, by arrest or without one, and since when."""
    if case is None:
        return ("", "", "", "")
    return (case.held_by or "", case.held_from, case.held_until, case.arrested_at)


def _tell(tx: Writer, code: str, case: Case, what: str, subject: str = "") -> None:
    """`subject`: the case whose counsel is told, where it is not the one that changed."""
    at = max(case.since, case.released_at, case.surrendered_at)
    id = hashlib.sha256(f"{case.id} {code} {what} {at}".encode()).hexdigest()[:24]
    tx.desk.put_task(TaskRow(f"t-{id}", "counsel", code, subject or case.id, at))
