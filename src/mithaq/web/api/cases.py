"""/api/cases: the detention case, from request to surrender or release, and the messages within it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Controller, Response
from litestar.di import NamedDependency
from litestar.response import Stream
from msgspec import Meta, Struct

from mithaq.app import attachments, cases, completeness
from mithaq.app.cases import Step
from mithaq.app.completeness import Completeness
from mithaq.app.earlier import Weighed, weighed
from mithaq.documents.make import sealed, wish_for
from mithaq.domain.access import Relation
from mithaq.domain.alert_events import Code, Hash, Id, Member
from mithaq.domain.case.case import Case
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.rules import Finding
from mithaq.domain.case.view import CaseView
from mithaq.domain.instant import text
from mithaq.interop.archive import MEDIA_TYPE
from mithaq.web.api.parameters import DocumentName, Holder, Limit, Offset, Place, Second, States, Subject, Who
from mithaq.web.api.shapes import Act, Bound, Issued, Note, Said, Shape, issued, said
from mithaq.web.download import download_case
from mithaq.web.files import PDF, as_pdf
from mithaq.web.pages.words import WORDS
from mithaq.web.routes import read, write

MESSAGE = "message.sent"


class CaseRequest(Shape, frozen=True):
    """A request for provisional detention on a circulated alert of this state.

    `bound`: hash of the requested state's statement, where the pair is not confirmed. `earlier`: own cases on the
    same person and facts, beside those that the node finds itself.
    """

    requested: Member
    instrument: Code
    alert: Id
    paper: DetentionRequest
    bound: Hash | None = None
    earlier: Annotated[tuple[Id, ...], Meta(max_length=cases.MAX_EARLIER)] = ()


class CaseRow(Struct, frozen=True):
    """One case in a list: ids and codes, no person."""

    id: str
    instrument: str
    state: str
    requesting: str
    requested: str
    changed_at: str


class CaseList(Struct, frozen=True):
    """A page of the cases that this state is a party of; all cases for the commission. Newest change first."""

    cases: tuple[CaseRow, ...]


class Statement(Struct, frozen=True):
    """One statement of the case, with its paper if this member holds it; which shape it has follows from the type.

    `void`: why it has no effect.
    """

    event: Said
    paper: dict[str, Any] | None
    void: str


class CaseFile(Struct, frozen=True):
    """A file that a paper of the case cites and that has come here. `refused`: the code for which it was not taken."""

    hash: str
    media_type: str
    size: int
    refused: str


class CaseDetail(Struct, frozen=True):
    """A case as it stands now: its fold, its clocks and duties, every statement, and what the tests say of the request.

    `files`: what is known here of the files that its papers cite; one that is cited and not listed is on its way.
    `duplicate_of`: an earlier case on the same alert between the same states that has not ended.
    `stopped`: why the commission stopped the alert that it rests on, and since when; empty where it did not.
    `served_seconds`: how long the person was held for this request, on the way to the requesting state included.
    `earlier`: the cases of the same state on this person that the requested state weighs before it admits; while one is not
    `same`, whoever admits answers `earlier_detention`, or its time counts.
    """

    relation: Relation
    case: Case
    view: CaseView
    steps: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    files: tuple[CaseFile, ...]
    duplicate_of: str = ""
    stopped: str = ""
    stopped_since: str = ""
    served_seconds: int = 0
    earlier: tuple[Weighed, ...] = ()


class Messages(Struct, frozen=True):
    """The messages of a case, in the order of the case."""

    messages: tuple[Statement, ...]


class Cases(Controller):
    """A case is the set of its parties' signed statements; each of them is one act here."""

    path = "/cases"
    tags = ("cases",)

    @read("/", "case.list")
    def listed(self, signed: Who, states: States = (), limit: Limit = 50, offset: Offset = 0) -> CaseList:
        """The cases of this state."""
        rows = cases.listed(signed.node, signed.actor, states, limit, offset)
        return CaseList(
            tuple(CaseRow(row.id, row.kind, row.state, row.member, row.partner, row.changed_at) for row in rows)
        )

    @read("/{subject:str}", "case.read")
    def one(self, signed: Who, subject: Subject) -> CaseDetail:
        """One case, for its parties and the commission."""
        page = cases.read(signed.node, signed.actor, subject)
        steps = tuple(_statement(step) for step in page.steps)
        known = attachments.of_case(signed.node, signed.actor, subject).values()
        files = tuple(CaseFile(row.hash, row.media_type, row.size, row.refused) for row in known)
        return CaseDetail(
            page.relation,
            page.case,
            page.view,
            steps,
            page.findings,
            files,
            page.duplicate_of,
            page.stopped,
            page.stopped_since,
            page.served_seconds,
            weighed(page.beside, text(signed.node.now())),
        )

    @read("/{subject:str}/completeness", "case.read")
    def completeness(self, signed: Who, subject: Subject) -> Completeness:
        """What the request and the file lack, item by item, by the rules that will judge them."""
        return completeness.of_case(signed.node, signed.actor, subject)

    @write("/", "detention.requested", CaseRequest)
    def request(self, signed: Who, asked: NamedDependency[CaseRequest]) -> Issued:
        """Request provisional detention."""
        return issued(
            cases.request(
                signed.node, signed.actor, asked.requested, asked.instrument, asked.alert, asked.paper,
                bound=asked.bound or "", earlier=asked.earlier,
            )
        )  # fmt: skip

    @write("/{subject:str}/acts", "case.read", Act)
    def act(self, signed: Who, subject: Subject, asked: NamedDependency[Act]) -> Issued:
        """Make the next statement. Its type is an action of its own in the access table, asked by the use case."""
        paper = msgspec.json.encode(asked.paper) if asked.paper is not None else None
        return issued(cases.act(signed.node, signed.actor, subject, asked.type, asked.body, paper, asked.acknowledged))

    @read("/{subject:str}/bundle", "case.read", media_type=MEDIA_TYPE)
    def bundle(self, signed: Who, subject: Subject, holder: Holder = "") -> Stream:
        """Everything said in the case, with its proofs and files, for a named holder; the archive verifies offline."""
        return download_case(signed, subject, holder)

    @read("/{subject:str}/documents/{name:str}", "case.read", media_type=PDF)
    def document(
        self, signed: Who, subject: Subject, name: DocumentName, language: Second = "en", statement: Place = ""
    ) -> Response[bytes]:
        """A document about the case as sealed PDF/A: Arabic, and English or French.

        `name`: its kind with `.pdf`; `statement`: which statement it rests on, as `TN/17`, where there are several.
        """
        wish = wish_for(signed.node, subject, name.removesuffix(".pdf"), language, statement)
        return as_pdf(sealed(signed.node, signed.actor, wish, WORDS), f"{subject}-{name}")

    @read("/{subject:str}/messages", "case.read")
    def messages(self, signed: Who, subject: Subject) -> Messages:
        """What the parties wrote to each other."""
        page = cases.read(signed.node, signed.actor, subject)
        return Messages(tuple(_statement(step) for step in page.steps if step.event.type == MESSAGE))

    @write("/{subject:str}/messages", MESSAGE, Note)
    def send(self, signed: Who, subject: Subject, asked: NamedDependency[Note]) -> Issued:
        """Write to the other party."""
        return issued(cases.message(signed.node, signed.actor, subject, asked.text, asked.attachments))


@write("/bounds", "bound.stated", Bound, tags=["cases"])
def state_bound(signed: Who, asked: NamedDependency[Bound]) -> Issued:
    """Declare that this state considers itself bound by an instrument towards another."""
    return issued(cases.state_bound(signed.node, signed.actor, asked.instrument, asked.towards))


def _statement(step: Step) -> Statement:
    paper = msgspec.to_builtins(step.paper) if step.paper is not None else None
    return Statement(said(step.event), paper, step.void)
