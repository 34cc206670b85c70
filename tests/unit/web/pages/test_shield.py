"""Lodging protection and deciding on a match, from form to form, in a console that has no script."""

from __future__ import annotations

from mithaq.domain.content import Wanted
from tests.support.stage import NAME_LATIN, Stage
from tests.support.visitor import Visitor, text_of


def test_a_state_lodges_and_the_commission_reads_it(stage: Stage) -> None:
    prosecutor = Visitor(stage, "prosecutor@EG")
    page = prosecutor.do(
        "/protection", "/protection", standing="granted", word="state", names=NAME_LATIN, year="1979", feared="TN"
    )
    assert "It is lodged with the commission alone." in text_of(page)
    stage.world.settle()
    commissioner = Visitor(stage, "commissioner@OC")
    shown = text_of(commissioner.get("/shield/register"))
    assert NAME_LATIN in shown
    assert "Protection granted" in shown
    assert "The state itself" in shown
    assert prosecutor.get("/shield/register").status_code == 403


def test_what_is_no_protection_is_refused_on_its_page(stage: Stage) -> None:
    prosecutor = Visitor(stage, "prosecutor@EG")
    page = prosecutor.send(prosecutor.get("/protection"), "/protection", standing="granted", word="state", names=" ")
    assert page.status_code == 422
    page = prosecutor.send(prosecutor.get("/protection"), "/protection", standing="other", word="state", names="X")
    assert page.status_code == 422


def test_the_desk_shows_a_match_with_its_answer_and_the_owner_one_sentence(stage: Stage) -> None:
    commissioner = Visitor(stage, "commissioner@OC")
    content = stage.today()
    assert isinstance(content, Wanted)
    names = content.identity.names[0].full
    page = commissioner.do("/protection", "/protection", standing="pending", word="unhcr", names=names)
    assert "It is lodged" in text_of(page)
    alert = stage.approved(content)
    shown = text_of(commissioner.get("/shield"))
    assert "Not processed, reason withheld" in shown
    assert "Claim pending" in shown
    owner = text_of(Visitor(stage, "bureau@TN").get(f"/alerts/{alert}"))
    assert "Not processed, reason withheld" in owner
    assert "Claim pending" not in owner
    assert "لم يُعالَج الطلب، والسبب محجوب" in text_of(Visitor(stage, "bureau@TN", "ar").get(f"/alerts/{alert}"))
