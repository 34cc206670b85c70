"""Which cases of other states hold a person, or have, otherwise than was known: written down to be looked at once."""

from __future__ import annotations

from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.guards_person import uncollected

_PENDING = "case.held_elsewhere"
_UNSAID = "case.held_unsaid "
"""Begins the key, which ends with the id of an alert."""


def follow_custody(tx: Writer, before: Case | None, after: Case, member: str) -> None:
    """What rests on this change here is looked at in the next round. What this state held itself is known to it whenever it
    arrests.
    """
    if after.concerns(member) or _custody(before) == _custody(after):
        return
    _add(tx, _PENDING, after.id)


def await_content(tx: Writer, case: Case) -> None:
    """Whom and what this case is about is not known here: it is looked at again when the content of its alert arrives."""
    _add(tx, _UNSAID + case.alert, case.id)


def content_arrived(tx: Writer, alert: str) -> None:
    """The content of this alert is here: what waited for it is looked at in the next round."""
    waiting = (tx.desk.meta(_UNSAID + alert) or "").split()
    if waiting:
        _add(tx, _PENDING, *waiting)
        tx.desk.put_meta(_UNSAID + alert, "")


def is_pending(reader: Reader) -> bool:
    """Whether there is such a case to look at."""
    return bool(reader.desk.meta(_PENDING))


def taken(tx: Writer) -> list[str]:
    """Their ids, and none is left."""
    found = (tx.desk.meta(_PENDING) or "").split()
    tx.desk.put_meta(_PENDING, "")
    return found


def _add(tx: Writer, key: str, *ids: str) -> None:
    known = (tx.desk.meta(key) or "").split()
    if not set(ids) <= set(known):
        tx.desk.put_meta(key, " ".join(dict.fromkeys((*known, *ids))))


def _custody(case: Case | None) -> tuple[object, ...]:
    if case is None:
        return ("", "", 0, 0, False)
    return (case.held_from, case.held_until, case.held_before, case.held_elsewhere, uncollected(case))
