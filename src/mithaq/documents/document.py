"""A document before it is printed: its letterhead, its proof, and what stands on its pages."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mithaq.documents.blocks import Block, Row, Two

Other = Literal["en", "fr"]
"""The second language of a document; the first is always Arabic."""

Kind = Literal[
    "detention-request",
    "extradition-request",
    "rights-letter",
    "decision",
    "release-notice",
    "surrender-record",
    "case-file",
    "remedy-decision",
    "clearance",
    "erasure",
]


class Anchor(Struct, frozen=True):
    """The statement that a document rests on, and how the document was made: enough to make it again from its proof.

    `by`: the member whose node made and sealed it. `demo`: its people are invented. `inside`: the papers that lie
    inside a case file, media type by SHA-256. `outside`: why a paper that its maker knew of does not, by code; one that is
    in neither was not held. `number`: with which the proof of a certificate opens, as its page prints it. What another
    release wrote beside these fields is passed over: its pages cannot be made again.
    """

    kind: Kind
    case: str
    member: str
    seq: int
    hash: str
    other: Other
    made_at: str
    by: str
    release: str
    demo: bool = False
    inside: dict[str, str] = {}
    outside: dict[str, str] = {}
    number: str = ""

    @property
    def place(self) -> str:
        """Journal and place in it: ``TN/17``."""
        return f"{self.member}/{self.seq}"

    @property
    def qr(self) -> str:
        """What the QR code says. Capitals only: that makes the code a third smaller (ISO/IEC 18004, alphanumeric mode)."""
        return f"MITHAQ:1:{self.kind}:{self.place}:{self.hash}:{self.case}:VERIFY WITH MITHAQ DOCUMENT VERIFY".upper()


class Letterhead(Struct, frozen=True):
    """Who writes, what it is, and when."""

    state: Two
    authority: Two
    title: Two
    subtitle: Two
    reference: tuple[str, str]
    dated: Two
    hijri: Two


class Document(Struct, frozen=True):
    """Everything that the template needs; `words` are what it says by itself. `number`: what a post scans
    from the QR code.
    """

    anchor: Anchor
    head: Letterhead
    parties: tuple[Row, ...]
    blocks: tuple[Block, ...]
    words: dict[str, Two]
    number: str = ""

    @property
    def qr(self) -> str:
        """What its QR code says: the anchor's, and where the document has a number that a post scans, that one too."""
        if not self.number:
            return self.anchor.qr
        named, _, how = self.anchor.qr.rpartition(":")
        return f"{named}:{self.number}:{how}"
