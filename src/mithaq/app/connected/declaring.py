"""Connecting a database: whoever does signs what it is, and everybody sees that this state answers from such a one."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.home import HomeDatabase, HomeSearch
from mithaq.app.ports.store import Reader
from mithaq.app.project import DATABASE, decode_fold
from mithaq.domain.connected import mapping as mappings
from mithaq.domain.connected.events import DatabaseDeclared, DatabaseWithdrawn
from mithaq.domain.connected.question import Database
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event

EVERY = 1_000_000


class Standing(Struct, frozen=True):
    """A declared database; `here`: what this node holds of it, None elsewhere. `current`: its index is built by the mapping
    that was declared."""

    database: Database
    here: HomeDatabase | None
    current: bool


def declare(node: Node, actor: Actor, raw: bytes, *, toml: bool, true: bool) -> Event:
    """Connect the database of this mapping. `true`: whoever signs says that it holds what its kind says and nothing else.

    Raises Forbidden, Refusal ``connected.*``; ``connected.exists`` for a name that is connected with this very mapping.
    """
    require(node, actor, "database.declared")
    home = _home(node)
    if not true:
        raise Refusal("connected.declaration", "true")
    mapping = mappings.read(raw, toml=toml)
    mappings.check(mapping, node.law.connected)
    if not mapping.database.startswith(f"{node.member}-"):
        raise Refusal("connected.name", "database")
    sha256 = hashlib.sha256(raw).hexdigest()
    held = {(one.name, one.sha256) for one in home.databases()}
    with node.write() as tx:
        before = [one for one in of_member(tx.store, node.member) if one.name == mapping.database]
        if any((one.name, one.mapping) in held and one.mapping == sha256 for one in before):
            raise Refusal("connected.exists", "database")  # where this node lost it, it is declared anew
        for one in before:
            issue(node, tx, actor, Statement("database.withdrawn", one.id, DatabaseWithdrawn()))
        body = DatabaseDeclared(mapping.database, mapping.kind, mapping.authority, sha256)
        event = issue(node, tx, actor, Statement("database.declared", node.new_id("n"), body))
    home.keep(raw, toml=toml)
    return event


def withdraw(node: Node, actor: Actor, subject: str) -> Event:
    """Connect it no more: its index is dropped here. Raises NotFound, Forbidden."""
    require(node, actor, "database.withdrawn", "own")
    with node.write() as tx:
        found = next((one for one in of_member(tx.store, node.member) if one.id == subject), None)
        if found is None:
            raise NotFound("database")
        event = issue(node, tx, actor, Statement("database.withdrawn", subject, DatabaseWithdrawn()))
    if node.home is not None:
        node.home.drop(found.name)
    return event


def listed(node: Node, actor: Actor) -> list[Standing]:
    """Every database that is connected anywhere, with what this node holds of its own. Raises Forbidden."""
    require(node, actor, "database.list")
    here = {one.name: one for one in node.home.databases()} if node.home is not None else {}
    with node.store.read() as reader:
        found = of_member(reader, "")
    return [_standing(node, one, here.get(one.name)) for one in found]


def of_member(reader: Reader, member: str) -> list[Database]:
    """The databases of that member that are connected now, of all where it is empty; newest first."""
    folds = (decode_fold(row) for row in reader.register.folds("bond", kind=DATABASE, member=member, limit=EVERY))
    return [one for one in folds if isinstance(one, Database) and not one.withdrawn_at]


def answering(node: Node, reader: Reader) -> tuple[HomeDatabase, ...]:
    """The own databases that may be asked: declared, with an index built by the very mapping that was declared."""
    declared = {(one.name, one.mapping) for one in of_member(reader, node.member)}
    here = node.home.databases() if node.home is not None else ()
    return tuple(one for one in here if one.built_at and (one.name, one.sha256) in declared)


def _standing(node: Node, database: Database, here: HomeDatabase | None) -> Standing:
    own = here if database.member == node.member else None
    return Standing(database, own, own is not None and bool(own.built_at) and own.sha256 == database.mapping)


def _home(node: Node) -> HomeSearch:
    if node.home is None:
        raise Refusal("connected.none", "node")
    return node.home
