"""S12: no path of the table leads to a surrender without review, rights and court, and none undoes a due release."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import pytest

from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.guards import EVERY, OPENS
from mithaq.domain.case.guards_person import REARREST_AFTER
from mithaq.domain.case.states import CUSTODY, TRANSITIONS, CaseState, Move

S = CaseState
HANDED_OVER = {S.SURRENDERED, S.RECEIVED, S.SPECIALITY}
WITH_REQUESTING = HANDED_OVER | {S.LENT}
DECIDED = {"decision_granted": S.GRANTED, "decision_appealed": S.APPEALED, "decision_final": S.FINAL}
Place = tuple[CaseState, CaseState | None, str]


def reachable(start: CaseState, keep: Callable[[CaseState, Move], bool] = lambda _, __: True) -> set[CaseState]:
    """Every state that a breadth-first walk of the table reaches over the rows that `keep` lets stand.

    It remembers how far the decision has come and why a release was due, because the rows that take a case up again ask.
    """
    first: Place = (start, None, "")
    found, queue = {first}, deque([first])
    while queue:
        place = queue.popleft()
        for row in TRANSITIONS[place[0]]:
            after = _after(place, row) if keep(place[0], row) else None
            if after is not None and after not in found:
                found.add(after)
                queue.append(after)
    return {state for state, _, _ in found}


def _after(place: Place, row: Move) -> Place | None:
    state, decision, reason = place
    if any(need in DECIDED and DECIDED[need] != decision for need in row.needs):
        return None
    if "rearrest_open" in row.needs and reason not in REARREST_AFTER:
        return None
    if row.to in DECIDED.values():
        decision = row.to
    if row.event == "consent.revoked":
        decision = None
    if row.event == "person.arrested" and state == S.ADMITTED:
        reason = ""
    return row.to, decision, reason or row.reason


def needing(event: str, need: str, outcome: str = "") -> Callable[[CaseState, Move], bool]:
    """Leaves out the rows of that statement that carry the guard: what remains are the paths around it."""
    return lambda _, row: not (row.event == event and row.when == outcome and need in row.needs)


def test_the_main_path_exists() -> None:
    assert reachable(S.NOT_OPEN) >= HANDED_OVER | {S.CLOSED, S.RELEASED, S.REMOVED, S.RELEASE_DUE}


TRANSIT = frozenset({"transit.requested", "transit.notified"})


@pytest.mark.parametrize(
    ("event", "need", "outcome"),
    [
        ("detention.requested", "alert_circulated", ""),
        ("detention.requested", "instrument_binds", ""),
        ("rights.informed", "rights_complete", ""),
        ("court.decided", "file_complete", "granted"),
        ("court.decided", "person_heard", "granted"),
        ("court.decided", "judge_heard", "granted"),
        ("court.decided", "minor_weighed", "granted"),
        ("court.decided", "risk_assessed", "granted"),
    ],
)
def test_no_way_to_surrender_around(event: str, need: str, outcome: str) -> None:
    """Nor around a decision that another state granted, where the way begins with a transit."""
    around = needing(event, need, outcome)
    assert (
        not reachable(S.NOT_OPEN, lambda state, row: around(state, row) and row.event not in TRANSIT) & WITH_REQUESTING
    )
    if event != "detention.requested":
        assert not reachable(S.NOT_OPEN, around) & WITH_REQUESTING


def test_nobody_comes_through_transit_without_a_granted_case_that_is_cited() -> None:
    ways = [row for row in TRANSITIONS[S.NOT_OPEN] if row.event in TRANSIT]
    assert len(ways) == len(TRANSIT)
    assert all({"granted_cited", "instrument_binds"} <= set(row.needs) for row in ways)
    found = reachable(S.NOT_OPEN, lambda state, row: row.event not in {*TRANSIT, "detention.requested"})
    assert not found & (WITH_REQUESTING | {S.TRANSIT_PERMITTED, S.TRANSIT_ENTERED})


def test_a_landing_is_a_request_and_no_arrest() -> None:
    landings = [row for state in S for row in TRANSITIONS[state] if row.event == "landing.stated"]
    assert {row.to for row in landings} == {S.REQUESTED}


@pytest.mark.parametrize("event", ["detention.admitted", "person.arrested", "rights.informed", "court.decided"])
def test_no_way_to_surrender_without(event: str) -> None:
    assert not reachable(S.NOT_OPEN, lambda _, row: row.event != event) & WITH_REQUESTING


def test_no_way_to_surrender_without_a_date_and_the_minister() -> None:
    assert not reachable(S.NOT_OPEN, lambda _, row: row.event != "surrender.dated") & HANDED_OVER
    for need in ("minister_agreed", "assurances_given", "minor_weighed", "risk_assessed"):
        assert not reachable(S.NOT_OPEN, needing("surrender.dated", need)) & HANDED_OVER


def test_nobody_is_lent_without_a_final_decision_a_word_to_return_and_an_agreement() -> None:
    for need in ("decision_final", "lending_agreed"):
        lent = [row for state in S for row in TRANSITIONS[state] if row.to == S.LENT and state != S.LENT]
        assert lent
        assert all(need in row.needs for row in lent)
    agreed = [row for row in TRANSITIONS[S.POSTPONED] if row.event == "temporary.agreed"]
    assert agreed[0].needs[:3] == ("decision_final", "minister_agreed", "return_undertaken")
    assert set(agreed[0].needs[3:]) == {"assurances_given", "minor_weighed", "risk_assessed"}


def test_consent_waives_the_appeal_and_nothing_else() -> None:
    (with_consent, without) = (
        row for row in TRANSITIONS[S.INFORMED] if row.event == "court.decided" and row.when == "granted"
    )
    assert (with_consent.to, without.to) == (S.FINAL, S.GRANTED)
    assert set(with_consent.needs) - {"consent_stands"} == set(without.needs)


def test_a_reversed_or_refused_decision_never_leads_to_surrender() -> None:
    rows = [row for state in S for row in TRANSITIONS[state] if row.when in {"refused", "reversed"}]
    assert rows
    assert {row.to for row in rows} == {S.RELEASE_DUE, S.REFUSED}  # refused: nobody is held for this request


def test_a_due_release_ends_only_in_release_or_a_visible_breach() -> None:
    after = {row.to for row in TRANSITIONS[S.RELEASE_DUE]} - {S.RELEASE_DUE}
    assert after == {S.RELEASED, S.REMOVED, S.DIED}
    for row in TRANSITIONS[S.RELEASE_DUE]:
        assert row.to != S.DIED or row.breach == "died_before_release"
    without_order = reachable(S.RELEASE_DUE, lambda _, row: row.event != "rearrest.ordered")
    assert not without_order & (CUSTODY | WITH_REQUESTING | {S.ADMITTED, S.REQUESTED})
    orders = {state: row for state in S for row in TRANSITIONS[state] if row.event == "rearrest.ordered"}
    stays = (S.REQUESTED, S.ADMITTED, S.ESCAPED)  # held in another case for these facts
    assert {state: row.to for state, row in orders.items()} == {S.RELEASED: S.ADMITTED, **{one: one for one in stays}}
    assert all("file_complete" in row.needs for row in orders.values())
    assert "rearrest_open" in orders[S.RELEASED].needs


def test_only_a_release_leaves_release_due_and_removed() -> None:
    for state in (S.RELEASE_DUE, S.REMOVED):
        leaving = [row for row in TRANSITIONS[state] if row.to == S.RELEASED]
        assert {row.event for row in leaving} == {"person.released"}
        assert S.CLOSED not in {row.to for row in TRANSITIONS[state]}


def test_whoever_comes_into_the_other_custody_without_a_decision_is_a_breach() -> None:
    lawful = {(S.DATED, "person.surrendered"), (S.DATED, "surrender.received"), (S.SURRENDERED, "surrender.received")}
    lawful |= {(S.LENT, "person.lent"), (S.LENT, "person.lent_received")}
    taken = {"person.surrendered", "surrender.received", "person.removed", "person.lent", "person.lent_received"}
    for state in S:
        for row in TRANSITIONS[state]:
            carried = {"with_requesting", "lending_agreed"} & set(row.needs)
            if row.event in taken and (state, row.event) not in lawful and not carried:
                assert row.to == S.REMOVED, (state, row.event)
                assert row.breach, (state, row.event)


def test_every_state_of_custody_can_lapse_be_withdrawn_and_released() -> None:
    for state in CUSTODY:
        ways = {row.event: row.to for row in TRANSITIONS[state]}
        assert ways["detention.lapsed"] == S.RELEASE_DUE
        assert ways["request.withdrawn"] == S.RELEASE_DUE
        assert ways["person.released"] == S.RELEASED


def test_whatever_brings_a_release_due_says_why() -> None:
    for state in S:
        for row in TRANSITIONS[state]:
            if row.to in {S.RELEASE_DUE, S.REMOVED} and state not in {S.RELEASE_DUE, S.REMOVED}:
                assert row.reason, (state, row.event)


def test_the_table_names_only_what_exists() -> None:
    assert set(TRANSITIONS) == set(S)
    for state in S:
        guards = OPENS if state == S.NOT_OPEN else EVERY
        for row in TRANSITIONS[state]:
            assert row.event in CASE_TYPES
            assert set(row.needs) <= set(guards)
    assert {row.event for state in S for row in TRANSITIONS[state]} == set(CASE_TYPES)
