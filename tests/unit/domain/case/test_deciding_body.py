"""Who decides: a court that is known to be one, or else a judge hears the person first (law.md, the floor)."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.states import CaseState
from mithaq.domain.events import body_of
from mithaq.domain.instant import text
from mithaq.domain.instrument import Procedure
from tests.unit.domain.case.story import JO, Story, days, law

Body = Literal["court", "other", ""]


def story(known: Body | None) -> Story:
    """In custody with the complete file, where the table says that of the deciding body; None for no row."""
    row = Procedure(JO, "", known or "", "", confirmed=False, synthetic=True, source="")
    rows = {} if known is None else {JO: row}
    return Story(data=structs.replace(law(), procedures=rows)).to_custody().file(5)


@pytest.mark.parametrize(
    ("known", "stated", "judge_first"),
    [
        (None, "not_known", True),
        (None, "court", False),
        (None, "other", True),
        ("", "not_known", True),
        ("", "court", False),
        ("court", "not_known", False),
        ("court", "court", False),
        ("court", "other", True),
        ("other", "not_known", True),
        ("other", "court", True),
    ],
)
def test_whoever_is_not_known_to_be_a_court_decides_after_a_judge(
    known: Body | None, stated: str, judge_first: bool
) -> None:
    told = story(known).court(10, body=stated)
    assert (told.now.state == CaseState.GRANTED) is not judge_first
    if judge_first:
        assert told.now.voids[-1].code == "judge.not_heard"
        told.tell("judge.heard", JO, says.JudgeHeard(text(days(11)), "present", "not_needed"), 11).court(
            12, body=stated
        )
        assert told.now.state == CaseState.GRANTED


def test_who_decided_is_not_known_where_nobody_says_it() -> None:
    body = body_of(says.CASE_TYPES["court.decided"], {"outcome": "granted", "decided_at": text(days(1)), "heard": True})
    assert isinstance(body, says.CourtDecided)
    assert body.body == "not_known"


def test_a_refusal_waits_for_nobody() -> None:
    assert story(None).court(10, "refused", body="not_known").now.state == CaseState.RELEASE_DUE
