"""Lodging protection: a state by a sealed payload that only the commission reads, the commission in its own rows alone.

What the commission writes down itself stands in no journal: its statements would be counted by whoever waits for an answer.
"""

from __future__ import annotations

from mithaq.app.issue import Statement, issue, require
from mithaq.app.log import claim
from mithaq.app.node import Actor, Node
from mithaq.app.ports.shield import ShieldRow
from mithaq.app.shield import register
from mithaq.app.shield.two import may_see_entry
from mithaq.domain import sealed
from mithaq.domain.errors import NotFound
from mithaq.domain.instant import text
from mithaq.domain.sealed import Said, Sealed
from mithaq.domain.shield.lodging import Protection, ProtectionEnded, check


def lodge(node: Node, actor: Actor, said: Protection) -> str:
    """Lodge that this person is protected or has claimed it. Its id, by which its end is lodged.

    Raises Forbidden, Refusal ``protection.word`` for a word that is not this member's, ``sealed.too_large``, those of an
    identity that could not be matched, and ``member.unknown`` for a state that is none.
    """
    require(node, actor, "protection.lodge")
    check(said, state=node.kind == "state")
    for feared in said.feared:
        node.law.member_kind(feared)
    if node.kind == "state":
        return _sealed(node, actor, said)
    id, at, raw = node.new_id("n"), text(node.now()), sealed.encode(said)
    with node.write() as tx:
        row = ShieldRow(id, "protection", said.standing, node.member, id, at, 0, raw, actor.id)
        register.protect(node, tx.store, row, said)
        claim(tx.store.desk, actor, id, at)
    return id


def end(node: Node, actor: Actor, said: ProtectionEnded) -> str:
    """Lodge that what was lodged under this id has ended. Raises NotFound for what this member did not lodge,
    or what concerns the commissioner's own state; Forbidden.
    """
    require(node, actor, "protection.lodge")
    if node.kind == "state":
        with node.store.read() as reader:
            own = register.lodged(reader, said.lodgement)
        if not isinstance(own, Sealed) or own.member != node.member:
            raise NotFound("protection")
        return _sealed(node, actor, said)
    with node.write() as tx:
        row = tx.store.shield.entry(said.lodgement)
        if row is None or row.register != "protection" or row.member != node.member or row.standing == "ended":
            raise NotFound("protection")
        if not may_see_entry(tx.store, actor, row):
            raise NotFound("protection")
        register.end(node, tx.store, row)
        claim(tx.store.desk, actor, row.id, text(node.now()))
    return said.lodgement


def _sealed(node: Node, actor: Actor, said: Said) -> str:
    with node.write() as tx:
        statement = Statement("sealed.lodged", node.new_id("n"), sealed.SealedLodged(), sealed.encode(said))
        return issue(node, tx, actor, statement).subject
