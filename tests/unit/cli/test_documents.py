"""`mithaq document verify`, `mithaq case document` and `mithaq bench documents`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.documents.make import sealed, wish_for
from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.unit.cli.typed import Terminal


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    made = World(seed=3, nodes=("TN", "EG", "GS", "OC"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def paper(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = acts.case_until(world, CaseState.ADMITTED)
    file = tmp_path_factory.mktemp("documents") / "decision.pdf"
    node = world["EG"]
    file.write_bytes(sealed(node, world.actor("EG", "prosecutor"), wish_for(node, case.id, "decision"), WORDS))
    return file


def test_a_document_is_verified_without_a_node(
    terminal: Terminal, paper: Path, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    roster = tmp_path / "roster.json"
    roster.write_bytes(world.roster.to_json())
    (line,) = terminal.lines("document", "verify", paper, "--roster", roster)
    assert (line["verified"], line["trusted"], line["pages"], line["member"]) == (True, True, "same", "EG")
    for language in ("ar", "en", "fr"):
        assert terminal.run("--lang", language, "document", "verify", paper)


def test_a_changed_one_is_not(terminal: Terminal, paper: Path, tmp_path: Path) -> None:
    changed = bytearray(paper.read_bytes())
    changed[5000] ^= 1
    file = tmp_path / "changed.pdf"
    file.write_bytes(changed)
    fault, line = terminal.lines("document", "verify", file, status=6)
    assert (fault["fault"], line["verified"]) == ("seal", False)


def test_what_is_no_document_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"%PDF-1.4")
    terminal.run("document", "verify", file, status=1)
    assert "[document.unreadable]" in terminal.err
    terminal.run("document", "verify", tmp_path / "none.pdf", status=1)
    assert "[file.unreadable]" in terminal.err


def test_a_case_that_is_not_there(terminal: Terminal, node_home: Path, tmp_path: Path) -> None:
    asked = ("case", "document", "c-" + "0" * 20, "decision", "-o", tmp_path / "x.pdf", "--node", node_home)
    terminal.run(*asked, status=4)
    assert not (tmp_path / "x.pdf").exists()


def test_the_bench_says_milliseconds_for_each_kind(terminal: Terminal) -> None:
    lines = terminal.lines("bench", "documents", "--rounds", "1")
    assert len(lines) == 8
    assert all(line["median_ms"] > 0 < line["processor_ms"] and line["bytes"] > 10_000 for line in lines)
