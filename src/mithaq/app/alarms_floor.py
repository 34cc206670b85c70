"""Who is told of the floor in a case: assurances asked for and answered, a person who may be a minor, death as the penalty.

Tasks that follow from how a fold changed, or from what a request says once it is here. Their ids are those of what they
tell, so that nothing is told twice.
"""

from __future__ import annotations

from datetime import date

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.domain.case import papers
from mithaq.domain.case.age import age_test
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import instant
from mithaq.domain.case.facts_floor import Assurance
from mithaq.domain.case.moves import CaseState
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law

ASKED, ANSWERED = "assurance.asked", "assurance.answered"
MINOR, DEATH = "minor.possible", "death.possible"
WITH_REQUEST = frozenset({"detention.requested", "transit.requested", "transit.notified"})
DECIDES = "prosecutor"


def raise_floor(tx: Writer, before: Case | None, after: Case, member: str) -> None:
    """The requesting state's prosecutors learn what is asked for, the requested state's what was answered; and whoever has
    admitted or refused has seen what the request shows.
    """
    known = {one.hash: one for one in before.floor.assurances} if before else {}
    for one in after.floor.assurances:
        if one != known.get(one.hash):
            _assurance(tx, one, after, member)
    if before is not None and before.state == CaseState.REQUESTED != after.state and member == after.requested:
        for code in (MINOR, DEATH):
            tx.desk.finish_tasks(after.id, code, after.since)


def of_request(tx: Writer, case: Case, type: str, body: bytes, member: str, law: Law) -> None:
    """The request is here: the requested state's prosecutors are told that the person may be a minor, or that the act
    carries death, as long as nobody has admitted it.
    """
    if type not in WITH_REQUEST or member != case.requested or case.state != CaseState.REQUESTED:
        return
    try:
        request = papers.decode(type, body)
    except Refusal:
        return  # nobody can read it: it will not be admitted
    asked = instant(case.requested_at)
    if not isinstance(request, DetentionRequest) or asked is None:
        return
    if age_test(request, date(asked.year, asked.month, asked.day), law.house)[0] != "met":
        tx.desk.put_task(TaskRow(f"t-minor-{case.id[2:]}", DECIDES, MINOR, case.id, case.requested_at))
    if request.death_penalty == "carried":
        tx.desk.put_task(TaskRow(f"t-death-{case.id[2:]}", DECIDES, DEATH, case.id, case.requested_at))


def _assurance(tx: Writer, one: Assurance, case: Case, member: str) -> None:
    if member == case.requesting:
        if not one.answer:
            tx.desk.put_task(TaskRow(f"t-{one.hash[:24]}", DECIDES, ASKED, case.id, one.at))
        elif not case.floor.missing:
            tx.desk.finish_tasks(case.id, ASKED, one.answered_at)
    if member == case.requested and one.answer:
        tx.desk.put_task(TaskRow(f"t-{one.answer}-{one.hash[:24]}", DECIDES, ANSWERED, case.id, one.answered_at))
