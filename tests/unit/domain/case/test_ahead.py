"""Statements dated after their signing: they satisfy no safeguard, stop no clock, end no custody, and free or are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.ahead import NOT_YET
from mithaq.domain.case.events_floor import RiskAssessed
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.events import Body
from mithaq.domain.instant import text
from tests.unit.domain.case.story import JO, START, TN, Story, days, rights

S = CaseState


def at(day: float) -> str:
    return text(days(day))


def codes(story: Story) -> list[str]:
    return [mark.code for mark in story.now.voids]


def test_a_consent_of_hour_0_dated_hour_49_is_none() -> None:
    story = Story().to_custody()
    given = at(0.1 + 49 / 24)
    story.tell("consent.given", JO, says.ConsentGiven(given, "present", "not_needed", True), 0.2)
    assert (story.now.consent_at, codes(story)) == ("", ["instant.future"])
    assert story.consent(0.1 + 49 / 24).now.consent_at


def test_an_appeal_does_not_lapse_by_what_its_lapse_is_dated() -> None:
    story = Story().to_custody().file(5).court(10)
    story.tell("appeal.lapsed", JO, says.AppealLapsed(at(40)), 10.1)
    assert (story.now.state, codes(story)) == (S.GRANTED, ["instant.future"])


@pytest.mark.parametrize(("by", "type"), [(JO, "person.surrendered"), (TN, "surrender.received")])
def test_a_hand_over_before_its_day_is_a_breach_whatever_its_date(by: str, type: str) -> None:
    body = says.PersonSurrendered(at(16)) if by == JO else says.SurrenderReceived(at(16))
    story = Story().to_date().tell(type, by, body, 14.1)
    assert story.now.state == S.REMOVED
    assert [mark.code for mark in story.now.breaches] == ["custody_without_decision"]
    assert Story().to_date().tell(type, by, body, 16.1).now.state in (S.SURRENDERED, S.RECEIVED)


ENDS: dict[str, Body] = {
    "person.released": says.PersonReleased(at(20), "health_or_family"),
    "person.escaped": says.PersonEscaped(at(20)),
    "person.died": says.PersonDied(at(20)),
}


@pytest.mark.parametrize("type", ENDS)
def test_nobody_is_free_on_a_day_to_come_and_the_clocks_go_on(type: str) -> None:
    story = Story().to_custody().tell(type, JO, ENDS[type], 1)
    assert (story.now.state, story.now.held_by, codes(story)) == (S.INFORMED, "requested", ["instant.future"])
    assert all(run.running for run in story.now.clocks)
    assert status(story.now, days(31)).release_due


def test_rights_told_tomorrow_are_not_told() -> None:
    story = Story().request().admit().arrest().tell("rights.informed", JO, rights(at(2)), 0.1)
    assert (story.now.state, story.now.informed_at) == (S.ARRESTED, "")


def test_a_receipt_of_tomorrow_does_not_count_and_the_true_one_does() -> None:
    story = Story().to_custody().lodge_warrant(5).receive(5, received=20)
    assert [row.received_at for row in story.now.lodged] == [""]
    assert [row.received_at for row in story.receive(6).now.lodged] == [at(6)]


def test_an_order_of_detention_counts_its_length_from_when_it_was_signed() -> None:
    story = Story().to_custody().file(5)
    body = says.DetentionExtended(at(20), at(22), True)
    story.tell("detention.extended", JO, body, 6)
    assert codes(story) == ["instant.future"]


def test_a_postponement_of_tomorrow_stops_no_clock_today() -> None:
    story = Story().to_custody().file(5).court(10).waive(12)
    story.tell("surrender.postponed", JO, says.SurrenderPostponed(at(20), "serving"), 13)
    assert (story.now.state, codes(story)) == (S.FINAL, ["instant.future"])


def test_a_risk_excluded_tomorrow_is_not_excluded_today() -> None:
    story = Story().to_custody().tell("risk.assessed", JO, RiskAssessed("excluded", at(30), True), 6)
    assert story.now.floor.risk_at == ""


def test_what_frees_is_kept_whatever_its_date() -> None:
    refused = Story().to_custody().court(5, "refused", decided_at=at(9))
    assert refused.now.state == S.RELEASE_DUE
    ended = Story().to_custody()
    ended.tell("custody.reviewed", JO, says.CustodyReviewed("ended", at(9), True), 5)
    assert ended.now.state == S.RELEASE_DUE
    revoked = Story().to_custody().consent(3).file(5)
    revoked.tell("consent.revoked", JO, says.ConsentRevoked(at(9)), 6)
    assert revoked.now.consent_at == ""
    appealed = Story().to_custody().file(5).court(10)
    appealed.tell("appeal.lodged", JO, says.AppealLodged(at(19)), 11)
    assert appealed.now.state == S.APPEALED
    removed = Story().to_custody().tell("person.removed", JO, says.PersonRemoved(at(9), TN), 5)
    assert removed.now.state == S.REMOVED


def test_every_row_of_the_table_names_a_statement_that_has_a_moment() -> None:
    for type, _ in NOT_YET:
        body = says.CASE_TYPES[type].body
        assert issubclass(body, says.CaseBody), type
        assert body.moment, type


def test_an_act_of_the_instant_of_its_signing_counts() -> None:
    story = Story().to_custody().consent(3)
    event = story.events[-1]
    assert isinstance(event.body, says.ConsentGiven)
    assert story.now.consent_at == event.at
    later = structs.replace(
        event, body=structs.replace(event.body, given_at=text(START + timedelta(days=3, milliseconds=1)))
    )
    before = Story().to_custody()
    after = evolve(before.now, later, before.law)
    assert after is not None
    assert [mark.code for mark in after.voids] == ["instant.future"]
