"""Prosecution instead of surrender through HTTP: undertaken and reported on, or stated not to be owed (Riyadh 39)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mithaq.domain.case.states import CaseState
from mithaq.testing.acts import case_until
from tests.support.federation import Federation, federation

MONTHS = {"months_requesting": 24, "months_requested": 6}
DECISION = {"authority": "a synthetic prosecution", "number": "1", "reasons": "synthetic reasons"}


@pytest.fixture
def fed() -> Iterator[Federation]:
    found = federation(members=("TN", "EG", "GS", "OC"), acts=True)
    yield found
    found.close()


@pytest.fixture
def refused(fed: Federation) -> str:
    """A case that Egypt refused because the person is its national."""
    return case_until(fed.world, CaseState.REFUSED).id


def _view(fed: Federation, login: str, case: str) -> Any:
    return fed.get(login, f"/api/cases/{case}").json()["view"]


def test_an_undertaking_is_reported_on(fed: Federation, refused: str) -> None:
    def say(type: str, body: dict[str, str], paper: dict[str, Any]) -> None:
        fed.done("prosecutor@EG", f"/api/cases/{refused}/acts", {"type": type, "body": body, "paper": paper})
        fed.settle()

    enough = {"authority": "a synthetic prosecution", "number": "1", "months_requesting": 24, "months_requested": 12}
    say("prosecution.undertaken", {}, enough)
    say("prosecution.reported", {"outcome": "pending"}, DECISION)
    say("prosecution.reported", {"outcome": "convicted"}, DECISION)
    steps = fed.get("prosecutor@TN", f"/api/cases/{refused}").json()["steps"]
    assert [step["event"]["body"] for step in steps][-2:] == [{"outcome": "pending"}, {"outcome": "convicted"}]
    assert not _view(fed, "prosecutor@TN", refused).get("prosecution_free")


def test_that_nothing_is_owed_is_stated_once_the_months_show_it(fed: Federation, refused: str) -> None:
    path = f"/api/cases/{refused}/acts"
    asked = {"type": "prosecution.not_owed", "body": {}, "paper": DECISION | MONTHS}
    reply = fed.post("prosecutor@EG", path, asked | {"paper": DECISION | MONTHS | {"months_requested": 12}})
    assert reply.json()["code"] == "prosecution.owed"
    assert fed.post("bureau@EG", path, asked).status_code == 403
    fed.done("prosecutor@EG", path, asked)
    fed.settle()
    for login in ("prosecutor@EG", "prosecutor@TN"):
        assert _view(fed, login, refused)["prosecution_free"] == "stated"
    step = fed.get("prosecutor@TN", f"/api/cases/{refused}").json()["steps"][-1]
    assert step["paper"] == DECISION | MONTHS
