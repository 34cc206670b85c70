"""The clock that acts: on the last day the release stands above everything else on both sides' screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mithaq.app.deadlines import DeadlineView, board
from mithaq.domain.case.states import Clock
from mithaq.domain.instant import parse
from tests.browser.conftest import Desk
from tests.support.stage import Stage

pytestmark = pytest.mark.browser


def test_a_release_that_is_due_stands_on_top(desk: Callable[..., Desk], stage: Stage) -> None:
    stage.world.clock.forward(days=40)
    for login in ("bureau@EG", "bureau@TN"):
        sitting = desk(login)
        sitting.open(f"/cases/{stage.case}")
        banner = sitting.page.locator(".release")
        assert "الإفراج واجب" in banner.inner_text()
        place, title = banner.bounding_box(), sitting.page.locator("main h1").bounding_box()
        assert place is not None
        assert title is not None
        assert place["y"] + place["height"] <= title["y"], "above everything else"
        sitting.picture("release-due")


def test_an_open_page_learns_of_it_within_the_minute(desk: Callable[..., Desk], stage: Stage) -> None:
    """Whoever has a form open when a clock runs out is told on top of that page, and what he typed stays."""
    other = stage.arrested(stage.circulated())
    (due,) = {
        line.due_at for line in board(stage.world["TN"], stage.world.actor("TN", "bureau")) if _is_limit(line, other)
    }
    stage.world.clock.forward(seconds=(parse(due) - stage.world.clock.now()).total_seconds() - 1800)
    sitting = desk("bureau@TN")
    sitting.page.clock.install()
    sitting.open("/threads/new")
    assert other not in sitting.page.locator("[data-owed]").inner_text()
    stage.world.clock.forward(hours=1)
    stage.world.settle()
    sitting.page.clock.fast_forward("01:01")
    banner = sitting.page.locator(".owed", has_text=other)
    banner.wait_for()
    place, first = banner.bounding_box(), sitting.page.locator("main h1").bounding_box()
    assert place is not None
    assert first is not None
    assert place["y"] + place["height"] <= first["y"], "above everything else"
    sitting.picture("release-owed-on-an-open-page")


def _is_limit(line: DeadlineView, case: str) -> bool:
    return line.case == case and line.clock is not None and line.clock.clock == Clock.DOCUMENT
