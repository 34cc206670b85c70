"""Alerts in every state, told to the fold statement by statement, and the statement that would fit each best."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from mithaq.app.registry import TYPES
from mithaq.domain.alert import Alert, Version, evolve
from mithaq.domain.events import Author, Event, body_of
from mithaq.domain.review.duty import Duty, OnDuty
from mithaq.domain.review.fold import place_for_next
from mithaq.domain.review.lot import callable_now, seal_of
from mithaq.domain.review.steps import matter, under_review
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
    "correction.accepted",
    "erasure.ordered",
}
NODES = {"review.lot_sealed", "review.lot_answered", "review.drawn", "review.called"}
VALUE = "0f" * 32
_number = count(1)


def reviewer_of(state: str) -> str:
    """The one reviewer of that state who is on duty in a story."""
    return f"o-{state.encode().hex():0>16}"


def on_duty(*states: str) -> Duty:
    """A roster with one reviewer of each of these states."""
    return tuple(
        OnDuty(reviewer_of(state), state, "2026-01-01T00:00:00.000Z", "2190-01-01T00:00:00.000Z") for state in states
    )


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
    if type in NODES or type.startswith("commission."):
        return "node"
    if type.startswith("review.") or member == "GS":
        return "bureau" if type == "review.answered" else "reviewer"
    return "operator" if member == "OC" else {"alert.approved": "prosecutor"}.get(type, "bureau")


class Told:
    """An alert under way. Each method tells the next statement and returns this, so that a state reads as its story."""

    def __init__(self, owner: str = "TN", kind: str = "wanted", **more: Any) -> None:
        items = more.pop("items", None)
        self.owner = owner
        self.duty: Duty = ()
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
        after = evolve(self.alert, said(type, member, self.subject, body, **more), LAW, self.duty)
        assert after is not None
        assert after.voids == (), after.voids
        self.alert = after
        return self

    def approve(self) -> Told:
        return self.tell("alert.approved", self.owner, {"content": self.content})

    def accept(self, *states: str) -> Told:
        if LAW.kinds[self.alert.kind].by_lot:
            self.call(*states)
        for state in states:
            body = {"content": self.content, "national_of": state}
            self.tell("review.accepted", "GS", body, author=reviewer_of(state))
        return self

    def seal(self, *states: str) -> Told:
        """The lot is begun over the reviewers of these states."""
        self.duty = on_duty(*states)
        return self.tell("review.lot_sealed", "GS", {"content": self.content, "seal": seal_of(VALUE)})

    def answer(self) -> Told:
        """The owner's node adds its value."""
        return self.tell("review.lot_answered", self.owner, {"content": self.content, "value": "a" * 64})

    def draw(self, *states: str) -> Told:
        """The lot of the reviewers of these states is drawn."""
        self.seal(*states).answer()
        return self.tell("review.drawn", "GS", {"content": self.content, "value": VALUE})

    def call(self, *states: str) -> Told:
        """The reviewers of these states are called; the lot is drawn first if nobody did."""
        if self.version.lot is None:
            self.draw(*states)
        known = {line.national_of for line in self.duty} | set(states)
        self.duty = on_duty(*sorted(known))
        for _ in states:
            self.tell("review.called", "GS", {"content": self.content, "reviewer": self.next_called})
        return self

    @property
    def version(self) -> Version:
        """What is under review."""
        found = under_review(self.alert)
        assert found is not None
        return found

    @property
    def next_called(self) -> str:
        """Who may be called now; nobody of the roster in vain."""
        lot = self.version.lot
        place = place_for_next(lot, matter(self.alert, self.version, LAW), self.duty, AT) if lot else ""
        line = callable_now(lot, self.duty, self.owner, AT, place[1]) if lot and not isinstance(place, str) else ()
        return line[0].reviewer if line else reviewer_of("XX")

    def ask(self) -> Told:
        """A called reviewer asks the owner."""
        calls = self.version.lot.called if self.version.lot else ()
        author = calls[-1].reviewer if calls else ""
        return self.tell("review.asked", "GS", {"content": self.content, "question": "facts"}, author=author)

    def refuse(self) -> Told:
        if LAW.kinds[self.alert.kind].by_lot:
            self.call("OM")
            body = {"content": self.content, "national_of": "OM", "ground": "private_dispute"}
            return self.tell("review.refused", "GS", body, author=reviewer_of("OM"))
        body = {"content": self.content, "national_of": "OM", "ground": "private_dispute"}
        return self.tell("review.refused", "GS", body)

    def clear(self) -> Told:
        """The commission's word, where the kind needs it."""
        if self.alert.kind not in LAW.clearing:
            return self
        return self.tell("commission.cleared", "OC", {"content": self.content})

    def withhold(self) -> Told:
        return self.tell("commission.withheld", "OC", {"content": self.content})

    def circulate(self) -> Told:
        return self.tell("alert.circulated", self.owner, {"content": self.content})

    def amend(self) -> Told:
        return self.tell("alert.amended", self.owner, {})

    def freeze(self) -> Told:
        return self.tell("alert.frozen", "OC", {})

    def seat(self) -> Told:
        freeze = self.alert.orders.freeze
        return self.tell("panel.drawn", "OC", by_lot(self.subject, freeze.hash if freeze else NOBODY, (self.owner,)))

    def hear(self) -> Told:
        return self.tell("hearing.asked", "OC", {"questions": ["ask_part"], "due_at": LATER})

    def correct(self) -> Told:
        return self.tell("correction.ordered", "OC", {"fields": ["wrong_birth"]})

    def end(self) -> Told:
        return self.tell("alert.discontinued", self.owner, {"reason": "found"})


def stories() -> Iterator[Told]:
    """Alerts of a state and of the Secretariat in every state, and on every way to a new version."""
    yield from (Told(), Told().approve(), Told().approve().refuse(), Told().approve().accept("DZ"))
    yield from (Told().approve().clear(), Told().approve().withhold(), Told().approve().accept("DZ", "KW").withhold())
    yield from (_out().withhold(), _out().amend().approve().withhold(), _out().amend().approve().clear())
    yield from (
        Told().approve().accept("DZ", "KW"),
        Told().approve().accept("DZ", "KW").clear(),
        _out(),
        _out().end(),
        Told(kind="sanctions", local=True),
    )
    yield from (_out().amend(), _out().amend().approve(), _out().amend().approve().accept("DZ", "KW").clear())
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
    # each step of a lot, of a first version and of an amendment
    yield from _steps(lambda: Told().approve())
    yield from _steps(lambda: _out().amend().approve())
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
    yield from (Told().approve().correct().amend().approve(), _out().correct().amend())
    yield _notice().accept("DZ").circulate().correct().amend()


def _steps(begun: Callable[[], Told]) -> Iterator[Told]:
    yield from (begun().seal("DZ"), begun().seal("DZ").answer(), begun().draw("DZ"), begun().call("DZ"))
    yield begun().call("DZ").ask()


def _out() -> Told:
    return Told().approve().accept("DZ", "KW").clear().circulate()


def _urgent() -> Told:
    urgent = Told(urgent=True, because="danger_to_life", expires_at="2026-11-23T08:00:00.000Z")
    return urgent.approve().accept("DZ").clear().circulate()


def _notice(**more: Any) -> Told:
    return Told("GS", "sanctions", **more)


def contents(alert: Alert) -> list[str]:
    """Everything that a statement about this alert could cite."""
    return [version.content for version in (alert.pending, alert.current) if version is not None] or [NOBODY]
