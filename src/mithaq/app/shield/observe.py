"""What reached the commission's node: each new statement may bring an alert to look at, a lodgement, a refusal, a case."""

from __future__ import annotations

import msgspec

from mithaq.app.alert_reading import load
from mithaq.app.node import Node, Transaction
from mithaq.app.ports.shield import LookRow
from mithaq.app.ports.store import Reader
from mithaq.app.registry import touches
from mithaq.app.remedy_reading import linked
from mithaq.app.shield import bars, found, register
from mithaq.app.shield.applications import is_before_the_commission, orders_erasure
from mithaq.domain.alert import Alert
from mithaq.domain.case.case import Case
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.remedy.states import OPEN
from mithaq.domain.sealed import Sealed
from mithaq.domain.shield.standing import awaiting, is_barred, remembered, submitted

SEEN = "shield.seen"
PAGE = 500
NEVER = "9999"
"""Due when somebody decides, and not before."""


def observe(node: Node) -> int:
    """Take in what came since the last time, journal by journal. How many statements."""
    with node.store.read() as reader:
        seen = _seen(reader)
        behind = {member: head.seq for member, head in reader.journal.heads().items() if head.seq > seen.get(member, 0)}
    count = 0
    for member, last in sorted(behind.items()):
        while seen.get(member, 0) < last:
            count += _page(node, member, seen)
    return count


def _page(node: Node, member: str, seen: dict[str, int]) -> int:
    with node.write() as tx:
        page = tx.store.journal.after(member, seen.get(member, 0), PAGE)
        known = [stored.envelope.header for stored in page if stored.applied]
        for subject in dict.fromkeys(subject for header in known for subject in touches(header)):
            _consider(node, tx, subject)
        seen[member] = page[-1].envelope.header.seq
        tx.store.desk.put_meta(SEEN, msgspec.json.encode(seen).decode())
        return len(page)


def _seen(reader: Reader) -> dict[str, int]:
    return msgspec.json.decode(reader.desk.meta(SEEN) or "{}", type=dict[str, int])


def _consider(node: Node, tx: Transaction, subject: str) -> None:
    fold = tx.projection.fold(subject)
    if isinstance(fold, Alert):
        _consider_alert(node, tx, fold)
    elif isinstance(fold, Sealed):
        register.await_lodgement(tx, fold.id)
    elif isinstance(fold, Remedy):
        _consider_application(node, tx, fold)
    elif isinstance(fold, Case) and tx.store.shield.look(subject) is None:
        tx.store.shield.put_look(LookRow(subject, "case", subject, "", 0, "", NEVER, found.NOBODY, b"", 0))


def _consider_alert(node: Node, tx: Transaction, alert: Alert) -> None:
    shield = tx.store.shield
    version = awaiting(alert, node.law)
    if version is not None and shield.look(version.content) is None:
        urgent = int(version.urgent)
        row = LookRow(version.content, "arrival", alert.id, version.content, urgent, "", NEVER, found.NOBODY, b"", 0)
        shield.put_look(row)
    for content, standing in remembered(alert, node.law).items():
        bars.bar(node, tx.store, alert, content, standing)
    bars.lift_replaced(node, tx.store, alert)
    _let_go(node, tx, alert)


def _consider_application(node: Node, tx: Transaction, remedy: Remedy) -> None:
    """What is decided about an alert that its owner has ended meanwhile is barred all the same: there is no other order."""
    alert = load(tx.store, linked(tx.store, remedy)) if remedy.state not in OPEN else None
    if alert is None or not alert.ended:
        return
    if orders_erasure(tx.store, remedy) and alert.kind in node.law.clearing and not alert.local:
        for content in submitted(alert):
            bars.bar(node, tx.store, alert, content)
    _let_go(node, tx, alert)


def _let_go(node: Node, tx: Transaction, alert: Alert) -> None:
    """Of an alert that ended otherwise nothing is remembered, unless the commission has yet to decide about it."""
    if alert.ended and not is_barred(alert, node.law) and not is_before_the_commission(tx.store, alert.id):
        tx.store.shield.forget_forms(alert.id)
