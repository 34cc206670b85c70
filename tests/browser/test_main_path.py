"""An alert from the bureau's form to a traveller at a post, in Arabic, as officers click and type it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from mithaq.domain.content import Wanted
from mithaq.web.pages.alert_form import fields_of
from tests.browser.conftest import Desk
from tests.support.stage import Stage

pytestmark = pytest.mark.browser
Sit = Callable[..., Desk]


def _type(page: Page, content: Wanted) -> None:
    """Every field of the form, as a person fills them in."""
    kinds = page.evaluate("Object.fromEntries([...document.forms[1].elements].map(one => [one.name, one.type]))")
    for name, value in fields_of(content).items():
        if name.startswith("nationality."):
            page.locator("select[name=nationality]").nth(int(name[-1])).select_option(value)
            continue
        kind, found = kinds.get(name, "hidden"), page.locator(f"[name='{name}']")
        if kind == "hidden":
            continue
        if kind == "select-one":
            found.select_option(value)
        elif kind == "checkbox":
            if value:
                found.check()
        else:
            found.fill(value)


def test_from_the_form_to_the_border(desk: Sit, stage: Stage) -> None:
    content = stage.today()
    assert isinstance(content, Wanted)
    bureau = desk("bureau@TN")
    assert bureau.page.evaluate("document.documentElement.dir") == "rtl"
    bureau.open("/alerts/new/wanted")
    _type(bureau.page, content)
    assert bureau.page.locator("[data-need]:not(.met)").count() == 0  # the list of what is missing was ticked off
    bureau.page.get_by_role("button", name="حفظ المسودة").click()
    bureau.page.wait_for_url("**/alerts/a-*")
    path = bureau.page.url.removeprefix(stage.address).partition("?")[0]
    subject = path.rpartition("/")[2]

    judge = desk("judge@TN")
    judge.open(path)
    assert stage.pending(subject)[:32] in judge.page.locator("pre.signed").inner_text()
    judge.page.get_by_label("قرأت مذكرة القبض").check()
    judge.page.get_by_role("button", name="اعتماد وتوقيع").click()
    assert "معتمدة بانتظار المراجعة" in judge.text()
    stage.world.settle()

    for login in ("reviewer@GS", "reviewer2@GS"):
        reviewer = desk(login)
        reviewer.open("/reviews")
        reviewer.page.locator(f"a[href='/reviews/{subject}']").first.click()
        reviewer.page.get_by_label("بحثت في الطابع السياسي").check()
        reviewer.page.get_by_role("button", name="قبول وتوقيع").click()
        assert "وُقّع قبولكم" in reviewer.text()
    stage.world.settle()

    bureau.open(path)
    bureau.page.locator("form[action$='/circulate'] button").click()
    assert "عُمّمت الإذاعة" in bureau.text()
    stage.world.settle()

    border = desk("border@EG")
    border.page.get_by_label("الاسم، بأي حرف").fill(content.identity.primary.full)
    border.page.get_by_label("تاريخ الميلاد").fill(str(content.identity.births[0]))
    border.page.keyboard.press("Enter")
    assert "مطابقة قوية" in border.page.locator(".verdict").inner_text()
    assert content.identity.primary.full not in border.page.url
    card = border.page.locator("article.candidate").first
    card.locator("summary.btn").click()
    card.get_by_role("checkbox").check()
    card.locator("form[action='/hits'] button").click()
    border.page.wait_for_url("**/hits/h-*")
    assert "مدة الاستيقاف جارية" in border.text()
    border.page.get_by_label("قورنت الوثيقة").check()
    border.page.get_by_role("button", name="تأكيد الهوية").click()
    assert "تأكدت الهوية" in border.text()
