"""`mithaq net sync` and `net status`: how far this node and the others have heard each other."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.replicate import replicate
from mithaq.app.watch import tick
from mithaq.cli.exits import DAMAGED, Line
from mithaq.cli.officer import Who


class Nothing(Struct, frozen=True):
    """No arguments."""


def sync(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """Ask everybody now, take over what is new, and do what is due; `moved` says how much that was."""
    came = replicate(node)
    yield {"moved": came + tick(node).moved, **_heads(node)}


def status(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """A line a member: how much of its journal is here, how much of ours it signed for, and when it was heard last. The last
    line names in `carrier` why nothing of this node is published, if that is so."""
    with node.store.read() as reader:
        signed = {row.peer: row.seq for row in reader.journal.receipts()}
        wanted = {member: len(reader.payloads.wanted(1000, member)) for member in node.peers}
        for member in node.peers:
            yield {
                "member": member,
                "held": _held(reader, member),
                "signed_for": signed.get(member, 0),
                "wanted": wanted[member],
                "last_contact": node.last_contact.get(member, ""),
            }
    yield {
        "member": node.member,
        **_heads(node),
        "carrier": node.not_carried,
        "exit": DAMAGED if node.not_carried else 0,
    }


def _heads(node: Node) -> Line:
    with node.store.read() as reader:
        heads = {member: head.seq for member, head in sorted(reader.journal.heads().items())}
        return {"heads": heads, "wanted": sum(len(reader.payloads.wanted(1000, member)) for member in node.peers)}


def _held(reader: Reader, member: str) -> int:
    head = reader.journal.head(member)
    return head.seq if head else 0
