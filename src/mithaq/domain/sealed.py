"""What is lodged with the commission alone: its header says nothing, neither what it is nor about whom."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import Id, Member, Moment
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body, Event, EventType
from mithaq.domain.hit import Found
from mithaq.domain.shield.lodging import Protection, ProtectionEnded

SIZE = 16_384
"""Every payload is filled up to exactly this, because the header shows how long it is: one size for all there is to say."""


class SealedLodged(Body, frozen=True):
    """Something for the commission. The subject is random, nothing is cited, and the body is empty."""


class Sealed(Struct, frozen=True):
    """A sealed lodgement as every header shows it."""

    id: str
    member: str
    at: str
    payload: str

    @property
    def state(self) -> str:
        """It was lodged; there is nothing else it could be."""
        return "lodged"


class Departure(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="departure"):
    """Safe departure (law.md): the released person of this case left freely, for a state that will not hand him over."""

    case: Id
    left_at: Moment
    towards: Member
    note: Annotated[str, Meta(max_length=2000)] = ""


class FlagCount(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="flag_count"):
    """How many flags on one person this state set in a year: for the commission's one merged number (docs/figures.md). None
    for a count that is too small to be said. Every state lodges one each year, so that having lodged says nothing.
    """

    year: Annotated[str, Meta(pattern=r"^[0-9]{4}\Z")]
    count: Annotated[int, Meta(ge=0, le=2**40)] | None


class Recusal(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="recusal"):
    """A commissioner withdraws from a matter: an alert or an application. `judge`: the id that he signs with. The
    commission's own word, for itself.
    """

    matter: Id
    judge: Id
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


Said = Departure | FlagCount | Found | Protection | ProtectionEnded | Recusal
_decoder: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)


def sealed_of(event: Event) -> Sealed | None:
    """The lodgement that this event makes."""
    if not isinstance(event.body, SealedLodged):
        return None
    return Sealed(event.subject, event.member, event.at, event.payload)


def encode(said: Said) -> bytes:
    """The bytes that are committed to: JSON, filled up with spaces to `SIZE`. Raises Refusal ``sealed.too_large``."""
    raw = msgspec.json.encode(said)
    if len(raw) > SIZE:
        raise Refusal("sealed.too_large", "said")
    return raw.ljust(SIZE)


def decode(raw: bytes) -> Said:
    """What was lodged. Raises Refusal ``content.invalid``."""
    try:
        return _decoder.decode(raw)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "sealed") from None


SEALED_EVENTS: tuple[EventType, ...] = (EventType("sealed.lodged", SealedLodged, "node", "must"),)
