"""شهادة رفع تشابه الأسماء: the commission certifies that the holder is not the person whom one alert seeks.

The header says since when and until when, and no more. Who the holder is, and which alert the certificate clears, stands in
the payload, which goes to every state because every border needs it, closed with the number of the certificate: a node reads
it while the traveller shows the number, and no owner learns that a namesake of its alert was cleared, nor who that is.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

from msgspec import Meta, Struct, structs

from mithaq.domain.alert_events import Code, ErasureConfirmed, Hash, Moment
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body, Event, EventType
from mithaq.domain.identity import Identity
from mithaq.domain.law import Law
from mithaq.domain.remedy.papers import Paper

ISSUED, WITHDRAWN = "issued", "withdrawn"
BYTES = 15
"""Of chance in a number: 120 bits, which nobody guesses, and 24 letters of base 32 without padding."""

_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})  # digits that base 32 does not have
_IN_CODE = 6  # place of the number between the colons of the QR code on the certificate


class ClearanceIssued(Body, frozen=True):
    """A commissioner issues the certificate that follows from a decision. It clears nothing from `until` on."""

    until: Moment


class ClearanceWithdrawn(Body, frozen=True):
    """The commission takes the certificate back, for a coded ground: from here it clears nothing."""

    ground: Code


class Boxed(Paper, frozen=True):
    """What every state's node holds of it: `name`, by which the number finds it, and a `box` that only the number opens."""

    name: Hash
    box: Annotated[str, Meta(min_length=1, max_length=200_000)]


class Certificate(Paper, frozen=True):
    """What is in the box. `holder`: as the papers shown to the commission say; `number`: base 32 without
    dashes; `clears`: `digest_of` the alert.
    """

    holder: Identity
    number: Annotated[str, Meta(pattern=r"^[A-Z2-7]{24}\Z")]
    clears: Hash


class Clearance(Struct, frozen=True, omit_defaults=True):
    """A certificate as the headers show it. `payload` commits to what it says; `erased`: members that signed for having
    erased that.
    """

    id: str
    member: str
    payload: str
    at: str
    until: str
    withdrawn_at: str = ""
    ground: str = ""
    erased: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """``issued`` or ``withdrawn``; that its time is over is for whoever has a clock to see."""
        return WITHDRAWN if self.withdrawn_at else ISSUED

    def holds_at(self, now: str) -> bool:
        """Whether it clears anything at that instant."""
        return not self.withdrawn_at and self.at <= now < self.until


def evolve(clearance: Clearance | None, event: Event, law: Law) -> Clearance | None:
    """The certificate after this statement: issued and taken back by the commission alone. Anything else changes nothing."""
    body = event.body
    if clearance is None:
        issued = isinstance(body, ClearanceIssued) and event.member in law.oversight
        return Clearance(event.subject, event.member, event.payload, event.at, body.until) if issued else None  # type: ignore[attr-defined]  # it is that body
    if isinstance(body, ClearanceWithdrawn) and event.member == clearance.member and not clearance.withdrawn_at:
        return structs.replace(clearance, withdrawn_at=event.at, ground=body.ground)
    if isinstance(body, ErasureConfirmed) and event.member not in clearance.erased:
        return structs.replace(clearance, erased=tuple(sorted((*clearance.erased, event.member))))
    return clearance


def digest_of(number: str, alert: str) -> str:
    """The alert that the certificate of this number clears, as only whoever has both can tell."""
    return hashlib.sha256(f"mithaq/clearance/{number}/{alert}".encode()).hexdigest()


def plain_number(text: str) -> str:
    """A number however it was typed, or the QR code of a certificate however it was scanned; empty for neither."""
    raw = text.strip().upper()
    if raw.startswith("MITHAQ:"):
        parts = raw.split(":")
        raw = parts[_IN_CODE] if len(parts) > _IN_CODE else ""
    kept = "".join(letter for letter in raw if letter.isascii() and letter.isalnum())
    return kept.translate(_MISREAD)


def printed(number: str) -> str:
    """The number in groups of four, to be read aloud and typed."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


def check_holder(holder: Identity) -> None:
    """Refuse a holder who could not be told from the namesake. Raises Refusal ``clearance.holder``, ``identity.*``."""
    holder.check()
    if not holder.births:
        raise Refusal("clearance.holder", "births")
    if not any(document.number.strip() for document in holder.documents):
        raise Refusal("clearance.holder", "documents")


CLEARANCE_EVENTS: tuple[EventType, ...] = (
    EventType("clearance.issued", ClearanceIssued, "node", "must"),
    EventType("clearance.withdrawn", ClearanceWithdrawn, "node"),
)
