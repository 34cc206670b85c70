"""The reviewer's desk, the duty roster, and what became known of hits, from form to form."""

from __future__ import annotations

import pytest

from mithaq.app.alerts import load
from mithaq.app.reviews import MIN_OTHER
from mithaq.domain.instant import text
from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of, text_of

WORDS = "أين كان الشخص يوم الواقعة؟"
ANSWER = "في صفاقس وفق المحضر"


def test_the_owner_is_asked_answers_and_sees_no_names(stage: Stage) -> None:
    subject = stage.approved()
    path, alert = f"/reviews/{subject}", f"/alerts/{subject}"
    reviewer, bureau = Visitor(stage, "reviewer@GS"), Visitor(stage, "bureau@TN")
    assert "A reviewer was called" in text_of(reviewer.get(path))
    asked = text_of(reviewer.do(path, f"{path}/ask", question="facts", words=WORDS))
    assert "Your question is signed." in asked
    assert "The clock stands still for a question" in asked
    stage.world.settle()
    assert subject in bureau.get("/").text, "on the bureau's desk"
    page = bureau.get(alert)
    assert WORDS in page.text
    assert "Waiting for a reviewer" in text_of(page)
    for number in (1, 2):
        part = stage.officers[f"reviewer{'' if number == 1 else number}@GS"]
        assert part.id not in page.text
    assert "Your answer is signed." in text_of(bureau.do(alert, f"{alert}/answer", words=ANSWER))
    stage.world.settle()
    assert ANSWER in reviewer.get(path).text
    assert ANSWER not in Visitor(stage, "commissioner@OC").get(alert).text


def test_a_ground_outside_the_list_needs_a_sentence(stage: Stage) -> None:
    subject = stage.approved()
    path = f"/reviews/{subject}"
    reviewer = Visitor(stage, "reviewer@GS")
    refused = reviewer.send(reviewer.get(path), f"{path}/refuse", ground="other", reasons="no")
    assert (refused.status_code, "fuller statement" in text_of(refused)) == (422, True)
    assert "Your refusal is signed." in text_of(
        reviewer.do(path, f"{path}/refuse", ground="other", reasons="x" * MIN_OTHER)
    )


def test_an_urgent_draft_says_why_and_who_is_not_called_sees_nothing(stage: Stage) -> None:
    stage.queue()
    with stage.world["GS"].store.read() as reader:
        rows = reader.register.folds("alert", kind="wanted", states=("approved",))
        alert = load(reader, rows[0].id)
    assert alert is not None
    assert alert.pending is not None
    assert alert.pending.lot is not None
    (called,) = alert.pending.lot.called
    for login in ("reviewer@GS", "reviewer2@GS", "reviewer3@GS"):
        shown = alert.id in Visitor(stage, login).get("/reviews").text
        assert shown == (stage.officers[login].id == called.reviewer)
    page = text_of(Visitor(stage, "bureau@TN").get(f"/alerts/{alert.id}"))
    assert "Danger to life" in page


def test_an_administrator_keeps_the_roster(stage: Stage) -> None:
    administrator, now = Visitor(stage, "administrator@GS"), stage.world.clock.now()
    page = administrator.get("/duty")
    assert stage.officers["reviewer@GS"].id in page.text
    third = stage.officers["reviewer3@GS"].id
    page = administrator.do("/duty", "/duty", reviewer=third, since="2026-11-22T09:00", until="2026-12-22T09:00")
    assert "The reviewer is on the roster." in text_of(page)
    assert third in page.text
    assert "The reviewer is off the roster." in text_of(administrator.do("/duty", f"/duty/{third}/end"))
    backwards = {"reviewer": third, "since": "2026-12-22T09:00", "until": "2026-11-22T09:00"}
    assert administrator.send(administrator.get("/duty"), "/duty", **backwards).status_code == 422
    assert text(now)
    reviewer = Visitor(stage, "reviewer@GS").get("/duty")
    with pytest.raises(AssertionError, match="no form"):
        form_of(reviewer, "/duty")


def test_what_became_known_and_what_never_does(full: Stage) -> None:
    commissioner, bureau = Visitor(full, "commissioner@OC"), Visitor(full, "bureau@TN")
    told = full.hit(full.alert)
    page = Visitor(full, "bureau@EG")
    page.do(f"/hits/{told}", f"/hits/{told}/release", reason="identity_confirmed")
    kept = full.hit(full.alert)
    answer = page.do(f"/hits/{kept}", f"/hits/{kept}/withhold", reason="protected_person")
    assert "The owner never learns of this hit." in text_of(answer)
    full.world.settle()
    for visitor in (commissioner, bureau):
        shown = visitor.get("/releases")
        assert shown.status_code == 200
        assert "Identity of the wanted person confirmed" in text_of(shown)
        assert kept not in shown.text
        assert "Protected person" not in text_of(shown)
    assert Visitor(full, "reviewer@GS").get("/releases").status_code == 403


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(("login", "path"), [("administrator@GS", "/duty"), ("commissioner@OC", "/releases")])
def test_in_the_other_languages(full: Stage, language: str, login: str, path: str) -> None:
    page = Visitor(full, login, language).get(path)
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
