"""What a terminal shows: Arabic that reads in order, text that copies clean, JSON without ornament."""

from __future__ import annotations

import io
import json
from typing import Any, Literal

import pytest
from rich.cells import cell_len

from mithaq.cli.output import RLM, Output, readable
from mithaq.cli.words import Words
from mithaq.ops.texts import translator

FSI, PDI = "\u2068", "\u2069"
CANDIDATE: dict[str, Any] = {
    "entry": "i-1", "alert": "a-1", "owner": "EG", "kind": "wanted", "class": "strong", "score": 0.97,
    "matched_by": "name", "action": "request", "names": ["محمد عبد القادر", "Muhammad Abdul-Qadir"],
    "births": ["1980-05-01"],
    "namesakes": {"expected": 34000.0, "low": 5200.0, "high": 310000.0, "state": "EG", "year": 1980, "basis": "counted"},
    "object": None, "why": [
        {"code": "part.script", "left": "Muhammad", "right": "محمد", "contribution": 3.25},
        {"code": "part.only_stored", "left": "", "right": "صالح", "contribution": -0.5},
    ],
}  # fmt: skip
ANSWER: dict[str, Any] = {
    "class": "strong", "candidates": 2, "at": "2026-11-24T01:00:00.000Z", "log_line": 7,
    "staleness": [{"member": "EG", "seq": 12, "heard_at": "2026-11-24T00:59:00.000Z"},
                  {"member": "JO", "seq": 0, "heard_at": ""}],
}  # fmt: skip


def shown(line: dict[str, Any], language: Literal["ar", "en", "fr"], *, as_json: bool = False) -> str:
    stream = io.StringIO()
    Output(translator(language), json=as_json, stream=stream).line(line)
    return stream.getvalue()


@pytest.mark.parametrize("line", [CANDIDATE, ANSWER, {"sound": True, "events": 3}])
def test_every_arabic_line_runs_from_right_to_left_with_isolated_values(line: dict[str, Any]) -> None:
    for row in shown(line, "ar").splitlines():
        assert row.startswith(RLM)
        assert row.count(FSI) == row.count(PDI)
        inside = 0
        for letter in row:
            inside += {FSI: 1, PDI: -1}.get(letter, 0)
            assert inside in (0, 1)
            assert inside or not (letter.isascii() and letter.isalpha()), f"Latin outside an isolate: {row}"


def test_a_candidate_is_explained_in_words() -> None:
    text = shown(CANDIDATE, "en")
    assert "Strong match" in text
    assert "The same name in the other script" in text
    assert f"{FSI}Muhammad{PDI} – {FSI}محمد{PDI}" in text
    assert "Egypt" in text
    assert "part.script" not in text


def test_a_candidate_comes_with_its_namesakes_in_words() -> None:
    text = shown(CANDIDATE, "en")
    assert "Egypt: about 30,000 people born in 1980 bear so similar a name (5,000 to 300,000)." in text
    assert "Nearly all of them are innocent." in text
    assert "is not known" in shown({**CANDIDATE, "namesakes": None}, "en")
    assert "name is not known" not in shown({**CANDIDATE, "names": [], "namesakes": None}, "en"), (
        "a thing has no namesakes"
    )


def test_two_sides_of_the_evidence_stand_in_columns_of_cells() -> None:
    rows = [row for row in shown(CANDIDATE, "ar").splitlines() if f"{FSI}محمد{PDI}" in row or f"{FSI}صالح{PDI}" in row]
    evidence = [row.removeprefix(RLM) for row in rows if "·" not in row]
    assert len(evidence) == 2
    assert len({cell_len(row[: row.rindex("  ") + 2]) for row in evidence}) == 1


def test_the_answer_says_how_fresh_its_data_are() -> None:
    text = shown(ANSWER, "en")
    assert "2 candidates" in text
    assert "Egypt (EG): up to statement 12, last heard from at 2026-11-24T00:59:00.000Z" in text
    assert "Jordan (JO): up to statement 0, not heard from since this node was opened" in text


def test_text_without_arabic_has_no_isolates_to_copy() -> None:
    assert FSI not in shown({"id": "a-1", "state": "circulated"}, "en")
    assert readable(f"{FSI}محمد{PDI}") == f"{FSI}محمد{PDI}"


def test_nested_values_stand_one_a_line() -> None:
    rows = shown(
        {"id": "c-1", "clocks": [{"clock": "document", "days": 30}, {"clock": "detention"}]}, "en"
    ).splitlines()
    assert rows == ["Id: c-1", "clocks.1.clock: document", "clocks.1.days: 30", "clocks.2.clock: detention"]


def test_json_is_the_line_without_what_is_not_for_it() -> None:
    text = shown({**ANSWER, "exit": 6, "bundle": "AAAA"}, "ar", as_json=True)
    assert json.loads(text) == ANSWER


def test_a_refusal_says_what_where_and_what_is_missing() -> None:
    errors = io.StringIO()
    line = {"error": "alert.incomplete", "where": "content", "missing": ["births", "sex"], "exit": 1}
    output = Output(translator("en"), json=False, errors=errors)
    output.line(line)
    assert errors.getvalue().count("\n") == 1
    assert all(word in errors.getvalue() for word in ("Where: content.", "Missing: births, sex.", "[alert.incomplete]"))
    assert output.exit == 1


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_shows_a_bar_on_a_terminal_and_nowhere_else() -> None:
    screen, pipe, machine = _Screen(), io.StringIO(), _Screen()
    for errors, as_json in ((screen, False), (pipe, False), (machine, True)):
        with Output(translator("en"), json=as_json, errors=errors).progress() as tell:
            tell("reading", 5, 10)
            tell("writing", 0, 0)
    assert "Reading the list" in screen.getvalue()
    assert pipe.getvalue() == machine.getvalue() == ""


def test_a_code_without_a_word_shows_as_it_is() -> None:
    assert Words(translator("fr")).of({"state": "new.state"}) == f"État: {FSI}new.state{PDI}"
