"""The law of name matching: labelled pairs, and a confusion matrix that may change only where somebody looks.

`cases.csv` is written by hand. When a change of the matcher is meant, write the matrix anew with
`python -m tests.names.test_cases` and read the diff.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mithaq.names.compare import ALIKE, compare

HERE = Path(__file__).parent
FROZEN = HERE / "confusion.txt"
OUTCOMES = ("found", "missed", "told apart", "confused")


def cases() -> list[dict[str, str]]:
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome(case: dict[str, str]) -> str:
    alike = compare(case["left"], case["right"]).score >= ALIKE
    if case["same"] == "1":
        return "found" if alike else "missed"
    return "confused" if alike else "told apart"


def matrix() -> str:
    """Outcomes by phenomenon and by state, then every error by name."""
    judged = [(case, outcome(case)) for case in cases()]
    lines = [f"{'':22}" + "".join(f"{name:>12}" for name in OUTCOMES)]
    for column in ("phenomenon", "state"):
        groups = sorted({case[column] for case, _ in judged if case[column]})
        lines += [_row(group, Counter(found for case, found in judged if case[column] == group)) for group in groups]
    lines.append(_row("all", Counter(found for _, found in judged)))
    lines += [f"{found}: {case['left']} = {case['right']}" for case, found in judged if found in ("missed", "confused")]
    return "\n".join(lines) + "\n"


def _row(name: str, counts: Counter[str]) -> str:
    return f"{name:22}" + "".join(f"{counts[outcome]:>12}" for outcome in OUTCOMES)


def test_confusion_matrix_is_the_frozen_one() -> None:
    found = matrix()
    print(found)
    assert found == FROZEN.read_text(encoding="utf-8")


def test_cases_are_enough_and_labelled() -> None:
    every = cases()
    assert len(every) >= 300
    assert {case["same"] for case in every} == {"0", "1"}
    assert len({(case["left"], case["right"], case["state"]) for case in every}) == len(every)
    assert all(case["phenomenon"] for case in every)


def test_both_ways_give_one_score() -> None:
    for left, right in _sides():
        assert compare(left, right).score == compare(right, left).score


def _sides() -> Iterator[tuple[str, str]]:
    return ((case["left"], case["right"]) for case in cases())


if __name__ == "__main__":
    FROZEN.write_text(matrix(), encoding="utf-8")
