"""Erasure that every holder answers for: bytes first, the database's own log and the index next, only then the signature."""

from __future__ import annotations

import msgspec

from mithaq.app.attachments import sweep
from mithaq.app.erasable import Goes, Owed, erasable
from mithaq.app.forget import forget, sweep_photos
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.orders import SWEPT
from mithaq.app.remedy_keeping import sweep_applications
from mithaq.app.superseded import note
from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.instant import text

OWED = "erase.owed"


def erase_due(node: Node) -> int:
    """Erase what every ended or expired alert, and every withdrawn item, said, once its time has come; sign for each.

    Looks through the register once an hour, because that means reading every alert; a retention is counted in days.
    Returns how many receipts were signed. Cut off in the middle it goes on at the next call: what is owed is written
    down in the transaction that erases.
    """
    return _sign(node) if erase_only(node) else 0


def erase_only(node: Node) -> int:
    """The same without signing: how many receipts are owed now, of which the next `erase_due` signs. Raises StoreFault
    ``store.busy`` while a reader keeps old pages of the database alive.
    """
    if not _owed(node):
        with node.store.read() as reader:
            if reader.desk.meta(SWEPT) == _hour(node):
                return 0
            goes = erasable(node, reader)
        loose = _erase(node, goes)
        if sweep(node) + loose and not goes.due:
            node.store.scrub()
        if not goes.due:
            node.searching.sweep(node.store)  # who left otherwise is not kept for longer either
            return 0
    node.store.scrub()
    node.searching.sweep(node.store)
    return len(_owed(node))


def look_again(node: Node) -> None:
    """Look through the register at the next call, whatever the hour: after a restore nothing here may be believed."""
    with node.store.write() as tx:
        tx.desk.put_meta(SWEPT, "")


def _erase(node: Node, goes: Goes) -> int:
    """Erase what is due, and stop asking for what is over and never came; how many portraits went that nobody took, and
    papers of applications.
    """
    with node.store.write() as tx:
        for subject, hashes in goes.over.items():
            tx.payloads.unwant(hashes, subject)
        for one in goes.due:
            cited = {citation.attachment for citation in tx.attachments.citations(subject=one.owed.alert)}
            tx.payloads.erase(one.hashes, one.owed.alert)
            tx.attachments.drop([row.hash for row in tx.attachments.loose() if row.hash in cited] if cited else [])
            if one.owed.superseded:
                tx.payloads.unwant(one.hashes, one.owed.alert)
                tx.desk.forget_replies(one.owed.alert)
                continue
            if not one.owed.items:
                tx.desk.drop_flags(one.owed.alert)
            tx.register.leave(one.owed.items or [entry.id for entry in tx.register.entries_of(one.owed.alert)])
            forget(node, tx, one.owed.alert)
        note(node, tx, goes.alerts)
        loose = sweep_photos(node, tx) + sweep_applications(node, tx)
        tx.desk.put_meta(SWEPT, _hour(node))
        tx.desk.put_meta(OWED, msgspec.json.encode([one.owed for one in goes.due]).decode())
    return loose


def _sign(node: Node) -> int:
    owed = _owed(node)
    with node.write() as tx:
        for one in owed:
            body = ErasureConfirmed(one.content, one.items, one.superseded)
            issue(node, tx, node_actor(node), Statement("erasure.confirmed", one.alert, body))
        tx.store.desk.put_meta(OWED, "")
    return len(owed)


def _owed(node: Node) -> list[Owed]:
    with node.store.read() as reader:
        return msgspec.json.decode(reader.desk.meta(OWED) or "[]", type=list[Owed])


def _hour(node: Node) -> str:
    return text(node.now())[:13]
