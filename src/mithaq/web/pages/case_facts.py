"""What the page of a case shows: how it stands, what was said, and the forms for what this officer may say next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from mithaq.app import attachments, cases, hits
from mithaq.app.cases import CasePage
from mithaq.app.counsel import COUNSEL
from mithaq.app.earlier import Weighed, weighed
from mithaq.app.holders import living
from mithaq.documents.kinds import possible as printable
from mithaq.domain.attachment import EXTENSIONS
from mithaq.domain.case.case import Case, days_begun
from mithaq.domain.case.clocks import instant
from mithaq.domain.case.dates import PROSECUTION, dates
from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.guards import speaker
from mithaq.domain.case.guards_person import cure_standing
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.view import clock_view
from mithaq.domain.instant import text
from mithaq.web.pages.beside import links
from mithaq.web.pages.case_forms import Field, fields_for, paper_kind
from mithaq.web.pages.navigation import may
from mithaq.web.pages.screening_facts import request_facts
from mithaq.web.pages.thread_facts import threads_about
from mithaq.web.pages.words import WORDS
from mithaq.web.session import Signed

MESSAGE = "message.sent"
PATH = (
    "requested", "admitted", "arrested", "informed", "granted", "final", "dated", "surrendered", "received",
    "speciality", "closed",
)  # fmt: skip
# What happens to go wrong comes last: nobody should meet these forms before the ordinary ones.
_LAST = ("person.escaped", "person.died", "request.withdrawn", "person.removed", MESSAGE)


class Act(NamedTuple):
    """A statement that fits now and that this officer may make: its fields, and what paper goes with it. `note`: whether
    what is written there has a name of its own.
    """

    type: str
    fields: list[Field]
    paper: str
    paper_must: bool
    note: bool


def facts(signed: Signed, subject: str, given: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Everything for `case.html`. Raises NotFound for members that are no party and not the commission."""
    node = signed.node
    page = cases.read(node, signed.actor, subject)
    case, view = page.case, page.view
    asked = next((step.paper for step in page.steps if isinstance(step.paper, DetentionRequest)), None)
    return {
        "page": page,
        "attachable": ",".join(f".{ending}" for ending in EXTENSIONS.values()),
        "files": attachments.of_case(node, signed.actor, subject),
        "case": case,
        "view": view,
        "asked": asked,
        "identity": asked.identity if asked else None,
        "steps": [step for step in page.steps if step.event.type != MESSAGE],
        "messages": [step for step in page.steps if step.event.type == MESSAGE],
        "acts": _acts(signed, page),
        "links": links(signed, page),
        **request_facts(signed, page),
        **threads_about(signed, subject, case.requested if node.member == case.requesting else case.requesting),
        "path_of_case": PATH,
        "totals": [total(run.started_at, run.due_at) for run in view.clocks],
        "dates": [
            (clock_view(run, case, node.now()), total(run.started_at, run.due_at))
            for run in dates(case, node.law)
            if run.clock != PROSECUTION or not view.prosecution_free
        ],
        "reached": _reached(page),
        "held_days": days_begun(view.held_seconds),
        "served_days": days_begun(page.served_seconds),
        "passed": _passed(signed, page),
        "earlier_cases": _earlier(signed, page),
        "instrument": node.law.instruments.get(case.instrument),
        "missing_papers": _missing_papers(signed, page),
        "cure": _cure(signed, page),
        "may_build_file": page.relation == "requesting" and may(node, signed.actor.role, "file.lodged"),
        "may_open_alert": may(node, signed.actor.role, "alert.read"),
        "holders": living(node, "export"),
        "may_export_whole": may(node, signed.actor.role, "journal.read"),
        "documents": list(printable(page)),
        "opened": "",
        "given": given or {},
    }


def _acts(signed: Signed, page: CasePage) -> list[Act]:
    node, actor, case, view = signed.node, signed.actor, page.case, page.view
    found = []
    for possible in view.possible:
        # a judge's decision and its bearing on the case are asked again by the use case; this only hides dead buttons
        if possible.party != speaker(case, node.member, node.law) or possible.event not in CASE_TYPES:
            continue
        if possible.event == "surrender.received" and view.release_due and view.held_by != Party.REQUESTING:
            continue  # the table keeps it for a hand-over that crossed the withdrawal; here nobody was handed over
        if node.law.access.allows(possible.event, actor.role, node.kind, page.relation, str(case.state)):
            kind = CASE_TYPES[possible.event]
            fields = fields_for(possible.event, node, page, _held_from(signed, page))
            if fields is not None:
                found.append(
                    Act(
                        possible.event,
                        fields,
                        paper_kind(kind.name),
                        kind.payload == "must",
                        kind.name in WORDS["note"],
                    )
                )
    return sorted(found, key=lambda one: one.type in _LAST)


def _passed(signed: Signed, page: CasePage) -> list[tuple[Case, int]]:
    """The passages that serve this case and the days held on each: for the requesting state, counsel, the commission."""
    shown = page.relation == "requesting" or signed.actor.role == COUNSEL or signed.node.kind == "commission"
    at = text(signed.node.now())
    return [(one, days_begun(one.own_seconds(at))) for one in page.passages] if shown else []


def _earlier(signed: Signed, page: CasePage) -> list[tuple[Weighed, int]]:
    """The earlier cases that are weighed before the admission, and the days held in each."""
    return [(one, days_begun(one.held_seconds)) for one in weighed(page.beside, text(signed.node.now()))]


def _held_from(signed: Signed, page: CasePage) -> str:
    """The first moment of the hold: what the case says, else what the post wrote down when it stopped the person."""
    if page.case.held_from or not may(signed.node, signed.actor.role, "hit.list"):
        return page.case.held_from
    found = hits.listed(signed.node, signed.actor, ("confirmed", "released"))
    return next((hit.held_from for hit in found if hit.alert == page.case.alert), "")


def _reached(page: CasePage) -> int:
    """How many stations of the ordinary path were passed, for the line of steps."""
    events = {step.event.type for step in page.steps if not step.void}
    passed = {
        "requested": "detention.requested", "admitted": "detention.admitted", "arrested": "person.arrested",
        "informed": "rights.informed", "granted": "court.decided", "final": "surrender.dated",
        "dated": "surrender.dated", "surrendered": "person.surrendered", "received": "surrender.received",
        "speciality": "speciality.undertaken", "closed": "case.closed",
    }  # fmt: skip
    state = str(page.view.state)
    if state in PATH:
        return PATH.index(state)
    decided = PATH.index("final") if page.case.decision == CaseState.FINAL else 0
    return max([decided, *(PATH.index(name) for name, event in passed.items() if event in events)])


def total(started_at: str, due_at: str) -> int:
    """The whole length of a clock in seconds, at least one."""
    start, due = instant(started_at), instant(due_at)
    return max(1, int((due - start).total_seconds())) if start and due else 1


def _cure(signed: Signed, page: CasePage) -> str:
    """How it stands with what can be cured (art. 45), while the file lacks something or it was asked for; else empty."""
    asked = page.case.cure_at or _missing_papers(signed, page)
    return cure_standing(page.case, text(signed.node.now()), signed.node.law) if asked else ""


def _missing_papers(signed: Signed, page: CasePage) -> tuple[str, ...]:
    instrument = signed.node.law.instruments.get(page.case.instrument)
    open_states = {CaseState.REQUESTED, CaseState.ADMITTED}
    if instrument is None or not (page.case.in_custody or page.case.state in open_states):
        return ()
    return page.case.missing_papers(instrument)
