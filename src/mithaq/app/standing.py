"""How a node stands towards the others: what it holds, what they have signed for, what waits or was refused."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mithaq.app.issue import require
from mithaq.app.node import Actor, Node


class Journal(Struct, frozen=True):
    """One journal as held here. `receipted`: how far that member has signed for ours; `heard_at`: the last contact.

    `checked`: the size of its last signed checkpoint that was verified here, as the note; None where there is none yet.
    """

    member: str
    seq: int
    hash: str
    receipted: int
    heard_at: str
    note: str | None


class Standing(Struct, frozen=True):
    """`waiting`: own events that not every peer has signed for. `quarantined`: refused envelopes by code."""

    journals: tuple[Journal, ...]
    waiting: int
    first_waiting: int
    quarantined: Mapping[str, int]
    payloads_wanted: int
    log_size: int


def standing(node: Node, actor: Actor) -> Standing:
    """The state of replication. Codes, numbers and hashes only: no personal data."""
    require(node, actor, "journal.read")
    with node.store.read() as reader:
        heads = reader.journal.heads()
        receipts = {row.peer: row.seq for row in reader.journal.receipts()}
        waiting, first = reader.journal.outbox()
        quarantined: dict[str, int] = {}
        for row in reader.journal.quarantined():
            quarantined[row.code] = quarantined.get(row.code, 0) + 1
        journals = tuple(
            Journal(
                member,
                heads[member].seq if member in heads else 0,
                heads[member].hash if member in heads else "",
                receipts.get(member, 0),
                node.last_contact.get(member, ""),
                reader.journal.checkpoint(member),
            )
            for member in (node.member, *node.peers)
        )
        wanted, log_size = reader.payloads.wanted_count(), reader.desk.log_head()[0]
    return Standing(journals, waiting, first, quarantined, wanted, log_size)
