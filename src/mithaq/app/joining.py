"""Taking over the federation's history as a new member: a snapshot from any peer, verified to its end before it is used.

A snapshot holds the versions of the roster and every journal, with the checkpoint that its member signed. It holds no
payload: those are asked for afterwards, by a member that may read them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.replicate import keep_checkpoint, take
from mithaq.app.rosters import KEPT, refresh
from mithaq.app.serve import own_checkpoint
from mithaq.domain.errors import Refusal
from mithaq.journal.envelope import to_wire
from mithaq.journal.errors import Refused
from mithaq.journal.roster_document import SignedRoster
from mithaq.journal.rosters import check_first

PAGE = 500
MAX_JOURNALS = 32


class Journal(Struct, frozen=True, forbid_unknown_fields=True):
    """One journal: how many statements follow, and the note that its member signed over exactly these."""

    member: str
    note: str
    size: int


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: the versions of the roster in their order, and the journals in theirs."""

    format: str
    journals: tuple[Journal, ...]
    versions: tuple[str, ...]


FORMAT = "mithaq-snapshot/1"


class Taken(Struct, frozen=True):
    """What was verified and taken over."""

    member: str
    journals: int
    events: int
    version: int


def snapshot(node: Node, actor: Actor) -> Iterator[bytes]:
    """The lines of a snapshot: the head, then each statement as it travels. A journal whose end no note covers stops at the
    note: whoever joins pulls the rest.
    """
    require(node, actor, "journal.read")
    with node.store.read() as reader:
        journals = []
        for member in sorted(reader.journal.heads()):
            own = member == node.member
            note = own_checkpoint(node, reader) if own else reader.journal.checkpoint(member) or ""
            size = int(note.split("\n")[1]) if note else 0
            if size:
                journals.append(Journal(member, note, size))
        versions = tuple(one.to_json().decode() for one in node.trust.chain)
        yield msgspec.json.encode(Head(FORMAT, tuple(journals), versions))
        for journal in journals:
            after = 0
            while after < journal.size:
                page = reader.journal.after(journal.member, after, min(PAGE, journal.size - after))
                for stored in page:
                    yield to_wire(stored.envelope)
                after += len(page)


def anchored(line: bytes, trusted: str) -> SignedRoster:
    """The first version in a snapshot's head, if it is the one trusted. `trusted`: its hash, as a person was told it.

    Raises Refusal ``join.snapshot``.
    """
    try:
        first = SignedRoster.from_json(_head(line).versions[0].encode())
        check_first(first)
    except (Refused, IndexError):
        raise Refusal("join.snapshot", "versions") from None
    if first.document.hash != trusted.strip().lower():
        raise Refusal("join.snapshot", "trust")
    return first


def verify(node: Node, lines: Iterator[bytes]) -> Taken:
    """Admit everything into an empty store that is thrown away. Raises Refusal ``join.snapshot`` for the first thing wrong.

    `node` has the anchor that is trusted (`anchored`).
    """
    store = node.scratch()
    try:
        return _take(dataclasses.replace(node, store=store, network=None), lines)
    finally:
        store.close()


def join(node: Node, lines: Iterator[bytes]) -> Taken:
    """Take over what was verified before. Raises Refusal ``join.history`` on a node that has said something already."""
    with node.store.read() as reader:
        if reader.journal.heads():
            raise Refusal("join.history", "journal")
    return _take(node, lines)


def _take(node: Node, lines: Iterator[bytes]) -> Taken:
    head = _head(next(lines, b""))
    with node.store.write() as tx:
        tx.desk.put_meta(KEPT, msgspec.json.encode(head.versions[1:]).decode())
    refresh(node)
    if len(node.trust.chain) != len(head.versions):
        raise Refusal("join.snapshot", "versions")
    _check_listed(node)
    events = 0
    for journal in head.journals:
        events += _journal(node, journal, lines)
    if next(lines, None) is not None:
        raise Refusal("join.snapshot", "lines")
    return Taken(node.member, len(head.journals), events, node.trust.now.document.number)


def _check_listed(node: Node) -> None:
    """The roster lists this member with the key that this node holds. Raises Refusal ``join.snapshot``."""
    key = node.roster.listed(node.member, node.key.key_id)
    if key is None or key.public_bytes != node.key.public_bytes:
        raise Refusal("join.snapshot", "member")


def _journal(node: Node, journal: Journal, lines: Iterator[bytes]) -> int:
    left = journal.size
    while left:
        wires = [line for _, line in zip(range(min(PAGE, left)), lines, strict=False)]
        _admit(node, journal.member, wires)
        left -= len(wires)
    try:
        whole = keep_checkpoint(node, journal.member, journal.note)
    except Refused:
        whole = False
    if not whole:
        raise Refusal("join.snapshot", journal.member)
    return journal.size


def _admit(node: Node, member: str, wires: Sequence[bytes]) -> None:
    progress = take(node, member, tuple(wires))
    if not wires or progress.refused or progress.admitted != len(wires):
        raise Refusal("join.snapshot", member)


def _head(line: bytes) -> Head:
    try:
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Refusal("join.snapshot", "head") from None
    if head.format != FORMAT or len(head.journals) > MAX_JOURNALS or not head.versions:
        raise Refusal("join.snapshot", "head")
    if any(journal.size < 1 for journal in head.journals):
        raise Refusal("join.snapshot", "journals")
    return head
