"""Whether this node knows all orders: a freeze that has not arrived cannot be obeyed, so an answer says so.

Orders stand in the journals of the commission and the Secretariat. A node that starts, or was away, pulls these first
(`app.replicate`); until it has heard both to their end, its answers carry *orders not current since*.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.domain.instant import Instant, parse, text

CURRENT = "orders_current"
NEVER = "never"
_KEPT = "orders.heard"


def givers(node: Node) -> tuple[str, ...]:
    """The other members whose journals carry orders."""
    return tuple(member for member in node.peers if node.roster.kind(member) != "state")


def heard(node: Node, member: str) -> None:
    """A journal was pulled to its end just now. Written down now and then, so that a restart knows since when."""
    if member not in givers(node):
        return
    now = node.now()
    node.orders_heard[member] = text(now)
    with node.store.read() as reader:
        kept = _kept(reader)
    if member in kept and now - parse(kept[member]) < _limit(node):
        return
    with node.store.write() as tx:
        tx.desk.put_meta(_KEPT, msgspec.json.encode({**_kept(tx), member: text(now)}).decode())


def not_current_since(node: Node, reader: Reader, now: Instant) -> str:
    """Since when orders may be missing here: an RFC 3339 instant, ``never`` heard, or empty where all are here."""
    limit = _limit(node)
    stale = [member for member in givers(node) if not _is_fresh(node.orders_heard.get(member), now, limit)]
    if not stale:
        return ""
    kept = _kept(reader)
    since = [node.orders_heard.get(member) or kept.get(member, "") for member in stale]
    return min(since) if all(since) else NEVER


def _is_fresh(at: str | None, now: Instant, limit: timedelta) -> bool:
    return at is not None and now - parse(at) < limit


def _limit(node: Node) -> timedelta:
    rule = node.law.house.get(CURRENT)
    return timedelta(minutes=rule.number if rule is not None and rule.unit == "minutes" else 0)


def _kept(reader: Reader) -> dict[str, str]:
    return msgspec.json.decode(reader.desk.meta(_KEPT) or "{}", type=dict[str, str])
