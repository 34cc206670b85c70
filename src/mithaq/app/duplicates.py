"""A second request of the same state to the same state on the same alert, while the first has not ended.

The fold of one case cannot know of another, and two requests that were signed at the same time are both authentic. So
nothing is void: the later one is marked wherever both are held, the prosecutors of both states and the commission are told,
and the requested state's node admits nobody to it before the first has ended.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import FoldRow, TaskRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.moves import CUSTODY, CaseState

DUPLICATE = "case.duplicate"
OPEN = CUSTODY | {
    CaseState.REQUESTED, CaseState.ADMITTED, CaseState.POSTPONED, CaseState.LENT, CaseState.ESCAPED, CaseState.RELEASE_DUE,
}  # fmt: skip
"""In these a request is under way: another for the same person beside it would count its own time."""


class Opening(Struct, frozen=True):
    """What of a folded case says which came first; the rest of the row is not read."""

    id: str
    requested_at: str


_openings = msgspec.json.Decoder(Opening)


def opened(tx: Writer, case: Case, member: str, *, oversight: bool) -> None:
    """A case was opened here: it is written down under its alert and its two states, and whoever has to look is told."""
    if case.alert == "" or case.state == CaseState.UNFOUNDED:
        return
    key = _key(case)
    known = (tx.desk.meta(key) or "").split()
    if case.id in known:
        return
    tx.desk.put_meta(key, " ".join((*known, case.id)))
    role = "commissioner" if oversight else "prosecutor" if case.concerns(member) else ""
    if known and role:
        tx.desk.put_task(TaskRow(f"t-twice-{case.id[2:]}", role, DUPLICATE, case.id, case.requested_at))


def first_of(reader: Reader, case: Case) -> str:
    """The earlier case, not ended, of which this one is a duplicate; empty if it is none. Of two requests signed at the
    same instant the one with the smaller id is the earlier.
    """
    if case.alert == "" or case.state not in OPEN:
        return ""
    others = (reader.register.fold(id) for id in (reader.desk.meta(_key(case)) or "").split() if id != case.id)
    earlier = [_opening(row) for row in others if row is not None and row.state in OPEN]
    before = [
        (one.requested_at, one.id) for one in earlier if (one.requested_at, one.id) < (case.requested_at, case.id)
    ]
    return min(before)[1] if before else ""


def _opening(row: FoldRow) -> Opening:
    try:
        return _openings.decode(row.fold)
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "folds") from None


def _key(case: Case) -> str:
    return f"case.on {case.alert} {case.requesting} {case.requested}"
