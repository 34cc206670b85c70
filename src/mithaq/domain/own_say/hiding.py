"""Hiding an alert for a running operation (law.md, *Hidden*): 48 hours on a judge's word, renewed at most twice.

It hides the alert from the posts of other states and from nothing else: a freeze, a clock and an application go on as
they are, because none of them is asked for here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, structs

from mithaq.domain.alert_shape import Alert, void
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import parse, text
from mithaq.domain.law import Law
from mithaq.domain.own_say.events import HidingAuthorised
from mithaq.domain.own_say.shape import Hiding

HOURS, RENEWALS = "hidden", "hidden_renewals"
"""The house rules that say how long, and how often again."""

Line = Annotated[str, Meta(min_length=1, max_length=200)]


class Authorisation(Struct, frozen=True, forbid_unknown_fields=True):
    """The judge's decision: which court, under which number, of which day (ISO). For the owner and the commission."""

    authority: Line
    number: Line
    date: Annotated[str, Meta(pattern=r"^2\d\d\d-[01]\d-[0-3]\d\Z")]


def hidden(alert: Alert, event: Event, body: HidingAuthorised, law: Law) -> Alert:
    """The alert after this authorisation."""
    code = _why_not(alert, event, body, law)
    if code:
        return void(alert, event, code)
    hiding = Hiding(event.hash, event.at, body.until, event.payload)
    say = alert.own_say
    return structs.replace(alert, own_say=structs.replace(say, hidings=(*say.hidings, hiding)))


def shown(alert: Alert, event: Event) -> Alert:
    """The alert after its owner ended the hiding early."""
    say = alert.own_say
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    if not any(one.until > event.at and not one.ended_at for one in say.hidings):
        return void(alert, event, "hiding.none")
    ended = tuple(structs.replace(one, ended_at=one.ended_at or event.at) for one in say.hidings)
    return structs.replace(alert, own_say=structs.replace(say, hidings=ended))


def hidden_until(alert: Alert, now: str) -> str:
    """Until when the alert is hidden at that instant; empty where it is not. A clock that is behind hides no longer than
    the statement says, and no shorter.
    """
    return max((one.until for one in alert.own_say.hidings if not one.ended_at and now < one.until), default="")


def longest(at: str, law: Law) -> str:
    """The latest end of a hiding that is authorised at that instant."""
    return text(parse(at) + timedelta(hours=law.house[HOURS].number))


def left(alert: Alert, law: Law) -> int:
    """How many more authorisations this alert can have, in all its life: the first, and its renewals."""
    return 1 + law.house[RENEWALS].number - len(alert.own_say.hidings)


def encode(paper: Authorisation) -> bytes:
    """The bytes that are committed to."""
    return msgspec.json.encode(paper)


def decode(raw: bytes) -> Authorisation:
    """The authorisation. Raises Refusal ``content.invalid``."""
    try:
        return msgspec.json.decode(raw, type=Authorisation)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "authorisation") from None


def _why_not(alert: Alert, event: Event, body: HidingAuthorised, law: Law) -> str:
    """Why this authorisation has no effect; empty where it has."""
    current = alert.current
    kind = law.kinds.get(alert.kind)
    if event.member != alert.owner:
        return "alert.not_owner"
    if current is None or current.content != body.content:
        return "alert.other_content"
    if alert.orders.stopped:
        return "alert.stopped"
    if kind is None or not kind.may_hide or current.urgent:
        return "hiding.kind"
    try:
        sound = body.until > event.at and body.until <= longest(event.at, law)
    except (Refusal, OverflowError):
        sound = False
    if not sound:
        return "hiding.too_long"
    return "hiding.too_often" if left(alert, law) < 1 else ""
