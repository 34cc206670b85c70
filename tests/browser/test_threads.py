"""Two bureaux write to each other in a browser, Arabic first: a form, the receipts in words, a reply, a dispute."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Desk
from tests.browser.test_pages import REVERSED, TOO_WIDE
from tests.support.stage import Stage

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]


def _sound(sitting: Desk, name: str) -> None:
    """Nothing reversed, nothing wider than the window; and a picture to look at."""
    assert sitting.page.evaluate(REVERSED) == [], name
    assert sitting.page.evaluate(TOO_WIDE) <= 0, name
    sitting.picture(name)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_wrong_data_from_the_alert_to_the_agreement(desk: Sit, stage: Stage, language: str) -> None:
    finder = desk("bureau@EG", language)
    finder.open(f"/alerts/{stage.alert}")
    finder.page.locator("a[href^='/threads/new']").click()
    _sound(finder, f"threads-forms-{language}")
    finder.page.locator("a[href*='/threads/new/wrong_data']").click()
    finder.page.locator("select[name='f.field']").select_option("birth")
    finder.page.locator("textarea[name='f.right']").fill("1981، بحسب سجل المواليد (مصطنع)")
    finder.page.locator("textarea[name='f.evidence']").fill("مستخرج من سجل المواليد رقم 12/1981")
    _sound(finder, f"thread-form-{language}")
    finder.page.locator("main form button").click()
    finder.page.wait_for_selector(".ticks-said")
    path = finder.page.url.removeprefix(stage.address).partition("?")[0]
    stage.world.settle()

    owner = desk("bureau@TN", language)
    owner.open("/threads")
    _sound(owner, f"threads-{language}")
    owner.open(f"/alerts/{stage.alert}")
    assert owner.page.locator(".note.warn").count() > 0, "the alert shows that it is disputed"
    _sound(owner, f"alert-disputed-{language}")
    owner.open(path)
    assert "1981" not in owner.text()
    owner.page.locator("form[action$='/read'] button").click()
    owner.page.wait_for_selector("textarea[name=text]")
    assert "1981" in owner.text()
    owner.page.locator("textarea[name=text]").fill("نوافق، وتُعدَّل الإذاعة اليوم.")
    owner.page.locator("select[name=outcome]").select_option("agreed")
    owner.page.locator("form[action$='/reply'] button").click()
    owner.page.wait_for_selector(".note.ok")
    _sound(owner, f"thread-{language}")
    stage.world.settle()
    finder.open(path)
    finder.page.locator("form[action$='/read'] button").click()
    finder.page.wait_for_selector("form[action$='/close'] button")
    finder.page.locator("form[action$='/close'] button").click()
    finder.page.wait_for_selector(".note.ok")
