"""Which documents there are, on which statement each rests, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mithaq.app.cases import CasePage, Step
from mithaq.documents.blocks import Block
from mithaq.documents.casefile import case_file
from mithaq.documents.decision import decision
from mithaq.documents.document import Kind
from mithaq.documents.release import SURRENDER, release_notice, surrender_record
from mithaq.documents.requests import detention_request, extradition_request
from mithaq.documents.rights import rights_letter
from mithaq.documents.source import Source
from mithaq.domain.case.case import Case
from mithaq.domain.case.events import OPENING, CaseBody, DetentionLapsed
from mithaq.domain.case.moves import CaseState
from mithaq.domain.case.runs import PASSAGE
from mithaq.domain.case.said import Said
from mithaq.domain.case.states import TRANSITIONS

DECISIONS = frozenset({
    "detention.admitted", "detention.refused", "detention.extended", "rearrest.ordered", "custody.reviewed",
    "court.decided", "appeal.decided", "minister.decided", "surrender.postponed", "interest.weighed", "risk.assessed",
    "removal.answered", "requests.ranked", "transit.permitted", "transit.refused", "speciality.consent_given",
    "speciality.consent_refused", "onward.consented", "onward.refused",
})  # fmt: skip
"""What a court, a prosecutor, a minister or the commission decides about the person, for or against."""

BEGAN = frozenset({"person.arrested", *PASSAGE})
FREE = frozenset({CaseState.RELEASE_DUE, CaseState.RELEASED, CaseState.REMOVED})
FREEING = (
    frozenset(
        row.event
        for state, rows in TRANSITIONS.items()
        for row in rows
        if row.to != state and (row.to in FREE or row.reason)
    )
    | BEGAN
    | {"person.released"}
)
"""Statements after which a release can be due, by the table of states. Also those that began the hold: until its lapse is
signed nothing else says that a clock ran out, and where no limit is known the hold itself makes the release due.
"""


class Form(NamedTuple):
    """One kind: its title, the statements it may rest on, and its pages.

    `several`: each such statement has a document of its own; else the last one carries it. `papers`: of which other
    statements the pages show the papers; the file carries no paper but these and its own statement's. The request that
    opened the case says who the person is, whichever of its forms it has.
    """

    title: str
    rests_on: Callable[[str], bool]
    pages: Callable[[Source], list[Block]]
    several: bool = False
    papers: Callable[[str], bool] = frozenset(OPENING).__contains__


def _is(*types: str) -> Callable[[str], bool]:
    return frozenset(types).__contains__


def _decides(type: str) -> bool:
    return type in DECISIONS


def _frees(type: str) -> bool:
    """Statements after which a release can be due; which of them made it so is the fold's to say."""
    return type in FREEING


FORMS: dict[Kind, Form] = {
    "detention-request": Form("Request for provisional detention", _is("detention.requested"), detention_request),
    "extradition-request": Form("Request for extradition", _is("file.lodged"), extradition_request, several=True),
    "rights-letter": Form("Letter of rights", _is("person.arrested", "rights.informed"), rights_letter),
    "decision": Form("Decision", _decides, decision, several=True),
    "release-notice": Form("Release notice", _frees, release_notice),
    "surrender-record": Form(
        "Record of surrender",
        _is("person.surrendered", "surrender.received"),
        surrender_record,
        papers=_is(*OPENING, *SURRENDER),
    ),
    "case-file": Form("Case file", lambda type: True, case_file, papers=lambda type: True),
}


class Possible(NamedTuple):
    """A document that can be made now, and the statement it rests on."""

    kind: Kind
    step: Step


def possible(page: CasePage) -> Iterator[Possible]:
    """The documents of a case as it stands: those of each statement first where there are several."""
    for kind, form in FORMS.items():
        steps = [step for step in page.steps if not step.void and form.rests_on(step.event.type)]
        if kind == "case-file":
            steps = list(page.steps)
        if kind == "release-notice":
            steps = _made_due(page.case, steps) if _free_or_owed(page) else []
        yield from (Possible(kind, step) for step in (steps if form.several else steps[-1:]))


def _made_due(case: Case, steps: list[Step]) -> list[Step]:
    """The first statement that made the release due, as the case dates it; the last that can have, where none is of that
    time. What began the hold made it due only where nothing else did.
    """
    then = [step for step in steps if _due_since(step) == case.release_due_at]
    return ([step for step in then if step.event.type not in BEGAN] or then)[:1] or steps


def _due_since(step: Step) -> str:
    """Since when a release is due, if this statement made it so; a signed lapse says it of its clock."""
    event, body = step.event, step.event.body
    if isinstance(body, DetentionLapsed):
        return body.due_at
    return Said(event.type, event.member, event.subject, body, event.at).when if isinstance(body, CaseBody) else ""


def _free_or_owed(page: CasePage) -> bool:
    case: Case = page.case
    return page.view.release_due or bool(case.released_at) or bool(case.release_due_at)
