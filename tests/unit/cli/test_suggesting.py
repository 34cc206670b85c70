"""`mithaq suggest`: without a node, in words and as JSON."""

from __future__ import annotations

import pytest

from tests.unit.cli.typed import Terminal


def test_spellings_one_a_line_and_a_summary(terminal: Terminal) -> None:
    *found, last = terminal.lines("suggest", "محمد بن علي", "--state", "tn", "--most", "3")
    assert found[0]["text"] == "Mohamed Ben Ali"
    assert {"text", "share", "source"} == set(found[0])
    assert last == {"suggestions": len(found)}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "كتابة أُحصيت لهذا الاسم"), ("en", "Counted"), ("fr", "Graphie relevée pour ce nom")]
)
def test_words_of_the_language(terminal: Terminal, language: str, words: str) -> None:
    said = terminal.run("--lang", language, "suggest", "Fatima")
    assert "فاطمة" in said
    assert words in said


def test_nothing_to_suggest(terminal: Terminal) -> None:
    assert terminal.lines("suggest", "...") == [{"suggestions": 0}]
    assert terminal.run("suggest", "...") == "No spelling can be suggested for this.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["محمد " * 20], "name.too_long"),
        (["محمد", "--state", "XX"], "member.unknown"),
        (["a\udcff"], "command.text"),
        (["a\x00b"], "command.text"),
    ],
)
def test_bad_input_is_one_coded_line(terminal: Terminal, arguments: list[str], code: str) -> None:
    (line,) = terminal.lines("suggest", *arguments, status=1)
    assert line["error"] == code


def test_how_many_is_bounded(terminal: Terminal) -> None:
    terminal.run("suggest", "محمد", "--most", "0", status=2)
    terminal.run("suggest", "محمد", "--most", "1000", status=2)
