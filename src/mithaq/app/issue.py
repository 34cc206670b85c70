"""Making a statement: one signed event in the member's own journal, with everything that follows from it, at once."""

from __future__ import annotations

import msgspec
from msgspec import Struct, structs

from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.rows import Stored
from mithaq.app.project import NEVER
from mithaq.app.registry import TYPES, about, event_of, item_of, touches
from mithaq.app.unheard import check_signing
from mithaq.app.view import View
from mithaq.domain.access import Relation
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.events import Body, Cite, Event
from mithaq.domain.instant import text
from mithaq.journal import envelope as envelopes
from mithaq.journal.chain import next_header
from mithaq.journal.header import Author, Commitment, Header, Item
from mithaq.journal.header import Cite as JournalCite
from mithaq.journal.payload import Payload, commit

SALT_BYTES = 16
MAX_CITED = 2**40
"""Lamport time beyond which nobody here follows: more events than all states will ever write. Who signs a higher one
only sorts last; without this bound it would drive whoever answers to the end of the numbers, and silence him."""


class Statement(Struct, frozen=True):
    """What somebody wants to say, before it has a place in a journal."""

    type: str
    subject: str
    body: Body
    payload: bytes | None = None
    items: tuple[tuple[str, bytes], ...] = ()
    cites: tuple[Cite, ...] = ()


def issue(node: Node, tx: Transaction, actor: Actor, statement: Statement) -> Event:
    """Sign the statement, append it, apply it, queue it for the peers and log it: one transaction, all or nothing.

    Raises Refusal ``restored.journal`` on a node that was restored and does not know yet which places are taken, and
    ``roster.closed`` on that of a member that left or is suspended.
    """
    check_signing(node)
    payload = _salted(node, statement.payload) if statement.payload is not None else None
    items = tuple((id, _salted(node, body)) for id, body in statement.items)
    statement = _citing_last(tx, statement)
    header = _header(node, tx, actor, statement, payload, items)
    envelope = envelopes.sign(header, node.key)
    event = event_of(envelope)
    stored = Stored(envelope, True, (), text(node.now()))
    touched = touches(envelope.header)
    frontier = tx.store.journal.frontier(node.member)
    frontier.append(envelope.leaf)
    tx.store.journal.append(stored, touched, frontier)
    tx.store.journal.outbox_add(header.seq)
    if payload is not None and header.payload is not None:
        tx.projection.arrived(
            header.payload.hash, payload, statement.subject, item_of(statement.type, statement.subject)
        )
    for (id, item), listed in zip(items, header.items, strict=True):
        tx.projection.arrived(listed.hash, item, statement.subject, id)
    tx.projection.apply(event, touched)
    write_line(node, tx.store.desk, actor, statement.type, reference=statement.subject)
    return event


def require(
    node: Node, actor: Actor, action: str, relation: Relation = "none", state: str = "", where: str = ""
) -> None:
    """Refuse unless `access.csv` has a row. Raises Forbidden."""
    if not node.law.access.allows(action, actor.role, node.kind, relation, state):
        raise Forbidden(where or action)


def require_visible(node: Node, actor: Actor, relation: Relation, state: str, subject: str, *, read: str) -> None:
    """Refuse as *not found* what the actor may not even see, so that nobody learns which ids exist. Raises NotFound."""
    if not node.law.access.allows(read, actor.role, node.kind, relation, state):
        raise NotFound(read.partition(".")[0])  # the very answer that an unknown id gets


def cite(event: Event) -> Cite:
    """A citation of this event."""
    return Cite(event.member, event.seq, event.hash)


def _citing_last(tx: Transaction, statement: Statement) -> Statement:
    """The statement, citing the last event its signer holds of what it is about.

    So its Lamport time is later than everything it answers, and every node folds the two in that order.
    """
    for one in statement.cites:
        held = tx.store.journal.event_at(one.member, one.seq)
        if held is not None and held.lamport > MAX_CITED:
            raise Refusal("event.lamport", "cites")
    every = (tx.projection.order(subject) for subject in about(statement.subject, statement.body))
    orders = [order for order in every if order[0] <= MAX_CITED]
    lamport, member, seq = max(orders, default=NEVER)
    stored = tx.store.journal.at(member, seq) if lamport else None
    if stored is None:
        return statement
    last = Cite(member, seq, stored.envelope.hash)
    return statement if last in statement.cites else structs.replace(statement, cites=(*statement.cites, last))


def _salted(node: Node, body: bytes) -> Payload:
    return Payload(node.entropy.token(SALT_BYTES), body)


def _header(
    node: Node,
    tx: Transaction,
    actor: Actor,
    statement: Statement,
    payload: Payload | None,
    items: tuple[tuple[str, Payload], ...],
) -> Header:
    kind = TYPES[statement.type]
    body = msgspec.to_builtins(statement.body)
    if not isinstance(statement.body, kind.body):
        raise TypeError(statement.type)  # a mistake of this program, never of its input
    return next_header(
        View(tx.store.journal),
        member=node.member,
        type=statement.type,
        at=text(node.now()),
        author=Author(actor.id, actor.post, actor.role, actor.authority, None),
        subject=statement.subject,
        body=body,
        payload=Commitment("none", commit(payload), len(payload.body)) if payload else None,
        items=tuple(Item(id, commit(item), len(item.body)) for id, item in items),
        cites=tuple(JournalCite(c.member, c.seq, c.hash) for c in statement.cites),
    )
