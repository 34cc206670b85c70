"""Counsel is named by the requested state for one case; without a name nobody files anything."""

from __future__ import annotations

import pytest

from mithaq.domain.case.bodies import CaseBody
from mithaq.domain.case.events_counsel import CounselNamed, CounselRelieved, FilingLodged, FilingShared
from mithaq.domain.case.guards_after import MAX_COUNSEL
from tests.unit.domain.case.story import JO, TN, Story

ONE, OTHER = "o-0000000000000001", "o-0000000000000002"


def name(story: Story, id: str = ONE, by: str = JO) -> Story:
    return story.tell("counsel.named", by, CounselNamed(id), 1)


def relieve(story: Story, id: str = ONE) -> Story:
    return story.tell("counsel.relieved", JO, CounselRelieved(id), 2)


def test_named_and_relieved() -> None:
    story = name(name(Story().to_custody()), OTHER)
    assert story.now.counsel == (ONE, OTHER)
    assert name(story).now.voids[-1].code == "counsel.named"
    assert relieve(story).now.counsel == (OTHER,)
    assert relieve(story).now.voids[-1].code == "counsel.not_named"
    assert name(story).now.counsel == (OTHER, ONE)


def test_the_requesting_state_names_nobody() -> None:
    assert name(Story().to_custody(), by=TN).now.counsel == ()


def test_there_is_a_bound() -> None:
    story = Story().to_custody()
    for number in range(MAX_COUNSEL + 3):
        name(story, f"o-{number:016x}")
    assert len(story.now.counsel) == MAX_COUNSEL


@pytest.mark.parametrize(("type", "body"), [("filing.lodged", FilingLodged()), ("filing.shared", FilingShared())])
def test_only_who_is_named_files(type: str, body: CaseBody) -> None:
    story = Story().to_custody()
    assert story.tell(type, JO, body, 3).now.voids[-1].code == "counsel.not_named"
    assert len(name(story).tell(type, JO, body, 4).now.voids) == 1
    assert story.tell(type, TN, body, 5).now.voids[-1].code == "case.not_possible"
