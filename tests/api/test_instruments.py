"""Which instrument governs a request, over HTTP: every candidate with its reasons, and Riyadh 69 beside the choice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.law.load import load_law
from tests.support.case_story import CaseStory
from tests.support.federation import Federation, federation


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    found = federation()
    yield found
    found.close()


def test_every_candidate_says_why_and_the_more_favourable_rule_stands_beside(fed: Federation) -> None:
    case = CaseStory(fed).id
    alert = fed.get("bureau@TN", f"/api/cases/{case}").json()["case"]["alert"]
    reply = fed.get("prosecutor@TN", f"/api/alerts/{alert}/instruments")
    assert reply.status_code == 200, reply.text
    found = {one["requested"]: one for one in reply.json()["choices"]}
    choice = found["EG"]["choice"]
    law = load_law(demo=True)
    assert {one["instrument"] for one in choice["candidates"]} == {
        id for id, pack in law.instruments.items() if not pack.amends
    }
    assert all(one["why"] and set(one["why"]) <= set(law.reasons) for one in choice["candidates"])
    beside = any(one["beside"] for one in (each["choice"] for each in found.values()))
    rules = [rule for one in found.values() for rule in one["rules"]]
    assert bool(rules) == beside
    assert all({"ar", "en", "fr"} == set(rule["summary"]) for rule in rules)
    assert fed.get("border@TN", f"/api/alerts/{alert}/instruments").status_code == 403
    assert fed.get("prosecutor@EG", f"/api/alerts/{alert}/instruments").status_code == 404
    assert fed.get("prosecutor@TN", f"/api/alerts/a-{'0' * 24}/instruments").status_code == 404
