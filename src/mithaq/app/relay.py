"""The commission's node passes on what a checking state may not say itself: that a missing adult is safe, that a document
or thing was recovered. It names no state, and it does so at one hour of the day, so that no order of statements says
whose word it was.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mithaq.app.alerts import load
from mithaq.app.hits import is_tellable
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, Transaction, node_actor
from mithaq.app.ports.store import Reader
from mithaq.app.project import SEALED, decode_fold
from mithaq.domain import sealed
from mithaq.domain.alert_events import HitReleased
from mithaq.domain.case.clocks import midnight, zone_of
from mithaq.domain.errors import Refusal
from mithaq.domain.hit import Found, Told, tells_place
from mithaq.domain.instant import Instant, text
from mithaq.domain.sealed import Sealed

EVERY = 10_000_000
DAY = "relay.day"


def relay(node: Node) -> int:
    """Once a day: everything that was lodged before this day began. Returns how much was passed on."""
    if node.kind != "commission":
        return 0
    today = text(_day_began(node, node.now()))
    with node.store.read() as reader:
        if reader.desk.meta(DAY) == today:
            return 0
        waiting = [(id, found) for id, at, found in lodged(reader) if at < today and not is_passed_on(reader, id)]
    with node.write() as tx:
        for id, found in sorted(waiting):  # ids are random: nothing shows who lodged first
            _pass_on(node, tx, found)
            tx.store.desk.put_meta(_mark(id), today)
        tx.store.desk.put_meta(DAY, today)
    return len(waiting)


def lodged(reader: Reader) -> Iterator[tuple[str, str, Found]]:
    """Every word of a find that is held here: id, when it was lodged, and what it says."""
    for row in reader.register.folds("bond", kind=SEALED, limit=EVERY):
        fold = decode_fold(row)
        payload = reader.payloads.get(fold.payload, fold.id) if isinstance(fold, Sealed) else None
        if payload is None:
            continue
        try:
            said = sealed.decode(payload.body)
        except Refusal:
            continue
        if isinstance(said, Found):
            yield row.id, row.changed_at, said


def is_passed_on(reader: Reader, id: str) -> bool:
    """Whether the owner was told of it, or will never be."""
    return bool(reader.desk.meta(_mark(id)))


def _pass_on(node: Node, tx: Transaction, found: Found) -> None:
    """Tell the owner, unless the alert is none of his, is over, or is of a kind that tells otherwise."""
    alert = load(tx.store, found.alert)
    if alert is None or alert.owner != found.to or not is_tellable(alert, found.entry, node.law, node.now()):
        return
    kind = node.law.kinds[alert.kind]
    if tells_place(kind.owner_learns) or found.reason not in kind.release_reasons.split():
        return
    told = Told(found.alert, found.entry, kind.owner_learns)
    body = HitReleased(found.to, found.reason)
    issue(node, tx, node_actor(node), Statement("hit.released", node.new_id("h"), body, msgspec.json.encode(told)))


def _day_began(node: Node, now: Instant) -> Instant:
    zone = zone_of(node.law.zones.get(node.member, ""))
    return midnight(now.astimezone(zone).date(), zone)


def _mark(id: str) -> str:
    return f"relayed.{id}"
