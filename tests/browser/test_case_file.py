"""In Arabic: what a request lacks shows while it is written, and a file is built over two visits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload

from mithaq.ops.texts import translator
from tests.browser.conftest import Desk
from tests.support.stage import Stage

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]

CERTIFIED = ("warrant", "provisions")


def _add(desk: Desk, paper: str) -> None:
    """Open the form of one paper with the keyboard, choose a file, and send it."""
    item = desk.page.locator(f".schedule > li:has(#file-{paper})")
    item.locator("summary").focus()
    desk.page.keyboard.press("Enter")
    file = FilePayload(name="scan.txt", mimeType="text/plain", buffer=f"synthetic {paper}".encode())
    item.locator(f"#file-{paper}").set_input_files(file)
    if paper in CERTIFIED:
        item.locator("details input[name=certified_by]").fill("محكمة الاستئناف بتونس")
    item.locator("details button").click()
    desk.page.wait_for_url("**/file?done=file.drafted")


def test_what_a_request_lacks_is_shown_while_it_is_written(desk: Sit, stage: Stage) -> None:
    prosecutor = desk("prosecutor@TN")
    prosecutor.open(f"/cases/new/{stage.alert}")
    page = prosecutor.page
    missing = page.locator("aside .needs li")
    assert missing.count() == 2
    page.locator("#to-EG").check()
    page.locator("[name=document_exists]").check()
    missing.nth(1).wait_for(state="detached")  # not by a predicate in words, which the page's own policy forbids
    page.locator("[name=extradition_follows]").focus()
    page.keyboard.press("Space")
    page.wait_for_selector("text=لا ينقص شيء")
    page.locator("[name=offence_state]").select_option("EG")
    page.wait_for_selector(".findings .arguable:has-text('إقليم')")
    assert page.locator("[name=document_exists]").is_checked()
    prosecutor.picture("request")


def test_a_file_is_built_over_two_visits_and_sent(desk: Sit, stage: Stage) -> None:
    path = f"/cases/{stage.case}"
    bureau = desk("bureau@TN")
    bureau.open(path)
    bureau.page.get_by_role("link", name="إعداد الملف").click()
    assert bureau.page.evaluate("document.documentElement.dir") == "rtl"
    for paper in ("identity", "warrant"):
        _add(bureau, paper)
    assert bureau.page.get_by_role("button", name="توقيع الملف وإرساله").count() == 0
    bureau.picture("file")

    stage.world.clock.forward(days=2)
    stage.world.settle()
    prosecutor = desk("prosecutor@TN")
    prosecutor.open(f"{path}/file")
    assert prosecutor.page.locator(".schedule > .present").count() == 2
    prosecutor.page.get_by_role("button", name="إرسال وثيقة المادة 42(ب) وحدها").click()
    stage.world.settle()
    for paper in ("memorandum", "provisions", "evidence"):
        _add(prosecutor, paper)
    prosecutor.page.get_by_role("button", name="توقيع الملف وإرساله").click()
    prosecutor.page.wait_for_url(f"**{path}?done=case.act")
    stage.world.settle()

    judge = desk("judge@EG")
    judge.open(path)
    assert "محكمة الاستئناف بتونس" in judge.page.locator(".timeline").inner_text()
    assert translator("ar").gettext("The complete file lacks") not in judge.text()
