"""The clock, the database, the index, and how far this node and the others have heard each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

from mithaq.app.condition import Condition, Lag
from mithaq.app.node import Node
from mithaq.app.witness import proofs
from mithaq.domain.instant import parse
from mithaq.home import directory
from mithaq.home.doctor.finding import Finding, Said, above

SKEW_LOOK_S, SKEW_ACT_S = 5.0, 60.0
"""NTP keeps clocks within a second; a minute shifts who was first."""

SILENT_LOOK, SILENT_ACT = timedelta(minutes=5), timedelta(hours=1)
"""Nodes ask each other each minute at the latest."""

LOG_LOOK, LOG_ACT = 256 << 20, 1 << 30
"""Bytes of the database's log: it is moved four times a second, so a long one has a reader that hangs in it."""

UNSWEPT_LOOK = 100_000
ZONES_AGE = 2
"""Years after which time zone data are old: some state changes its rules in most years."""


def standing(node: Node, home: Path, found: Condition) -> Iterator[Finding]:
    """The findings on a node as it works. Raises StoreFault."""
    yield from _clock(node, found)
    yield _database(home)
    yield _index(node)
    yield Finding("peers.restored", "act" if found.unheard else "ok", {"members": list(found.unheard)})
    yield from _caught(node)
    alone = bool(found.lags) and not found.connected
    yield Finding("peers.network", "look" if alone else "ok", {"members": len(found.lags)})
    if node.not_carried:
        yield Finding("peers.carrier", "act", {"reason": node.not_carried})
    yield Finding("peers.outbox", "ok", {"statements": found.outbox, "head": found.head})
    for lag in found.lags:
        yield _lag(node, lag, connected=found.connected)
        if lag.quarantined:
            yield Finding("peers.quarantined", "act", {"member": lag.member, "statements": lag.quarantined})


def _clock(node: Node, found: Condition) -> Iterator[Finding]:
    for member, seconds in sorted(found.skew.items()):
        yield Finding(
            "clock.skew", above(abs(seconds), SKEW_LOOK_S, SKEW_ACT_S), {"member": member, "seconds": seconds}
        )
    try:
        data = version("tzdata")
        ZoneInfo(node.law.zones.get(node.member, "UTC"))
        old = node.now().year - int(data.partition(".")[0]) >= ZONES_AGE
    except (PackageNotFoundError, ValueError, KeyError):
        yield Finding("clock.zones", "act", {"version": "-"})
        return
    yield Finding("clock.zones", "look" if old else "ok", {"version": data})


def _database(home: Path) -> Finding:
    """Its settings were asserted when it was opened, on every connection; else nothing here would run."""
    if directory.info(home).database:
        return Finding("database.settings", "ok", {"database": "PostgreSQL"})
    log = home / "mithaq.db-wal"
    size = log.stat().st_size if log.exists() else 0
    return Finding("database.settings", above(size, LOG_LOOK, LOG_ACT), {"database": "SQLite", "log_bytes": size})


def _index(node: Node) -> Finding:
    node.searching.catch_up(node.store)
    size = node.searching.size()
    broken = bool(size.unreadable or node.searching.damaged)
    said: dict[str, Said] = {
        "rows": size.rows, "bytes": size.bytes, "unswept": size.unswept, "unreadable": size.unreadable
    }  # fmt: skip
    return Finding("index.state", "act" if broken else above(size.unswept, UNSWEPT_LOOK, float("inf")), said)


def _caught(node: Node) -> Iterator[Finding]:
    with node.store.read() as reader:
        caught = sorted(proofs(reader, node.others))
    if caught:
        yield Finding("peers.two_histories", "act", {"members": list(caught)})


def _lag(node: Node, lag: Lag, *, connected: bool) -> Finding:
    said: dict[str, Said] = {
        "member": lag.member, "held": lag.held, "unreceipted": lag.unreceipted, "wanted": lag.wanted,
        "last_contact": lag.last_contact or "-",
    }  # fmt: skip
    if not connected:
        return Finding("peers.lag", "ok", said)  # `peers.network` has said it once for all
    if not lag.last_contact:
        return Finding("peers.lag", "look", said)
    silent = node.now() - parse(lag.last_contact)
    return Finding("peers.lag", "act" if silent > SILENT_ACT else "look" if silent > SILENT_LOOK else "ok", said)
