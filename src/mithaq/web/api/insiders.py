"""/api/insiders: what the nodes report of their look-up logs, for the commission alone."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Controller
from litestar.di import NamedDependency
from litestar.params import PathParameter
from msgspec import Meta, Struct

from mithaq.app import insider_desk
from mithaq.app.insider_desk import Received
from mithaq.domain.insider import Line
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, Shape, issued
from mithaq.web.routes import read, write

Number = Annotated[int, PathParameter(ge=1, le=10**15 - 1)]
Reason = Annotated[str, Meta(min_length=3, max_length=2000)]


class Answered(Shape, frozen=True):
    """What came of a finding (`f-1`), or of a line drawn by lot (its number), and why."""

    of: Annotated[str, Meta(pattern=r"^(f-[0-9]{1,4}|[0-9]{1,15})$")]
    outcome: Literal["explained", "to_supervisor", "misuse"]
    reason: Reason


class Asked(Shape, frozen=True):
    """Why a line is to be opened."""

    reason: Reason


class ReceivedList(Struct, frozen=True):
    """Reports of all members, newest first."""

    reports: tuple[Received, ...]


class Insiders(Controller):
    """Findings are signs, never proof: a person looks at the lines and asks the officer's supervisor."""

    path = "/insiders"

    @read("/", "insider.read", tags=["insiders"])
    def listed(self, signed: Who) -> ReceivedList:
        """What every node reported."""
        return ReceivedList(tuple(insider_desk.reports(signed.node, signed.actor)))

    @read("/{subject:str}", "insider.read", tags=["insiders"])
    def one(self, signed: Who, subject: Subject) -> Received:
        """One report with its findings, the lines that were drawn by lot, and the answers so far."""
        return insider_desk.report(signed.node, signed.actor, subject)

    @write("/{subject:str}/answers", "insider.reviewed", Answered, tags=["insiders"])
    def answer(self, signed: Who, subject: Subject, asked: NamedDependency[Answered]) -> Issued:
        """Say what came of it. Signed in the commission's journal; what it says stays with the commission."""
        said = insider_desk.answer(signed.node, signed.actor, subject, asked.of, asked.outcome, asked.reason)
        return issued(said)

    @write("/{subject:str}/lines/{number:int}", "insider.reviewed", Asked, tags=["insiders"])
    def open(self, signed: Who, subject: Subject, number: Number, asked: NamedDependency[Asked]) -> Line:
        """A sealed line, for `mithaq audit open`; who asked for it and why is signed first."""
        return insider_desk.take_line(signed.node, signed.actor, subject, number, asked.reason)
