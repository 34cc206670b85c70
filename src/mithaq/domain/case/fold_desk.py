"""The facts about where papers are. Called by the fold; total, no clock."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case import events_desk as desk
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.clocks import ClockRun, stopped
from mithaq.domain.case.events_before import LodgementReceived
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.case.states import Clock
from mithaq.domain.case.stopping import answers, applying


def receipt(row: Lodged, said: Said, body: LodgementReceived) -> Lodged:
    """The lodgement as its electronic receipt leaves it: received, or still waiting for its paper. Nothing is received
    before it was signed: a slow clock of the custodian gives no lodgement an earlier hour.
    """
    here = max(said.when, row.lodged_at)
    when = "" if body.electronic == "paper" else here
    return structs.replace(row, received_at=when, electronic_at=here, missing=body.missing)


def answered(case: Case, at: str) -> tuple[ClockRun, ...]:
    """The clocks with that of the document answered at that instant, if it was not over by then."""
    waits = [run.clock for run in case.clocks if run.clock == Clock.DOCUMENT and not run.over(at)]
    return stopped(case.clocks, waits, at)


def of_desk(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with what this statement says of papers."""
    body = said.body
    match body:
        case desk.PaperSent():
            return _changed(case, body.of, carrier=body.carrier, sent_at=said.signed)
        case desk.FileForwarded():
            return _changed(case, body.of, desk=body.to_desk)
        case desk.PaperReceived():
            return _paper(case, said, body, law)
        case _:
            return case


def _paper(case: Case, said: Said, body: desk.PaperReceived, law: CaseLaw) -> Case:
    """The paper is here. It counts from now where nothing has counted before, and then answers the document clock."""
    row = next((row for row in case.lodged if row.hash == body.of), None)
    case = _changed(case, body.of, paper_at=said.when, desk="" if body.at_desk == "right_desk" else body.at_desk)
    if row is None or row.received_at:
        return case
    received = structs.replace(row, received_at=said.when, missing=body.missing)
    case = _changed(case, body.of, received_at=said.when, missing=body.missing)
    if not answers(received, applying(case, law)):
        return case
    return structs.replace(case, clocks=answered(case, said.when))


def _changed(case: Case, of: str, **changes: object) -> Case:
    lodged = tuple(structs.replace(row, **changes) if row.hash == of else row for row in case.lodged)
    return structs.replace(case, lodged=lodged)
