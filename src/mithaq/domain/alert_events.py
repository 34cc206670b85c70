"""The statements about alerts, from draft to erasure."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from mithaq.domain.events import MAX_LISTED, Body, EventType

Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Id = Annotated[str, Meta(pattern=r"^[a-z]-[0-9a-f]{16,32}\Z")]
Member = Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]
Code = Annotated[str, Meta(pattern=r"^[a-z0-9_.-]{1,60}\Z")]
# RFC 3339 in UTC with milliseconds, years 2000 to 2199: the one spelling of `instant.text`
Moment = Annotated[str, Meta(pattern=r"^2[01]\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z\Z")]
MAX_FINDINGS = 100  # more than there are rules of the screening
AlertKind = Literal["wanted", "missing_adult", "missing_child", "sanctions", "travel_document", "vehicle", "firearm"]


class AlertDrafted(Body, frozen=True):
    """A first version of an alert, or of a batch of objects. The payload, or each item, holds what it says.

    `chosen`: the states of a diffusion (تعميم محدود); empty for a notice (نشرة) to all. `local`: never circulates, its
    payload stays with the owner (a sanctions list that a state imported for itself). `urgent` alerts carry the coded
    ground (`because`) and the instant after which no node shows them. `file`: SHA-256 of the list that a sanctions notice
    comes from.
    """

    kind: AlertKind
    chosen: tuple[Member, ...] = ()
    urgent: bool = False
    expires_at: Moment | Literal[""] = ""
    because: Code | Literal[""] = ""
    local: bool = False
    file: Hash | Literal[""] = ""


class AlertAmended(Body, frozen=True):
    """A new version of a circulated alert. It replaces the old one only when it was approved, reviewed and circulated."""

    chosen: tuple[Member, ...] = ()


class AlertApproved(Body, frozen=True):
    """A second person, of another authority where the kind asks for it, stands behind exactly this content."""

    content: Hash


class LookedAt(Struct, frozen=True, forbid_unknown_fields=True):
    """One finding of the screening that a reviewer has looked at: its rule, and the coded reason to accept all the same."""

    rule: Code
    reason: Code


class ReviewAccepted(Body, frozen=True):
    """A Secretariat reviewer finds no ground against circulation. `national_of`: the reviewer's own state. The concerns of
    the screening that he looked at are the payload (`domain.review.looked`); `looked_at` holds them in statements older
    than that, and no node signs it any more: everybody reads a header.
    """

    content: Hash
    national_of: Member
    looked_at: Annotated[tuple[LookedAt, ...], Meta(max_length=MAX_FINDINGS)] = ()


class MarkerConfirmed(Body, frozen=True):
    """A Secretariat reviewer confirms the evidence for a warning that the owner asks for in exactly this content: until it
    is too old (house rule ``marker_fresh``), posts see it.
    """

    content: Hash
    national_of: Member
    marker: Literal["terrorism", "armed", "dangerous"]


class ReviewRefused(Body, frozen=True):
    """A Secretariat reviewer refuses on a coded ground; the reasons in words are the payload."""

    content: Hash
    national_of: Member
    ground: Code


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """One alert in a batch review, with the content that was reviewed."""

    id: Id
    content: Hash


class BatchAccepted(Body, frozen=True):
    """One review that lists each alert it covers. Only nodes of a demonstration federation admit it."""

    national_of: Member
    alerts: Annotated[tuple[Listed, ...], Meta(min_length=1, max_length=MAX_LISTED)]


class AlertCirculated(Body, frozen=True):
    """The owner publishes what was reviewed; the header cites the reviews. From here the audience may fetch it."""

    content: Hash


class AlertDiscontinued(Body, frozen=True):
    """كف البحث: the owner withdraws the alert, or the named items of a batch, on every node, for a coded reason."""

    reason: Code
    items: Annotated[tuple[Id, ...], Meta(max_length=MAX_LISTED)] = ()


class ErasureConfirmed(Body, frozen=True):
    """A holder's signed receipt: it held this content and has erased it (or the named items). `superseded`: only a version
    that a newer one replaced, or that was never circulated, while the alert itself goes on.
    """

    content: Hash
    items: Annotated[tuple[Id, ...], Meta(max_length=MAX_LISTED)] = ()
    superseded: bool = False


class LogRoot(Body, frozen=True):
    """The head of the member's look-up log at the end of an hour, so that the log cannot be rewritten afterwards."""

    hour: Annotated[str, Meta(pattern=r"^2[01]\d\d-[01]\d-[0-3]\dT[0-2]\d\Z")]
    size: Annotated[int, Meta(ge=0)]
    head: Hash


class HitReleased(Body, frozen=True):
    """The checking state's bureau tells the owner of a hit, and no more than the coded reason allows."""

    to: Member
    reason: Code


ALERT_EVENTS: tuple[EventType, ...] = (
    EventType("alert.drafted", AlertDrafted, "alert", "items"),
    EventType("alert.amended", AlertAmended, "alert", "must"),
    EventType("alert.approved", AlertApproved, "alert"),
    EventType("review.accepted", ReviewAccepted, "alert", "may"),
    EventType("marker.confirmed", MarkerConfirmed, "alert"),
    EventType("review.refused", ReviewRefused, "alert", "may"),
    EventType("review.batch_accepted", BatchAccepted, "alert"),
    EventType("alert.circulated", AlertCirculated, "alert"),
    EventType("alert.discontinued", AlertDiscontinued, "alert"),
    EventType("erasure.confirmed", ErasureConfirmed, "alert"),
    EventType("log.rooted", LogRoot, "node"),
    EventType("hit.released", HitReleased, "hit", "must"),
)
