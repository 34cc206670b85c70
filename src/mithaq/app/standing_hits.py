"""Whoever was stopped on an alert that stands no longer is let go: the desks are told, and no hit on it is confirmed.

A freeze, an end or a withholding reaches a node in the middle of a stop, too. What a check answered before is not called
back by itself: a person stands at a post, and somebody has to tell the officer.
"""

from __future__ import annotations

import hashlib

import msgspec

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.alert import Alert
from mithaq.domain.hit import Hit
from mithaq.domain.instant import Instant, text
from mithaq.domain.law import Law
from mithaq.domain.retention import shown_until

LET_GO = "hit.let_go"
"""The task: the alert of this hit stands no longer, and nobody is held on it."""
UNDECIDED = {"open": ("border",), "confirmed": ("border", "bureau")}
"""Who has somebody in hand in each state of a hit that is not over."""
EVERY = 10_000_000
_decoder = msgspec.json.Decoder(Hit)


def stands(alert: Alert | None, entry: str, law: Law, now: Instant) -> bool:
    """Whether a hit on this entry may go on: the alert is in force, nothing stops the entry, and its time has not run out:
    neither its retention, nor that of a hearing which its owner left unanswered.
    """
    version = alert.in_force if alert is not None else None
    if alert is None or version is None or entry in _gone(alert):
        return False
    ends = shown_until(alert, version, law.kinds[alert.kind])
    return not ends or ends > text(now)


def follow(tx: Writer, before: Alert | None, after: Alert) -> None:
    """Tell the posts, and the bureau of a confirmed hit, as soon as the alert, or that item of it, stands no longer."""
    if before is None:
        return
    whole, items = before.in_force is not None and after.in_force is None, _gone(after) - _gone(before)
    if not whole and not items:
        return
    since = after.ended_at or after.orders.stopped_since
    for row in tx.desk.hits(states=tuple(UNDECIDED), alert=after.id, limit=EVERY):
        hit = _decoder.decode(row.fold)
        if whole or hit.entry in items:
            for role in UNDECIDED[hit.state]:
                tx.desk.put_task(_task(role, hit, since or hit.held_from))


def _gone(alert: Alert) -> frozenset[str]:
    """The items of a batch that are frozen or withdrawn."""
    return alert.orders.frozen_items | frozenset(alert.ended_items)


def _task(role: str, hit: Hit, since: str) -> TaskRow:
    id = hashlib.sha256(f"{hit.id} {LET_GO} {role} {since}".encode()).hexdigest()[:24]
    return TaskRow(f"t-{id}", role, LET_GO, hit.id, since)
