"""What lies after and beside the main path, from form to form; and the pages that are no statements of the case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts, cases, reviews
from mithaq.app.ports.rows import OfficerRow
from mithaq.domain.content import Wanted
from mithaq.domain.identity import Document, PartialDate, PersonName
from mithaq.testing import acts
from mithaq.testing.acts import INSTRUMENT
from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of, text_of
from tests.unit.web.pages.test_case_acts import NOTE, REASONS, Told


@pytest.fixture
def told() -> Iterator[Told]:
    """A case with a person in custody, who knows his rights."""
    stage = Stage()
    yield Told(stage)
    stage.world.close()


def final(told: Told) -> None:
    told.file()
    told.say("judge@EG", "judge.heard", lawyer="present", interpreter="not_needed")
    told.say("judge@EG", "court.decided", outcome="granted", heard="yes", **REASONS)
    told.say("judge@EG", "appeal.waived")


def surrendered(told: Told) -> None:
    final(told)
    day = told.stage.world.clock.now().date().isoformat()
    told.say("prosecutor@EG", "surrender.dated", day=day)
    told.say("bureau@EG", "person.surrendered", custody_days="4")
    told.say("bureau@TN", "surrender.received")
    told.say("prosecutor@TN", "speciality.undertaken")


def test_paper_on_its_way_and_counsel(told: Told) -> None:
    told.file()
    told.say(
        "bureau@TN", "paper.sent", carrier="courier", of=of(told, "bureau@TN", "paper.sent"), **{"paper.number": "S1"}
    )
    told.say("bureau@EG", "paper.received", of=of(told, "bureau@EG", "paper.received"))
    page = told.say(
        "bureau@EG",
        "file.forwarded",
        of=of(told, "bureau@EG", "file.forwarded"),
        from_desk="another_desk",
        to_desk="file",
    )
    assert "Desk for extradition files" in page
    who = told.stage.world.actor("EG", "counsel")
    row = OfficerRow(who.id, who.login, "ا", "A", "counsel", who.post, who.authority, "", "active", "")
    with told.stage.world["EG"].write() as tx:
        tx.store.desk.put_officer(row)
    assert "Counsel named" in told.say("prosecutor@EG", "counsel.named", counsel=who.id)


def of(told: Told, login: str, type: str) -> str:
    """The only thing that the form offers to speak of."""
    path = f"/cases/{told.case}"
    page = Visitor(told.stage, login).get(path)
    assert "of" in form_of(page, f"{path}/acts/{type}")
    options = page.text.split(f"/acts/{type}")[1].split('name="of"')[1].split("</select>")[0]
    return options.split('value="')[2].split('"')[0]


def test_ranked_and_deferred(told: Told) -> None:
    page = told.say("prosecutor@EG", "requests.ranked", place="2", among="2", reasons=["harmed"], **REASONS)
    assert "Another state's request for the person comes first" in page
    found = Visitor(told.stage, "prosecutor@EG").get(f"/cases/{told.case}/competing")
    assert "No other state asks for this person." in text_of(found)
    assert Visitor(told.stage, "prosecutor@TN").get(f"/cases/{told.case}/competing").status_code == 403
    assert "/competing" not in Visitor(told.stage, "prosecutor@TN").get(f"/cases/{told.case}").text


def test_whose_name_is_written_otherwise_is_shown_as_unsure(stage: Stage) -> None:
    content = stage.today()
    assert isinstance(content, Wanted)
    names = (PersonName("Mohamed Abdelkader Bensalem El Outiki", parts=content.identity.names[0].parts),)
    other = structs.replace(
        content.identity,
        names=names,
        documents=(Document("B2", issuer="TN"),),
        national_number="",
        births=(PartialDate(1979),),
    )
    first = acts.CaseActs(stage.world, stage.circulated(content), content=content)
    said = structs.replace(acts.person("JO"), identity=other)
    second = acts.CaseActs(stage.world, circulated_by_jordan(stage, said), "JO", content=said)
    page = Visitor(stage, "prosecutor@EG").get(f"/cases/{first.id}/competing")
    assert second.id in page.text
    assert text_of(page).count("perhaps another person: compare the names, dates and papers") == 1
    found = Visitor(stage, "prosecutor@EG").get(f"/api/cases/{first.id}/competing").json()
    assert found["unsure"] == [second.id]


def circulated_by_jordan(stage: Stage, said: Wanted) -> str:
    alert = acts.approved(stage.world, "JO", said)
    for login in ("reviewer@GS", "reviewer2@GS"):
        seen = stage.pending(alert, "GS")
        looked = acts.looked_at(stage.world["GS"], alert, seen)
        reviews.accept(stage.world["GS"], stage.officers[login], alert, seen, looked)
    stage.world.settle()
    alerts.circulate(stage.world["JO"], stage.world.actor("JO", "bureau"), alert)
    stage.world.settle()
    return alert


def test_after_the_hand_over(told: Told) -> None:
    surrendered(told)
    assert "Speciality binds" in told.say("prosecutor@TN", "onward.asked", to="JO", **NOTE)
    asked = of(told, "prosecutor@EG", "onward.refused")
    told.say("prosecutor@EG", "onward.refused", of=asked, ground="consent_withheld", **REASONS)
    charge = {
        "paper.characterisation": "وصف",
        "paper.provisions": "1",
        "paper.reasons": "أسباب",
        "paper.maximum_months": "60",
    }
    told.say("prosecutor@TN", "charge.recharacterised", **charge)
    told.say("judge@TN", "release.final", free_to_leave="yes")
    page = told.say("prosecutor@EG", "speciality.breached", kind="other_act", **REASONS)
    assert "Speciality broken" in page


def test_a_national_is_prosecuted_instead(told: Told) -> None:
    told.file()
    told.say("judge@EG", "court.decided", outcome="refused", heard="yes", ground="own_national", **REASONS)
    months = {
        "paper.authority": "نيابة",
        "paper.number": "1",
        "paper.months_requesting": "60",
        "paper.months_requested": "24",
    }
    told.say("prosecutor@EG", "prosecution.undertaken", **months)
    page = told.say("prosecutor@EG", "prosecution.reported", outcome="convicted", **REASONS)
    assert "Convicted" in page
    assert "No removal to the requesting state" in page


def test_that_no_prosecution_is_owed_is_shown_to_both_sides_with_its_months_and_reasons(told: Told) -> None:
    told.file()
    told.say("judge@EG", "court.decided", outcome="refused", heard="yes", ground="own_national", **REASONS)
    months = {"paper.months_requesting": "24", "paper.months_requested": "6"}
    own = told.say("prosecutor@EG", "prosecution.not_owed", **REASONS, **months)
    other = text_of(Visitor(told.stage, "prosecutor@TN").get(f"/cases/{told.case}"))
    for page in (own, other):
        assert "owes no prosecution" in page
        assert "Penalty at most in the requested state's law, in months: 6" in page


def test_a_removal_is_stated_and_answered(told: Told) -> None:
    page = told.say("bureau@EG", "person.removed", to="TN")
    assert "no new request between the two states" in page
    answered = of(told, "commissioner@OC", "removal.answered")
    page = told.say("commissioner@OC", "removal.answered", of=answered, outcome="found", **REASONS)
    assert "no new request between the two states" not in page


def test_transit_from_the_granted_case(told: Told) -> None:
    world, path = told.stage.world, f"/cases/{told.case}/transit"
    prosecutor = Visitor(told.stage, "prosecutor@TN")
    assert path not in prosecutor.get(f"/cases/{told.case}").text
    final(told)
    cases.state_bound(world["JO"], world.actor("JO", "bureau"), INSTRUMENT, "TN")
    world.settle()
    prosecutor = Visitor(told.stage, "prosecutor@TN")
    assert path in prosecutor.get(f"/cases/{told.case}").text
    page = prosecutor.do(path, path, requested="JO", notified="yes")
    assert "Passage by air notified" in text_of(page)
    assert Visitor(told.stage, "prosecutor@EG").get(path).status_code == 404


def test_safe_departure_is_shown_to_the_own_desk(told: Told) -> None:
    path = f"/cases/{told.case}/departure"
    prosecutor = Visitor(told.stage, "prosecutor@EG")
    assert path not in prosecutor.get(f"/cases/{told.case}").text
    told.say("prosecutor@TN", "request.withdrawn")
    told.say("judge@EG", "person.released", ground="request_withdrawn")
    assert path in prosecutor.get(f"/cases/{told.case}").text
    page = prosecutor.do(path, path, towards="JO", note="canary")
    assert "canary" in text_of(page)
    refused = prosecutor.send(prosecutor.get(path), path, towards="JO", left_at="2199-01-01T00:00")
    assert refused.status_code == 422
    owner = Visitor(told.stage, "prosecutor@TN")
    assert owner.get(path).status_code == 404
    assert "canary" not in owner.get(f"/cases/{told.case}").text
