"""A terminal, and a node of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.home.directory import create_alone
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from tests.unit.cli.typed import Terminal


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No locale and no password of the machine the tests run on."""
    for name in ("MITHAQ_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "MITHAQ_PASSWORD", "MITHAQ_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


@pytest.fixture
def node_home(tmp_path: Path) -> Path:
    place = tmp_path / "node"
    create_alone(place, "TN", load_law(), SystemEntropy())
    return place
