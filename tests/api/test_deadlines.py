"""The deadline board through HTTP."""

from __future__ import annotations

import pytest

from tests.support.case_story import CaseStory
from tests.support.federation import Federation


def test_the_board_is_the_same_for_both_sides_and_empty_for_others(fed: Federation) -> None:
    case = CaseStory(fed)
    for step in (case.admit, case.arrest, case.inform):
        step()
    asking = fed.get("bureau@TN", "/api/deadlines?side=theirs").json()["deadlines"]
    holding = fed.get("prosecutor@EG", "/api/deadlines?side=mine").json()["deadlines"]
    ours = [one for one in asking if one["case"] == case.id]
    assert ours == [one for one in holding if one["case"] == case.id]
    assert [one["clock"]["clock"] for one in ours] == ["document", "detention"]
    assert {"due_at", "due_local", "due_hijri", "seconds_left", "state", "release_due"} <= set(ours[0])
    seen = fed.get("commissioner@OC", "/api/deadlines?limit=200").json()["deadlines"]
    assert {case.id} <= {one["case"] for one in seen}
    assert fed.get("border@TN", "/api/deadlines").status_code == 403


@pytest.mark.parametrize("query", ["side=ours", "within_hours=-1", "within_hours=soon", "limit=0", "limit=9999"])
def test_a_wrong_question_is_refused_with_a_code(fed: Federation, query: str) -> None:
    reply = fed.get("bureau@TN", f"/api/deadlines?{query}")
    assert reply.status_code == 400
    assert reply.json()["code"]
