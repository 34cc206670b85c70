"""Asking the engine one question after the other, on one thread, and keeping the time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter_ns, thread_time_ns
from typing import NamedTuple

from mithaq.bench.engine import Engine, Found
from mithaq.bench.ranking import place_of
from mithaq.bench.tally import Answer, Tally
from mithaq.domain.errors import Refusal
from mithaq.search.query import PersonQuery

WARM_UP = 200
"""Questions asked before time is taken, so that pages and caches are as they are at a post that is at work."""

WIDER = 20
"""A tie that reaches the end of the list is looked at in a list so many times as long."""

EVERY = 500
"""How many questions pass between two words of how far we are."""

Tell = Callable[[str, int, int], None]
"""What is being done, how much of it is done, out of how much."""

_ORDER = ("none", "possible", "strong")


def nobody(what: str, done: int, total: int) -> None:
    """Told to nobody: where no one watches."""


class Question(NamedTuple):
    """A question, the number of the right person (None: nobody), and the groups that it is counted in."""

    query: PersonQuery
    gold: int | None
    groups: tuple[str, ...] = ()


class Asked(NamedTuple):
    """What came of all questions: one tally of everything and one for each group; `refused` were not names at all."""

    whole: Tally
    groups: Mapping[str, Tally]
    refused: int


def warm_up(engine: Engine, questions: Sequence[Question], top: int) -> None:
    """Ask the first `WARM_UP` questions without counting."""
    for question in questions[:WARM_UP]:
        _answer(engine, question, top)


def ask_all(engine: Engine, questions: Sequence[Question], top: int, tell: Tell = nobody) -> Asked:
    """Ask each question once."""
    gc.collect()
    gc.freeze()  # else one collection over all questions would be charged to whichever is asked at that moment
    try:
        return _ask_all(engine, questions, top, tell)
    finally:
        gc.unfreeze()


def _ask_all(engine: Engine, questions: Sequence[Question], top: int, tell: Tell) -> Asked:
    whole, groups, refused = Tally(), dict[str, Tally](), 0
    for number, question in enumerate(questions):
        if not number % EVERY:
            tell("asking", number, len(questions))
        answer = _answer(engine, question, top)
        if answer is None:
            refused += 1
            continue
        whole.add(answer)
        for group in question.groups:
            groups.setdefault(group, Tally()).add(answer)
    return Asked(whole, groups, refused)


def _answer(engine: Engine, question: Question, top: int) -> Answer | None:
    try:
        worked, start = thread_time_ns(), perf_counter_ns()
        shown = engine.find(question.query, top)
        took, worked = perf_counter_ns() - start, thread_time_ns() - worked
    except Refusal:
        return None
    others = max((_ORDER.index(one.klass) for one in shown if one.number != question.gold), default=0)
    if question.gold is None:
        return Answer(False, None, "none", _ORDER[others], took, worked)
    ranked = _ranked(engine, question.query, question.gold, max(top, 10))
    klass = next((one.klass for one in ranked if one.number == question.gold), "none")
    return Answer(True, place_of(question.gold, ranked), klass, _ORDER[others], took, worked)


def _ranked(engine: Engine, query: PersonQuery, gold: int, top: int) -> Sequence[Found]:
    """Everybody worth ranking, whatever the class. No tie is cut off: who stands in it would look better than it is."""
    found = engine.find(query, top, every=True)
    whole = len(found) < top or any(one.number == gold and one.order > found[-1].order for one in found)
    return found if whole else engine.find(query, top * WIDER, every=True)
