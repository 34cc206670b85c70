"""The deadline board: every running clock and every release that is owed in this member's cases, soonest first."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from mithaq.app.case_reading import owes_word
from mithaq.app.counsel import COUNSEL, sees
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import Deadline
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.case.agenda import END, LAPSE, RELEASE
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import instant, zone_of
from mithaq.domain.case.dates import PROSECUTION, dates
from mithaq.domain.case.view import CaseView, ClockView, clock_view, status
from mithaq.domain.hijri import hijri
from mithaq.domain.instant import Instant, text

Side = Literal["", "mine", "theirs"]
BOARD = (LAPSE, END, RELEASE)
OWED = (LAPSE, RELEASE)
EVERY = 10_000_000
MOST_OWED = 20  # shown on top of every page, with the number of the others; the board has them all


class DeadlineView(Struct, frozen=True):
    """One line of the board. `what`: the code of a clock or of a date (`domain.case.dates`), or ``return`` of a person who
    was lent; empty where a release is owed since `due_at`. `clock`: that clock or date in full, None where it is none.

    `due_local`: by the clocks of the requested state; `due_hijri`: that day as year, month and day, None outside the tables.
    """

    case: str
    requesting: str
    requested: str
    instrument: str
    state: str
    release_due: bool
    due_at: str
    due_local: str
    due_hijri: tuple[int, int, int] | None
    seconds_left: int
    what: str
    clock: ClockView | None


class Owed(Struct, frozen=True):
    """A person whom somebody has to release, since when."""

    case: str
    requested: str
    since: str


class OwedReleases(Struct, frozen=True):
    """The releases that are owed, the oldest first, and how many more there are beyond those that are shown."""

    shown: tuple[Owed, ...] = ()
    more: int = 0


def board(
    node: Node, actor: Actor, side: Side = "", within_hours: int = 0, limit: int = 50, offset: int = 0
) -> list[DeadlineView]:
    """The board. `side`: only clocks of persons whom this state holds, or only those that it has asked for; `within_hours`:
    only what ends by then, 0 for all. The commission sees every case, counsel those he is named in.
    """
    require(node, actor, "case.list")
    now = node.now()
    until = text(now + timedelta(hours=within_hours)) if within_hours else "9999"
    with node.store.read() as reader:
        rows = reader.register.deadlines(
            BOARD,
            party="" if node.kind == "commission" else node.member,
            member=node.member if side == "theirs" else "",
            partner=node.member if side == "mine" else "",
            until=until,
            limit=EVERY if actor.role == COUNSEL else limit,
            offset=0 if actor.role == COUNSEL else offset,
        )
        if actor.role == COUNSEL:  # only the fold knows whose counsel he is
            rows = [row for row in rows if sees(node, actor, _case(reader, row.subject))][offset : offset + limit]
        rows = [
            row for row in rows if row.clock != PROSECUTION or owes_word(reader, _case(reader, row.subject), node.law)
        ]
        seen: dict[str, tuple[Case, CaseView]] = {}
        for row in rows:
            if row.subject not in seen:
                case = _case(reader, row.subject)
                seen[row.subject] = case, status(case, now)
    return [_line(node, row, *seen[row.subject], now) for row in rows]


def owed(node: Node, actor: Actor) -> OwedReleases:
    """The releases that are owed now in this member's cases: everybody who works there is shown them.

    All of it stands in headers, which every officer may read. Counsel sees those of the persons whom he defends.
    """
    now, party = text(node.now()), "" if node.kind == "commission" else node.member
    counsel = actor.role == COUNSEL
    with node.store.read() as reader:
        # A case may stand in two rows, a lapsed clock and a release not yet reported.
        limit = EVERY if counsel else len(OWED) * MOST_OWED
        rows = reader.register.deadlines(OWED, party=party, until=now, limit=limit)
        if counsel:
            rows = [row for row in rows if sees(node, actor, _case(reader, row.subject))]
        since: dict[str, Owed] = {}
        for row in rows:
            since.setdefault(row.subject, Owed(row.subject, row.partner, row.at or now))
        number = reader.register.count_subjects(OWED, party=party, until=now) if len(rows) == limit else len(since)
    shown = tuple(since.values())[:MOST_OWED]
    return OwedReleases(shown, number - len(shown))


def _case(reader: Reader, subject: str) -> Case:
    row = reader.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    if not isinstance(fold, Case):
        raise StoreFault(CORRUPT, "deadlines")
    return fold


def _line(node: Node, row: Deadline, case: Case, view: CaseView, now: Instant) -> DeadlineView:
    due = instant(row.at) or now
    local = due.astimezone(zone_of(node.law.zones.get(case.requested, "")))
    opened = (clock_view(run, case, now) for run in dates(case, node.law))
    return DeadlineView(
        case=case.id,
        requesting=case.requesting,
        requested=case.requested,
        instrument=case.instrument,
        state=view.state,
        release_due=view.release_due,
        due_at=text(due),
        due_local=local.isoformat(timespec="seconds"),
        due_hijri=hijri(local.date()),
        seconds_left=int((due - now).total_seconds()),
        what=row.clock,
        clock=next((run for run in (*view.clocks, *opened) if run.clock == row.clock), None),
    )
