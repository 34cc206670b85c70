"""What a node says of the roster: the version in force, what is announced, who signs with which key, who was caught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.rosters import ahead
from mithaq.domain.instant import parse

Line = dict[str, Any]
SOON = timedelta(days=30)
"""So long before its end a version is said to end: enough for a quorum to sign the next."""


def told(node: Node, actor: Actor) -> Iterator[Line]:
    """One line for the version in force, one for each that is announced, one for each member."""
    require(node, actor, "roster.read")
    trust, now = node.trust, node.now()
    document = trust.now.document
    left = parse(document.expires) - now
    yield {
        "version": document.number, "hash": document.hash, "effective": document.effective, "expires": document.expires,
        "expired": trust.now.expired(now), "ends_soon": left < SOON, "quorum": document.quorum,
        "voters": list(document.voters), "seats": list(trust.now.seats), "signed": bool(trust.chain[0].signatures),
        "next_at": trust.now.next_at, "rivals": list(trust.rivals),
    }  # fmt: skip
    for one in trust.pending:
        later = one.document
        yield {
            "announced": later.number, "effective": later.effective, "commission_from": later.commission_from,
            "signed_by": [signature.member for signature in one.signatures],
        }  # fmt: skip
    with node.store.read() as reader:
        for code, place in ahead(node, reader).items():
            yield {"set_back": code, "from": place}
    for entry in trust.roster.members:
        member = document.member(entry.code)
        yield {
            "member": entry.code, "kind": entry.kind, "standing": member.standing if member else "",
            "closed_from": trust.closed.get(entry.code),
            "keys": [
                {"key": key.key_id, "from": key.from_seq, "until": key.until_seq, "revoked_from": key.revoked_from}
                for key in entry.keys
            ],
        }  # fmt: skip
