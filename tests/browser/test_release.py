"""The clock that acts: on the last day the release stands above everything else on both sides' screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
        place = banner.bounding_box()
        assert place is not None
        assert place["y"] < 260
        sitting.picture("release-due")
