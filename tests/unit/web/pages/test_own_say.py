"""A state's own say from form to form, in a console that has no script: flag, hide, link; each page says what holds."""

from __future__ import annotations

from datetime import timedelta

from tests.support.stage import NAME_LATIN, Stage
from tests.support.visitor import Visitor, text_of


def checked(stage: Stage, language: str = "en") -> str:
    post = Visitor(stage, "border@EG", language)
    return text_of(post.send(post.get("/check"), "/check", name=NAME_LATIN, purpose="border"))


def met(stage: Stage, login: str) -> Visitor:
    """An officer who has met the person in a check: an id alone opens no page."""
    visitor = Visitor(stage, login)
    visitor.send(visitor.get("/check"), "/check", name=NAME_LATIN, purpose="police")
    return visitor


def test_a_flag_is_set_seen_at_the_post_and_lifted(stage: Stage) -> None:
    alert = stage.circulated()
    bureau = met(stage, "bureau@EG")
    page = text_of(bureau.do(f"/alerts/{alert}", f"/alerts/{alert}/flag", flag_ground="flag_judge"))
    assert "The flag is set. It stays on this node." in page
    assert "Flag: nobody is arrested on it here. Locate only." in page
    assert "Flag of this state: locate only. Decision of a judicial authority here" in checked(stage)
    assert "إشارة عدم التنفيذ من هذه الدولة: تحديد المكان فقط. قرار من السلطة القضائية هنا" in checked(stage, "ar")
    assert alert in text_of(bureau.get("/flags"))
    owner = text_of(Visitor(stage, "bureau@TN").get(f"/alerts/{alert}"))
    assert "Flag: nobody" not in owner
    assert alert not in text_of(Visitor(stage, "bureau@TN").get("/flags"))
    page = text_of(bureau.do(f"/alerts/{alert}", f"/alerts/{alert}/flag/lift", unflag_ground="unflag_gone"))
    assert "The flag is lifted." in page
    assert "Flag of this state" not in checked(stage)
    bureau.do(f"/alerts/{alert}", f"/alerts/{alert}/flag", flag_ground="flag_interests")
    prosecutor = Visitor(stage, "prosecutor@EG")
    page = text_of(prosecutor.do("/flags", "/flags/lift", alert=alert, unflag_ground="unflag_error"))
    assert "Set in error" in page
    assert "Flag of this state" not in checked(stage)


def test_a_class_is_published_and_withdrawn_by_its_state_alone(stage: Stage) -> None:
    prosecutor = Visitor(stage, "prosecutor@EG")
    page = text_of(prosecutor.do("/flags", "/flags/classes", covers="own_nationals"))
    assert "The flag is published." in page
    assert "Confirm against the official text" in page, "art. 39 is not confirmed"
    stage.world.settle()
    reader = Visitor(stage, "bureau@TN").get("/flags")
    assert "Own nationals" in text_of(reader)
    assert "/withdraw" not in reader.text
    assert "Own nationals" in text_of(Visitor(stage, "commissioner@OC").get("/flags"))
    refused = prosecutor.send(prosecutor.get("/flags"), "/flags/classes", covers="own_nationals")
    assert refused.status_code == 422


def test_hidden_on_a_judges_word_and_shown_again(stage: Stage) -> None:
    alert = stage.circulated()
    judge, seen = Visitor(stage, "judge@TN"), met(stage, "bureau@EG")
    assert seen.get(f"/alerts/{alert}").status_code == 200
    fields = {"court": "a synthetic court", "decision_number": "7/2026", "decision_date": "2026-11-20"}
    page = text_of(judge.do(f"/alerts/{alert}", f"/alerts/{alert}/hiding", **fields))
    assert "Hidden for a running operation until" in page
    assert "a synthetic court" in page
    assert "Nothing in the register answers to this." in checked(stage)
    assert seen.get(f"/alerts/{alert}").status_code == 404
    stage.world.settle()
    assert "a synthetic court" in text_of(Visitor(stage, "commissioner@OC").get(f"/alerts/{alert}"))
    bureau = Visitor(stage, "bureau@TN")
    assert "The alert is shown again." in text_of(bureau.do(f"/alerts/{alert}", f"/alerts/{alert}/hiding/end"))
    assert NAME_LATIN.split()[0] in checked(stage)


def test_a_link_that_is_none_is_refused_on_the_page(stage: Stage) -> None:
    alert = stage.circulated()
    bureau = Visitor(stage, "bureau@TN")
    page = bureau.send(bureau.get(f"/alerts/{alert}"), f"/alerts/{alert}/links", other=alert, basis_of_link="document")
    assert page.status_code == 422
    assert "Only two different circulated alerts on persons can be linked." in text_of(page)


def test_the_owner_is_warned_on_the_desk_and_keeps_the_alert(stage: Stage) -> None:
    alert = stage.circulated()
    stage.world.clock.forward(seconds=timedelta(days=5 * 365 - 60).total_seconds())
    stage.world.settle()
    assert "This alert will be deleted at the end of its retention" in text_of(Visitor(stage, "bureau@TN").get("/"))
    prosecutor = Visitor(stage, "prosecutor@TN")
    page = prosecutor.do(
        f"/alerts/{alert}", f"/alerts/{alert}/reassessment", reassess_ground="still_sought", weighed="synthetic words"
    )
    assert "the alert is kept for another term" in text_of(page)
    assert "synthetic words" in text_of(page)
    assert "This alert will be deleted" not in text_of(Visitor(stage, "bureau@TN").get("/"))
