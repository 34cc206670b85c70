"""Erasure that every holder answers for: bytes first, the database's own log next, and only then the signature."""

from __future__ import annotations

from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.audience import commitments, versions
from mithaq.domain.retention import erase_from


def erase_due(node: Node) -> int:
    """Erase what every ended or expired alert said, once its time has come, and sign a receipt for each. How many."""
    with node.store.read() as reader:
        due = [alert for alert in _candidates(node, reader) if _is_due(node, alert)]
        held = {alert.id: _held(reader, alert) for alert in due}
        concerned = [alert for alert in due if held[alert.id] or _was_held(reader, alert)]
    if not concerned:
        return 0
    with node.store.write() as tx:
        for alert in concerned:
            tx.payloads.erase(held[alert.id])
            tx.payloads.unwant(held[alert.id])
            tx.register.leave([entry.id for entry in tx.register.entries_of(alert.id)])
    node.store.scrub()
    with node.write() as transaction:
        for alert in concerned:
            version = alert.newest
            body = ErasureConfirmed(version.content if version else "0" * 64)
            issue(node, transaction, node_actor(node), Statement("erasure.confirmed", alert.id, body))
    return len(concerned)


def _candidates(node: Node, reader: Reader) -> list[Alert]:
    rows = reader.register.folds("alert", states=("discontinued", "circulated"), limit=10_000_000)
    folds = (decode_fold(row) for row in rows)
    return [fold for fold in folds if isinstance(fold, Alert) and node.member not in fold.receipts]


def _is_due(node: Node, alert: Alert) -> bool:
    at = erase_from(alert, node.law)
    return at is not None and at <= node.now()


def _held(reader: Reader, alert: Alert) -> list[str]:
    """Every payload of the alert that is here: versions, superseded versions, photo, reasons."""
    return list(reader.payloads.of(alert.id))


def _was_held(reader: Reader, alert: Alert) -> bool:
    """Whether it was erased here before, by a run that was cut off before it could sign."""
    hashes = [hash for version in versions(alert) for hash in commitments(version)]
    return any(reader.payloads.is_erased(hash) for hash in hashes)
