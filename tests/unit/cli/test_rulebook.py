"""`mithaq rulebook`: without a node, as a document, as lines, and as the schema of packs."""

from __future__ import annotations

import pytest

from mithaq.law.pack_check import schema_text
from tests.unit.cli.typed import Terminal


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "كتاب القواعد"), ("en", "Rulebook"), ("fr", "Recueil des règles")]
)
def test_the_document_in_the_language_asked_for(terminal: Terminal, language: str, title: str) -> None:
    assert f"# {title}\n" in terminal.run("rulebook", "--language", language)
    assert f"# {title}\n" in terminal.run("--lang", language, "rulebook")


def test_lines_for_machines(terminal: Terminal) -> None:
    *lines, last = terminal.lines("rulebook")
    assert {"instruments", "confirmed", "to_confirm", "house", "synthetic_refused"} == set(last)
    assert last["synthetic_refused"], "outside a demonstration every invented row is refused, and counted"
    assert {line["part"] for line in lines} >= {"instrument", "limit", "rule", "party"}


def test_what_is_invented_only_when_asked_for(terminal: Terminal) -> None:
    assert "invented for a demonstration" not in terminal.run("--lang", "en", "rulebook")
    assert "invented for a demonstration" in terminal.run("--lang", "en", "rulebook", "--demo")


def test_the_schema_of_packs(terminal: Terminal) -> None:
    assert terminal.run("rulebook", "--schema") == schema_text()


def test_a_language_that_is_none_of_ours(terminal: Terminal) -> None:
    terminal.run("rulebook", "--language", "de", status=2)
