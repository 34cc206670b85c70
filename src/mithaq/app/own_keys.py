"""A member's own keys: another one from the next place on, and the end of one that is not to be believed any more."""

from __future__ import annotations

import msgspec
from msgspec import structs

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.rosters import key_subject, refresh
from mithaq.domain.errors import Refusal
from mithaq.domain.trust_events import KeyRevoked, KeyRotated, KeySaid, ProofSaid
from mithaq.journal.keys import MemberKey, SigningKey
from mithaq.journal.trust import MemberEntry, make_entry

OVERLAP = 100
"""How many more places the old key counts, by default: whoever signs elsewhere with it has that long."""

SEED_BYTES = 32


def rotate(node: Node, actor: Actor, overlap: int = OVERLAP) -> SigningKey:
    """Sign with another key from the next place on; the old one counts for `overlap` more places of the journal.

    The new key is on disk before anybody hears of it. Raises Refusal: ``keys.commission`` (its keys change by a version of
    the roster alone), ``keys.nowhere``; as `issue` does.
    """
    if node.kind == "commission":
        raise Refusal("keys.commission", "roster")
    require(node, actor, "key.rotated")
    keep = node.keep_key
    if keep is None:
        raise Refusal("keys.nowhere", "keys")
    entry = node.roster.entry(node.member)
    new = SigningKey.from_seed(node.member, _next_id(entry), node.entropy.token(SEED_BYTES))
    keep(new)
    with node.write() as tx:
        head = tx.store.journal.head(node.member)
        seq = head.seq + 1 if head else 1
        keys = tuple(_ended(key, node.key.key_id, seq + overlap) for key in entry.keys)
        after = make_entry(entry.kind, new, (*keys, new.member_key(seq + 1)))
        issue(node, tx, actor, Statement("key.rotated", key_subject(node.member), KeyRotated(*_said(after))))
    _believe(node, new)
    return new


def revoke(node: Node, actor: Actor, key_id: str) -> None:
    """Nothing that this key signs after this statement is to be believed. Raises Refusal ``keys.last`` for the one that the
    node signs with: take another one into use first, or have the quorum revoke it; ``keys.unknown``.
    """
    require(node, actor, "key.revoked")
    if key_id == node.key.key_id:
        raise Refusal("keys.last", "key")
    entry = node.roster.entry(node.member)
    if all(key.key_id != key_id or key.revoked_from is not None for key in entry.keys):
        raise Refusal("keys.unknown", "key")
    with node.write() as tx:
        head = tx.store.journal.head(node.member)
        after = (head.seq if head else 0) + 2
        keys = tuple(structs.replace(key, revoked_from=after) if key.key_id == key_id else key for key in entry.keys)
        said = _said(make_entry(entry.kind, node.key, keys))
        issue(node, tx, actor, Statement("key.revoked", key_subject(node.member), KeyRevoked(*said)))
    _believe(node, node.key)


def _believe(node: Node, key: SigningKey) -> None:
    refresh(node)
    node.key = key
    node.own_note = None


def _ended(key: MemberKey, current: str, until: int) -> MemberKey:
    ends = key.key_id == current and (key.until_seq is None or key.until_seq > until)
    return structs.replace(key, until_seq=until) if ends else key


def _next_id(entry: MemberEntry) -> str:
    taken = {key.key_id for key in entry.keys}
    number = len(taken) + 1
    while f"{entry.code}-{number}" in taken:
        number += 1
    return f"{entry.code}-{number}"


def _said(entry: MemberEntry) -> tuple[tuple[KeySaid, ...], ProofSaid]:
    keys = msgspec.convert(msgspec.to_builtins(entry.keys), tuple[KeySaid, ...])
    return keys, msgspec.convert(msgspec.to_builtins(entry.proof), ProofSaid)
