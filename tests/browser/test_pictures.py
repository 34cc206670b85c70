"""The pictures of the documentation. Kept under docs/img when MITHAQ_PICTURES is set; made and measured in any case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Desk
from tests.support.stage import NAME_LATIN, Stage

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_that_the_documentation_shows(desk: Sit, stage: Stage, language: str) -> None:
    border = desk("border@EG", language)
    border.page.locator("input[name=name]").fill(NAME_LATIN)
    border.page.locator("input[name=birth]").fill("1979")
    border.page.keyboard.press("Enter")
    border.page.wait_for_selector(".verdict.possible")
    border.picture(f"check-{language}")

    reviewer = desk("reviewer@GS", language)
    for name, path in (("reviews", "/reviews"), ("review", f"/reviews/{stage.review}")):
        reviewer.open(path)
        reviewer.picture(f"{name}-{language}")

    judge = desk("judge@EG", language)
    for name, path in (("alert", f"/alerts/{stage.alert}"), ("case", f"/cases/{stage.case}")):
        judge.open(path)
        judge.picture(f"{name}-{language}")
