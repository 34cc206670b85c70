"""The statements of a state's own say. Each stands in that state's journal; no other member can make one for it.

A flag on one person is no statement at all: it says where the person is, so it never leaves the node that sets it.
"""

from __future__ import annotations

from typing import Literal

from mithaq.domain.alert_events import Code, Hash, Id, Moment
from mithaq.domain.events import Body, EventType

Basis = Literal["document", "national_number", "fingerprints", "photo", "owners_agree"]
"""On what an owner rests that two alerts are about one person."""


class LinkMade(Body, frozen=True):
    """The owner of the subject says: this alert and `other` are about one and the same person. It moves the effect of
    neither.
    """

    other: Id
    basis: Basis


class LinkUndone(Body, frozen=True):
    """The owner of the subject says: not, or no longer. Nobody else can say the contrary for this alert."""

    other: Id


class HidingAuthorised(Body, frozen=True):
    """The alert is hidden for a running operation until `until`, on a judge's authorisation (the payload). After that
    instant it is shown again without a further statement. Said again, it is a renewal.
    """

    content: Hash
    until: Moment


class HidingEnded(Body, frozen=True):
    """The owner shows the alert again before the time is over."""


class Reassessed(Body, frozen=True):
    """The owner has weighed anew whether the alert is still needed, and keeps it for another term. The reasons in words are
    the payload.
    """

    content: Hash
    ground: Code


class FlagPublished(Body, frozen=True):
    """In this state's territory nobody is arrested on alerts of that class (`flag_classes.csv`), whoever is sought."""

    covers: Code


class FlagWithdrawn(Body, frozen=True):
    """The published flag that is the subject stands no longer."""


OWN_SAY_EVENTS: tuple[EventType, ...] = (
    EventType("link.made", LinkMade, "alert"),
    EventType("link.undone", LinkUndone, "alert"),
    EventType("hiding.authorised", HidingAuthorised, "alert", "must"),
    EventType("hiding.ended", HidingEnded, "alert"),
    EventType("retention.reassessed", Reassessed, "alert", "must"),
    EventType("flag.published", FlagPublished, "node"),
    EventType("flag.withdrawn", FlagWithdrawn, "node"),
)
