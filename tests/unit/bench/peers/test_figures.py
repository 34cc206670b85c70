from __future__ import annotations

from mithaq.bench.peers.figures import Run, beside, figures, percentile, rank
from mithaq.bench.peers.material import Question, question


def asked(*golds: int) -> list[Question]:
    ways = [("Ali", "latin"), ("علي", "latin")]
    return [question(*ways[0][:1], gold, ways[0][1]) if gold % 2 else question("علي", gold, "latin") for gold in golds]


def test_a_rank_counts_different_persons() -> None:
    assert rank([7, 7, 3, 7, 5], 5) == 3
    assert rank([7, 3], 5) == 0
    assert rank([7, 3], -1) == 0, "nobody was meant"


def test_recall_counts_only_those_who_are_there_and_by_direction() -> None:
    questions = [*asked(1, 2, 3), question("Nobody", -1, "")]
    run = Run("x", 10, 1.25)
    for found in ([1], [9], [9] * 5 + [3], [4]):
        run.note(1_000_000, found, questions[len(run.ranks)].gold)
    made = figures(run, questions)
    assert made.queries == 4
    assert made.recall_at_1 == round(1 / 3, 4)
    assert made.recall_at_10 == round(2 / 3, 4)
    assert made.directions == {"arabic-latin": 0.0, "latin-latin": 1.0}
    assert made.recall_at_10_cross == 0.0
    assert (made.p50_ms, made.p99_ms, made.qps_per_core) == (1.0, 1.0, 1000.0)


def test_the_eleventh_person_is_not_among_ten() -> None:
    run = Run("x")
    run.note(1, range(100, 111), 110)
    assert figures(run, [question("Ali", 110, "latin")]).recall_at_10 == 0.0


def test_nobody_meant_is_no_recall_at_all() -> None:
    run = Run("x")
    run.note(1, [1], -1)
    assert figures(run, [question("Ali", -1, "")]).recall_at_10 is None


def test_ratios_are_to_our_own_median_in_the_same_run() -> None:
    runs = []
    for name, nanoseconds, found in (("mithaq", 2_000_000, [1]), ("slow", 9_000_000, [5])):
        run = Run(name)
        run.note(nanoseconds, found, 1)
        runs.append(figures(run, asked(1)))
    ours, slow = beside("mithaq", runs)
    assert (ours.times_slower, slow.times_slower) == (1.0, 4.5)
    assert (ours.recall_behind, slow.recall_behind) == (0.0, 1.0)
    assert beside("absent", runs) == runs


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([], 0.5) == 0
    assert [percentile([1, 2, 3, 4], share) for share in (0.01, 0.25, 0.5, 0.51, 0.99, 1.0)] == [1, 1, 2, 3, 4, 4]


def test_runs_of_several_races_count_together() -> None:
    whole, part = Run("x"), Run("x", 5, 2.0)
    part.note(3, [1], 1)
    whole.extend(part)
    whole.extend(part)
    assert (whole.rows, whole.load_s, whole.nanoseconds, whole.ranks) == (10, 4.0, [3, 3], [1, 1])
