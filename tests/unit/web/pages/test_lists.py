"""Lists that are cut short show first what somebody has to act on, and nothing of that falls out."""

from __future__ import annotations

import re

import pytest

from mithaq.web.pages.start import running_cases
from tests.support.stage import Stage
from tests.support.visitor import Visitor
from tests.unit.web.pages.test_apply import applied


def test_a_case_whose_clock_runs_is_shown_however_many_others_changed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(running_cases.__globals__, "SHOWN", 1)  # the handler has the name of its module
    alert = stage.circulated()
    held = stage.arrested(alert)
    later = stage.requested(alert)
    prosecutor = Visitor(stage, "prosecutor@EG")
    for path in ("/cases", "/"):
        text = prosecutor.get(path).text
        assert held in text
        assert later in text
        assert text.index(f"/cases/{held}") < text.index(f"/cases/{later}"), "whose clock ends first"


def test_an_open_application_is_listed_however_many_others_changed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.web.pages.remedies.SHOWN", 1)
    for _ in range(3):
        applied(Visitor(stage))
    listed = Visitor(stage, "clerk@OC").get("/remedies").text
    assert len(set(re.findall(r'href="(/remedies/p-[0-9a-f]+)"', listed))) == 3
