"""Which cases of other states hold a person, or have, otherwise than was known: written down to be looked at once."""

from __future__ import annotations

from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.guards_person import uncollected

_PENDING = "case.held_elsewhere"


def follow_custody(tx: Writer, before: Case | None, after: Case, member: str) -> None:
    """What rests on this change here is looked at in the next round. What this state held itself is known to it whenever it
    arrests.
    """
    if after.concerns(member) or _custody(before) == _custody(after):
        return
    known = (tx.desk.meta(_PENDING) or "").split()
    if after.id not in known:
        tx.desk.put_meta(_PENDING, " ".join((*known, after.id)))


def is_pending(reader: Reader) -> bool:
    """Whether there is such a case to look at."""
    return bool(reader.desk.meta(_PENDING))


def taken(tx: Writer) -> list[str]:
    """Their ids, and none is left."""
    found = (tx.desk.meta(_PENDING) or "").split()
    tx.desk.put_meta(_PENDING, "")
    return found


def _custody(case: Case | None) -> tuple[object, ...]:
    if case is None:
        return ("", "", 0, 0, False)
    return (case.held_from, case.held_until, case.held_before, case.held_elsewhere, uncollected(case))
