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

DECISIONS = frozenset({"detention.admitted", "detention.refused", "detention.extended"})


class Form(NamedTuple):
    """One kind: its title, the statements it may rest on, and its pages.

    `several`: each such statement has a document of its own; else the last one carries it. `papers`: of which other
    statements the pages show the papers; the file carries no paper but these and its own statement's.
    """

    title: str
    rests_on: Callable[[str], bool]
    pages: Callable[[Source], list[Block]]
    several: bool = False
    papers: Callable[[str], bool] = frozenset({"detention.requested"}).__contains__


def _is(*types: str) -> Callable[[str], bool]:
    return frozenset(types).__contains__


def _decides(type: str) -> bool:
    return type in DECISIONS or type.endswith(".decided")


def _frees(type: str) -> bool:
    """Statements after which a release can be due; which of them made it so is the fold's to say."""
    return _decides(type) or type.startswith("release.") or type in {
        "detention.lapsed", "request.withdrawn", "person.released", "person.arrested", "person.removed",
        "person.surrendered",
    }  # fmt: skip


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
        papers=_is("detention.requested", *SURRENDER),
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
        if not steps or (kind == "release-notice" and not _free_or_owed(page)):
            continue
        yield from (Possible(kind, step) for step in (steps if form.several else steps[-1:]))


def _free_or_owed(page: CasePage) -> bool:
    case: Case = page.case
    return page.view.release_due or bool(case.released_at) or bool(case.release_due_at)
