"""Verifying a document with nothing but the file: no network, no node. With a roster of one's own it is certain whose it is.

(1) the file holds a proof and says what it rests on; (2) the seal is whole and covers every byte; (3) the journal key of the
sealing member, as the roster has it, vouches for the seal; (4) the proof verifies; (5) the statement stands in it, at that
place, under that hash; (6) the papers inside are those that the file lists, each by its SHA-256, and no other file is;
(7) the pages, made again from the proof, are the same byte for byte, and nothing but the seal came after them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Literal, NamedTuple

import msgspec
import pikepdf
from msgspec import Struct

from mithaq.documents import press
from mithaq.documents.certificate import vouched
from mithaq.documents.clearance_letter import CLEARANCE, clearance_letter
from mithaq.documents.document import Anchor
from mithaq.documents.erasure_letter import ERASURE, erasure_letter
from mithaq.documents.make import printed
from mithaq.documents.pades import Chain, sealed_by
from mithaq.documents.remedy_letter import REMEDY_DECISION, remedy_letter
from mithaq.documents.revision import only_sealed
from mithaq.documents.source import page_of
from mithaq.documents.tongues import Dictionary
from mithaq.domain.case.clocks import instant
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import parse
from mithaq.domain.law import Law
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.bundled import MAX_BUNDLE_BYTES, Bundle, read_bundle
from mithaq.journal.envelope import envelope_of
from mithaq.journal.errors import Refused
from mithaq.journal.trust import Roster
from mithaq.ops.release import release

MAX_BYTES = 256 * 1024 * 1024  # a case file with its papers, five times over: another release may take more of them
MAX_ANCHOR_BYTES = 256 * 1024  # of `document.json`: 2,000 papers are 170 kB
OURS = ("document.json", "proof.json")
Pages = Literal["same", "differ", "other_release", "not_made"]
Fault = Literal["seal", "seal_key", "proof", "statement", "papers", "pages"]


class Inside(NamedTuple):
    """What lies inside a document: on what it rests, its proof, and its papers by the SHA-256 that their bytes have."""

    anchor: Anchor
    proof: bytes
    papers: Mapping[str, bytes]
    strays: bool


class Verdict(Struct, frozen=True):
    """What was found. `trusted`: against a roster of the verifier's own. `pages`: whether they could be made again.

    ``other_release``: made by another release of this program, whose words and tables may differ: the seal speaks for them.
    `papers`: how many lie inside.
    """

    anchor: Anchor
    trusted: bool
    events: int
    proven: int
    papers: int
    pages: Pages
    faults: tuple[Fault, ...]


def verify(pdf: bytes, law_for: Callable[[bool], Law], dictionary: Dictionary, roster: Roster | None = None) -> Verdict:
    """Everything that the file itself can show. Raises Refusal ``document.unreadable`` for what is no such document."""
    found = _inside(pdf)  # (1)
    anchor, proof = found.anchor, found.proof
    faults: list[Fault] = []
    bundle = _bundle(proof)
    certificates = sealed_by(pdf)  # (2)
    if certificates is None:
        faults.append("seal")
    elif not _vouched(certificates, roster or bundle.roster, anchor.by):  # (3)
        faults.append("seal_key")
    report = verify_bundle(proof, roster)  # (4)
    if not report.ok:
        faults.append("proof")
    if not _stands(bundle, anchor):  # (5)
        faults.append("statement")
    if found.strays or found.papers.keys() != anchor.inside.keys():  # (6)
        faults.append("papers")
    pages: Pages = "not_made" if faults else _pages(pdf, found, law_for(anchor.demo), dictionary)  # (7)
    if pages == "differ":
        faults.append("pages")
    return Verdict(anchor, report.trusted, report.events, report.proven, len(found.papers), pages, tuple(faults))


def _inside(pdf: bytes) -> Inside:
    if len(pdf) > MAX_BYTES:
        raise Refusal("document.unreadable", "file")
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            names = [name for name in opened.attachments if name not in OURS]
            streams = [opened.attachments[name].get_file().obj for name in names]
            plain = [stream.read_raw_bytes() for stream in streams if "/Filter" not in stream]  # as they are put there
            about = _unpacked(opened.attachments["document.json"].get_file().obj, MAX_ANCHOR_BYTES)
            proof = _unpacked(opened.attachments["proof.json"].get_file().obj, MAX_BUNDLE_BYTES)
        anchor = msgspec.json.decode(about, type=Anchor)
        if instant(anchor.made_at) is None:
            raise Refusal("document.unreadable", "made_at")
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        zlib.error,
        msgspec.MsgspecError,
        Refusal,
    ):
        raise Refusal("document.unreadable", "file") from None
    papers = {hashlib.sha256(data).hexdigest(): data for data in plain}
    return Inside(anchor, proof, papers, len(papers) != len(names))


def _unpacked(stream: Any, most: int) -> bytes:
    """The bytes of a stream, plain or deflated once, and never more than `most`: a small file can hold gigabytes."""
    raw: bytes = stream.read_raw_bytes()
    packed = stream.get("/Filter")
    if packed is None:
        found = raw
    elif packed == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        found = zlib.decompressobj().decompress(raw, most + 1)
    else:
        raise Refusal("document.unreadable", "file")
    if len(found) > most:
        raise Refusal("document.unreadable", "file")
    return found


def _bundle(proof: bytes) -> Bundle:
    try:
        return read_bundle(proof)
    except Refused:
        raise Refusal("document.unreadable", "proof") from None


def _vouched(found: Chain, roster: Roster, member: str) -> bool:
    leaf, others = found
    entry = next((one for one in roster.members if one.code == member), None)
    keys = [key.public_bytes for key in entry.keys if key.revoked_from is None] if entry else []
    return any(vouched(leaf, issuer, public) for issuer in others for public in keys)


def _stands(bundle: Bundle, anchor: Anchor) -> bool:
    for journal in bundle.journals:
        for bundled in journal.events if journal.member == anchor.member else ():
            try:
                envelope = envelope_of(bundled.envelope)
            except Refused:
                continue
            header = envelope.header
            if header.seq == anchor.seq and header.member == anchor.member:
                return envelope.hash == anchor.hash and header.subject == anchor.case
    return False


def _again(found: Inside, law: Law, dictionary: Dictionary) -> bytes:
    anchor, proof = found.anchor, found.proof
    bundle, made_at = read_bundle(proof), parse(anchor.made_at)
    if anchor.kind == REMEDY_DECISION:
        return press.pdf(remedy_letter(anchor, bundle, law, dictionary), proof, made_at)
    if anchor.kind == CLEARANCE:
        return press.pdf(clearance_letter(anchor, bundle, law, dictionary), proof, made_at)
    if anchor.kind == ERASURE:
        return press.pdf(erasure_letter(anchor, bundle, law, dictionary), proof, made_at)
    page = page_of(bundle, anchor.case, law, made_at)
    return printed(anchor, page, law, dictionary, proof, found.papers.__getitem__)


def _pages(pdf: bytes, found: Inside, law: Law, dictionary: Dictionary) -> Pages:
    if found.anchor.release != release():
        return "other_release"
    try:
        again = _again(found, law, dictionary)
    except (NotFound, Refusal):
        return "differ"
    return "same" if only_sealed(again, pdf) else "differ"
