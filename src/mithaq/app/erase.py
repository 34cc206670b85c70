"""Erasure that every holder answers for: bytes first, the database's own log and the index next, only then the signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from mithaq.app.attachments import sweep
from mithaq.app.clearance_watch import over_clearances, said_in
from mithaq.app.issue import Statement, issue
from mithaq.app.message_matter import ended_at
from mithaq.app.messages import opening_of
from mithaq.app.node import Node, node_actor
from mithaq.app.orders import SWEPT
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.audience import commitments, versions
from mithaq.domain.clearance import Clearance
from mithaq.domain.events import MAX_LISTED
from mithaq.domain.instant import text
from mithaq.domain.message.retention import erase_from as erase_thread_from
from mithaq.domain.message.thread import Thread
from mithaq.domain.retention import erase_from, items_to_erase

ALL = 10_000_000
OWED = "erase.owed"
NO_CONTENT = "0" * 64


class Owed(Struct, frozen=True):
    """A receipt that is owed for an erasure that has begun; `items` empty: the whole alert, a thread, or a certificate."""

    alert: str
    content: str
    items: tuple[str, ...] = ()


class Due(Struct, frozen=True):
    """What is to go of one alert, and the receipt for it."""

    hashes: tuple[str, ...]
    owed: Owed


def erase_due(node: Node) -> int:
    """Erase what every ended or expired alert, and every withdrawn item, said, once its time has come; sign for each.

    Looks through the register once an hour, because that means reading every alert; a retention is counted in days.
    Returns how many receipts were signed. Cut off in the middle it goes on at the next call: what is owed is written
    down in the transaction that erases.
    """
    if not _owed(node):
        with node.store.read() as reader:
            if reader.desk.meta(SWEPT) == _hour(node):
                return 0
            alerts = known_alerts(reader)
            due = [found for alert in alerts if (found := _due(node, reader, alert)) is not None]
            ended = over_threads(node, reader)
            cleared = over_clearances(node, reader)
            gone: list[Thread | Clearance] = [*ended, *cleared]
            due += [found for one in gone if (found := _due_of(reader, one)) is not None]
        _erase(node, due, over(node, alerts) | written(ended) | said_in(cleared))
        if sweep(node) and not due:
            node.store.scrub()
        if not due:
            node.searching.sweep(node.store)  # who left otherwise is not kept for longer either
            return 0
    node.store.scrub()
    node.searching.sweep(node.store)
    return _sign(node)


def _erase(node: Node, due: list[Due], gone: Mapping[str, list[str]]) -> None:
    """Erase what is due, and stop asking for what is over and never came."""
    with node.store.write() as tx:
        for subject, hashes in gone.items():
            tx.payloads.unwant(hashes, subject)
        for one in due:
            tx.payloads.erase(one.hashes, one.owed.alert)
            if not one.owed.items:
                tx.desk.drop_flags(one.owed.alert)
            tx.register.leave(one.owed.items or [entry.id for entry in tx.register.entries_of(one.owed.alert)])
        tx.desk.put_meta(SWEPT, _hour(node))
        tx.desk.put_meta(OWED, msgspec.json.encode([one.owed for one in due]).decode())


def _sign(node: Node) -> int:
    owed = _owed(node)
    with node.write() as tx:
        for one in owed:
            body = ErasureConfirmed(one.content, one.items)
            issue(node, tx, node_actor(node), Statement("erasure.confirmed", one.alert, body))
        tx.store.desk.put_meta(OWED, "")
    return len(owed)


def _owed(node: Node) -> list[Owed]:
    with node.store.read() as reader:
        return msgspec.json.decode(reader.desk.meta(OWED) or "[]", type=list[Owed])


def _hour(node: Node) -> str:
    return text(node.now())[:13]


def known_alerts(reader: Reader) -> list[Alert]:
    """Every alert that has been in force, or is."""
    rows = reader.register.folds("alert", states=("discontinued", "circulated", "local"), limit=ALL)
    return [fold for row in rows if isinstance(fold := decode_fold(row), Alert)]


def over(node: Node, alerts: Iterable[Alert]) -> dict[str, list[str]]:
    """The commitments of alerts that nobody may fetch any more, by alert."""
    return {alert.id: _named(alert) for alert in alerts if _is_over(node, alert)}


def over_threads(node: Node, reader: Reader) -> list[Thread]:
    """The threads of which nobody may keep any more what was written."""
    found = []
    for row in reader.register.folds("message", limit=ALL):
        thread = decode_fold(row)
        if isinstance(thread, Thread) and (node.member in thread.erased or _is_past(node, reader, thread)):
            found.append(thread)
    return found


def _is_past(node: Node, reader: Reader, thread: Thread) -> bool:
    sheet = opening_of(reader, thread)
    about = sheet.about if sheet is not None else thread.about
    at = erase_thread_from(thread, about, ended_at(reader, about), node.law)
    return at is not None and at <= node.now()


def written(threads: Iterable[Thread]) -> dict[str, list[str]]:
    """The commitments of what was written in these threads, by thread."""
    return {thread.id: [message.payload for message in thread.messages] for thread in threads}


def _due_of(reader: Reader, one: Thread | Clearance) -> Due | None:
    held = reader.payloads.of(one.id)
    content = one.content if isinstance(one, Thread) else one.payload
    return Due(tuple(held), Owed(one.id, content)) if held else None


def _is_over(node: Node, alert: Alert) -> bool:
    at = erase_from(alert, node.law)
    return at is not None and at <= node.now()


def _named(alert: Alert) -> list[str]:
    return [hash for version in versions(alert) for hash in commitments(version)]


def _due(node: Node, reader: Reader, alert: Alert) -> Due | None:
    """What of this alert is here and has to go now: versions, superseded versions, photo, reasons; or withdrawn items."""
    ended = _is_over(node, alert)
    items = frozenset() if ended else items_to_erase(alert, node.law, node.now())
    if not ended and not items:
        return None
    held = {hash: item for hash, item in reader.payloads.of(alert.id).items() if ended or item in items}
    if not held:
        return None
    hashes = tuple(held)[: ALL if ended else MAX_LISTED]
    version = alert.newest
    named = () if ended else tuple(sorted(held[hash] for hash in hashes))
    return Due(hashes, Owed(alert.id, version.content if version else NO_CONTENT, named))
