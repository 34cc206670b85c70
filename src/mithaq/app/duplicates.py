"""A second request of the same state to the same state on the same alert, or on the same person and act by the papers,
while the first has not ended.

The fold of one case cannot know of another, and two requests that were signed at the same time are both authentic. So
nothing is void: the later one is marked wherever both are held, the prosecutors of both states and the commission are told,
and the requested state's node admits nobody to it before the first has ended.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from mithaq.app.case_reading import request_paper
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import FoldRow, TaskRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.same_facts import about_same_facts
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case
from mithaq.domain.case.moves import CUSTODY, CaseState
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import Refusal

EVERY = 10_000_000
DUPLICATE = "case.duplicate"
OPEN = CUSTODY | {
    CaseState.REQUESTED, CaseState.ADMITTED, CaseState.POSTPONED, CaseState.LENT, CaseState.ESCAPED, CaseState.RELEASE_DUE,
}  # fmt: skip
"""In these a request is under way: another for the same person beside it would count its own time."""


class Opening(Struct, frozen=True):
    """What of a folded case says which came first; the rest of the row is not read."""

    id: str
    requested_at: str
    alert: str = ""


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
    if known or _by_person(tx, case, request_paper(tx, case.id)):
        _tell(tx, case, member, oversight=oversight)


def explained(tx: Writer, case: Case, type: str, body: bytes, member: str, *, oversight: bool) -> None:
    """A paper of the case is here: that a request is the second for one person and act is told, on whatever alert."""
    if type != "detention.requested":
        return
    try:
        paper = papers.decode(type, body)
    except Refusal:
        return  # nobody can read it: it will not be admitted
    if isinstance(paper, DetentionRequest) and _by_person(tx, case, paper):
        _tell(tx, case, member, oversight=oversight)


def first_of(reader: Reader, case: Case) -> str:
    """The earlier case, not ended, of which this one is a duplicate; empty if it is none. Of two requests signed at the
    same instant the one with the smaller id is the earlier. By person and act only where the papers of both are held.
    """
    if case.alert == "" or case.state not in OPEN:
        return ""
    rows = [reader.register.fold(id) for id in (reader.desk.meta(_key(case)) or "").split() if id != case.id]
    earlier = [_opening(row) for row in rows if row is not None and row.state in OPEN]
    earlier += _by_person(reader, case, request_paper(reader, case.id))
    before = [_place(one) for one in earlier if _place(one) < _place(case)]
    return min(before)[1] if before else ""


def _by_person(reader: Reader, case: Case, paper: DetentionRequest | None) -> list[Opening]:
    """The requests under way between these two states on other alerts, whose papers tell of the same person and act."""
    if paper is None or case.state not in OPEN:
        return []
    states = tuple(str(state) for state in OPEN)
    rows = reader.register.folds("case", party=case.requesting, states=states, limit=EVERY)
    pair = (case.requesting, case.requested)
    others = [_opening(row) for row in rows if (row.member, row.partner) == pair]
    return [one for one in others if one.alert not in ("", case.alert) and _alike(paper, request_paper(reader, one.id))]


def _alike(one: DetentionRequest, other: DetentionRequest | None) -> bool:
    return other is not None and about_same_facts(one, other)


def _tell(tx: Writer, case: Case, member: str, *, oversight: bool) -> None:
    role = "commissioner" if oversight else "prosecutor" if case.concerns(member) else ""
    if role:
        tx.desk.put_task(TaskRow(f"t-twice-{case.id[2:]}", role, DUPLICATE, case.id, case.requested_at))


def _place(one: Opening | Case) -> tuple[str, str]:
    return one.requested_at, one.id


def _opening(row: FoldRow) -> Opening:
    try:
        return _openings.decode(row.fold)
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "folds") from None


def _key(case: Case) -> str:
    return f"case.on {case.alert} {case.requesting} {case.requested}"
