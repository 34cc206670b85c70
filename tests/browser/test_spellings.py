"""Suggestions appear while one types, and the keyboard chooses one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]
NEW = "/alerts/new/wanted"
FATHER = "[name='name.la.father']"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_typing_brings_suggestions_and_enter_takes_one(desk: Sit, language: str) -> None:
    bureau = desk("bureau@TN", language)
    page = bureau.page
    bureau.open(NEW)
    page.locator("[name='name.ar.father']").press_sequentially("محمد")
    page.wait_for_selector(".chip")
    page.locator(FATHER).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(FATHER).input_value() == "Mohamed"
    assert page.url.endswith(NEW)
    assert page.locator(".chip").count() == 0
    assert page.evaluate("document.activeElement.name") == "name.la.father"


def test_another_nationality_is_written_otherwise(desk: Sit) -> None:
    bureau = desk("bureau@TN")
    page = bureau.page
    bureau.open(NEW)
    page.locator("[name='name.ar.given']").fill("محمد")
    page.wait_for_selector(".chip[data-text=Mohamed]")
    page.locator("[name=nationality]").first.select_option("SA")
    page.wait_for_selector(".chip:first-child[data-text=Muhammad]")


def test_without_scripts_a_button_asks(desk: Sit) -> None:
    bureau = desk("bureau@TN", java_script_enabled=False)
    page = bureau.page
    bureau.open(NEW)
    page.locator("[name='name.ar.given']").fill("محمد")
    page.locator(".spell button").click()
    page.locator(".chip").first.click()
    assert page.locator("[name='name.la.given']").input_value() == "Mohamed"
    page.locator("[name='name.la.given']").press("Enter")
    page.wait_for_url("**/alerts/a-*")
