"""Which states are bound by which treaty towards each other, and the declarations that a request may rest on."""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency

from mithaq.app import cases, lists
from mithaq.app.node import Actor, Node
from mithaq.app.registry import event_of
from mithaq.domain.case.clocks import zone_of
from mithaq.domain.case.events import BoundStated
from mithaq.domain.case.rules import bound
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instrument import Result
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

PAGE = "bounds.html"
RANGE = 1000
TYPE = "bound.stated"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Pair(NamedTuple):
    """Whether the instrument binds us and that state today, its last word towards us, and ours towards it."""

    state: str
    result: Result
    theirs: Event | None
    ours: Event | None

    @property
    def open(self) -> bool:
        """Whether a request may be sent."""
        return self.result == "met" or (self.result == "arguable" and self.theirs is not None)


class Bounds(Controller):
    """A pair that rests on an unconfirmed row needs the requested state's signed word."""

    path = "/bounds"

    @read("/", TYPE)
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """Every state of the federation, by instrument."""
        return page.show(PAGE, **_facts(signed))

    @act("/", TYPE)
    def declare(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Declare that this state considers itself bound towards another."""
        try:
            cases.state_bound(signed.node, signed.actor, form.text("instrument"), form.text("towards"))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed))
        return page.go("/bounds", TYPE)


def pairs(node: Node, actor: Actor, instrument: str) -> list[Pair]:
    """This state with each other one that takes part."""
    on = node.now().astimezone(zone_of(node.law.zones[node.member])).date()
    others = [code for code in node.peers if node.law.member_kind(code) == "state"]
    return [
        Pair(
            state,
            bound(node.law, instrument, (node.member, state), on),
            word(node, actor, state, instrument, node.member),
            word(node, actor, node.member, instrument, state),
        )
        for state in sorted(others)
    ]


def word(node: Node, actor: Actor, member: str, instrument: str, towards: str) -> Event | None:
    """The last declaration of `member` that the instrument binds it towards that state."""
    found = [
        event
        for event in _BOOK.read(node, actor, member)
        if isinstance(event.body, BoundStated) and (event.body.instrument, event.body.towards) == (instrument, towards)
    ]
    return found[-1] if found else None


class _Declarations:
    """The declarations in each journal, read on from where the last reading ended: journals only grow."""

    def __init__(self) -> None:
        self._read: WeakKeyDictionary[Node, dict[str, tuple[int, list[Event]]]] = WeakKeyDictionary()

    def read(self, node: Node, actor: Actor, member: str) -> list[Event]:
        """Every declaration of that member, oldest first."""
        journals = self._read.setdefault(node, {})
        seq, found = journals.get(member, (0, []))
        while rows := lists.journal(node, actor, member=member, after=seq, limit=RANGE):
            seq = rows[-1].envelope.header.seq
            found = found + [event_of(row.envelope) for row in rows if row.envelope.header.type == TYPE]
        journals[member] = (seq, found)
        return found


_BOOK = _Declarations()


def _facts(signed: Signed) -> dict[str, Any]:
    law = signed.node.law
    return {
        "instruments": [(one, pairs(signed.node, signed.actor, one.id)) for one in law.instruments.values()],
        "rows": law.parties,
    }
