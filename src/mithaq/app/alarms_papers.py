"""Who is told that a paper which was lodged answers no clock as it is."""

from __future__ import annotations

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.case.case import Case

FAULTY, NOT_COUNTED = "lodgement.faulty", "lodgement.not_counted"
"""What the receiver's bureau is told, and the sender's: what arrived is not what it is called, or not complete."""


def raise_faults(tx: Writer, before: Case | None, after: Case, member: str) -> None:
    """The sender's bureau learns from the receipt that what it sent does not count as it is."""
    if member != after.requesting:
        return
    known = {row.hash for row in before.lodged if row.missing} if before else set()
    for row in after.lodged:
        if row.missing and row.hash not in known:
            at = row.received_at or row.electronic_at or after.since
            tx.desk.put_task(TaskRow(f"t-lacks-{row.hash[:24]}", "bureau", NOT_COUNTED, after.id, at))
