"""The statements beside the ordinary path, from form to form: each is offered where it fits, and is accepted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.errors import Refusal
from mithaq.web.pages.case_forms import DAYS, _days
from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of, text_of

PAPERS = ("identity", "warrant", "memorandum", "provisions", "evidence")
REASONS = {"paper.authority": "محكمة", "paper.number": "1/2026", "paper.reasons": "تحققت الشروط."}
NOTE = {"paper.text": "بيان مصطنع"}
Telling = tuple[str, str, dict[str, object]]


class Told:
    """A case with a person in custody, told on from form to form."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.case = stage.arrested(stage.circulated())

    def say(self, login: str, type: str, **fields: object) -> str:
        """One statement from its form; the words of the page that follows."""
        path = f"/cases/{self.case}"
        page = Visitor(self.stage, login).do(path, f"{path}/acts/{type}", **fields)
        self.stage.world.settle()
        return text_of(page)

    def file(self) -> None:
        """The complete file, and its receipt."""
        self.stage.say("bureau@TN", self.case, "file.lodged", self.stage.file(), papers=list(PAPERS))
        self.stage.world.clock.forward(minutes=1)
        self.stage.world.settle()


@pytest.fixture
def told() -> Iterator[Told]:
    """Rights told three days ago: consent may be heard."""
    stage = Stage()
    yield Told(stage)
    stage.world.close()


def test_from_custody_over_consent_to_a_lending_and_back(told: Told) -> None:
    day = told.stage.world.clock.now().date().isoformat()
    told.say("prosecutor@EG", "cure.asked", papers=["evidence", "provisions"], by_day=day, **NOTE)
    told.say("prosecutor@EG", "property.seized", third_parties="claimed", **NOTE)
    told.say("judge@EG", "custody.reviewed", outcome="upheld", heard="yes", **REASONS)
    told.say("judge@EG", "judge.heard", lawyer="present", interpreter="not_needed")
    told.file()
    told.say("judge@EG", "consent.given", lawyer="present", interpreter="not_needed", speciality_kept="yes")
    told.say("judge@EG", "consent.revoked")
    told.say("judge@EG", "consent.given", lawyer="present", interpreter="not_needed", speciality_kept="yes")
    told.say("judge@EG", "court.decided", outcome="granted", heard="yes", **REASONS)
    told.say("bureau@EG", "property.handed", third_parties="settled", **NOTE)
    told.say("bureau@TN", "property.received")
    told.say("prosecutor@EG", "surrender.dated", day=day)
    told.say("prosecutor@TN", "surrender.redate_proposed", day=day, **NOTE)
    told.say("prosecutor@EG", "surrender.redated", day=day)
    told.say("judge@EG", "surrender.postponed", title="serving", **REASONS)
    told.say("prosecutor@TN", "return.undertaken", day=day)
    told.say("prosecutor@EG", "temporary.agreed", day=day)
    told.say("bureau@EG", "person.lent")
    assert "Surrendered temporarily" in told.say("bureau@TN", "person.lent_received")
    told.say("bureau@TN", "person.returned")
    assert "Surrender postponed" in told.say("bureau@EG", "person.return_received")
    told.say("prosecutor@EG", "postponement.ended")
    told.say("prosecutor@EG", "surrender.dated", day=day)
    told.say("bureau@EG", "person.surrendered", custody_days="4")
    told.say("bureau@TN", "surrender.received")
    page = told.say("judge@TN", "custody.credited", custody_days="4")
    assert "Days in custody under this request: 4" in page


def test_from_a_flight_over_a_release_to_a_new_arrest_and_a_death(told: Told) -> None:
    told.say("bureau@EG", "person.escaped")
    told.say("bureau@EG", "person.arrested")
    told.say(
        "prosecutor@EG",
        "rights.informed",
        language_understood="yes",
        reasons_told="yes",
        hearing_told="yes",
        interpreter="not_needed",
        lawyer="chosen",
    )
    told.file()
    told.say("judge@EG", "person.released", ground="with_measures", measures="yes")
    assert "Admitted" in told.say("judge@EG", "rearrest.ordered", **REASONS)
    told.say("bureau@EG", "person.arrested")
    assert "Died" in told.say("bureau@EG", "person.died")


def test_what_a_form_may_leave_empty_is_left_empty(told: Told) -> None:
    path = f"/cases/{told.case}"
    rights = form_of(Visitor(told.stage, "prosecutor@EG").get(path), f"{path}/acts/rights.informed")
    assert rights["informed_at"] != [""]
    assert rights["lawyer_at"] == rights["consul_notified_at"] == [""]
    court = form_of(Visitor(told.stage, "judge@EG").get(path), f"{path}/acts/court.decided")
    assert court["body"] == ["not_known"], "nobody said who decides"
    cure = form_of(Visitor(told.stage, "prosecutor@EG").get(path), f"{path}/acts/cure.asked")
    assert cure["by_day"] == [""]


@pytest.mark.parametrize("written", ["-1", "1.5", "٤", "", "999999", "1e3"])
def test_days_are_whole_numbers(written: str) -> None:
    with pytest.raises(Refusal):
        _days(written, "custody_days")


def test_days_are_fields_of_some_statement() -> None:
    known = {name for kind in CASE_TYPES.values() for name in kind.body.__struct_fields__}
    assert set(DAYS) <= known
