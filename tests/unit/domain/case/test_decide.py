"""What an officer is refused before anything is signed, and with which code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.decide import Command, Statement, decide, findings
from mithaq.domain.case.papers import (
    CasePaper,
    ExtraditionFile,
    Note,
    PaperCopy,
    Reasons,
    Sentence,
    WarrantPaper,
)
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.content import Warrant
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.events import Author, Event
from mithaq.domain.instant import parse, text
from mithaq.domain.instrument import Paper
from tests.unit.domain.case.story import (
    ALL_PAPERS,
    BOUND,
    CASE,
    EG,
    JO,
    TN,
    Story,
    cites,
    days,
    law,
    request_paper,
    requested,
)

REASONS = Reasons("Court of Appeal", "1/2026", "as the invented file shows")
ALL_DECIDED = ("bound", "threshold_charge", "dual_criminality")


def ask(story: Story, type: str, by: str, body: Any, day: float = 1, **more: Any) -> tuple[Statement, ...]:
    return decide(story.case, Command(type, by, CASE, body, **more), law(), days(day))


def refused(story: Story, type: str, by: str, body: Any, day: float = 1, **more: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        ask(story, type, by, body, day, **more)
    return caught.value


def word(towards: str = TN, instrument: str = "riyadh-1983", member: str = JO) -> Event:
    body = says.BoundStated(instrument, towards)
    return Event("bound.stated", member, 1, 1, text(days(-9)), Author("o", "p", "bureau", "a"), "n-1", body, "", BOUND)


def file(*papers: Paper, certified: bool = True) -> ExtraditionFile:
    by = "Ministry of Justice" if certified else ""
    return ExtraditionFile(
        tuple(PaperCopy(paper, f"{place:064x}", certified_by=by) for place, paper in enumerate(papers))
    )


def test_a_request_is_signed_as_it_was_asked() -> None:
    paper = request_paper()
    (said,) = ask(Story(), "detention.requested", TN, requested(), 0, payload=paper, cites=cites(), cited=(word(),))
    assert said == Statement("detention.requested", requested(), paper)


@pytest.mark.parametrize(
    ("cited", "bad"), [((), "cited"), ((word(towards=EG),), "towards"), ((word(member=EG),), "member")]
)
def test_an_unconfirmed_pair_needs_the_requested_states_own_word(cited: tuple[Event, ...], bad: str) -> None:
    problem = refused(
        Story(), "detention.requested", TN, requested(), 0,
        payload=request_paper(), cites=cites(), cited=cited,
    )  # fmt: skip
    assert problem.code == "instrument.unconfirmed"


def test_a_request_without_the_circulated_alert_is_refused() -> None:
    problem = refused(Story(), "detention.requested", TN, requested(), 0, payload=request_paper())
    assert problem.code == "request.no_circulated_alert"


def test_admission_needs_every_arguable_test_decided_by_a_person() -> None:
    story = Story().request()
    problem = refused(story, "detention.admitted", JO, says.DetentionAdmitted(), request=request_paper())
    assert (problem.code, problem.missing) == ("admissibility.arguable", ALL_DECIDED)
    assert ask(story, "detention.admitted", JO, says.DetentionAdmitted(ALL_DECIDED), request=request_paper())


def test_what_is_not_met_cannot_be_admitted() -> None:
    offence = structs.replace(request_paper().offence, limitation_date=text(days(-1))[:10])
    problem = refused(
        Story().request(), "detention.admitted", JO, says.DetentionAdmitted(ALL_DECIDED),
        request=request_paper(offence=offence),
    )  # fmt: skip
    assert (problem.code, problem.missing) == ("admissibility.not_met", ("limitation",))


def test_admission_needs_the_request_at_hand() -> None:
    problem = refused(Story().request(), "detention.admitted", JO, says.DetentionAdmitted(ALL_DECIDED))
    assert problem.code == "payload.not_held"


@pytest.mark.parametrize(
    ("changes", "test", "result", "why"),
    [
        ({"offence": {"maximum_months": 12}}, "threshold_charge", "arguable", "requested_law_decides"),
        ({"offence": {"maximum_months": None}}, "threshold_charge", "arguable", "penalty_discretionary"),
        ({"offence": {"limitation_date": "2026-03-03"}}, "limitation", "not_met", "time_barred"),
        ({"offence": {"limitation_date": "2026-03-04"}}, "limitation", "met", "not_barred"),
        ({"offence": {"limitation_date": "2027"}}, "limitation", "arguable", "limitation_unknown"),
        ({"offence": {"limitation_date": "2027-02-30"}}, "limitation", "arguable", "limitation_unknown"),
        ({"identity": {"nationalities": (JO,)}}, "own_national", "arguable", "own_national"),
        ({"identity": {"nationalities": ()}}, "own_national", "arguable", "nationality_unknown"),
        ({"offence_state": JO}, "place", "arguable", "own_territory"),
        ({"offence_state": ""}, "place", "arguable", "place_unknown"),
        ({"offence_state": EG, "identity": {"nationalities": (EG,)}}, "third_place", "arguable", "outside_territory"),
        ({"offence_state": EG}, "third_place", "met", "jurisdiction"),
        ({"document_exists": False}, "statements", "not_met", "statements_missing"),
        ({"offence": {"place": ""}}, "statements", "not_met", "statements_missing"),
        ({"sentence": Sentence(12, "present")}, "threshold_sentence", "met", "reached"),
        ({"sentence": Sentence(11, "present")}, "threshold_sentence", "not_met", "below_threshold"),
        ({"sentence": Sentence(12, "absent", retrial=True)}, "threshold_sentence", "arguable", "absent_without_notice"),
        ({"sentence": Sentence(36, "absent", notice_given=True)}, "threshold_sentence", "met", "charged"),
        (
            {"sentence": Sentence(36, "absent"), "offence": {"maximum_months": 6}},
            "threshold_charge",
            "arguable",
            "requested_law_decides",
        ),
    ],
)
def test_findings(changes: dict[str, Any], test: str, result: str, why: str) -> None:
    paper = request_paper()
    for name, value in changes.items():
        nested = structs.replace(getattr(paper, name), **value) if isinstance(value, dict) else value
        paper = structs.replace(paper, **{name: nested})
    found = {row.test: row for row in findings(Story().request().now, paper, law(), days(1))}
    assert (found[test].result, found[test].why) == (result, why)
    assert found[test].says.ar


def test_an_incomplete_file_is_refused_with_what_is_missing() -> None:
    story = Story().to_custody()
    body = says.FileLodged(("identity", "warrant"))
    problem = refused(story, "file.lodged", TN, body, payload=file("identity", "warrant"))
    assert (problem.code, problem.missing) == ("file.incomplete", ("memorandum", "provisions", "evidence"))


def test_copies_that_nobody_certified_do_not_count() -> None:
    body = says.FileLodged(ALL_PAPERS)
    story = Story().to_custody()
    problem = refused(story, "file.lodged", TN, body, payload=file(*ALL_PAPERS, certified=False))
    assert problem.missing == ("warrant", "provisions")
    assert ask(story, "file.lodged", TN, body, payload=file(*ALL_PAPERS))


def test_the_header_names_what_the_file_holds() -> None:
    story = Story().to_custody()
    problem = refused(story, "file.lodged", TN, says.FileLodged(("identity",)), payload=file(*ALL_PAPERS))
    assert problem.code == "file.papers_differ"


def test_the_warrant_may_go_ahead_alone_and_must_be_certified() -> None:
    story = Story().to_custody()
    warrant = Warrant("Court", "1", "2025-01-01")
    good = WarrantPaper(warrant, PaperCopy("warrant", "ab" * 32, original=True))
    bad = WarrantPaper(warrant, PaperCopy("warrant", "ab" * 32))
    assert ask(story, "warrant.lodged", TN, says.WarrantLodged(), payload=good)
    assert refused(story, "warrant.lodged", TN, says.WarrantLodged(), payload=bad).code == "paper.not_certified"


def test_no_decision_before_the_complete_file() -> None:
    story = Story().to_custody()
    body = says.CourtDecided("granted", text(days(1)), True, "", "court")
    problem = refused(story, "court.decided", JO, body, payload=REASONS)
    assert (problem.code, problem.missing) == ("file.incomplete", ALL_PAPERS)


@pytest.mark.parametrize(
    ("outcome", "ground", "code"),
    [
        ("refused", "", "ground.unknown"),
        ("refused", "debt_or_cheque", "ground.unknown"),
        ("granted", "amnesty", "ground.not_expected"),
    ],
)
def test_a_decision_that_frees_names_a_ground_of_cases(outcome: Any, ground: str, code: str) -> None:
    body = says.CourtDecided(outcome, text(days(6)), True, ground, "court")
    assert refused(Story().to_custody().file(5), "court.decided", JO, body, 6, payload=REASONS).code == code


def test_a_refusal_of_the_prosecutor_names_a_ground_and_reasons() -> None:
    story = Story().request()
    assert ask(story, "detention.refused", JO, says.DetentionRefused("own_national"), payload=REASONS)
    assert (
        refused(story, "detention.refused", JO, says.DetentionRefused("nothing"), payload=REASONS).code
        == "ground.unknown"
    )
    empty = Reasons("Prosecutor", "1", " ")
    assert (
        refused(story, "detention.refused", JO, says.DetentionRefused("own_national"), payload=empty).where == "reasons"
    )
    assert refused(story, "detention.refused", JO, says.DetentionRefused("own_national")).code == "payload.missing"


def test_incomplete_rights_are_refused_with_what_is_missing() -> None:
    body = says.RightsInformed(text(days(1)), "ar", False, "present", "appointed", True, False)
    problem = refused(Story().request().admit().arrest(), "rights.informed", JO, body, 1)
    assert (problem.code, problem.missing) == ("rights.incomplete", ("language_understood", "hearing_told"))


def test_nothing_is_decided_after_the_clock_ran_out_even_unsigned() -> None:
    story = Story().to_custody()
    problem = refused(
        story,
        "rights.informed",
        JO,
        says.RightsInformed(text(days(31)), "ar", True, "present", "chosen", True, True),
        31,
    )
    assert (problem.code, problem.where) == ("release.due", "release_due")
    body = says.PersonReleased(text(days(31)), "clock_lapsed")
    assert ask(story, "person.released", JO, body, 31)


@pytest.mark.parametrize("ground", ["not_collected", "clock_lapsed"])
def test_nobody_signs_a_ground_of_release_that_the_clocks_deny(ground: str) -> None:
    held = Story().to_custody().file(2)
    dated = held.copy().court(3).waive(4).date(5, text(days(6))[:10])
    for story, day in ((held, 3), (dated, 6)):
        problem = refused(story, "person.released", JO, says.PersonReleased(text(days(day)), ground), day)
        assert (problem.code, problem.where) == ("ground.not_borne_out", "ground")
    assert ask(held, "person.released", JO, says.PersonReleased(text(days(3)), "health_or_family"), 3)
    assert ask(dated, "person.released", JO, says.PersonReleased(text(days(25)), "not_collected"), 25)
    lapsed = held.copy()
    assert ask(lapsed, "person.released", JO, says.PersonReleased(text(days(61)), "clock_lapsed"), 61)


def test_what_the_custodian_did_may_be_stated_though_nothing_carries_it() -> None:
    story = Story().request().admit().withdraw(1)
    before, after = text(days(0.9)), text(days(1.1))
    assert ask(story, "person.arrested", JO, says.PersonArrested(before, before), 1.2)
    note = Note("he was held all the same")
    for type, body in (
        ("person.arrested", says.PersonArrested(after, after)),
        ("person.surrendered", says.PersonSurrendered(after)),
    ):
        problem = refused(story, type, JO, body, 1.2)
        assert (problem.code, problem.where) == ("case.not_possible", "withdrawn")
        assert ask(story, type, JO, body, 1.2, payload=note)
    told = story.copy().arrest(1.1).now
    assert (told.state, told.held_from) == (CaseState.RELEASE_DUE, after)
    given = story.copy().surrender(1.1).now
    assert (given.state, given.breaches[-1].code) == (CaseState.REMOVED, "custody_without_decision")


def test_nobody_is_invited_to_a_breach_and_no_other_state_states_it() -> None:
    story = Story().request()
    invited = {(one.party, one.event) for one in status(story.now, days(1)).possible}
    assert not {event for _, event in invited} & {"person.arrested", "person.surrendered", "person.lent"}
    body = says.SurrenderReceived(text(days(1)))
    problem = refused(story, "surrender.received", TN, body, 1, payload=Note("he is here"))
    assert (problem.code, problem.where) == ("case.not_possible", "requested")


def test_nobody_surrenders_from_a_due_release() -> None:
    story = Story().to_date().withdraw(15)
    problem = refused(story, "person.surrendered", JO, says.PersonSurrendered(text(days(16))), 16)
    assert problem.where == "release_due"


def test_the_future_is_not_stated() -> None:
    story = Story().request().admit()
    at, later = text(days(1)), text(days(1) + timedelta(seconds=1))
    assert refused(story, "person.arrested", JO, says.PersonArrested(at, later)).code == "instant.future"
    assert (
        refused(story, "person.arrested", JO, says.PersonArrested("2026-02-30T00:00:00.000Z", at)).code
        == "instant.invalid"
    )
    hold_after = says.PersonArrested(at, text(days(0.5)))
    assert refused(story, "person.arrested", JO, hold_after).code == "arrest.before_hold"


def test_a_surrender_is_dated_from_today_on() -> None:
    story = Story().to_custody().file(5).court(10).waive(12)
    assert (
        refused(story, "surrender.dated", JO, says.SurrenderDated(text(days(14))[:10]), 14).code == "minister.missing"
    )
    story.tell("minister.not_foreseen", JO, says.MinisterNotForeseen(), 13)
    yesterday, today = text(days(13))[:10], text(days(14))[:10]
    assert refused(story, "surrender.dated", JO, says.SurrenderDated(yesterday), 14).code == "date.past"
    assert refused(story, "surrender.dated", JO, says.SurrenderDated("2026-02-31"), 14).code == "date.invalid"
    assert ask(story, "surrender.dated", JO, says.SurrenderDated(today), 14)


def test_a_release_names_why() -> None:
    story = Story().to_custody()
    body = says.PersonReleased(text(days(1)), "political_offence")
    assert refused(story, "person.released", JO, body).code == "ground.unknown"


@pytest.mark.parametrize(("by", "error"), [(EG, Forbidden), (TN, Refusal)])
def test_each_party_says_only_its_own(by: str, error: type[Refusal]) -> None:
    problem = refused(Story().to_custody(), "appeal.waived", by, says.AppealWaived(text(days(1))))
    assert type(problem) is error


def test_unknown_cases_and_second_requests() -> None:
    with pytest.raises(NotFound):
        ask(Story(), "request.withdrawn", TN, says.RequestWithdrawn())
    problem = refused(Story().request(), "detention.requested", TN, requested(), payload=request_paper(), cites=cites())
    assert problem.code == "case.exists"


@pytest.mark.parametrize("payload", [Note("text"), REASONS])
def test_a_payload_of_the_wrong_shape_is_refused(payload: CasePaper) -> None:
    problem = refused(Story().to_custody(), "warrant.lodged", TN, says.WarrantLodged(), payload=payload)
    assert problem.code == "payload.not_expected"


def test_a_body_of_another_statement_is_refused() -> None:
    story = Story().to_custody()
    assert refused(story, "case.closed", TN, says.RequestWithdrawn()).code == "event.body_invalid"
    assert refused(story, "no.such", TN, says.RequestWithdrawn()).code == "event.body_invalid"


def test_decide_and_the_fold_agree_on_the_main_path() -> None:
    """What `decide` lets pass, the fold never voids."""
    whole = Story().to_date().surrender(20).taken_over(20.1)
    sent: dict[str, CasePaper] = {
        "detention.requested": request_paper(),
        "file.lodged": file(*ALL_PAPERS),
        "court.decided": REASONS,
    }
    replay = Story()
    for event in whole.events:
        payload = sent.get(event.type)
        body = says.DetentionAdmitted(ALL_DECIDED) if event.type == "detention.admitted" else event.body
        assert isinstance(body, says.CaseBody)
        command = Command(event.type, event.member, CASE, body, payload, event.cites, (word(),), request_paper())
        (said,) = decide(replay.case, command, law(), parse(event.at))
        if isinstance(said.body, says.DetentionAdmitted):  # an offence of no known class: every convention might apply
            assert said.body.also == ("arab-cyber-2010", "arab-terrorism-1998")
            said = structs.replace(said, body=structs.replace(said.body, also=()))
        replay.tell(said.type, event.member, said.body, parse(event.at), cites=event.cites)
    assert replay.now.voids == ()
    assert replay.now.state == whole.now.state
