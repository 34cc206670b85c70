"""Every labelled alert through the screening: no abuse passes, no honest alert is stopped; the confusion matrix is printed.

pytest -q -s tests/acceptance/test_screening.py
"""

from __future__ import annotations

from collections import Counter

import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law
from mithaq.domain.screening.finding import worst
from mithaq.law.load import load_law
from tests.acceptance import screening_rows
from tests.acceptance.screening_rows import Row

RESULTS = ("clean", "concern", "stop")
ROWS = list(screening_rows.rows())


def answered(law: Law, row: Row) -> tuple[str, tuple[str, ...]]:
    """The answer in the words of the table, and the rules that spoke."""
    try:
        found = screening_rows.findings(law, row)
    except Refusal as refusal:
        return "stop", (refusal.code,)
    result = worst(found)
    return ("clean" if result == "clear" else result), tuple(one.rule for one in found if one.result != "clear")


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"] == "stop"], ids=lambda row: row["id"])
def test_what_must_not_circulate_is_stopped(row: Row) -> None:
    result, rules = answered(load_law(), row)
    assert result == "stop", (row["why"], rules)


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"] == "clean"], ids=lambda row: row["id"])
def test_no_honest_alert_is_stopped(row: Row) -> None:
    result, rules = answered(load_law(), row)
    assert result != "stop", (row["why"], rules)


def test_the_table_is_what_the_page_beside_it_says() -> None:
    own = [row for row in ROWS if row["author"] == "rules"]
    assert len(own) == 30
    assert sum(row["expected"] == "stop" for row in own) >= 15
    assert len(ROWS) == 60
    blind = [row for row in ROWS if row["author"] == "blind"]
    assert len(blind) == 30, "half of them by somebody who had not seen the rules"
    assert sum(row["expected"] == "stop" for row in blind) >= 15
    assert sum(row["expected"] == "stop" for row in ROWS) >= 30, "half of all are abusive"
    for rows in (own, blind):
        assert {row["language"] for row in rows} == {"ar", "en", "fr"}
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {row["expected"] for row in ROWS} <= set(RESULTS)


def test_the_confusion_matrix_is_printed() -> None:
    answers = {row["id"]: answered(load_law(), row) for row in ROWS}
    for author in sorted({row["author"] for row in ROWS}):
        counted = Counter((row["expected"], answers[row["id"]][0]) for row in ROWS if row["author"] == author)
        print(f"\n{author:8}" + "".join(f"{result:>9}" for result in RESULTS) + "   (expected below, answered beside)")
        for expected in RESULTS:
            print(f"{expected:8}" + "".join(f"{counted[expected, result]:9}" for result in RESULTS))
    for row in ROWS:
        result, rules = answers[row["id"]]
        if result != row["expected"]:
            print(f"{row['id']} {row['expected']} -> {result}: {row['why']} ({', '.join(rules)})")
    assert len(answers) == len(ROWS)
