"""Exporting the statements about one aggregate so that a stranger can verify them without a network."""

from __future__ import annotations

from mithaq.app.alerts import visible
from mithaq.app.cases import read as read_case
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.app.serve import own_checkpoint
from mithaq.domain.errors import NotFound
from mithaq.journal.bundle import Exported, ExportedJournal, make_bundle
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.envelope import Envelope
from mithaq.journal.errors import Refused


def export(node: Node, actor: Actor, subject: str) -> bytes:
    """A bundle with every statement about this alert or case, the statements they cite, the payloads held here, and the
    proofs that each stands in its journal. Raises NotFound for what the actor may not read.
    """
    with node.store.read() as reader:
        if subject.startswith("c-"):
            read_case(node, actor, subject)
        else:
            visible(node, reader, actor, subject)
        envelopes = _with_cited(reader, subject)
        if not envelopes:
            raise NotFound("subject")
        members = sorted({one.header.member for one in envelopes})
        journals = [_journal(node, reader, member, envelopes) for member in members]
    return make_bundle(node.roster, journals)


def _with_cited(reader: Reader, subject: str) -> list[Envelope]:
    found = {stored.envelope.hash: stored.envelope for stored in reader.journal.about(subject)}
    for envelope in list(found.values()):
        for cite in event_of(envelope).cites:
            cited = reader.journal.at(cite.member, cite.seq)
            if cited is not None:
                found.setdefault(cited.envelope.hash, cited.envelope)
    return list(found.values())


def _journal(node: Node, reader: Reader, member: str, envelopes: list[Envelope]) -> ExportedJournal:
    note = own_checkpoint(node, reader) if member == node.member else reader.journal.checkpoint(member)
    try:
        size = open_checkpoint(note, node.roster).size if note else 0
    except Refused:
        note, size = None, 0
    events = [_exported(reader, one) for one in envelopes if one.header.member == member]
    return ExportedJournal(member, events, note, reader.journal.leaves(member, size))


def _exported(reader: Reader, envelope: Envelope) -> Exported:
    header = envelope.header
    wanted = {item.hash: item.id for item in header.items}
    if header.payload is not None:
        wanted[header.payload.hash] = ""
    held = reader.payloads.many(list(wanted))
    return Exported(envelope, {wanted[hash]: payload for hash, payload in held.items()})
