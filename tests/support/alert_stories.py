"""Alerts in every state, told to the fold statement by statement, and the statement that would fit each best."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from mithaq.app.registry import TYPES
from mithaq.domain.alert import Alert, evolve
from mithaq.domain.events import Author, Event, body_of
from mithaq.law.load import load_law
from tests.support.orders import by_lot

LAW = load_law(demo=True)
NOBODY = "00" * 32
AT = "2026-11-22T08:00:00.000Z"
LATER = "2026-12-22T08:00:00.000Z"  # when a hearing that was asked at AT is over
COMMISSIONERS = {
    "alert.frozen",
    "panel.drawn",
    "alert.unfrozen",
    "hearing.asked",
    "correction.ordered",
    "erasure.ordered",
}
_number = count(1)


def said(
    type: str,
    member: str,
    subject: str,
    body: Mapping[str, Any],
    *,
    author: str = "",
    authority: str = "",
    role: str = "",
    items: Mapping[str, str] | None = None,
    at: str = AT,
) -> Event:
    """One admitted statement by a person who said nothing before, of an authority of his own."""
    seq = next(_number)
    by = Author(author or f"o-{seq:016x}", "POST", role or usual_role(type, member), authority or f"AUTHORITY-{seq}")
    payload = "" if items or TYPES[type].payload == "none" else f"{seq:064x}"
    return Event(
        type, member, seq, seq, at, by, subject, body_of(TYPES[type], body), f"c{seq:063x}", f"e{seq:063x}", payload,
        items=items or {},
    )  # fmt: skip


def usual_role(type: str, member: str) -> str:
    """Who says such a thing where everything goes its way."""
    if type in COMMISSIONERS:
        return "commissioner"
    if type.startswith("review.") or member == "GS":
        return "reviewer"
    return "operator" if member == "OC" else {"alert.approved": "prosecutor"}.get(type, "bureau")


class Told:
    """An alert under way. Each method tells the next statement and returns this, so that a state reads as its story."""

    def __init__(self, owner: str = "TN", kind: str = "wanted", **more: Any) -> None:
        items = more.pop("items", None)
        self.owner = owner
        self.subject = f"a-{owner.encode().hex()}{'0' * 19}1"
        first = said("alert.drafted", owner, self.subject, {"kind": kind, **more}, items=items)
        alert = evolve(None, first, LAW)
        assert alert is not None
        self.alert = alert

    @property
    def content(self) -> str:
        """What everybody speaks about."""
        return self.alert.newest.content if self.alert.newest else NOBODY

    def tell(self, type: str, member: str, body: Mapping[str, Any], **more: Any) -> Told:
        """One more statement, which has to have an effect."""
        after = evolve(self.alert, said(type, member, self.subject, body, **more), LAW)
        assert after is not None
        assert after.voids == (), after.voids
        self.alert = after
        return self

    def approve(self) -> Told:
        return self.tell("alert.approved", self.owner, {"content": self.content})

    def accept(self, *states: str) -> Told:
        for state in states:
            self.tell("review.accepted", "GS", {"content": self.content, "national_of": state})
        return self

    def refuse(self) -> Told:
        body = {"content": self.content, "national_of": "OM", "ground": "private_dispute"}
        return self.tell("review.refused", "GS", body)

    def circulate(self) -> Told:
        return self.tell("alert.circulated", self.owner, {"content": self.content})

    def amend(self) -> Told:
        return self.tell("alert.amended", self.owner, {})

    def freeze(self) -> Told:
        return self.tell("alert.frozen", "OC", {"ground": "freeze_application"})

    def seat(self) -> Told:
        freeze = self.alert.orders.freeze
        return self.tell("panel.drawn", "OC", by_lot(self.subject, freeze.hash if freeze else NOBODY, (self.owner,)))

    def hear(self) -> Told:
        return self.tell("hearing.asked", "OC", {"questions": ["ask_part"], "due_at": LATER})

    def end(self) -> Told:
        return self.tell("alert.discontinued", self.owner, {"reason": "found"})


def stories() -> Iterator[Told]:
    """Alerts of a state and of the Secretariat in every state, and on every way to a new version."""
    yield from (Told(), Told().approve(), Told().approve().refuse(), Told().approve().accept("DZ"))
    yield from (Told().approve().accept("DZ", "KW"), _out(), _out().end(), Told(kind="sanctions", local=True))
    yield from (_out().amend(), _out().amend().approve(), _out().amend().approve().accept("DZ", "KW"))
    yield from (
        _out().amend().approve().refuse(),
        _urgent(),
        _urgent().accept("KW"),
        _urgent().accept("KW").circulate(),
    )
    for more in ({}, {"items": {"i-4753000000000001": "a" * 64, "i-4753000000000002": "b" * 64}}):
        yield from (_notice(**more), _notice(**more).accept("DZ"), _notice(**more).refuse())
        yield from (_notice(**more).accept("DZ").circulate(), _notice(**more).accept("DZ").circulate().end())
    yield from _under_orders()
    amended = _notice().accept("DZ").circulate().amend
    yield from (amended(), amended().accept("KW"))
    yield Told("OC", "sanctions", local=True)


def _under_orders() -> Iterator[Told]:
    """In each state in which the commission may order something: frozen, before a panel, and with its owner heard."""
    begun: tuple[Callable[[], Told], ...] = (
        lambda: Told().approve(),
        lambda: Told().approve().accept("DZ", "KW"),
        lambda: Told().approve().refuse(),
        _out,
        lambda: _notice().accept("DZ"),
        lambda: _notice().refuse(),
        lambda: _notice().accept("DZ").circulate(),
    )
    for story in begun:
        yield from (story().freeze(), story().freeze().seat(), story().hear())


def _out() -> Told:
    return Told().approve().accept("DZ", "KW").circulate()


def _urgent() -> Told:
    return Told(urgent=True, expires_at="2026-11-25T08:00:00.000Z").approve().accept("DZ").circulate()


def _notice(**more: Any) -> Told:
    return Told("GS", "sanctions", **more)


def contents(alert: Alert) -> list[str]:
    """Everything that a statement about this alert could cite."""
    return [version.content for version in (alert.pending, alert.current) if version is not None] or [NOBODY]
