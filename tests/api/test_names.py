"""Suggested spellings through HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.federation import Federation

PATH = "/api/names/suggestions"


def _texts(fed: Federation, asked: dict[str, Any]) -> list[str]:
    reply = fed.post("bureau@TN", PATH, asked)
    assert reply.status_code == 200, reply.text
    return [one["text"] for one in reply.json()["suggestions"]]


def test_the_own_state_decides_unless_another_is_named(fed: Federation) -> None:
    assert _texts(fed, {"name": "عبد القادر"})[0] == "Abdelkader"
    assert "Abdul Qadir" in _texts(fed, {"name": "عبد القادر", "state": "SA"})
    assert len(_texts(fed, {"name": "محمد علي", "most": 2})) == 2


def test_latin_leads_to_arabic(fed: Federation) -> None:
    assert _texts(fed, {"name": "Noureddine"}) == ["نور الدين"]


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({}, 400, "request.invalid"),
        ({"name": "x", "most": 0}, 400, "request.invalid"),
        ({"name": "x", "state": "tunisia"}, 400, "request.invalid"),
        ({"name": "x" * 301}, 400, "request.invalid"),
        ({"name": "محمد " * 20}, 422, "name.too_long"),
    ],
)
def test_bad_input_is_a_problem(fed: Federation, asked: dict[str, Any], status: int, code: str) -> None:
    reply = fed.post("bureau@TN", PATH, asked)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert "محمد" not in reply.text


def test_only_who_writes_alerts_is_served(fed: Federation) -> None:
    assert fed.post("border@TN", PATH, {"name": "محمد"}).status_code == 403
