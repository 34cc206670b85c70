"""Whom a restored node has not heard yet: a backup knows neither what went since it was made, nor which places of its own
journal are taken by now.

Answers wait for those who give orders, the commission and the Secretariat. Statements wait for every member: each may be the
only one that holds the last thing which this node said.
"""

from __future__ import annotations

import msgspec

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.domain.errors import Refusal

UNHEARD = "restored.unheard"


def recall_unheard(node: Node) -> None:
    """What the database says of this, when a node is opened."""
    with node.store.read() as reader:
        node.unheard = read_unheard(reader)


def read_unheard(reader: Reader) -> tuple[str, ...]:
    """Whom this node has to hear since it was restored; empty where it was not, or has heard all."""
    return msgspec.json.decode(reader.desk.meta(UNHEARD) or "[]", type=tuple[str, ...])


def keep_unheard(node: Node, members: tuple[str, ...]) -> None:
    """From now on these are waited for, also after a restart. Raises StoreFault."""
    if members != node.unheard:
        with node.store.write() as tx:
            tx.desk.put_meta(UNHEARD, msgspec.json.encode(members).decode())
    node.unheard = members


def check_answering(node: Node) -> None:
    """Before anybody is told of a person. Raises Refusal ``restored.orders`` while orders may be missing."""
    if any(node.roster.kind(member) != "state" for member in node.unheard):
        raise Refusal("restored.orders", "orders")


def check_signing(node: Node) -> None:
    """Before a place of the own journal is used. Raises Refusal: ``restored.journal`` while it may be taken, or
    ``roster.closed`` where the roster lets nothing more in.
    """
    if node.unheard:
        raise Refusal("restored.journal", "journal")
    if node.member in node.trust.closed:
        raise Refusal("roster.closed", "journal")
