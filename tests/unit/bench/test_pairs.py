"""Judged pairs: figures that can be reckoned by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.bench.pairs import WORST, Judged, auc, figures, pairs, worst
from mithaq.bench.tables import TableError


def judged(is_match: bool, score: float, klass: str, name: str = "") -> Judged:
    return Judged(name, name, is_match, 40 * score - 10, score, klass)


def test_figures_by_hand() -> None:
    said = [
        judged(True, 0.9, "strong"), judged(True, 0.6, "possible"), judged(True, 0.2, "none"),
        judged(False, 0.7, "possible"), judged(False, 0.1, "none"),
    ]  # fmt: skip
    found = figures(said)
    assert found["precision"] == found["recall"] == pytest.approx(2 / 3, abs=1e-5)
    assert found["f1"] == pytest.approx(2 / 3, abs=1e-5)
    assert found["auc"] == pytest.approx(4 / 6, abs=1e-5)  # of six pairs of a match and a non-match, four are in order
    assert (found["pairs"], found["matches"]) == (5, 3)


def test_nothing_to_measure_is_no_figure() -> None:
    assert figures([]) == {"pairs": 0, "matches": 0, "auc": None, "precision": None, "recall": None, "f1": None}
    assert auc([0.1, 0.9], [True, True]) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_the_area_counts_pairs_in_order_and_ties_half(said: list[tuple[int, bool]]) -> None:
    good = [score for score, is_match in said if is_match]
    bad = [score for score, is_match in said if not is_match]
    found = auc([float(score) for score, _ in said], [is_match for _, is_match in said])
    if not good or not bad:
        assert found is None
        return
    ordered = sum((one > two) + 0.5 * (one == two) for one in good for two in bad)
    assert found == pytest.approx(ordered / (len(good) * len(bad)), abs=1e-5)


def test_the_worst_errors_come_first_and_only_so_many() -> None:
    many = [judged(False, score / 100, "possible", f"{score:03}") for score in range(50, 90)]
    right, missed = judged(True, 0.99, "strong"), judged(True, 0.01, "none", "missed")
    shown = worst([right, *many, missed])
    assert len(shown) == WORST
    assert [one.left for one in shown[:2]] == ["missed", "089"]
    assert right not in shown


def test_a_table_of_pairs(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text(
        "left\tright\tis_match\nعمر\tOmar\t1\nخالد\tOmar\t0\n" + f"{'ab ' * 600}\tOmar\t0\nOmar\t{'ab ' * 600}\t0\n",
        "utf-8",
    )
    found = pairs(table)
    assert (found["pairs"], found["refused"], found["auc"], found["recall"]) == (2, 2, 1.0, 1.0)


@pytest.mark.parametrize("cell", ["yes", "2", "", "1.0"])
def test_a_judgement_is_nought_or_one(tmp_path: Path, cell: str) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text(f"left\tright\tis_match\nAli\tAli\t{cell}\n", "utf-8")
    with pytest.raises(TableError) as refused:
        pairs(table)
    assert (refused.value.code, refused.value.where, refused.value.line) == ("bench.match", "pairs: is_match", 2)
