"""`mithaq bench insiders` in its short form: most of the planted are raised, honest officers hardly ever."""

from __future__ import annotations

import pytest

from mithaq.bench.insiders import measure
from mithaq.cli.commands.bench_insiders import FIGURES, PATTERNS
from mithaq.law.load import load_law
from mithaq.ops.texts import Language, translator


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    return measure(100_000, 9, 16)


def test_most_of_the_planted_are_raised(found: dict[str, object]) -> None:
    assert int(str(found["planted"])) >= 16, "a group is planted whole"
    assert int(str(found["found"])) >= 8
    assert float(str(found["false_alarms_a_week"])) <= 20
    assert set(found) == set(FIGURES)


def test_nobody_planted_nobody_found() -> None:
    honest = measure(60_000, 9, 0)
    assert (honest["planted"], honest["found"]) == (0, 0)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_figure_has_a_word(language: Language) -> None:
    known = set(getattr(translator(language)._catalog, "_catalog", {}))
    assert not sorted({*FIGURES.values(), *PATTERNS.values()} - known)
    assert set(PATTERNS) == set(load_law().insider)
