"""Papers that say something else than they are: the label, the date, the list, the judgment, the signature."""

from __future__ import annotations

from typing import Any

import pytest

from tests.abuse.plays import (
    approve,
    approved_on_the_wire,
    changed_of,
    nothing_said,
    person,
    refused,
    rests_on,
    said_on_the_wire,
    unknown_elsewhere,
)
from tests.support import story
from tests.support.federation import Federation


def not_approved(fed: Federation, content: Any, *rules: str, kind: str = "wanted") -> None:
    """The owner's prosecutor cannot approve it on these rules, nor the Secretariat accept it where his node is another."""
    draft = story.drafted(fed, content, kind=kind)
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "screening.stopped", *rules)
    approved_on_the_wire(fed, draft)
    yes = {"decision": "accept", "content": draft["content"], "looked_at": []}
    with nothing_said(fed):
        refused(fed.post("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", yes), "screening.stopped", *rules)


def accepted_blindly(fed: Federation, content: Any, *rules: str) -> None:
    """The owner may submit it; no reviewer accepts it without naming these concerns, and signing that he looked."""
    draft = story.approved(fed, content)
    yes = {"decision": "accept", "content": draft["content"], "looked_at": []}
    with nothing_said(fed):
        told = fed.post("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", yes)
        refused(told, "screening.not_looked_at", *rules)


@rests_on("law.md, Kinds of alert: missing adult")
def test_a_guardian_reports_a_grown_woman_missing(fed: Federation) -> None:
    """A father who wants his adult daughter found, and tells no danger, gets no alert."""
    gone = {
        "kind": "missing", "identity": person(201)["identity"], "reported_by": "والدها", "report_number": "R-201",
        "relation": "guardian", "danger": "تركت بيت أهلها دون إذن وليها.",
    }  # fmt: skip
    not_approved(fed, gone, "missing.controlled", kind="missing_adult")


@rests_on("law.md, Kinds of alert: sanctions notice")
def test_a_national_list_comes_as_a_sanctions_notice(fed: Federation) -> None:
    """No state can author a sanctions notice: not by its bureau, and not by a node of its own making."""
    notice = {
        "kind": "sanctions", "identity": person(202)["identity"], "source_id": "national-1", "reference": "TN.1",
        "regime": "QD", "listed_on": "2026-01-01",
    }  # fmt: skip
    with nothing_said(fed):
        refused(fed.post("bureau@TN", "/api/alerts", {"kind": "sanctions", "content": notice}), "alert.owner_kind")
    subject = "a-544e" + "0" * 17 + "202"
    said_on_the_wire(fed, "TN", "bureau", "alert.drafted", {"kind": "sanctions"}, subject)
    unknown_elsewhere(fed, subject, owner="")


@rests_on("law.md, Kinds of alert: sanctions notice")
def test_a_list_imported_by_a_state_stays_there(fed: Federation) -> None:
    """A notice that a state's own node calls local is shown by no other node, and nobody fetches what it says."""
    subject = "b-544e" + "0" * 17 + "203"
    said_on_the_wire(fed, "TN", "operator", "alert.drafted", {"kind": "sanctions", "local": True}, subject)
    for code in ("EG", "GS", "OC"):
        with fed[code].store.read() as reader:
            assert reader.payloads.of(subject) == {}


@rests_on("law.md, Excluded: a terrorism label needs an act")
def test_a_label_without_an_act(fed: Federation) -> None:
    """Terrorism in name only, with no act of violence by anybody, is stopped."""
    label = changed_of(
        person(204), offence__characterisation="الانتماء إلى كيان إرهابي", offence__summary="عنصر إرهابي خطر على الأمن.",
        offence__own_part="ينتمي إلى تنظيم إرهابي.", offence__means="", offence__code="",
    )  # fmt: skip
    not_approved(fed, changed_of(label, offence__code="09061"), "terrorism.no_act")


@rests_on("House rule: markers only on confirmed evidence")
def test_a_post_is_told_terrorism_without_evidence(fed: Federation) -> None:
    """No post reads a warning that the owner asked for and no reviewer confirmed."""
    armed = changed_of(person(205)) | {"markers": ["terrorism", "armed"]}
    draft = story.circulated(fed, armed)
    asked = {"purpose": "border", "name": story.name_of(armed)}
    (found,) = [
        one for one in fed.done("border@EG", "/api/check", asked)["candidates"] if one["alert"] == draft["subject"]
    ]
    assert found.get("markers", []) == []


@rests_on("House rule: dates that contradict each other")
def test_a_warrant_older_than_the_act(fed: Federation) -> None:
    """A backdated warrant, older than the act it is for, is accepted by nobody who does not put his name to that."""
    said = person(206)
    year = int(said["offence"]["date"][:4]) - 1
    accepted_blindly(fed, changed_of(said, warrant__date=f"{year}-01-01"), "dates.doubtful")


@rests_on("Riyadh 42(b)")
def test_a_warrant_still_to_be_written(fed: Federation) -> None:
    """A warrant dated after today is none."""
    not_approved(fed, person(207, warrant__date="2027-01-01"), "dates.impossible")


@rests_on("House rule: a warrant comes from a judge or prosecutor")
def test_a_warrant_signed_by_the_police_itself(fed: Federation) -> None:
    """A warrant of the authority that drafts the alert, and of no court or prosecutor, is a concern that is named."""
    accepted_blindly(fed, person(208, warrant__authority="إدارة الأمن الوطني، شعبة الاتصال"), "warrant.police")


@rests_on("Riyadh 40(c), 42(b)")
def test_a_judgment_in_absence_called_a_fresh_warrant(fed: Federation) -> None:
    """What imposes a sentence is a judgment: called a warrant, it hides whether the person was heard."""
    hidden = person(209, warrant__kind="warrant", offence__sentence_months=60, offence__remaining_months=60)
    not_approved(fed, hidden, "warrant.is_judgment")


@rests_on("Riyadh 40(c)")
def test_a_judgment_in_absence_without_retrial(fed: Federation) -> None:
    """Said openly, no reviewer accepts it without naming that it counts as a mere charge."""
    absent = changed_of(person(210), warrant__kind="judgment_in_absentia", offence__remaining_months=60,
                        offence__sentence_months=60)  # fmt: skip
    accepted_blindly(fed, absent, "absence.no_retrial")


@rests_on("Riyadh 41(e)")
def test_an_expired_limitation_gets_a_new_date(fed: Federation) -> None:
    """Stopped as time-barred, then only the date is changed: no reviewer accepts it before asking what stood there."""
    barred = person(211, offence__date="2010-01-01", offence__limitation_date="2020-01-01", warrant__date="2010-02-01")
    draft = story.drafted(fed, barred)
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "screening.stopped", "limitation.passed")
    later = {"content": changed_of(barred, offence__limitation_date="2030-01-01")}
    amended = fed.done("bureau@TN", f"/api/alerts/{draft['subject']}/amend", later)
    assert approve(fed, amended, "prosecutor@TN").status_code == 201
    yes = {"decision": "accept", "content": amended["content"], "looked_at": []}
    told = fed.post("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", yes)
    refused(told, "screening.not_looked_at", "draft.changed")


@rests_on("INTERPOL: excluded matters")
def test_a_cheque_under_a_heavier_name(fed: Federation) -> None:
    """A bounced cheque called fraud is a debt all the same."""
    cheque = person(
        212, offence__characterisation="الاحتيال", offence__summary="حرر شيكا بدون رصيد ولم يسدد قيمته.",
        offence__own_part="حرر شيكا بدون رصيد.", offence__means="شيك",
    )  # fmt: skip
    not_approved(fed, cheque, "debt.words")


@rests_on("Convention on the Rights of the Child, 37(b) and 40")
def test_a_minor_at_the_time_of_the_act(fed: Federation) -> None:
    """No arrest alert for what a child has done."""
    said = person(213)
    born = int(said["offence"]["date"][:4]) - 15
    not_approved(fed, changed_of(said, identity__births=[{"year": born, "month": 1, "day": 1}]), "minor.at_act")


@rests_on("law.md, Kinds of alert: travel document")
def test_a_foreign_passport_is_called_stolen(fed: Federation) -> None:
    """Only the state that issued a document may report it."""
    paper = {
        "kind": "travel_document", "number": "X1234567", "issuer": "EG", "type": "passport", "circumstance": "stolen",
        "report_number": "R-214",
    }  # fmt: skip
    draft = story.drafted(fed, paper, kind="travel_document")
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "alert.incomplete", "issuer")


@rests_on("law.md, Kinds of alert: what is not a row does not exist")
@pytest.mark.parametrize("kind", ["discreet_check", "summons", "inquiry"])
def test_a_kind_of_alert_that_does_not_exist(fed: Federation, kind: str) -> None:
    """Whoever wants a person watched, and not arrested, finds no form for it."""
    with nothing_said(fed):
        refused(fed.post("bureau@TN", "/api/alerts", {"kind": kind, "content": person(215)}), "alert.kind_unknown")


@rests_on("House rule: post screens show a marker only on confirmed evidence")
def test_a_warning_written_into_the_description(fed: Federation) -> None:
    """What no reviewer confirmed, *armed and dangerous terrorist*, is written where every post reads what the person looks
    like.
    """
    described = "إرهابي مسلح وخطير، عضو في تنظيم. ARMED AND DANGEROUS TERRORIST"
    not_approved(fed, person(216, identity__description=described), "marker.described")
