"""The commission's answers, at fixed hours: everything that is due, in random order, signed by the node and nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, Transaction, node_actor
from mithaq.app.ports.shield import LookRow
from mithaq.app.shield import bars
from mithaq.app.shield.found import decode
from mithaq.app.shield.looks import MET, resting_on
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import Listed
from mithaq.domain.case.case import Case
from mithaq.domain.errors import Refusal
from mithaq.domain.events import MAX_LISTED, Body
from mithaq.domain.instant import text
from mithaq.domain.shield.standing import awaiting
from mithaq.domain.shield.statements import CommissionBatchCleared, CommissionCleared, CommissionWithheld

A_TRANSACTION = 200
"""Answers that share one fsync."""


def answer_due(node: Node) -> int:
    """Say of everything whose hour has come whether it is cleared or withheld; how many answers.

    A match that nobody decided in time is withheld: the person wins, and the hour is the same.
    """
    with node.store.read() as reader:
        rows = reader.shield.unanswered(text(node.now()))
    for start in range(0, len(rows), A_TRANSACTION):
        with node.write() as tx:
            for row in rows[start : start + A_TRANSACTION]:
                _answer(node, tx, row)
    return len(rows)


def clear_batch(node: Node) -> int:
    """One statement that clears everything due which meets nobody. Refused where `demo` did not make the node."""
    if not node.demo:
        raise Refusal("review.batch_not_here", "demo")
    with node.store.read() as reader:
        rows = [
            row for row in reader.shield.unanswered(text(node.now())) if row.kind == "arrival" and not is_stopped(row)
        ]
    for start in range(0, len(rows), MAX_LISTED):
        with node.write() as tx:
            part = [row for row in rows[start : start + MAX_LISTED] if _waits(node, tx, row)]
            body = CommissionBatchCleared(tuple(Listed(row.subject, row.content) for row in part))
            if part:
                issue(node, tx, node_actor(node), Statement("commission.batch_cleared", node.new_id("r"), body))
            for row in part:
                _done(node, tx, row, "cleared")
    return len(rows)


def is_stopped(row: LookRow) -> bool:
    """Whether this would be withheld if its hour were now."""
    return row.decision == "stop" or (row.decision == "" and bool(decode(row.found)))


def _answer(node: Node, tx: Transaction, row: LookRow) -> None:
    fold = tx.projection.fold(row.subject)
    if row.kind == "later":
        _later(node, tx, row, fold if isinstance(fold, Alert) else None)
    elif row.kind == "case":
        _case(node, tx, row, fold if isinstance(fold, Case) else None)
    elif not _waits(node, tx, row) or not isinstance(fold, Alert):
        _done(node, tx, row, "moot")
    else:
        _arrival(node, tx, row, fold)


def _arrival(node: Node, tx: Transaction, row: LookRow, alert: Alert) -> None:
    version = awaiting(alert, node.law)
    items = version.items if version is not None else {}
    held: Sequence[str] = ()
    if is_stopped(row):
        held = sorted({one.item for one in decode(row.found)} & set(items)) if row.decision == "" else ()
        whole = not held or len(held) == len(items)
        _say(node, tx, row, "commission.withheld", CommissionWithheld(row.content, () if whole else tuple(held)))
        if row.decision == "stop":
            bars.bar(node, tx.store, alert, row.content)
        if whole:
            _done(node, tx, row, "withheld")
            return
    _say(node, tx, row, "commission.cleared", CommissionCleared(row.content))
    _done(node, tx, row, "withheld" if held else "cleared")


def _later(node: Node, tx: Transaction, row: LookRow, alert: Alert | None) -> None:
    """A commissioner decided on an alert in force, or on its way, or its hour came before one did. That it goes on is not
    said. A protection that has ended meanwhile stops nothing.
    """
    live = (alert.pending, alert.current) if alert is not None and not alert.ended else ()
    if not any(one is not None and not one.refused and one.content == row.content for one in live):
        _done(node, tx, row, "moot")
        return
    stands = any((entry := tx.store.shield.entry(one.entry)) and entry.standing != "ended" for one in decode(row.found))
    stopped = row.decision == "stop" or (stands and is_stopped(row))
    if stopped:
        items = tuple(one.item for one in decode(row.found) if one.item)
        _say(node, tx, row, "commission.withheld", CommissionWithheld(row.content, items))
    _done(node, tx, row, "withheld" if stopped else "kept")


def _case(node: Node, tx: Transaction, row: LookRow, case: Case | None) -> None:
    """A commissioner decided on a request, or it met somebody and nobody did: what is stopped is the alert it rests on,
    everywhere.
    """
    alert = resting_on(tx.store, case) if case is not None else None
    current = alert.current if alert is not None and not alert.ended else None
    if not is_stopped(row) or current is None or alert is None or alert.kind not in node.law.clearing:
        _done(node, tx, row, "kept")
        return
    body = CommissionWithheld(current.content)
    issue(node, tx, node_actor(node), Statement("commission.withheld", alert.id, body))
    _done(node, tx, row, "withheld")


def _waits(node: Node, tx: Transaction, row: LookRow) -> bool:
    fold = tx.projection.fold(row.subject)
    version = awaiting(fold, node.law) if isinstance(fold, Alert) else None
    return version is not None and version.content == row.content


def _say(node: Node, tx: Transaction, row: LookRow, type: str, body: Body) -> None:
    issue(node, tx, node_actor(node), Statement(type, row.subject, body))


def _done(node: Node, tx: Transaction, row: LookRow, answer: str) -> None:
    tx.store.shield.put_look(structs.replace(row, answer=answer, answered_at=text(node.now())))
    tx.store.desk.finish_tasks(row.subject, MET, text(node.now()))
