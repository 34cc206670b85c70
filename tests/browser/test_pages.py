"""What only a browser shows: direction, keyboard, clocks that run, pages without JavaScript, print."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Desk
from tests.support.stage import NAME_LATIN, Stage

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]

# Every left-to-right run on one line: whether its first letter really stands left of its last one.
REVERSED = """() => [...document.querySelectorAll('bdi[dir=ltr]')].filter((run) => {
  const text = run.firstChild;
  if (!text || text.nodeType !== 3 || text.length < 2 || run.getClientRects().length !== 1) return false;
  const left = (place) => {
    const range = document.createRange();
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect().left;
  };
  return left(0) >= left(text.length - 1);
}).map((run) => run.textContent)"""

# Nothing but tables may be wider than the window.
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _paths(stage: Stage) -> list[tuple[str, str]]:
    return [
        ("bureau@TN", "/"),
        ("bureau@TN", "/alerts"),
        ("bureau@TN", f"/alerts/{stage.alert}"),
        ("bureau@TN", f"/alerts/{stage.alert}/amend"),
        ("bureau@TN", f"/cases/{stage.case}"),
        ("bureau@TN", "/journal"),
        ("bureau@TN", "/questions"),
        ("bureau@EG", "/hits"),
        ("reviewer@GS", f"/reviews/{stage.review}"),
        ("prosecutor@TN", f"/cases/new/{stage.alert}"),
        ("administrator@TN", "/officers"),
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_numbers_never_reverse_and_nothing_overflows(desk: Sit, stage: Stage, language: str) -> None:
    sitting, who = desk("bureau@TN", language), "bureau@TN"
    for login, path in _paths(stage):
        if login != who:
            sitting, who = desk(login, language), login
        sitting.open(path)
        assert sitting.page.locator("bdi[dir=ltr]").count() > 0
        assert sitting.page.evaluate(REVERSED) == [], path
        assert sitting.page.evaluate(TOO_WIDE) <= 0, path


def test_a_narrow_window_stacks_and_does_not_overflow(desk: Sit, stage: Stage) -> None:
    sitting = desk("bureau@TN")
    sitting.page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/", "/check", f"/alerts/{stage.alert}", f"/cases/{stage.case}"):
        sitting.open(path)
        assert sitting.page.evaluate(TOO_WIDE) <= 0, path


def test_a_check_by_keyboard_alone(desk: Sit) -> None:
    border = desk("border@EG")
    _focus(border, "input[name=name]")
    border.page.keyboard.type(NAME_LATIN)
    border.page.keyboard.press("Enter")
    assert "مطابقة محتملة" in border.page.locator(".verdict.possible").inner_text()
    _focus(border, ".verdict")
    border.page.keyboard.press("/")
    _focus(border, "input[name=name]")
    border.page.keyboard.type("لا أحد هنا")
    border.page.keyboard.press("Enter")
    assert "لا مطابقة" in border.page.locator(".verdict.none").inner_text()


def _focus(sitting: Desk, where: str) -> None:
    """Wait until the focus is there; the pages' own script may still be on its way."""
    sitting.page.wait_for_function("where => document.activeElement.matches(where)", arg=where)


def test_the_first_tab_leads_past_the_menu(desk: Sit) -> None:
    sitting = desk("bureau@TN")
    sitting.page.keyboard.press("Tab")
    assert sitting.page.evaluate("document.activeElement.className") == "skip"
    sitting.page.keyboard.press("Enter")
    assert sitting.page.evaluate("document.activeElement.id") == "main"


def test_everything_works_without_javascript(desk: Sit, stage: Stage) -> None:
    border = desk("border@EG", java_script_enabled=False)
    border.page.get_by_label("الاسم، بأي حرف").fill(NAME_LATIN)
    border.page.locator("main form button").first.click()
    assert "مطابقة محتملة" in border.page.locator(".verdict").inner_text()
    bureau = desk("bureau@EG", java_script_enabled=False)
    bureau.open(f"/cases/{stage.case}")
    assert "يوم" in bureau.page.locator(".clock").first.inner_text()
    bureau.page.locator("form[action$='message.sent']").locator("xpath=..").locator("summary").click()
    bureau.page.locator("form[action$='message.sent'] textarea").fill("رسالة بلا جافاسكربت")
    bureau.page.locator("form[action$='message.sent'] button").click()
    assert "رسالة بلا جافاسكربت" in bureau.text()


def test_clocks_run_down(desk: Sit, stage: Stage) -> None:
    sitting = desk("bureau@TN", "en")
    sitting.open(f"/cases/{stage.case}")
    clock = sitting.page.locator(".clock b").first
    before = clock.inner_text()
    assert "26 days" in before or "25 days" in before  # of 30, after four days and the minutes of a review
    sitting.page.wait_for_function("before => document.querySelector('.clock b').textContent !== before", arg=before)


def test_a_wrong_click_cannot_report_a_hit(desk: Sit) -> None:
    border = desk("border@EG")
    border.page.get_by_label("الاسم، بأي حرف").fill(NAME_LATIN)
    border.page.keyboard.press("Enter")
    card = border.page.locator("article.candidate").first
    card.locator("summary.btn").click()
    card.locator("form[action='/hits'] button").click()  # without the tick that the person was told
    assert border.page.url.endswith("/check")
    assert card.locator("input:invalid").count() == 1


def test_a_page_prints_without_its_menus(desk: Sit, stage: Stage) -> None:
    sitting = desk("bureau@TN")
    sitting.open(f"/alerts/{stage.alert}")
    sitting.page.emulate_media(media="print")
    assert not sitting.page.locator("header.top").is_visible()
    assert sitting.page.locator(".person .name").is_visible()


def test_the_register_loads_in_sight(desk: Sit, stage: Stage) -> None:
    whole = stage.loading
    stage.loading = type(whole)(10_000, 100_000, complete=False)
    try:
        sitting = desk("bureau@TN")
        assert sitting.page.locator(".demo progress").get_attribute("value") == "10000"
        stage.loading = whole
        sitting.page.wait_for_selector(".demo [data-loading]", state="detached", timeout=15_000)
    finally:
        stage.loading = whole
