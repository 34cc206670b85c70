"""What a thread is about: whether both members may know of it, and when it ended."""

from __future__ import annotations

import msgspec

from mithaq.app.alerts import load as load_alert
from mithaq.app.alerts import visible
from mithaq.app.case_reading import load as load_case
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.audience import readers
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.hit import HitNotice
from mithaq.domain.message.guards import topic_of
from mithaq.domain.message.sheets import Sheet

ARREST = "arrest"
"""The row of `form_options.csv` for a person who is held."""


class Told(msgspec.Struct, frozen=True):
    """Of a released hit, the alert that it was on; whatever else its payload says is left aside."""

    alert: str


def check_matter(node: Node, reader: Reader, actor: Actor, to: str, form: str, sheet: Sheet) -> None:
    """Refuse a matter of which one of the two may not know. Raises NotFound for what this actor may not see, else Refusal.

    A hit exists for others only once its bureau has released it, a case for its two parties, an alert for its audience.
    """
    match topic_of(sheet.about):
        case "alert":
            _check_alert(node, reader, actor, to, form, sheet.about)
        case "hit":
            _check_hit(node, reader, to, sheet)
        case "case":
            case = load_case(reader, sheet.about)
            if case is None or not (case.concerns(node.member) and case.concerns(to)):
                raise NotFound("case")


def urgency(node: Node, reader: Reader, form: str, about: str) -> str:
    """Why an answer about this matter is due at once, whatever its sender said: the alert, or that of the hit, is one for
    arrest (`kinds.csv`), or the person of the case is held (law.md, *Reply clocks*). Empty where it is not.

    A dispute about data has its own clocks.
    """
    shape = node.law.forms.get(form)
    if shape is None or shape.settle or not about:
        return ""
    if topic_of(about) == "case":
        case = load_case(reader, about)
        return ARREST if case is not None and case.held_by is not None else ""
    subject = alert_of(reader, about) if topic_of(about) == "hit" else about
    alert = load_alert(reader, subject) if subject else None
    return node.law.kinds[alert.kind].urgent_message if alert is not None else ""


def ended_at(reader: Reader, about: str) -> str:
    """When the matter ended, as text; empty while it goes on, or where nobody here knows."""
    if topic_of(about) == "case":
        case = load_case(reader, about)
        return case.since if case is not None and case.state == CaseState.CLOSED else ""
    alert = alert_of(reader, about) if topic_of(about) == "hit" else about
    found = load_alert(reader, alert) if alert else None
    return found.ended_at if found is not None else ""


def alert_of(reader: Reader, hit: str) -> str:
    """The alert of a released hit, where what its bureau told is held here; else empty."""
    notice = notice_of(reader, hit)
    payload = reader.payloads.get(notice.payload, hit) if notice is not None else None
    try:
        return msgspec.json.decode(payload.body, type=Told).alert if payload is not None else ""
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""


def notice_of(reader: Reader, hit: str) -> HitNotice | None:
    """The released hit of that id."""
    row = reader.register.fold(hit)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, HitNotice) else None


def _check_alert(node: Node, reader: Reader, actor: Actor, to: str, form: str, subject: str) -> None:
    alert = visible(node, reader, actor, subject)
    version = alert.current or alert.newest
    shape = node.law.forms.get(form)
    if shape is not None and shape.settle and to != alert.owner:
        raise Refusal("thread.to_owner", "to")
    hidden = not alert.ended and to != alert.owner and version and to not in readers(alert, version, node.law)
    if alert.local or alert.owner not in {node.member, to} or hidden:
        raise Refusal("thread.about", "about")


def _check_hit(node: Node, reader: Reader, to: str, sheet: Sheet) -> None:
    notice = notice_of(reader, sheet.about)
    if notice is None or {notice.checking, notice.to} != {node.member, to}:
        raise NotFound("hit")
    named = sheet.fields.get("alert", "")
    if named and named != alert_of(reader, sheet.about):
        raise Refusal("content.invalid", "fields.alert")
