"""Minors and risks of torture: what a court has to answer before anybody is surrendered (law.md, the floor)."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case import events_floor as floor
from mithaq.domain.case.decide import Command, decide, findings
from mithaq.domain.case.papers import DetentionRequest, Note, Reasons
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate
from mithaq.domain.instant import text
from tests.unit.domain.case.story import JO, TN, Story, days, law, request_paper

S = CaseState
MINOR, TORTURE = "minor", "torture_risk"
REASONS = Reasons("an invented court", "7/2026", "synthetic reasons")


def custody(*decided: str) -> Story:
    """In custody, told the rights, with the complete file, admitted with these tests decided by the prosecutor."""
    story = Story().request().tell("detention.admitted", JO, says.DetentionAdmitted(decided), 0)
    return story.arrest().rights().file(5)


def weigh(story: Story, day: float, outcome: Literal["compatible", "against"] = "compatible", **more: Any) -> Story:
    body = structs.replace(floor.InterestWeighed(outcome, text(days(day)), True), **more)
    return story.tell("interest.weighed", JO, body, day)


def assess(story: Story, day: float, outcome: Literal["excluded", "real_risk"] = "excluded", **more: Any) -> Story:
    body = structs.replace(floor.RiskAssessed(outcome, text(days(day)), True), **more)
    return story.tell("risk.assessed", JO, body, day)


def void(story: Story) -> str:
    marks = [mark.code for mark in story.now.voids if mark.hash == story.events[-1].hash]
    return marks[0] if marks else ""


@pytest.mark.parametrize(
    ("test", "code", "answer"),
    [(MINOR, "minor.not_weighed", weigh), (TORTURE, "risk.not_assessed", assess)],
)
def test_no_grant_before_a_court_has_answered(test: str, code: str, answer: Any) -> None:
    story = custody(test).court(10)
    assert (story.now.state, void(story)) == (S.INFORMED, code)
    assert status(story.now, days(10)).weighing == (test,)
    answer(story, 11).court(12)
    assert (story.now.state, status(story.now, days(12)).weighing) == (S.GRANTED, ())


def test_a_refusal_needs_no_answer() -> None:
    assert custody(MINOR, TORTURE).court(10, "refused").now.state == S.RELEASE_DUE


@pytest.mark.parametrize("answer", [weigh, assess])
def test_a_court_answers_only_after_it_heard_the_person(answer: Any) -> None:
    story = answer(custody(MINOR, TORTURE), 10, heard=False)
    assert void(story) == "rights.not_heard"
    assert not story.now.floor.interest_at + story.now.floor.risk_at


@pytest.mark.parametrize(
    ("answer", "outcome", "reason", "ground"),
    [
        (weigh, "against", "child_interest", "minor_best_interest"),
        (assess, "real_risk", "torture_risk", "non_refoulement"),
    ],
)
@pytest.mark.parametrize("heard", [True, False])
def test_what_speaks_against_surrender_frees_at_once(
    answer: Any, outcome: str, reason: str, ground: str, heard: bool
) -> None:
    for story in (Story().request().admit().arrest(), custody(), custody().court(7).waive(8), Story().to_date()):
        now = answer(story, 14.5, outcome, heard=heard).now
        assert (now.state, now.release_reason, now.ground) == (S.RELEASE_DUE, reason, ground)
        assert void(story.release(14.6).order_arrest(15)) == "rearrest.barred"


def test_on_another_title_the_case_ends_without_a_release() -> None:
    story = assess(custody().court(7).waive(8).postpone(9), 10, "real_risk")
    assert (story.now.state, story.now.held_by, story.now.ground) == (S.REFUSED, None, "non_refoulement")


def test_assurances_never_answer_a_risk_of_torture() -> None:
    story = custody(TORTURE).tell("assurance.asked", JO, floor.AssuranceAsked("detention_conditions"), 6)
    of = story.now.floor.assurances[0].hash
    story.tell("assurance.given", "TN", floor.AssuranceGiven(of), 7).court(10)
    assert (story.now.state, void(story)) == (S.INFORMED, "risk.not_assessed")
    assert assess(story, 11, "real_risk").now.state == S.RELEASE_DUE


def test_a_minor_who_is_noted_late_is_weighed_before_the_next_step() -> None:
    story = custody().court(7).tell("minor.noted", JO, floor.MinorNoted(), 8).waive(9)
    assert void(story.date(10, "2026-03-20")) == "minor.not_weighed"
    assert weigh(story, 11).date(12, "2026-03-20").now.state == S.DATED
    for statement in ("surrender", "received"):
        dated = Story().to_date().tell("minor.noted", JO, floor.MinorNoted(), 14.5)
        if statement == "surrender":
            dated.surrender(16)
        else:
            dated.tell("surrender.received", TN, says.SurrenderReceived(text(days(16))), 16)
        assert dated.now.state == S.REMOVED, "what happened is kept, and shows as a breach"
        assert [mark.code for mark in dated.now.breaches] == ["custody_without_decision"]


def test_an_appeal_confirms_nothing_that_the_floor_forbids() -> None:
    story = custody().court(7).tell("minor.noted", JO, floor.MinorNoted(), 8)
    story.tell("appeal.lodged", JO, says.AppealLodged(text(days(8))), 8)
    confirmed = says.AppealDecided("confirmed", text(days(9)), True)
    assert void(story.tell("appeal.decided", JO, confirmed, 9)) == "minor.not_weighed"
    assert weigh(story, 10).tell("appeal.decided", JO, confirmed, 11).now.state == S.FINAL


def young() -> DetentionRequest:
    paper = request_paper()
    return structs.replace(paper, identity=structs.replace(paper.identity, births=(PartialDate(2007),)))


def say(story: Story, type: str, body: says.CaseBody, day: float, paper: Any = None, **more: Any) -> str:
    try:
        decide(story.now, Command(type, JO, story.now.id, body, paper, **more), law(), days(day))
    except Refusal as refusal:
        return refusal.code
    return ""


def test_admission_needs_reasons_where_the_floor_is_touched() -> None:
    story = Story().request()
    found = [one.test for one in findings(story.now, young(), law(), days(1)) if one.result == "arguable"]
    assert MINOR in found
    body = says.DetentionAdmitted(tuple(found))
    assert say(story, "detention.admitted", body, 1, request=young()) == "admission.reasons_missing"
    assert say(story, "detention.admitted", body, 1, Note("his best interest"), request=young()) == ""
    rest = says.DetentionAdmitted(tuple(test for test in found if test != MINOR))
    assert say(story, "detention.admitted", rest, 1, Note("why?"), request=young()) == "admissibility.arguable"


def test_a_flag_is_a_test_of_the_admission() -> None:
    story, asked = Story().request(), request_paper()
    plain = {one.test for one in findings(story.now, asked, law(), days(1))}
    flagged = {one.test: one.result for one in findings(story.now, asked, law(), days(1), flagged=True)}
    assert TORTURE not in plain
    assert flagged[TORTURE] == "arguable"
    noted = {one.test: one.why for one in findings(custody(TORTURE, MINOR).now, asked, law(), days(6))}
    assert (noted[TORTURE], noted[MINOR]) == ("risk_flagged", "minor_noted")


def test_what_only_the_node_knows_stops_the_signing_of_a_grant() -> None:
    story = custody()
    grant = says.CourtDecided("granted", text(days(10)), True, body="court")
    since = text(days(9))
    assert say(story, "court.decided", grant, 10, REASONS, request=young()) == "minor.not_weighed"
    assert say(story, "court.decided", grant, 10, REASONS, request=request_paper()) == ""
    assert say(story, "court.decided", grant, 10, REASONS, flagged_at=since) == "risk.not_assessed"
    assert say(assess(story, 8), "court.decided", grant, 10, REASONS, flagged_at=since) == "risk.not_assessed"
    assert say(assess(story, 9.5), "court.decided", grant, 10, REASONS, flagged_at=since) == ""
    refused = says.CourtDecided("refused", text(days(10)), True, "non_refoulement")
    assert say(story, "court.decided", refused, 10, REASONS, flagged_at=since, request=young()) == ""


def test_nor_a_date_after_a_later_flag() -> None:
    story = custody().court(7).waive(8).no_minister(9)
    body = says.SurrenderDated("2026-03-20")
    assert say(story, "surrender.dated", body, 10, flagged_at=text(days(9))) == "risk.not_assessed"
    assert say(assess(story, 9.5), "surrender.dated", body, 10, flagged_at=text(days(9))) == ""


def test_a_breach_can_be_stated_all_the_same() -> None:
    """What has happened is recorded, whatever a flag says."""
    body = says.PersonSurrendered(text(days(6)))
    assert say(custody(), "person.surrendered", body, 7, Note("what happened"), flagged_at=text(days(5))) == ""
    assert custody(TORTURE).surrender(7).now.state == S.REMOVED


def test_death_as_the_penalty_is_shown_for_a_person_to_decide() -> None:
    story = Story().request()
    carried = structs.replace(request_paper(), death_penalty="carried")
    found = {one.test: (one.result, one.why) for one in findings(story.now, carried, law(), days(1))}
    assert found["death_penalty"] == ("arguable", "death_carried")
    assert "death_penalty" not in {one.test for one in findings(story.now, request_paper(), law(), days(1))}
