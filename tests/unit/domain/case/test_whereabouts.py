"""What one case says of where its person is, for whoever has another case on him."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec import structs

from mithaq.domain.case.case import Case, Lending
from mithaq.domain.case.facts_after import Afterwards, Removal
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.whereabouts import gone_at, is_kept_away

EARLY, LATE, LATER = "2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z", "2026-03-03T00:00:00.000Z"
THEM = Party.REQUESTING
HELD = Case(
    id="c-1", requesting="TN", requested="EG", instrument="riyadh-1983", alert="a-1", content="0" * 64,
    state=CaseState.FINAL, requested_at=EARLY, since=EARLY, arrested_at=EARLY, held_by=Party.REQUESTED,
)  # fmt: skip
GONE = structs.replace(HELD, held_by=None)
Answer = Literal["", "found", "unfounded"]


@pytest.mark.parametrize(
    ("case", "at", "kept"),
    [
        (HELD, "", False),
        (structs.replace(HELD, escaped_at=LATE), "", False),  # and was arrested again
        (structs.replace(GONE, state=CaseState.RELEASED, released_at=LATE), "", False),
        (structs.replace(GONE, state=CaseState.ESCAPED, escaped_at=LATE), LATE, False),
        (structs.replace(GONE, state=CaseState.WITHDRAWN, escaped_at=LATE), LATE, False),
        (structs.replace(GONE, state=CaseState.RELEASED, escaped_at=LATE, released_at=LATER), "", False),
        (structs.replace(GONE, state=CaseState.SURRENDERED, held_by=THEM, surrendered_at=LATE), LATE, True),
        (structs.replace(GONE, state=CaseState.CLOSED, held_by=THEM, surrendered_at=LATE), LATE, True),
        (structs.replace(GONE, state=CaseState.LENT, held_by=THEM, lending=Lending(lent_at=LATE)), LATE, True),
        (structs.replace(GONE, state=CaseState.RELEASED, lending=Lending(lent_at=LATE)), LATE, False),
        (structs.replace(GONE, state=CaseState.DIED, died_at=LATE), LATE, True),
        (structs.replace(GONE, state=CaseState.DIED, died_at=LATER, surrendered_at=LATE), LATER, True),
        (structs.replace(GONE, state=CaseState.REMOVED, held_by=THEM, since=LATE), LATE, True),  # without a decision
    ],
)  # fmt: skip
def test_gone(case: Case, at: str, kept: bool) -> None:
    assert (gone_at(case), is_kept_away(case)) == (at, kept)


@pytest.mark.parametrize("final", [Afterwards(ended_at=LATER), Afterwards(final_release_at=LATER)])
def test_whoever_is_free_over_there_may_come_back(final: Afterwards) -> None:
    over = structs.replace(GONE, state=CaseState.SPECIALITY, held_by=THEM, surrendered_at=LATE)
    assert is_kept_away(over)
    free = structs.replace(over, after=final)
    assert (gone_at(free), is_kept_away(free)) == (LATE, False)
    assert is_kept_away(structs.replace(free, died_at=LATER))


@pytest.mark.parametrize(
    ("reported", "answer", "at"),
    [(False, "", LATE), (False, "found", LATE), (False, "unfounded", ""), (True, "", ""), (True, "found", LATE)],
)  # fmt: skip
def test_a_removal_counts_unless_found_untrue_and_counsels_word_once_found(
    reported: bool, answer: Answer, at: str
) -> None:
    one = Removal("f" * 64, LATE, "TN", reported, answer)
    case = structs.replace(GONE, state=CaseState.REMOVED, held_by=THEM, removals=(one,))
    assert gone_at(case) == at
