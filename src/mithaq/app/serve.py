"""The side that answers: what this node gives to the others, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mithaq.app.exchange import MAX_ASKED, PayloadRequest, Receipt, opened, signed
from mithaq.app.node import Node
from mithaq.app.orders import order_papers
from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.peer import PeerDown, Pulled
from mithaq.app.ports.rows import ReceiptRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.replicate import take
from mithaq.app.rosters import check_member
from mithaq.app.witness import remember, seen
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.audience import commitments, overseers, readers, versions
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_counsel import REQUESTED_ONLY
from mithaq.domain.clearance import Clearance
from mithaq.domain.connected.question import Question, papers
from mithaq.domain.hit import HitNotice
from mithaq.domain.insider import Raised
from mithaq.domain.instant import text
from mithaq.domain.message.thread import Thread
from mithaq.domain.review.questions import papers_for
from mithaq.domain.sealed import Sealed
from mithaq.journal import checkpoint
from mithaq.journal.checkpoint import Checkpoint
from mithaq.journal.envelope import to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.payload import Payload

MAX_PULLED = 1000
NOTHING = "0" * 64  # the hash in a receipt for a journal of which nothing is held


class Served:
    """A node as its peers reach it (`app.ports.peer.Peer`). Raises Refused for requests that do not verify.

    A disk that is full or damaged here is a peer that is down there: PeerDown, and nobody else waits for it.
    """

    def __init__(self, node: Node) -> None:
        self._node = node

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        """A range of a journal that this node holds, and its own checkpoint if the journal is its own."""
        with self._reading() as reader:
            stored = reader.journal.after(member, after, min(limit, MAX_PULLED))
            own = member == self._node.member
            note = own_checkpoint(self._node, reader) if own else ""
            notes = seen(self._node, reader) if own and len(stored) < limit else ()
        return Pulled(tuple(to_wire(one.envelope) for one in stored), note, notes)

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        """The payloads that the signed request names, each only if the asker is in its audience now."""
        asked = opened(request, PayloadRequest, self._node.roster)
        check_member(self._node, asked.by)
        if asked.to != self._node.member or len(asked.wants) > MAX_ASKED:
            raise Refused(RefusalCode.NOT_AUDIENCE, "to")
        with self._reading() as reader:
            allowed = {
                subject: self._allowed(reader, subject, asked.by) for subject in {w.subject for w in asked.wants}
            }
            hashes = [want.hash for want in asked.wants if want.hash in allowed[want.subject]]
            held = reader.payloads.many(hashes)
        return tuple(held.get(want.hash) if want.hash in allowed[want.subject] else None for want in asked.wants)

    def ask_attachment(self, request: bytes) -> bytes | None:
        """A file that a paper of this member's own cites, for whoever may read that paper now.

        Only its own papers count: else a party could have itself sent whatever file it can name, by citing it.
        """
        asked = opened(request, PayloadRequest, self._node.roster)
        check_member(self._node, asked.by)
        if asked.to != self._node.member or len(asked.wants) != 1:
            raise Refused(RefusalCode.NOT_AUDIENCE, "to")
        (want,) = asked.wants
        with self._reading() as reader:
            own = {
                header.payload.hash
                for stored in reader.journal.about(want.subject)
                if (header := stored.envelope.header).member == self._node.member and header.payload is not None
            }
            citing = {one.payload for one in reader.attachments.citations(of=want.hash)}
            if not own & citing & self._allowed(reader, want.subject, asked.by):
                return None
            found = reader.attachments.get(want.hash)
        return found[1] if found is not None and not found[0].refused else None

    def take_orders(self, member: str, envelopes: tuple[bytes, ...]) -> bytes:
        """Admit what the commission does not let wait, and sign for what is held of its journal now."""
        with self._down_if_broken():
            take(self._node, member, envelopes[:MAX_PULLED])
            with self._node.store.read() as reader:
                head = reader.journal.head(member)
        seq, hash = (head.seq, head.hash) if head else (0, NOTHING)
        return signed(Receipt(self._node.member, member, seq, hash, text(self._node.now())), self._node.key)

    def deliver_receipt(self, wire: bytes) -> None:
        """Note that a peer holds our journal that far; what everybody holds leaves the outbox."""
        receipt = opened(wire, Receipt, self._node.roster)
        if receipt.journal != self._node.member:
            raise Refused(RefusalCode.NOT_AUDIENCE, "journal")
        with self._down_if_broken(), self._node.store.write() as tx:
            held = tx.journal.at(self._node.member, receipt.seq)
            if held is None or held.envelope.hash != receipt.hash:
                raise Refused(RefusalCode.FORK, "hash")
            tx.journal.put_receipt(ReceiptRow(receipt.by, receipt.seq, receipt.hash, wire))
            seqs = {row.peer: row.seq for row in tx.journal.receipts()}
            tx.journal.outbox_clear(min((seqs.get(peer, 0) for peer in self._node.peers), default=0))

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        with self._down_if_broken(), self._node.store.read() as reader:
            yield reader

    @contextmanager
    def _down_if_broken(self) -> Iterator[None]:
        try:
            yield
        except StoreFault:
            raise PeerDown(self._node.member) from None

    def _allowed(self, reader: Reader, subject: str, asker: str) -> set[str]:
        """The commitments of this aggregate that the asker may read now."""
        row = reader.register.fold(subject)
        fold = decode_fold(row) if row is not None else None
        held = reader.payloads.of(subject)
        if isinstance(fold, Alert):
            # The owner chooses which commitments its alert names; only what is kept for this very alert is given out.
            orders = {hash for hash, _ in order_papers(fold, asker, self._node.law)}
            return (self._of_alert(reader, fold, asker) | orders) & set(held)
        info = self._node.law.members.get(asker)
        oversight = info is not None and info.kind == "commission"
        if isinstance(fold, Case) and asker == fold.requesting:
            return {hash for hash, item in held.items() if item not in REQUESTED_ONLY}
        if isinstance(fold, Case | Thread):
            return set(held) if oversight or fold.concerns(asker) else set()
        if isinstance(fold, Question):
            return _of_question(fold, asker, oversight=oversight) & set(held)
        return self._of_word(fold, set(held), asker, oversight=oversight)

    def _of_word(self, fold: object, held: set[str], asker: str, *, oversight: bool) -> set[str]:
        """What a member said about itself, a hit, or a certificate."""
        info = self._node.law.members.get(asker)
        if isinstance(fold, Sealed | Raised | HitNotice):
            parties = (fold.to, fold.checking) if isinstance(fold, HitNotice) else (fold.member,)
            return (
                set(held) if oversight or asker in parties else set()
            )  # who said it may have lost it (`app.restored`)
        if isinstance(fold, Clearance) and fold.holds_at(text(self._node.now())):
            return set(held) if info is not None and info.kind == "state" else set()  # every border needs it
        return set()

    def _of_alert(self, reader: Reader, alert: Alert, asker: str) -> set[str]:
        found: set[str] = set()
        if asker in overseers(self._node.law):
            found |= {one.payload for one in alert.replaced}
        for version in versions(alert):
            if version.reasons and self._may_read_reasons(asker, alert):
                found.add(version.reasons)
            found |= set(self._exchanged(asker, alert, version)) | set(self._looked_at(asker, version))
            if asker not in readers(alert, version, self._node.law):
                continue
            found |= set(commitments(version))
            photo = _photo_of(reader, alert.id, version.payload)
            if photo:
                found.add(photo)
        return found

    def _exchanged(self, asker: str, alert: Alert, version: Version) -> Iterable[str]:
        """What reviewers asked is for the owner, what it answered for the Secretariat."""
        info = self._node.law.members.get(asker)
        secretariat = info is not None and info.kind == "secretariat"
        return papers_for(version.questions, owner=asker == alert.owner, secretariat=secretariat)

    def _looked_at(self, asker: str, version: Version) -> Iterable[str]:
        """What reviewers looked at is for those who oversee, and for no state."""
        info = self._node.law.members.get(asker)
        return () if info is None or info.kind == "state" else (one.looked for one in version.reviews if one.looked)

    def _may_read_reasons(self, asker: str, alert: Alert) -> bool:
        """A refusal's reasons are for the owner and the commission."""
        info = self._node.law.members.get(asker)
        return asker == alert.owner or (info is not None and info.kind == "commission")


def _of_question(question: Question, asker: str, *, oversight: bool) -> set[str]:
    """Who asked, and who was asked, read the question; each answer its author and the asker; core data nobody else."""
    return {
        hash
        for hash, (item, author, audience) in papers(question).items()
        if asker in (author, *audience) or (oversight and item != "question.data_decided")
    }


def _photo_of(reader: Reader, alert: str, payload_hash: str) -> str:
    payload = reader.payloads.get(payload_hash, alert) if payload_hash else None
    identity = contents.identity_of(contents.decode(payload.body)) if payload else None
    return identity.photo if identity is not None else ""


def own_checkpoint(node: Node, reader: Reader) -> str:
    """A signed note over this member's journal as it stands; signed once for as long as nothing is added."""
    frontier = reader.journal.frontier(node.member)
    now = Checkpoint(f"mithaq/{node.member}", frontier.size, frontier.root())
    if node.own_note is None or node.own_note[0] != now:
        node.own_note = (now, checkpoint.sign_checkpoint(now, node.key))
        remember(node, node.member, now.size, now.root)
    return node.own_note[1]
