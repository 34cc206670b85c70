"""The commissioner's desk: who is protected, what was met, and the decision on it. Nobody else sees any of it.

A decision changes no hour and is no statement: the node answers when it is due. Nor does it leave a line in the look-up log,
whose length everybody sees each hour; who decided, when and why stands with the look, and stays.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

from mithaq.app.alerts import content_in, load
from mithaq.app.issue import require
from mithaq.app.log import claim
from mithaq.app.node import Actor, Node
from mithaq.app.ports.shield import LookRow, ShieldRow
from mithaq.app.ports.store import Reader
from mithaq.app.shield.found import Met, decode
from mithaq.app.shield.observe import NEVER
from mithaq.app.shield.register import said_in
from mithaq.app.shield.two import First, first_of, keep_first, may_see, may_see_entry, takes_two
from mithaq.domain.content import identity_of
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.identity import MAX_TEXT, Identity
from mithaq.domain.instant import text
from mithaq.domain.shield.hours import next_hour
from mithaq.domain.shield.lodging import Protection

MOST = 200
"""Rows on one page."""


class Lodgement(Struct, frozen=True):
    """A row of the register of protection with what was lodged; None where that is not held any more."""

    id: str
    standing: str
    member: str
    at: str
    ended_at: str
    said: Protection | None


class MetRow(Struct, frozen=True):
    """One row that a look met. `protection` is what was lodged; of a bar there is only whose alert it was, and when."""

    entry: str
    register: str
    standing: str
    member: str
    at: str
    reasons: tuple[str, ...]
    item: str
    protection: Protection | None
    feared_asks: bool


class Look(Struct, frozen=True):
    """One content that the commission answers for, with whom it may be and whom it meets. `owner`: who asks.

    `takes_two`: whether two commissioners have to clear it; `first`: the one who has. `decided_by` names both.
    """

    id: str
    kind: str
    subject: str
    owner: str
    arrived_at: str
    due_at: str
    decision: str
    decided_by: str
    decided_at: str
    reasons: str
    answer: str
    answered_at: str
    identity: Identity | None
    met: tuple[MetRow, ...]
    takes_two: bool = False
    first: First | None = None


def protections(node: Node, actor: Actor, *, limit: int = MOST, offset: int = 0) -> list[Lodgement]:
    """The register of protection, newest first."""
    require(node, actor, "shield.read")
    with node.store.read() as reader:
        rows = reader.shield.entries("protection", limit=min(limit, MOST), offset=offset)
        return [_lodgement(reader, row) for row in rows if may_see_entry(reader, actor, row)]


def looks(node: Node, actor: Actor, *, limit: int = MOST, offset: int = 0) -> list[Look]:
    """What was met or decided; what still waits for its answer first."""
    require(node, actor, "shield.read")
    with node.store.read() as reader:
        rows = reader.shield.looks(limit=min(limit, MOST), offset=offset)
        return [_look(reader, row) for row in rows if may_see(reader, actor, row)]


def waiting(node: Node, actor: Actor, *, limit: int = MOST) -> list[Look]:
    """Everything that has no answer yet, met or not: a commissioner may stop any of it on what only the commission knows."""
    require(node, actor, "shield.read")
    with node.store.read() as reader:
        rows = [row for row in reader.shield.unanswered() if row.kind == "arrival"]
        found = [row for row in sorted(rows, key=lambda row: (row.due_at, row.id)) if may_see(reader, actor, row)]
        return [_look(reader, row) for row in found[:limit]]


def look(node: Node, actor: Actor, id: str) -> Look:
    """One of them. Raises NotFound."""
    require(node, actor, "shield.read")
    with node.store.read() as reader:
        row = reader.shield.look(id)
        if row is None or not row.arrived_at or not may_see(reader, actor, row):
            raise NotFound("look")
        return _look(reader, row)


def decide(node: Node, actor: Actor, id: str, decision: Literal["clear", "stop"], reasons: str) -> None:
    """Say whether this goes on; what is not decided by its hour is withheld. The last word before the hour counts. One
    stops; two clear what meets somebody who is protected.

    Raises NotFound, also for a national of a state concerned; Refusal ``shield.answered`` once the answer was given,
    ``shield.second`` where the same commissioner clears again, ``shield.reasons``; Forbidden.
    """
    require(node, actor, "shield.decide")
    if not reasons.strip() or len(reasons) > MAX_TEXT:
        raise Refusal("shield.reasons", "reasons")
    with node.write() as tx:
        row = tx.store.shield.look(id)
        if row is None or not row.arrived_at or not may_see(tx.store, actor, row):
            raise NotFound("look")
        if row.answer:
            raise Refusal("shield.answered", "id")
        said = First(actor.id, text(node.now()), reasons)
        first = first_of(tx.store, row)
        if decision == "clear" and row.decision != "clear" and takes_two(tx.store, row):
            if first is not None and first.by == actor.id:
                raise Refusal("shield.second", "id")
            keep_first(tx.store, row, said if first is None else None)
            decided = _undecided(row) if first is None else _decided(node, tx.store, row, decision, first, said)
        else:
            keep_first(tx.store, row, None)
            decided = _decided(node, tx.store, row, decision, said)
        tx.store.shield.put_look(decided)
        claim(tx.store.desk, actor, id, said.at)


def _decided(node: Node, reader: Reader, row: LookRow, decision: str, *words: First) -> LookRow:
    by, reasons = " ".join(one.by for one in words), "\n\n".join(one.reasons for one in words)
    due, at = _due(node, reader, row), words[-1].at
    return structs.replace(row, decision=decision, decided_by=by, decided_at=at, reasons=reasons, due_at=due)


def _undecided(row: LookRow) -> LookRow:
    """One of two has cleared it: until the second does it stays stopped, also if one had stopped it before."""
    return structs.replace(row, decision="", decided_by="", decided_at="", reasons="")


def _due(node: Node, reader: Reader, row: LookRow) -> str:
    """An arrival keeps its hour; what is in force, or a case, is stopped at the next fixed hour."""
    if row.kind == "arrival":
        return row.due_at
    alert = load(reader, row.subject)
    rule = node.law.clearing.get(alert.kind if alert is not None else "wanted")
    return min(row.due_at, text(next_hour(node.now(), rule) if rule is not None else node.now()))


def _lodgement(reader: Reader, row: ShieldRow) -> Lodgement:
    return Lodgement(row.id, row.standing, row.member, row.at, row.ended_at, said_in(reader, row))


def _look(reader: Reader, row: LookRow) -> Look:
    alert = load(reader, row.subject)
    version = (
        next((v for v in (alert.pending, alert.current) if v and v.content == row.content), None) if alert else None
    )
    content = content_in(reader, alert, version) if alert is not None and version is not None else None
    owner = alert.owner if alert is not None else _asking(reader, row.subject)
    identity = identity_of(content) if content is not None else None
    met = tuple(one for found in decode(row.found) if (one := _met(reader, found, owner)) is not None)
    return Look(
        row.id, row.kind, row.subject, owner, row.arrived_at, row.due_at if row.due_at != NEVER else "", row.decision,
        row.decided_by, row.decided_at, row.reasons, row.answer, row.answered_at, identity, met,
        takes_two(reader, row), first_of(reader, row),
    )  # fmt: skip


def _asking(reader: Reader, subject: str) -> str:
    """The requesting state of a case."""
    row = reader.register.fold(subject)
    return row.member if row is not None else ""


def _met(reader: Reader, found: Met, owner: str) -> MetRow | None:
    row = reader.shield.entry(found.entry)
    if row is None:
        return None
    said = said_in(reader, row)
    feared = said is not None and owner in said.feared
    return MetRow(row.id, row.register, row.standing, row.member, row.at, found.reasons, found.item, said, feared)
