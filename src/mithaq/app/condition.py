"""How a node stands, in figures: what `mithaq doctor` judges and `/metrics` counts. Nothing in it is about a person."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from mithaq.app.holders import of_member
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.domain.instant import parse
from mithaq.journal.cosign import cosignatures
from mithaq.journal.errors import Refused

LOOKED_AT = 1000
"""Of the statements admitted last: so many show whose clock is ahead."""

WANTS = 10_000
"""More payloads of one member than this are not counted: so many are a fault anyway."""


class Lag(Struct, frozen=True):
    """One other member: how much of its journal is here, how many own statements it has not signed for, payloads wanted of
    it, statements of it that were refused and set aside, and when it was heard last ("" if never in this process).
    """

    member: str
    held: int
    unreceipted: int
    wanted: int
    quarantined: int
    last_contact: str


class Condition(Struct, frozen=True):
    """`head`: own statements; `outbox`: of these, not yet signed for by everybody. `connected`: whether there is a way to
    the others at all. `unheard`: whom a restored node waits for. `backup_at`: when a backup was handed out last, and
    `backup_ends_at`: until when it can be restored; both "" where there is none. `skew`: by member, how many seconds its
    clock surely is ahead of ours (below zero: behind); the truth may be more.
    """

    member: str
    head: int
    outbox: int
    connected: bool
    unheard: tuple[str, ...]
    lags: tuple[Lag, ...]
    skew: dict[str, float]
    backup_at: str
    backup_ends_at: str


def condition(node: Node) -> Condition:
    """How this node stands now. Raises StoreFault."""
    with node.store.read() as reader:
        head = reader.journal.head(node.member)
        own = head.seq if head else 0
        outbox, _ = reader.journal.outbox()
        backup_at, ends_at = _backup(node, reader)
        return Condition(
            node.member, own, outbox, node.network is not None, node.unheard, _lags(node, reader, own),
            _skew(node, reader), backup_at, ends_at,
        )  # fmt: skip


def _lags(node: Node, reader: Reader, own: int) -> tuple[Lag, ...]:
    signed = {row.peer: row.seq for row in reader.journal.receipts()}
    heads = reader.journal.heads()
    aside = [row.member for row in reader.journal.quarantined()]
    return tuple(
        Lag(
            member, heads[member].seq if member in heads else 0, max(0, own - signed.get(member, 0)),
            len(reader.payloads.wanted(WANTS, member)), aside.count(member), node.last_contact.get(member, ""),
        )
        for member in node.peers
    )  # fmt: skip


def _backup(node: Node, reader: Reader) -> tuple[str, str]:
    """The newest backup among the holders that live: a recalled or expired one can no longer be restored."""
    kept = [
        (one.handed_at, one.expires_at)
        for one in of_member(reader, node.member)
        if one.kind == "backup" and one.handed and one.lives(node.now())
    ]
    return max(kept, default=("", ""))


def _skew(node: Node, reader: Reader) -> dict[str, float]:
    """What signatures show. A statement that came before the instant it names: that clock is ahead. A witness that saw our
    journal before the instant of its last statement: that clock is behind.
    """
    found: dict[str, float] = {}
    for stored in reader.journal.newest(LOOKED_AT):
        header = stored.envelope.header
        if header.member != node.member:
            early = (parse(header.at) - parse(stored.received_at)) / timedelta(seconds=1)
            found[header.member] = max(found.get(header.member, 0.0), early)
    for witness, seconds in _behind(node, reader).items():
        if seconds > found.get(witness, 0.0):
            found[witness] = -seconds
    return {member: round(seconds, 1) for member, seconds in found.items() if member in node.peers}


def _behind(node: Node, reader: Reader) -> dict[str, float]:
    note = node.cosigned or reader.journal.checkpoint(node.member) or ""
    try:
        seen = cosignatures(note, node.roster) if note else ()
    except Refused:
        return {}
    size = int(note.split("\n")[1]) if seen else 0
    last = reader.journal.at(node.member, size) if size else None
    if last is None:
        return {}
    at = parse(last.envelope.header.at).replace(microsecond=0)  # a witness says whole seconds
    return {one.witness: (at - parse(one.at)) / timedelta(seconds=1) for one in seen}
