"""An arrest on an alert that has ended: kept because it happened, and the person goes free."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest

from mithaq.domain.case import events as says
from mithaq.domain.case.decide import Command, decide
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from tests.unit.domain.case.story import JO, Story, days, law


def arrest(story: Story, day: float, alert: Literal["in_force", "ended_since", "ended"]) -> Story:
    at = text(days(day))
    return story.tell("person.arrested", JO, says.PersonArrested(at, at, alert), day)


def admitted() -> Story:
    return Story().request().admit()


def escaped() -> Story:
    return Story().to_custody().escape(6)


@pytest.mark.parametrize("begin", [admitted, escaped])
def test_the_alert_decides_whether_the_arrest_stands(begin: Callable[[], Story]) -> None:
    assert arrest(begin(), 7, "in_force").now.state == CaseState.ARRESTED
    since = arrest(begin(), 7, "ended_since").now
    assert (since.state, since.release_reason, since.breaches) == (CaseState.RELEASE_DUE, "alert_ended", ())
    before = arrest(begin(), 7, "ended").now
    assert (before.state, before.release_reason) == (CaseState.RELEASE_DUE, "alert_ended")
    assert [mark.code for mark in before.breaches] == ["arrest_without_alert"]
    assert before.arrested_at == text(days(7))
    assert not any(run.running for run in before.clocks if run.started_at == text(days(7)))


def test_no_new_arrest_follows_on_an_alert_that_ended() -> None:
    story = arrest(admitted(), 1, "ended").release(2).file(3).order_arrest(4)
    assert story.now.voids[-1].code == "rearrest.barred"


def test_it_is_stated_with_a_note_on_what_happened() -> None:
    story, at = admitted(), text(days(1))
    body = says.PersonArrested(at, at, "ended")
    with pytest.raises(Refusal) as refused:
        decide(story.now, Command("person.arrested", JO, story.now.id, body), law(), days(1))
    assert refused.value.code == "case.not_possible"
    assert decide(story.now, Command("person.arrested", JO, story.now.id, body, Note("what happened")), law(), days(1))
