"""Verifying a bundle offline: every signature, every link that can be seen, every proof and every payload.

A fault does not stop the verification: the report lists them all, each with its place and code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mithaq.journal.admit import admit_payload
from mithaq.journal.bundled import (
    BUNDLE_VERSION,
    BundledEvent,
    BundledJournal,
    Exported,
    ExportedJournal,
    make_bundle,
    read_bundle,
)
from mithaq.journal.chain import Head, Held, address, check_cites, check_follows, check_signatures, head_after
from mithaq.journal.checkpoint import Checkpoint, open_checkpoint
from mithaq.journal.encoding import from_b64url
from mithaq.journal.envelope import Envelope, envelope_of
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.header import Commitment, Header
from mithaq.journal.merkle import HASH_BYTES, verify_inclusion
from mithaq.journal.payload import SALT_BYTES, Payload
from mithaq.journal.trust import Roster

__all__ = ["Exported", "ExportedJournal", "Fault", "Report", "make_bundle", "verify_bundle"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: `TN/17.signatures[0]`, `checkpoint[TN]`."""

    where: str
    code: RefusalCode


@dataclass(slots=True)
class Report:
    """What was verified. `trusted`: against a roster of the verifier's own, not merely against the one
    inside.

    `proven` counts the events included in a signed checkpoint, `gaps` the places where events between two are
    not in the bundle (which is no fault: a bundle may be an excerpt).
    """

    trusted: bool = False
    events: int = 0
    payloads: int = 0
    proven: int = 0
    gaps: int = 0
    checkpoints: list[Checkpoint] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @contextmanager
    def noting(self, place: str) -> Iterator[None]:
        """Turn a refusal into a fault at `place`."""
        try:
            yield
        except Refused as refusal:
            located = refusal.under(place) if place else refusal
            self.faults.append(Fault(located.where, located.code))


def verify_bundle(data: bytes, roster: Roster | None = None) -> Report:
    """Verify a bundle's bytes, against `roster` if given, else against the roster inside. Never raises.

    Without a roster of one's own the report says only that the bundle agrees with itself.
    """
    report = Report(trusted=roster is not None)
    with report.noting(""):
        bundle = read_bundle(data)
        if bundle.v != BUNDLE_VERSION:
            raise Refused(RefusalCode.VERSION_UNKNOWN, "v")
        if roster is None:
            with report.noting("roster"):
                bundle.roster.check()
        _Verification(roster or bundle.roster, report).run(bundle.journals)
    return report


class _Verification:
    """One run: the roster that counts, the report that grows, and the events read so far."""

    def __init__(self, roster: Roster, report: Report) -> None:
        self._roster = roster
        self._report = report
        self._held: dict[tuple[str, int], Held] = {}

    def event_at(self, member: str, seq: int) -> Held | None:
        """What `check_cites` asks."""
        return self._held.get((member, seq))

    def run(self, journals: tuple[BundledJournal, ...]) -> None:
        """Journal by journal, then the citations across them."""
        headers: list[Header] = []
        if len({journal.member for journal in journals}) != len(journals):
            raise Refused(RefusalCode.BAD_FIELD, "journals")
        for journal in journals:
            headers += self._journal(journal)
        for header in headers:
            with self._report.noting(address(header)):
                check_cites(header, self)

    def _journal(self, journal: BundledJournal) -> list[Header]:
        headers: list[Header] = []
        checkpoint = self._checkpoint(journal)
        before: Head | None = None
        for index, bundled in enumerate(journal.events):
            place = f"journals[{journal.member}].events[{index}]"
            with self._report.noting(place):
                envelope = envelope_of(bundled.envelope)
                header = envelope.header
                if header.member != journal.member:
                    raise Refused(RefusalCode.BAD_FIELD, "member")
                self._event(envelope, bundled, before, checkpoint)
                headers.append(header)
                before = head_after(envelope)
        return headers

    def _checkpoint(self, journal: BundledJournal) -> Checkpoint | None:
        opened = None
        if journal.checkpoint is not None:
            with self._report.noting(f"checkpoint[{journal.member}]"):
                found = open_checkpoint(journal.checkpoint, self._roster)
                if found.member != journal.member:
                    raise Refused(RefusalCode.ORIGIN_UNKNOWN, "origin")
                self._report.checkpoints.append(found)
                opened = found
        return opened

    def _event(
        self, envelope: Envelope, bundled: BundledEvent, before: Head | None, checkpoint: Checkpoint | None
    ) -> None:
        header = envelope.header
        place = address(header)
        self._report.events += 1
        with self._report.noting(place):
            check_signatures(envelope, self._roster)
        with self._report.noting(place):
            self._link(header, before)
        with self._report.noting(place):
            self._proof(envelope, bundled, checkpoint)
        commitments = _commitments(header)
        for index, payload in enumerate(bundled.payloads):
            with self._report.noting(f"{place}.payloads[{index}]"):
                salt = from_b64url(payload.salt, "salt", size=SALT_BYTES)
                body = from_b64url(payload.body, "body")
                commitment = commitments.pop(payload.item, None)  # each at most once
                admit_payload(commitment, Payload(salt, body), audience_includes_me=True)
                self._report.payloads += 1
        self._held[header.member, header.seq] = Held(envelope.hash, header.lamport)

    def _link(self, header: Header, before: Head | None) -> None:
        """Events may be missing between two of an excerpt; those that stand side by side are linked."""
        if header.seq == (before.seq if before else 0) + 1:
            check_follows(header, before)
            return
        self._report.gaps += 1
        if before is not None and header.seq <= before.seq:
            raise Refused(RefusalCode.FORK, "seq")
        if before is not None and header.lamport <= before.lamport:
            raise Refused(RefusalCode.LAMPORT_NOT_GREATER, "lamport")

    def _proof(self, envelope: Envelope, bundled: BundledEvent, checkpoint: Checkpoint | None) -> None:
        index = envelope.header.seq - 1
        covered = checkpoint is not None and index < checkpoint.size
        if bundled.proof is None:
            if covered:
                raise Refused(RefusalCode.PROOF_MISMATCH, "proof")
            return
        path = [from_b64url(node, "proof", size=HASH_BYTES) for node in bundled.proof]
        if checkpoint is None or not verify_inclusion(envelope.leaf, index, checkpoint.size, path, checkpoint.root):
            raise Refused(RefusalCode.PROOF_MISMATCH, "proof")
        self._report.proven += 1


def _commitments(header: Header) -> dict[str, Commitment]:
    """What the event commits to, by item id; empty for its own payload."""
    own = {"": header.payload} if header.payload else {}
    return own | {item.id: item.commitment for item in header.items}
