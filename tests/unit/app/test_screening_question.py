"""What content, a request and the node's knowledge are turned into, and the rules that no table row can show."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from mithaq.app.screening_question import question_of, question_of_request
from mithaq.domain.case.papers import DetentionRequest, Sentence
from mithaq.domain.content import Content, TravelDocument, Vehicle, Wanted
from mithaq.domain.identity import Document, PartialDate, PersonName, Place
from mithaq.domain.screening.question import Known
from mithaq.domain.screening.screen import screen
from mithaq.law.load import load_law
from mithaq.testing import acts

LAW = load_law()
TODAY = date(2026, 11, 22)
PERSON = acts.person("TN")


def spoke(content: Content, kind: str = "wanted", known: Known = Known()) -> dict[str, str]:  # noqa: B008 - a frozen value
    return {
        one.rule: one.result
        for one in screen(question_of(LAW, kind, "TN", content, TODAY, known))
        if one.result != "clear"
    }


def asked(request: DetentionRequest, known: Known = Known(), memorandum: str = "") -> dict[str, str]:  # noqa: B008 - a frozen value
    return {
        one.rule: one.result
        for one in screen(question_of_request(LAW, "TN", request, TODAY, known, memorandum))
        if one.result != "clear"
    }


def with_offence(**changes: object) -> Wanted:
    return structs.replace(PERSON, offence=structs.replace(PERSON.offence, **changes))


def request(**changes: object) -> DetentionRequest:
    plain = DetentionRequest(PERSON.identity, PERSON.offence, PERSON.warrant, "TN", True, True)
    return structs.replace(plain, **changes)


def test_particular_importance_turns_a_low_penalty_into_something_to_weigh() -> None:
    low = with_offence(maximum_months=12)
    assert spoke(low) == {"penalty.below": "stop"}
    assert spoke(structs.replace(low, importance="a synthetic reason")) == {"penalty.important": "concern"}
    judged = structs.replace(
        with_offence(remaining_months=3, sentence_months=12),
        warrant=structs.replace(PERSON.warrant, kind="judgment", presence="present"),
    )
    assert spoke(judged) == {"sentence.below": "stop"}
    assert spoke(structs.replace(judged, importance="a synthetic reason")) == {"sentence.important": "concern"}


def test_a_warning_without_evidence_is_a_concern() -> None:
    assert spoke(structs.replace(PERSON, markers=("armed",))) == {"marker.unproved": "concern"}
    assert spoke(structs.replace(PERSON, markers=("armed",), marker_evidence="a pistol was seized")) == {}


@pytest.mark.parametrize(
    "identity",
    [
        {"description": "Armed and dangerous"},
        {"birthplaces": (Place(city="تونس", note="إرهابي مسلح"),)},
        {"documents": (Document("X1", note="porteur armé et dangereux"),)},
        {"mother_name": "terrorist"},
    ],
)
def test_a_warning_in_what_posts_read_is_a_stop(identity: dict[str, Any]) -> None:
    said = structs.replace(PERSON, identity=structs.replace(PERSON.identity, **identity))
    assert spoke(said)["marker.described"] == "stop"
    asked_for = structs.replace(said, markers=("armed",), marker_evidence="a pistol was seized")
    assert spoke(asked_for)["marker.described"] == "stop"


def test_a_warning_in_a_name_is_for_a_person_to_look_at() -> None:
    names = (*PERSON.identity.names, PersonName("أبو علي الإرهابي", use="known_as"))
    said = structs.replace(PERSON, identity=structs.replace(PERSON.identity, names=names))
    assert spoke(said) == {"marker.mention": "concern"}


def test_a_warning_of_whoever_drives_a_stolen_car_is_a_stop() -> None:
    car = Vehicle("TN", "R-1", plate="123 TUN 4567", comment="Stolen at night by armed men.")
    assert spoke(car, "vehicle").get("marker.thing") is None
    told = structs.replace(car, comment="The driver is armed.")
    assert spoke(told, "vehicle")["marker.thing"] == "stop"


def test_a_sentence_beside_a_warrant_is_a_judgment() -> None:
    assert spoke(with_offence(remaining_months=60, sentence_months=60)) == {"warrant.is_judgment": "stop"}


@pytest.mark.parametrize(
    "authority", ["إدارة الأمن الوطني", "وزارة الداخلية", "State Security, liaison bureau", "Police judiciaire"]
)
def test_a_warrant_of_the_police_is_a_concern(authority: str) -> None:
    warrant = structs.replace(PERSON.warrant, authority=authority)
    assert spoke(structs.replace(PERSON, warrant=warrant)) == {"warrant.police": "concern"}


@pytest.mark.parametrize(
    "authority", ["محكمة أمن الدولة", "نيابة أمن الدولة العليا", "State Security Prosecution", "Juge d'instruction"]
)
def test_a_warrant_of_a_court_or_prosecutor_is_none(authority: str) -> None:
    warrant = structs.replace(PERSON.warrant, authority=authority)
    assert spoke(structs.replace(PERSON, warrant=warrant)) == {}


def test_only_the_issuer_enters_a_document() -> None:
    document = TravelDocument("SYN1", "EG", "passport", "lost", "SYN-2")
    assert spoke(document, "travel_document") == {"issuer.other": "stop"}


def test_a_request_meets_the_rules_of_its_own() -> None:
    assert asked(request()) == {}
    assert asked(request(), Known(flags=frozenset({"TN"}))) == {"torture.request": "concern"}
    assert asked(request(sentence=Sentence(48, "absent"))) == {"absence.no_retrial": "concern"}
    assert asked(request(sentence=Sentence(48, "absent", retrial=True))) == {"absence.retrial": "concern"}
    assert asked(request(), memorandum="تغريدات") == {"speech.mention": "concern"}


def test_a_hijri_birth_counts_in_the_gregorian_calendar() -> None:
    child = PartialDate(1432, 1, 1, calendar="hijri")  # 7 December 2010
    young = structs.replace(PERSON, identity=structs.replace(PERSON.identity, births=(child,)))
    assert spoke(young)["minor.at_act"] == "stop"
    year = structs.replace(PERSON.identity, births=(PartialDate(1428, calendar="hijri"),))
    act = structs.replace(PERSON.offence, date="2025-06-01")
    assert spoke(structs.replace(PERSON, identity=year, offence=act))["minor.perhaps"] == "concern"


def test_the_same_question_gets_the_same_findings() -> None:
    question = question_of(LAW, "wanted", "TN", PERSON, TODAY, Known())
    assert screen(question) == screen(question_of(LAW, "wanted", "TN", PERSON, TODAY, Known()))
    assert [one.rule for one in screen(question)] == [r.id for r in LAW.screening.rules if "wanted" in r.kinds]
