"""Which states are bound by which treaty towards each other, and the declarations that a request may rest on."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency

from mithaq.app import cases
from mithaq.app.bonds import bonds
from mithaq.app.node import Node
from mithaq.domain.bond import Bond
from mithaq.domain.case.clocks import zone_of
from mithaq.domain.case.rules import bound
from mithaq.domain.errors import Refusal
from mithaq.domain.instrument import OffenceClass, Result
from mithaq.domain.instrument_choice import Choice, choose
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

PAGE = "bounds.html"
TYPE = "bound.stated"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Pair(NamedTuple):
    """Whether the instrument binds us and that state today, its last word towards us, and ours towards it."""

    state: str
    result: Result
    theirs: Bond | None
    ours: Bond | None

    @property
    def open(self) -> bool:
        """Whether a request may be sent."""
        return self.result == "met" or (self.result == "arguable" and self.theirs is not None)


class Target(NamedTuple):
    """A state that may be asked: by which instrument, why by that one, and whether a request may be sent."""

    pair: Pair
    choice: Choice


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


def pairs(node: Node, instrument: str) -> list[Pair]:
    """This state with each other one that takes part."""
    return [_pair(node, instrument, state) for state in _others(node)]


def targets(node: Node, klass: OffenceClass | None) -> list[Target]:
    """Each other state that takes part, with the instrument for a request to it about an offence of this class."""
    found = []
    for state in _others(node):
        stated = [one.id for one in node.law.bases if word(node, state, one.id, node.member)]
        choice = choose(node.law, (node.member, state), _today(node), klass, stated)
        found.append(Target(_pair(node, choice.governs, state), choice))
    return found


def _pair(node: Node, instrument: str, state: str) -> Pair:
    return Pair(
        state,
        bound(node.law, instrument, (node.member, state), _today(node)),
        word(node, state, instrument, node.member),
        word(node, node.member, instrument, state),
    )


def _others(node: Node) -> list[str]:
    return sorted(code for code in node.peers if node.law.member_kind(code) == "state")


def _today(node: Node) -> date:
    return node.now().astimezone(zone_of(node.law.zones[node.member])).date()


def word(node: Node, member: str, instrument: str, towards: str) -> Bond | None:
    """The last declaration of `member` that the instrument binds it towards that state."""
    with node.store.read() as reader:
        said = bonds(reader, member)
    found = [bond for bond in said if (bond.instrument, bond.towards) == (instrument, towards)]
    return max(found, key=lambda bond: bond.at, default=None)


def _facts(signed: Signed) -> dict[str, Any]:
    law = signed.node.law
    return {
        "instruments": [(one, pairs(signed.node, one.id)) for one in law.bases],
    }
