"""What a node does by itself, without a person: acknowledge what came, sign what lapsed, erase what is due, root its log.

It never decides anything about a person; it states facts that the clocks and the law already decided.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.cases import load, say
from mithaq.app.erase import erase_due
from mithaq.app.imports import supersede
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, Transaction, node_actor
from mithaq.app.ports.rows import TaskRow
from mithaq.app.project import decode_fold
from mithaq.app.registry import event_of
from mithaq.domain.alert_events import LogRoot
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.directory import electronic
from mithaq.domain.case.events import DetentionLapsed, LodgementReceived
from mithaq.domain.case.papers import ExtraditionFile, missing, present
from mithaq.domain.case.states import TRANSITIONS
from mithaq.domain.case.view import due_lapses
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.instrument import Paper

SIGNED = frozenset({"lodgement.received", "detention.lapsed"})
OPEN = tuple(str(state) for state, rows in TRANSITIONS.items() if any(row.event in SIGNED for row in rows))
"""The states in which this node may have something to sign by itself."""


class Done(Struct, frozen=True):
    """What one round did: receipts for lodgements, lapses signed, notices replaced by newer
    ones, alerts erased, whether the log was rooted."""

    received: int = 0
    lapsed: int = 0
    superseded: int = 0
    erased: int = 0
    rooted: bool = False


def tick(node: Node) -> Done:
    """One round of everything that is due now."""
    received, lapsed = _cases(node)
    done = Done(received, lapsed, supersede(node), erase_due(node), root_log(node))
    node.searching.catch_up(node.store)
    return done


def _cases(node: Node) -> tuple[int, int]:
    with node.store.read() as reader:
        rows = reader.register.folds("case", party=node.member, states=OPEN, limit=1_000_000)
    cases = [fold for row in rows if isinstance(fold := decode_fold(row), Case) and fold.requested == node.member]
    received = sum(_acknowledge(node, case) for case in cases)
    return received, sum(_sign_lapse(node, case.id) for case in cases)


def _acknowledge(node: Node, case: Case) -> int:
    """Sign for what the requesting state lodged, from the moment this node holds it: only that stops a clock."""
    count = 0
    for row in case.lodged:
        if row.received_at or row.electronic_at:
            continue
        try:
            count += _receive(node, case.id, row)
        except Refusal:
            continue  # the case has ended meanwhile; nothing waits for this receipt, and nothing of it was kept
    return count


def _receive(node: Node, subject: str, row: Lodged) -> int:
    with node.write() as tx:
        case = load(tx.store, subject)
        lacks = _lacking(node, tx, case, row) if case is not None else None
        if case is None or lacks is None:
            return 0  # its payload is still on the way
        body = LodgementReceived(row.hash, text(node.now()), lacks, electronic(node.law, case, row.event))
        say(node, tx, node_actor(node), case, "lodgement.received", body)
        tx.store.desk.put_task(TaskRow(node.new_id("t"), "prosecutor", row.event, subject, text(node.now())))
        return 1


def _lacking(node: Node, tx: Transaction, case: Case, row: Lodged) -> tuple[Paper, ...] | None:
    """What a lodged file lacks by our own reading; () for a complete one; None while its payload is not here."""
    stored = tx.store.journal.by_hash(row.hash)
    if stored is None:
        return None
    event = event_of(stored.envelope)
    if not event.payload:
        return ()
    payload = tx.store.payloads.get(event.payload)
    if payload is None:
        return None
    instrument = node.law.instruments.get(case.instrument)
    if event.type != "file.lodged" or instrument is None:
        return ()
    try:
        file = papers.decode(event.type, payload.body)
    except Refusal:
        return missing((), instrument)
    return missing(present(file, instrument), instrument) if isinstance(file, ExtraditionFile) else ()


def _sign_lapse(node: Node, subject: str) -> int:
    """On the last day the custodian's node says so itself: the release is due, and when is in the journal."""
    with node.write() as tx:
        case = load(tx.store, subject)
        runs = due_lapses(case, node.now()) if case is not None else ()
        for run in runs:
            if case is not None:
                say(
                    node,
                    tx,
                    node_actor(node),
                    case,
                    "detention.lapsed",
                    DetentionLapsed(run.clock, run.due_at),
                )
                task = TaskRow(node.new_id("t"), "prosecutor", "release.due", subject, text(node.now()))
                tx.store.desk.put_task(task)
        return len(runs)


def root_log(node: Node) -> bool:
    """Publish the head of the look-up log once an hour, so that it cannot be rewritten unseen."""
    hour = text(node.now())[:13]
    with node.store.read() as reader:
        size, head = reader.desk.log_head()
        last = reader.desk.meta("log.rooted") or ""
    if size == 0 or last[:13] == hour or last.endswith(head):
        return False
    with node.write() as tx:
        body = LogRoot(hour, size, head)
        issue(node, tx, node_actor(node), Statement("log.rooted", node.new_id("l"), body))
        _, after = tx.store.desk.log_head()
        tx.store.desk.put_meta("log.rooted", f"{hour} {after}")
    return True
