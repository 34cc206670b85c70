"""Exporting the statements about one aggregate so that a stranger can verify them without a network."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app import holders
from mithaq.app.alerts import visible
from mithaq.app.attached import cited_in
from mithaq.app.attachments import of_case
from mithaq.app.cases import read as read_case
from mithaq.app.foreign import check_met
from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.openings import opened
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.app.serve import own_checkpoint
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.holder import What
from mithaq.journal.bundle import Exported, ExportedJournal, make_bundle
from mithaq.journal.bundled import MAX_BUNDLE_BYTES, Bundle
from mithaq.journal.chain import address
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.encoding import from_b64url
from mithaq.journal.envelope import Envelope, envelope_of
from mithaq.journal.errors import Refused

PAGE = 1000


def export(node: Node, actor: Actor, subject: str, holder: str = "", *, whole: bool = False) -> bytes:
    """A bundle with every statement about this alert or case, the statements they cite, the payloads held here, and the
    proofs that each stands in its journal. `whole`: with every other statement of all journals too, headers only, so that
    a node that is cut off can admit them one after the other.

    It goes to `holder`, who is named in the register, and the journal says so (`app.holders`). Another member's alert leaves
    only for an officer who may open it now, and is opened by that (`app.openings`). Raises NotFound for what the actor may
    not read, Refusal ``bundle.too_large``, ``holder.*``, ``opening.too_many``.
    """
    with node.store.read() as reader:
        others = _check_readable(node, reader, actor, subject)
        if whole:
            require(node, actor, "journal.read")
        holders.ready(node, reader, holder, "export")
        data = _bundled(node, reader, subject, whole)
        files = len(reader.attachments.citations(subject=subject))
    if others:
        opened(node, actor, subject)
    what: What = "case_bundle" if subject.startswith("c-") else "alert_bundle"
    holders.hand_out(node, actor, holder, "export", what, data, 1 + files)
    return data


def proof_for(node: Node, actor: Actor, subject: str) -> bytes:
    """The same inside a sealed document for who may read the case: a paper of it for a court, a party or counsel, no copy
    for a holder. Raises NotFound.
    """
    with node.store.read() as reader:
        read_case(node, actor, subject)
        return _bundled(node, reader, subject, whole=False)


def proof_of(node: Node, subject: str) -> bytes:
    """The same for a document that the node makes by itself: nobody asks, so nobody's rights are looked at."""
    with node.store.read() as reader:
        return _bundled(node, reader, subject, whole=False)


def _check_readable(node: Node, reader: Reader, actor: Actor, subject: str) -> bool:
    """Whether it is another member's alert. Raises NotFound."""
    if subject.startswith("c-"):
        read_case(node, actor, subject)
        return False
    alert = visible(node, reader, actor, subject)
    check_met(node, reader, actor, alert)
    return alert.owner != node.member


def _bundled(node: Node, reader: Reader, subject: str, whole: bool) -> bytes:
    envelopes = _with_cited(reader, subject)
    if not envelopes:
        raise NotFound("subject")
    about = {one.hash for one in envelopes}
    if whole:
        envelopes = [one for member in reader.journal.heads() for one in _all_of(reader, member)]
    members = sorted({one.header.member for one in envelopes})
    made = make_bundle(node.roster, [_journal(node, reader, member, envelopes, about) for member in members])
    if len(made) > MAX_BUNDLE_BYTES:
        raise Refusal("bundle.too_large", "subject")
    return made


def bundle_of(node: Node, reader: Reader, subject: str) -> bytes:
    """The same bundle for whoever has been let in already, such as an applicant by his code."""
    envelopes = _with_cited(reader, subject)
    about = {one.hash for one in envelopes if one.header.subject == subject}
    members = sorted({one.header.member for one in envelopes})
    return make_bundle(node.roster, [_journal(node, reader, member, envelopes, about) for member in members])


def files(node: Node, actor: Actor, subject: str) -> Iterator[tuple[str, bytes]]:
    """The attachments of a case that are held here, one at a time, in the order of their hashes; written down as an export.

    Raises NotFound, before the first one.
    """
    held = of_case(node, actor, subject)
    with node.write() as tx:
        write_line(node, tx.store.desk, actor, "case.export", reference=subject)
    return _files(node, sorted(hash for hash, row in held.items() if not row.refused))


def cited_by(bundle: Bundle) -> dict[str, str]:
    """The attachments that the payloads in a bundle cite, each with the place of the first statement that does."""
    found: dict[str, str] = {}
    for journal in bundle.journals:
        for event in journal.events:
            header = envelope_of(event.envelope).header
            for payload in event.payloads if header.subject.startswith("c-") else ():
                for hash in cited_in(header.type, from_b64url(payload.body, "body")):
                    found.setdefault(hash, address(header))
    return found


def _files(node: Node, hashes: list[str]) -> Iterator[tuple[str, bytes]]:
    for hash in hashes:
        with node.store.read() as reader:
            found = reader.attachments.get(hash)
        if found is not None and not found[0].refused:
            yield hash, found[1]


def _all_of(reader: Reader, member: str) -> Iterator[Envelope]:
    after = 0
    while page := reader.journal.after(member, after, PAGE):
        yield from (stored.envelope for stored in page)
        after = page[-1].envelope.header.seq


def _with_cited(reader: Reader, subject: str) -> list[Envelope]:
    found = {stored.envelope.hash: stored.envelope for stored in reader.journal.about(subject)}
    for envelope in list(found.values()):
        for cite in event_of(envelope).cites:
            cited = reader.journal.at(cite.member, cite.seq)
            if cited is not None:
                found.setdefault(cited.envelope.hash, cited.envelope)
    return list(found.values())


def _journal(node: Node, reader: Reader, member: str, envelopes: list[Envelope], about: set[str]) -> ExportedJournal:
    note = own_checkpoint(node, reader) if member == node.member else reader.journal.checkpoint(member)
    try:
        size = open_checkpoint(note, node.roster).size if note else 0
    except Refused:
        note, size = None, 0
    mine = (one for one in envelopes if one.header.member == member)
    events = [_exported(reader, one) if one.hash in about else Exported(one) for one in mine]
    return ExportedJournal(member, events, note, reader.journal.leaves(member, size))


def _exported(reader: Reader, envelope: Envelope) -> Exported:
    header = envelope.header
    wanted = {item.hash: item.id for item in header.items}
    if header.payload is not None:
        wanted[header.payload.hash] = ""
    held = reader.payloads.many([hash for hash in reader.payloads.of(header.subject) if hash in wanted])
    return Exported(envelope, {wanted[hash]: payload for hash, payload in held.items()})
