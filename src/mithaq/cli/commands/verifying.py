"""`mithaq fsck` and `mithaq journal`: what is here, and whether it is what it claims."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from mithaq.app import bundles
from mithaq.app import fsck as checking
from mithaq.app.lists import journal
from mithaq.app.node import Node
from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.rows import Stored
from mithaq.app.ports.store import Reader
from mithaq.app.proofs import inclusion, statement
from mithaq.cli.commands.bounds import Place, Shown
from mithaq.cli.commands.telling import Tell, nobody
from mithaq.cli.exits import DAMAGED, Line
from mithaq.cli.officer import Who, acting
from mithaq.journal.chain import verify_chain
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.merkle import Frontier

PAGE = 1000


class Nothing(Struct, frozen=True):
    """No arguments."""


class FsckArgs(Struct, frozen=True):
    """Whether to build the index anew, which is the one thing that can be mended from what is here."""

    repair: bool = False


class ListArgs(Struct, frozen=True):
    """Which journal (empty: the newest of all), after which seq, how many."""

    member: str = ""
    after: Place = 0
    limit: Shown = 50


class ShowArgs(Struct, frozen=True):
    """One place of one journal."""

    member: str
    seq: Place


class ExportArgs(Struct, frozen=True):
    """The alert or case to export, and the `holder` of copies who takes it.

    `whole`: with the headers of every journal, for a node that is cut off."""

    subject: str
    holder: str = ""
    whole: bool = False


def doctor(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """How much there is to search, how the index stands, and in `carrier` why nothing of this node is published, if so."""
    node.searching.catch_up(node.store)
    size = node.searching.size()
    yield {
        "member": node.member,
        "entries": node.store.sizes()["entries"],
        "index_bytes": size.bytes,
        "index_rows": size.rows,
        "index_rows_unwritten": size.fresh,
        "index_segments": size.segments,
        "index_unswept": size.unswept,
        "index_unreadable": size.unreadable,
        "carrier": node.not_carried,
        "exit": DAMAGED if size.unreadable or node.searching.damaged or node.not_carried else 0,
    }


def fsck(node: Node, who: Who, args: FsckArgs, tell: Tell = nobody) -> Iterator[Line]:
    """Rebuild everything from the bytes and compare; a line a fault, then the summary."""
    if args.repair:
        entries = node.store.sizes()["entries"]
        node.searching.rebuild(node.store, lambda done: tell("building", done, entries))
    report = checking.fsck(node, _telling(node, tell))
    for fault in report.faults:
        yield {"fault": fault.code, "where": fault.where}
    yield {
        "sound": report.sound,
        "events": report.events,
        "payloads": report.payloads,
        "attachments": report.attachments,
        "log_lines": report.log_lines,
        "faults": len(report.faults),
        "exit": 0 if report.sound else DAMAGED,
    }


def _telling(node: Node, tell: Tell) -> checking.Tick:
    try:
        whole = node.store.sizes()
    except StoreFault:
        whole = {}  # a damaged store cannot count itself; what is wrong with it is found below
    totals = {"events": whole.get("journal", 0), "payloads": whole.get("payloads", 0)}
    return lambda what, count: tell(what, count, totals.get(what, 0))


def verify(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """Verify every journal that is held here: signatures, chain, and the roots that were kept of it."""
    sound = True
    with node.store.read() as reader:
        for member in sorted(reader.journal.heads()):
            line = _verified(node, reader, member)
            sound = sound and line["verified"]
            yield line
    yield {"verified": sound, "exit": 0 if sound else DAMAGED}


def _verified(node: Node, reader: Reader, member: str) -> Line:
    try:
        note = reader.journal.checkpoint(member)
        signed = open_checkpoint(note, node.roster) if note else None
        tree, then = _tree(node, reader, member, signed.size if signed else 0)
        kept = reader.journal.frontier(member)
        if (kept.size, kept.root()) != (tree.size, tree.root()):
            raise Refused(RefusalCode.PROOF_MISMATCH, "frontier")
        if signed is not None and then != signed.root:
            raise Refused(RefusalCode.PROOF_MISMATCH, "checkpoint")
    except Refused as refusal:
        return {"member": member, "verified": False, "fault": refusal.code.value, "where": refusal.where}
    checkpoint = signed.size if signed else None
    return {
        "member": member, "verified": True, "events": tree.size, "checkpoint": checkpoint, "root": tree.root().hex()
    }  # fmt: skip


def _tree(node: Node, reader: Reader, member: str, size: int) -> tuple[Frontier, bytes]:
    """The tree over the whole journal, every statement verified, and the root it had at `size`."""
    head, frontier = None, Frontier()
    then = frontier.root()
    while page := reader.journal.after(member, frontier.size, PAGE):
        envelopes = [stored.envelope for stored in page]
        head = verify_chain(envelopes, node.roster, head=head)
        for envelope in envelopes:
            frontier.append(envelope.leaf)
            then = frontier.root() if frontier.size == size else then
    return frontier, then


def journal_list(node: Node, who: Who, args: ListArgs) -> Iterator[Line]:
    """Envelopes in order, or the newest of all journals first."""
    found = journal(node, acting(node, who), member=args.member, after=args.after, limit=args.limit)
    yield from map(_shown, found)
    yield {"events": len(found)}


def _shown(stored: Stored) -> Line:
    header = stored.envelope.header
    return {
        "member": header.member,
        "seq": header.seq,
        "at": header.at,
        "type": header.type,
        "subject": header.subject,
        "role": header.author.role,
        "hash": stored.envelope.hash,
        "applied": stored.applied,
        "flags": list(stored.flags),
    }


def journal_show(node: Node, who: Who, args: ShowArgs) -> Iterator[Line]:
    """One statement as it is signed, and the proof that it stands in its journal."""
    actor = acting(node, who)
    stored = statement(node, actor, args.member, args.seq)
    proof = inclusion(node, actor, args.member, args.seq)
    yield {
        **_shown(stored),
        "header": msgspec.to_builtins(stored.envelope.header),
        "received_at": stored.received_at,
        "proof": {"size": proof.size, "root": proof.root.hex(), "path": [one.hex() for one in proof.path]},
    }


def export(node: Node, who: Who, args: ExportArgs) -> Iterator[Line]:
    """The bundle in base64, then each attachment of a case; the command line writes them to a file."""
    actor = acting(node, who)
    data = bundles.export(node, actor, args.subject, args.holder, whole=args.whole)
    files = bundles.files(node, actor, args.subject) if args.subject.startswith("c-") else None
    yield {"bundle": base64.b64encode(data).decode(), "bytes": len(data)}
    for hash, content in files or ():
        yield {"attachment": hash, "bundle": base64.b64encode(content).decode(), "bytes": len(content)}
