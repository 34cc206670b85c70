"""What reached the commission's node: each new statement may bring an alert to look at, a lodgement, a refusal, a case."""

from __future__ import annotations

import msgspec

from mithaq.app.node import Node, Transaction
from mithaq.app.ports.shield import LookRow
from mithaq.app.ports.store import Reader
from mithaq.app.registry import touches
from mithaq.app.shield import bars, found, register
from mithaq.domain.alert import Alert
from mithaq.domain.case.case import Case
from mithaq.domain.sealed import Sealed
from mithaq.domain.shield.standing import awaiting, refused

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
    elif isinstance(fold, Case) and tx.store.shield.look(subject) is None:
        tx.store.shield.put_look(LookRow(subject, "case", subject, "", 0, "", NEVER, found.NOBODY, b"", 0))


def _consider_alert(node: Node, tx: Transaction, alert: Alert) -> None:
    shield = tx.store.shield
    version = awaiting(alert, node.law)
    if version is not None and shield.look(version.content) is None:
        urgent = int(version.urgent)
        row = LookRow(version.content, "arrival", alert.id, version.content, urgent, "", NEVER, found.NOBODY, b"", 0)
        shield.put_look(row)
    content = refused(alert, node.law)
    if content:
        bars.bar(node, tx.store, alert, content)
    elif alert.ended:
        shield.forget_forms(alert.id)
