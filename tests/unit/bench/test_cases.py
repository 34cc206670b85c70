"""`mithaq bench cases` on a few cases: what it measures is really there."""

from __future__ import annotations

import pytest

from mithaq.bench.case_crowd import cases, long_case
from mithaq.bench.cases import EVENTS, measure
from mithaq.cli.commands.bench_cases import FIGURES
from mithaq.domain.case.states import CaseState
from mithaq.law.load import load_law
from mithaq.ops.texts import Language, translator
from mithaq.testing.clock import START


def test_everything_is_measured() -> None:
    told: list[str] = []
    found = measure(12, lambda what, done, total: told.append(what))
    assert set(found) == set(FIGURES)
    assert found["cases"] == 12
    assert found["deadlines"] > 12 * 5
    assert all(value > 0 for value in found.values())
    assert list(dict.fromkeys(told)) == ["loading", "measuring"]


def test_the_invented_cases_are_open_and_both_sides_have_some() -> None:
    made = [one.case for one in cases(9, load_law(), START)]
    assert {case.state for case in made if case} == {CaseState.INFORMED}
    assert {case.requested for case in made if case} == {"TN", "EG"}
    assert all(not case.voids for case in made if case)
    answered = [any(not run.running for run in case.clocks) for case in made if case]
    assert answered == [True, False, False] * 3


def test_the_long_case_has_so_many_statements_and_none_is_void() -> None:
    told = long_case(EVENTS, load_law(), START)
    assert len(told.events) == EVENTS
    assert told.case is not None
    assert told.case.voids == ()
    assert {event.type for event in told.events} >= {"message.sent", "warrant.lodged", "lodgement.received"}


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_figure_has_words(language: Language) -> None:
    known = set(getattr(translator(language)._catalog, "_catalog", {}))
    assert set(FIGURES.values()) - known == set()
