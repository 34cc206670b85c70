"""The table in words has every row, and for whatever is no row the code by which it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.domain.case.states import TRANSITIONS, CaseState
from mithaq.web.case_table import page, rows_of
from mithaq.web.pages.words import WORDS

SHOWN = Path(__file__).resolve().parents[3] / "docs" / "case-states.md"


def test_the_page_in_the_docs_is_up_to_date() -> None:
    assert SHOWN.read_text("utf-8") == page(), "run: python -m mithaq.web.case_table docs/case-states.md"


@pytest.mark.parametrize("state", CaseState)
def test_every_row_stands_under_its_state(state: CaseState) -> None:
    section = next(part for part in page().split("\n## ") if f"`{state.value}`" in part.splitlines()[:4])
    lines = {line.split("`")[1]: line for line in section.splitlines() if "<br>`" in line}
    assert set(lines) == {row.event for row in TRANSITIONS[state]}
    for event, line in lines.items():
        assert line.count("→") == sum(row.event == event for row in TRANSITIONS[state])
        for row in (row for row in TRANSITIONS[state] if row.event == event):
            assert row in rows_of(state, event, row.by)
            assert f"→ {'(same)' if row.to == state else WORDS['case_state'][row.to.value]}" in line
            assert all(need.replace("_", " ") in line for need in row.needs)
