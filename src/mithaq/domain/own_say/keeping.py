"""How an alert is kept beyond its term: warned of some months ahead, and only by a recorded reassessment (law.md)."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, structs

from mithaq.domain.alert_shape import Alert, void
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import parse, text
from mithaq.domain.law import Law
from mithaq.domain.own_say.events import Reassessed
from mithaq.domain.own_say.shape import Reassessment
from mithaq.domain.retention import expires_at

WARNING = "retention_warning"
"""The house rule that says how long before the end the owner is warned."""


class Weighed(Struct, frozen=True, forbid_unknown_fields=True):
    """Why the alert is still needed, in words. For the owner and the commission."""

    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


def ends_at(alert: Alert, law: Law) -> str:
    """When the retention of what is in force ends; empty where it has none, or where an urgent alert runs out before."""
    current, kind = alert.current, law.kinds.get(alert.kind)
    if alert.ended or alert.local or current is None or kind is None or current.urgent:
        return ""
    return expires_at(current, kind)


def warned_from(alert: Alert, law: Law) -> str:
    """From when on the owner is warned that it will be deleted, and may reassess it; empty where nothing ends."""
    end = ends_at(alert, law)
    if not end:
        return ""
    try:
        at = parse(end)
    except (Refusal, OverflowError):
        return ""
    months = at.year * 12 + at.month - 1 - law.house[WARNING].number
    year, month = divmod(months, 12)
    for day in range(at.day, at.day - 4, -1):  # the last day of a month that is shorter
        try:
            return text(at.replace(year=year, month=month + 1, day=day).astimezone(UTC))
        except ValueError:
            continue
    return end


def reassessed(alert: Alert, event: Event, body: Reassessed, law: Law) -> Alert:
    """The alert after its owner weighed it anew: kept for another term from then on. Too early or too late is void."""
    current, end = alert.current, ends_at(alert, law)
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    if current is None or current.content != body.content:
        return void(alert, event, "alert.other_content")
    if not end or event.at < warned_from(alert, law):
        return void(alert, event, "retention.not_due")
    if event.at >= end:
        return void(alert, event, "alert.ended")
    done = Reassessment(event.hash, event.at, body.ground, event.payload)
    say = structs.replace(alert.own_say, reassessed=(*alert.own_say.reassessed, done))
    return structs.replace(alert, current=structs.replace(current, kept_since=event.at), own_say=say)


def encode(paper: Weighed) -> bytes:
    """The bytes that are committed to."""
    return msgspec.json.encode(paper)


def decode(raw: bytes) -> Weighed:
    """The reasons. Raises Refusal ``content.invalid``."""
    try:
        return msgspec.json.decode(raw, type=Weighed)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "reasons") from None
