"""Versions of a running alert that nobody may keep: those that a newer one replaced, and one that waited too long.

A correction is none while every node keeps what was wrong. So, once a new version circulates, what an earlier one said goes
from every holder, with its portrait; and a version that was never circulated goes when its time is over. What a case that is
not over rests on stays at its parties and the commission: it may free somebody. The commission's sealed digests stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from mithaq.app.alert_reading import load
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import decode_fold
from mithaq.app.registry import event_of
from mithaq.app.replaced import PHOTO, marked
from mithaq.app.replaced import keep as keep_marks
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.case.case import Case
from mithaq.domain.case.retention import OVER
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.retention import is_stale

SCANNED = "superseded.scanned"
"""Set once every alert was looked through: a database of an earlier release marked none."""
EVERY = 10_000_000
WRITES = ("alert.drafted", "alert.amended")


class Replaced(Struct, frozen=True):
    """What is held of one version that has to go: its content hash and the commitments, those of portraits included."""

    alert: str
    content: str
    hashes: tuple[str, ...]


def superseded(node: Node, reader: Reader, alerts: Sequence[Alert]) -> list[Replaced]:
    """What this node holds of such versions. `alerts`: all of them."""
    known, pinned = _marked(reader), _pinned(node, reader)
    found: list[Replaced] = []
    for alert in alerts:
        if _runs(alert) and (known is None or alert.id in known or _stale(node, alert)):
            found += _of_alert(node, reader, alert, pinned.get(alert.id, frozenset()))
    return found


def note(node: Node, tx: Writer, alerts: Sequence[Alert]) -> None:
    """What was looked through needs no look until it is marked anew; what waits for a circulation or a case stays
    marked, and what changed since the look.
    """
    known, pinned = _marked(tx), _pinned(node, tx)
    seen = {alert.id: _in_force(alert) for alert in alerts if known is None or alert.id in known}
    every = set(seen) if known is None else known
    keep_marks(tx, {id for id in every if id in pinned or _waits(load(tx, id), seen.get(id))})
    if known is None:
        tx.desk.put_meta(SCANNED, "1")


def _waits(alert: Alert | None, looked_at: str | None) -> bool:
    """Whether an earlier version may have to go yet: nothing has circulated, or something else than was looked at."""
    return alert is not None and not alert.ended and (alert.current is None or _in_force(alert) != looked_at)


def _in_force(alert: Alert) -> str:
    return alert.current.content if alert.current is not None else ""


def _marked(reader: Reader) -> set[str] | None:
    return marked(reader) if reader.desk.meta(SCANNED) else None


def _runs(alert: Alert) -> bool:
    return not alert.ended and not alert.local and alert.current is not None and not alert.current.items


def _stale(node: Node, alert: Alert) -> bool:
    return alert.pending is not None and is_stale(alert, alert.pending, node.law, node.now())


def _of_alert(node: Node, reader: Reader, alert: Alert, pinned: frozenset[str]) -> Iterator[Replaced]:
    live: list[Version | None] = [alert.current, None if _stale(node, alert) else alert.pending]
    keeps = {one.content for one in live if one is not None} | pinned
    written, held = list(_written(reader, alert.id)), reader.payloads.of(alert.id)
    gone = [event for event in written if event.content not in keeps and event.payload in held]
    loose = _loose(reader, alert, held, [event.payload for event in written if event.content in keeps]) if gone else []
    for event in gone:
        yield Replaced(alert.id, event.content, (event.payload, *loose))
        loose = []


def _written(reader: Reader, subject: str) -> Iterator[Event]:
    for stored in reader.journal.about(subject):
        if stored.applied and stored.envelope.header.type in WRITES:
            yield event_of(stored.envelope)


def _loose(reader: Reader, alert: Alert, held: Mapping[str, str], kept: list[str]) -> list[str]:
    """The portraits that no kept version shows. Until what is in force is here, nobody knows."""
    if alert.current is None or alert.current.payload not in held:
        return []
    said = reader.payloads.many([hash for hash in kept if hash in held], alert.id)
    shown = {_photo(payload.body) for payload in said.values()}
    return [hash for hash, item in held.items() if item == PHOTO and hash not in shown]


def _photo(body: bytes) -> str:
    try:
        identity = contents.identity_of(contents.decode(body))
    except Refusal:
        return ""
    return identity.photo if identity is not None else ""


def _pinned(node: Node, reader: Reader) -> dict[str, frozenset[str]]:
    """The versions on which a case rests that is not over and whose papers this member holds, by alert."""
    found: dict[str, frozenset[str]] = {}
    for row in reader.register.folds("case", limit=EVERY):
        case = decode_fold(row)
        if not isinstance(case, Case) or case.state in OVER:
            continue
        if case.concerns(node.member) or node.member in node.law.oversight:
            found[case.alert] = found.get(case.alert, frozenset()) | {case.content}
    return found
