"""The statements after the hand-over: speciality, onward surrender, another characterisation of the act (Riyadh 50, 52, 53).

See `events.py` for what a body may hold.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from mithaq.domain.alert_events import Code, Hash, Member
from mithaq.domain.case.bodies import CaseBody, Instant
from mithaq.domain.events import EventType


class SpecialityConsentAsked(CaseBody, frozen=True):
    """The requesting state asks to pursue another prior act. `of`: its new art. 42 file, lodged after the hand-over."""

    of: Hash


class SpecialityConsentGiven(CaseBody, frozen=True):
    """The requested state consents to what `of` asked."""

    of: Hash


class SpecialityConsentRefused(CaseBody, frozen=True):
    """The requested state does not consent, on a coded ground with reasons (payload)."""

    of: Hash
    ground: Code


class OnwardAsked(CaseBody, frozen=True):
    """The requesting state asks to surrender the person onward to a third state."""

    to: Member


class OnwardConsented(CaseBody, frozen=True):
    """The requested state consents to the onward surrender that `of` asked for."""

    of: Hash


class OnwardRefused(CaseBody, frozen=True):
    """The requested state does not consent to the onward surrender, on a coded ground with reasons (payload)."""

    of: Hash
    ground: Code


class ChargeRecharacterised(CaseBody, frozen=True):
    """The act is charged under another characterisation, which must be extraditable too; what it is, is the payload."""


class FinalRelease(CaseBody, frozen=True):
    """The person's final release in the requesting state, and whether he is free to leave it from then on."""

    moment: ClassVar[str] = "released_at"
    released_at: Instant
    free_to_leave: bool


class StayStated(CaseBody, frozen=True):
    """The person stayed in the requesting state though free to leave it, or came back: speciality ends.

    `stayed_at`: when he was still there, or there again.
    """

    how: Literal["stayed", "returned"]
    stayed_at: Instant


class SpecialityBreached(CaseBody, frozen=True):
    """The requested state or the commission states that the undertaking was broken; the payload says how it knows."""

    kind: Literal["other_act", "onward_surrender", "charge_not_extraditable"]


EVENTS_SPECIALITY: tuple[EventType, ...] = (
    EventType("speciality.consent_asked", SpecialityConsentAsked, "case", "may"),
    EventType("speciality.consent_given", SpecialityConsentGiven, "case", "may"),
    EventType("speciality.consent_refused", SpecialityConsentRefused, "case", "must"),
    EventType("onward.asked", OnwardAsked, "case", "must"),
    EventType("onward.consented", OnwardConsented, "case", "may"),
    EventType("onward.refused", OnwardRefused, "case", "must"),
    EventType("charge.recharacterised", ChargeRecharacterised, "case", "must"),
    EventType("release.final", FinalRelease, "case", "may"),
    EventType("stay.stated", StayStated, "case", "may"),
    EventType("speciality.breached", SpecialityBreached, "case", "must"),
)
