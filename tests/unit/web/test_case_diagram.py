"""The picture of the table shows every row, in both languages, and the one in the docs is today's."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from mithaq.domain.case.states import CUSTODY, TRANSITIONS, CaseState
from mithaq.ops.texts import translator
from mithaq.web.case_diagram import MARKS, PLACES, drawing, edges, marks, shared
from mithaq.web.pages.words import WORDS

SHOWN = Path(__file__).resolve().parents[3] / "docs" / "case-states.svg"


def test_the_picture_in_the_docs_is_up_to_date() -> None:
    assert SHOWN.read_text("utf-8") == drawing(), "run: python -m mithaq.web.case_diagram docs/case-states.svg"


def test_every_row_that_moves_a_case_is_on_it() -> None:
    arrows, frame = edges(), shared()
    for state, rows in TRANSITIONS.items():
        for row in rows:
            if row.to == state:
                continue
            marked = MARKS.get(row.to) in set(marks(state)) or (row.happened and row.to == CaseState.RELEASE_DUE)
            drawn = row.event in arrows.get((state, row.to), ()) or row.event in frame.get(row.to, ())
            assert marked or drawn, (state, row.event)


def test_what_the_frame_has_every_state_in_custody_has() -> None:
    for end, events in shared().items():
        for event in events:
            assert all(any(row.event == event and row.to == end for row in TRANSITIONS[state]) for state in CUSTODY)


@pytest.mark.parametrize("state", CaseState)
def test_each_state_stands_once_with_both_its_names(state: CaseState) -> None:
    english = WORDS["case_state"][state.value]
    for name in (english, translator("ar").gettext(english)):
        assert f">{escape(name)}</text>" in drawing()


def test_no_two_states_share_a_place() -> None:
    assert len(set(PLACES.values())) == len(PLACES)
