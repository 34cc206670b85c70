"""S12 on the fold itself: from a request, every statement of every party, in every order, as far as anything new comes.

Time stands still on one day of the detention, so that no clock cuts a path short: what must not happen may not happen
even with all the time in the world.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.decide import Command, decide
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.guards import Said, judge, speaker
from mithaq.domain.case.states import CaseState, Move, Party
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.web.case_table import refused_with, rows_of
from tests.support import case_variants
from tests.support.case_walk import HANDED_OVER, NOW, PROCEDURE, TYPES, Place, plain_bodies, reached, walk
from tests.unit.domain.case.story import CASE, EG, JO, OC, TN, Story, law

S = CaseState


@cache
def places() -> tuple[Place, ...]:
    """Every place that statements lead to from a founded request, and from a transit on a decision that is cited. What the
    floor adds is walked in `test_floor_paths`, and everything at once in `tests.campaign.paths`.
    """
    return walk((Story().request(14), Story().transit(14), Story().transit(14, notified=True)), TYPES, plain_bodies)


def test_every_state_is_reached() -> None:
    assert {place.case.state for place in places()} == set(S) - {S.NOT_OPEN, S.UNFOUNDED}


def test_no_path_to_the_requesting_state_around_the_floor() -> None:
    """Admitted, arrested, told the rights, heard by a court on the complete file: else it shows as a breach."""
    arrived = Counter(place.case.state for place in places() if place.case.state in HANDED_OVER | {S.LENT})
    assert set(arrived) == HANDED_OVER | {S.LENT}
    for place in places():
        if place.case.state in HANDED_OVER | {S.LENT}:
            assert place.passed >= PROCEDURE
    print(f"{len(places())} places, {dict(arrived)}")


def test_the_requesting_states_custody_is_lawful_or_shows() -> None:
    for place in places():
        case = place.case
        view = status(case, NOW)
        if case.held_by != Party.REQUESTING or case.state in HANDED_OVER | {S.CLOSED}:
            continue
        lent = case.state == S.LENT and case.decision == S.FINAL and case.lending.due_at > text(NOW)
        assert lent or view.breaches or view.release_due, place.key
        if case.state == S.REMOVED:
            assert view.breaches


def test_a_due_release_is_never_argued_away() -> None:
    for place in places():
        case = place.case
        if case.state == S.RELEASE_DUE:
            after = {after.case.state for after in reached(place, TYPES, plain_bodies)}
            assert after <= {S.RELEASE_DUE, S.RELEASED, S.REMOVED, S.DIED}


def test_consent_that_was_revoked_carries_nothing() -> None:
    for place in places():
        if place.case.state in {S.FINAL, S.DATED} and not place.case.consent_at:
            assert place.case.decision == S.FINAL
            assert place.case.court_at


@pytest.mark.parametrize("state", S)
def test_every_statement_of_every_party_is_a_move_or_a_coded_refusal(state: CaseState) -> None:
    """The two sides, the commission and a stranger; also while no case is open, when whoever speaks is the asking side."""
    counts: Counter[str] = Counter()
    for case in _cases_in(state):
        for type in says.CASE_TYPES:
            for body in case_variants.bodies(type, case or Story().request().now):
                for member in (TN, JO, OC, EG):
                    judged = case if case is None or type == "detention.lapsed" else lapse(case, text(NOW))
                    found = judge(judged, Said(type, member, CASE, body, text(NOW)), law())
                    counts["move" if isinstance(found, Move) else found.code] += 1
                    _table_agrees(judged, type, member, found)
                    if case is not None:
                        _decide_agrees(case, type, member, body, found)
    assert counts["move"] or state == S.NOT_OPEN, "to open a case takes papers that are cited: test_decide"
    assert counts["case.not_party"] or state == S.NOT_OPEN
    print(state, dict(counts))


def _cases_in(state: CaseState) -> Iterator[Case | None]:
    if state == S.NOT_OPEN:
        yield None
    yield from (case for case in case_variants.cases() if case.state == state)


def _table_agrees(case: Case | None, type: str, member: str, found: Move | Refusal) -> None:
    """What docs/case-states.md says of this cell is what was judged."""
    party = speaker(case, member, law()) if case else Party.REQUESTING
    if party is None:
        assert isinstance(found, Refusal)
        assert found.code == "case.not_party"
        return
    state = case.state if case else S.NOT_OPEN
    rows = rows_of(state, type, party)
    if isinstance(found, Move):
        assert found in rows
    elif not rows:
        assert found.code == refused_with(state)


def _decide_agrees(case: Case, type: str, member: str, body: says.CaseBody, found: Move | Refusal) -> None:
    """Whom the table refuses, `decide` refuses with the same code, unless the statement itself is faulty first."""
    code = _refused(case, Command(type, member, case.id, body))
    faulty = code in {"payload.missing", "payload.not_held", "case.exists", "instant.future"}
    if isinstance(found, Refusal) and not faulty:
        assert code in {found.code, "release.due"}


def _refused(case: Case, command: Command) -> str:
    try:
        decide(case, command, law(), NOW)
    except Refusal as refusal:
        return refusal.code
    return ""
