"""The pictures of the documentation. Kept under docs/img when MITHAQ_PICTURES is set; made and measured in any case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Desk
from tests.support.stage import NAME_LATIN, Stage

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_possible_match(desk: Sit, language: str) -> None:
    border = desk("border@EG", language)
    border.page.locator("input[name=name]").fill(NAME_LATIN)
    border.page.locator("input[name=birth]").fill("1979")
    border.page.keyboard.press("Enter")
    border.page.wait_for_selector(".verdict.possible")
    border.picture(f"check-{language}")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("name", "login", "path"),
    [
        ("alert", "bureau@TN", "/alerts/{alert}"),
        ("reviews", "reviewer@GS", "/reviews"),
        ("review", "reviewer@GS", "/reviews/{review}"),
        ("case", "judge@EG", "/cases/{case}"),
    ],
)
def test_pages(desk: Sit, stage: Stage, name: str, login: str, path: str, language: str) -> None:
    sitting = desk(login, language)
    sitting.open(path.format(alert=stage.alert, review=stage.review, case=stage.case))
    sitting.picture(f"{name}-{language}")
