"""Reading the commission's registers by what can be seen: wording, hours, counts, sequence numbers, sizes, calls.

The short form; `mithaq bench shield` plays a thousand. The same alert is played twice with the same public history, hours
and people. The secret differs: a protection, a bar, or another ground that only the commission knows.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec import structs

from mithaq.bench.shield import CONTRASTS, Pair, distinguished, judged, played
from mithaq.bench.shield_play import Arm, Trace

PAIRS = 18
SEED = 900


@pytest.fixture(scope="module")
def pairs() -> dict[tuple[Arm, Arm], list[Pair]]:
    """So many alerts, each played twice."""
    found: dict[tuple[Arm, Arm], list[Pair]] = {arms: [] for arms in CONTRASTS}
    for number in range(PAIRS):
        arms = CONTRASTS[number % len(CONTRASTS)]
        found[arms].append(played(SEED + number, arms))
    return found


def test_every_one_is_withheld_on_the_same_code(pairs: dict[tuple[Arm, Arm], list[Pair]]) -> None:
    states = {trace.state for every in pairs.values() for pair in every for trace in pair.traces}
    assert states == {"refused withheld"}


def test_nothing_that_the_owner_sees_differs(pairs: dict[tuple[Arm, Arm], list[Pair]]) -> None:
    for every in pairs.values():
        for pair in every:
            first, second = pair.traces
            assert first.before == second.before, pair.arms
            assert first.after == second.after, pair.arms


def test_no_number_and_no_model_of_all_of_them_is_right_more_often_than_chance(
    pairs: dict[tuple[Arm, Arm], list[Pair]],
) -> None:
    for arms, every in pairs.items():
        line = judged(arms, every)
        assert line["right_by_number"] <= line["chance_up_to"], line
        assert line["right_by_all"] <= line["chance_up_to"], line


def test_before_the_answer_a_match_looks_like_none() -> None:
    for seed in range(SEED, SEED + 4):
        matched, clean = played(seed, ("protection", "none")).traces
        assert matched.before == clean.before
        assert (matched.state, clean.state) == ("refused withheld", "reviewed")
        assert matched.after != clean.after, "what is said at the hour is seen by everybody"


def _leaking(traces: Sequence[Trace], by: float) -> list[Trace]:
    return [structs.replace(one, figures=one.figures | {"late_by_seconds": by}) for one in traces]


def test_a_leak_would_be_found(pairs: dict[tuple[Arm, Arm], list[Pair]]) -> None:
    """One second more where a register was asked: the distinguisher sees it, so that its silence above means something."""
    every = [pair for found in pairs.values() for pair in found]
    left = _leaking([pair.traces[0] for pair in every], 0.0)
    right = _leaking([pair.traces[1] for pair in every], 1.0)
    (name, single), whole = distinguished(left, right)
    assert (name, single, whole) == ("late_by_seconds", 1.0, 1.0)
