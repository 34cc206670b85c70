"""What lies beside a case's main path and needs a page of its own: transit, other states' requests, safe departure."""

from __future__ import annotations

from typing import Any, NamedTuple

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import structs

from mithaq.app import cases, sealed, transits
from mithaq.app.cases import CasePage
from mithaq.app.competing import competing
from mithaq.app.passages import GRANTED
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.table_beside import RANKED
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.domain.offence import class_of
from mithaq.domain.sealed import Departure
from mithaq.web.pages.bounds import targets, word
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.show import from_input
from mithaq.web.session import Signed

TRANSIT, COMPETING, DEPARTURE = "transit.html", "competing.html", "departure.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Link(NamedTuple):
    """A page beside a case that this officer may open now: its last part, and the action that opens it."""

    path: str
    action: str


def links(signed: Signed, page: CasePage) -> list[Link]:
    """The pages that make sense for this case and this officer."""
    case, access, role = page.case, signed.node.law.access, signed.actor.role
    sensible = (
        (Link("transit", "transit.requested"), page.relation == "requesting" and case.state in GRANTED, "none"),
        (Link("competing", "requests.compare"), page.relation == "requested" and case.state in RANKED, "requested"),
        (Link("departure", "sealed.lodged"), page.relation == "requested" and bool(case.released_at), "none"),
    )
    return [
        link
        for link, now, relation in sensible
        if now and access.allows(link.action, role, signed.node.kind, relation, str(case.state))  # type: ignore[arg-type]  # two of the relations
    ]


class Beside(Controller):
    """Pages beside the main path of a case."""

    path = "/cases/{subject:str}"

    @read("/transit", "transit.requested")
    def ask_transit(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """The form for a transit on this case."""
        return page.show(TRANSIT, **_transit_facts(signed, subject))

    @act("/transit", "transit.requested")
    def transit(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Request or notify it. The person, the offence and the warrant are those of the granted case, word for word."""
        node, known, through = signed.node, _transit_facts(signed, subject), form.text("requested")
        instrument = form.text(f"instrument.{through}")
        try:
            stated = word(node, through, instrument, node.member) if through in node.peers else None
            event = transits.request(
                node, signed.actor, through, instrument, subject,
                structs.replace(known["asked"], document_exists=True, extradition_follows=True),
                kind="transit.notified" if form.ticked("notified") else "transit.requested",
                bound=stated.hash if stated else "",
            )  # fmt: skip
        except Refusal as refusal:
            return page.refused(TRANSIT, refusal, **known, given=form.shown_again())
        return page.go(f"/cases/{event.subject}", "case.act")

    @read("/competing", "requests.compare")
    def competing(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """Requests of several states for what may be one person, for the state that has them all."""
        found = competing(signed.node, signed.actor, subject)
        return page.show(COMPETING, id=subject, found=found)

    @read("/departure", "sealed.lodged")
    def ask_departure(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """The form for a safe departure, and what this state lodged about the case."""
        return page.show(DEPARTURE, **_departure_facts(signed, subject))

    @act("/departure", "sealed.lodged")
    def departure(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Lodge it with the commission alone."""
        node = signed.node
        try:
            left = text(from_input(form.text("left_at"), node.law.zones[node.member], "left_at"))
            said = Departure(subject, left, form.text("towards"), form.text("note"))
            sealed.lodge_departure(node, signed.actor, said)
        except Refusal as refusal:
            return page.refused(DEPARTURE, refusal, **_departure_facts(signed, subject), given=form.shown_again())
        return page.go(f"/cases/{subject}/departure", "case.act")


def _transit_facts(signed: Signed, subject: str) -> dict[str, Any]:
    found = cases.read(signed.node, signed.actor, subject)
    asked = next((step.paper for step in found.steps if isinstance(step.paper, DetentionRequest)), None)
    if found.relation != "requesting" or asked is None:
        raise NotFound("case")
    others = targets(signed.node, class_of(signed.node.law.offences, asked.offence.code))
    return {
        "id": subject,
        "asked": asked,
        "case": found.case,
        "targets": [one for one in others if one.pair.state != found.case.requested],
    }


def _departure_facts(signed: Signed, subject: str) -> dict[str, Any]:
    found = cases.read(signed.node, signed.actor, subject)
    if found.relation != "requested":
        raise NotFound("case")
    law = signed.node.law
    lodged = sealed.lodged(signed.node, signed.actor)
    sides = (found.case.requesting, found.case.requested)
    return {
        "id": subject,
        "lodged": [one.departure for one in lodged if one.departure and one.departure.case == subject],
        "states": [code for code, info in law.members.items() if info.kind == "state" and code not in sides],
        "now": signed.node.now(),
    }
