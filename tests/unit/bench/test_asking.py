"""Asking and counting, against an engine whose answers are written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pytest

from mithaq.bench.asking import Question, ask_all
from mithaq.domain.errors import Refusal
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery


class Found(NamedTuple):
    number: int
    rank: int
    klass: str

    @property
    def order(self) -> tuple[bool, int, int]:
        return self.klass == "strong", self.rank, 0


class Script:
    """Answers by name; class *none* only when every one is asked for."""

    def __init__(self, answers: dict[str, list[Found]]) -> None:
        self._answers = answers
        self.widest = 0

    def add(self, persons: Iterable[SearchPerson]) -> None: ...

    def compact(self) -> None: ...

    def bytes(self) -> int:
        return 0

    def __len__(self) -> int:
        return 0

    def find(self, query: PersonQuery, top: int = 20, every: bool = False) -> Sequence[Found]:
        self.widest = max(self.widest, top)
        name = query.name or ""
        if name == "?":
            raise Refusal("name.too_long", "name")
        return [one for one in self._answers[name] if every or one.klass != "none"][:top]


def asked(name: str, gold: int | None, *groups: str) -> Question:
    return Question(PersonQuery(name=name), gold, groups)


def test_recall_is_by_place_whatever_the_class() -> None:
    engine = Script({"a": [Found(1, 9, "strong"), Found(2, 5, "none")], "b": [Found(3, 4, "possible")]})
    found = ask_all(engine, [asked("a", 2, "x"), asked("b", 3), asked("b", 4)], 10)
    figures = found.whole.figures()
    assert (figures["queries"], figures["in_register"], figures["not_in_register"]) == (3, 3, 0)
    assert figures["recall_at_1"] == pytest.approx(1 / 3, abs=1e-5)
    assert figures["recall_at_10"] == pytest.approx(2 / 3, abs=1e-5)
    assert figures["mrr"] == pytest.approx(1.5 / 3, abs=1e-5)
    assert figures["strong_recall"] == 0.0
    assert figures["alarm_recall"] == pytest.approx(1 / 3, abs=1e-5)
    assert figures["wrong_strong_per_100k"] == pytest.approx(100_000 / 3, abs=0.01)
    assert figures["false_strong_per_100k"] is None
    assert found.groups["x"].figures()["recall_at_1"] == 0.0
    assert set(found.groups) == {"x"}


def test_false_alarms_are_counted_by_the_worst_class_shown() -> None:
    engine = Script({
        "none": [], "hidden": [Found(1, 2, "none")],
        "both": [Found(1, 9, "strong"), Found(2, 5, "possible")], "possible": [Found(2, 5, "possible")],
    })  # fmt: skip
    names = ["none", "hidden", "both", "possible", "possible"]
    figures = ask_all(engine, [asked(name, None) for name in names], 10).whole.figures()
    assert figures["false_strong_per_100k"] == 20_000
    assert figures["false_possible_per_100k"] == 40_000
    assert 20_000 < figures["false_strong_per_100k_at_most"] < 70_000
    assert figures["recall_at_10"] is None


def test_a_question_that_is_refused_is_counted_apart() -> None:
    found = ask_all(Script({"a": []}), [asked("?", 1), asked("a", None)], 10)
    assert found.refused == 1
    assert found.whole.figures()["queries"] == 1


def test_a_tie_is_not_cut_off_where_the_list_ends() -> None:
    engine = Script({"a": [Found(number, 5, "possible") for number in range(40)]})
    figures = ask_all(engine, [asked("a", 3)], 10).whole.figures()
    assert figures["recall_at_1"] == pytest.approx(1 / 40)
    assert figures["recall_at_10"] == pytest.approx(10 / 40)
    assert engine.widest > 40
