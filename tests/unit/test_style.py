"""The house style holds in every file, and each rule of it can fail."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests import style


@pytest.mark.parametrize("complain", style.COMPLAINTS, ids=lambda rule: rule.__name__)
def test_nothing_to_complain_about(complain: Callable[[], list[str]]) -> None:
    assert complain() == []


def test_clock_chance_and_environment_stay_at_the_rim() -> None:
    ruff = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--output-format", "concise", "src"]
    result = subprocess.run(ruff, cwd=style.ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_readme_names_the_commands(command: str) -> None:
    assert command in (style.ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["x = 1  # TO" + "DO", "raise NotImplemented" + "Error", "good enough for" + " now"])
def test_a_hidden_stub_is_seen(line: str) -> None:
    assert style.STUBS.search(line)


@pytest.mark.parametrize("line", ["open('/" + "tmp/x')", "see /" + "home/me/x", "https://" + "pypi" + ".org/simple"])
def test_a_machine_path_is_seen(line: str) -> None:
    assert style.MACHINE.search(line)


@pytest.mark.parametrize("line", ["/api/work/1", "{base}/home/", "a temporary directory"])
def test_an_address_is_no_machine_path(line: str) -> None:
    assert not style.MACHINE.search(line)


@pytest.mark.parametrize(
    ("line", "complete"),
    [
        ("x  # no" + "qa: S603 - the command is ours", True),
        ("x  # no" + "qa: S603, S607 # strace is found on the path", True),
        ("x  # type: " + "ignore[attr-defined]  # the stubs lack it", True),
        ("x  # no" + "qa: S603", False),
        ("x  # no" + "qa", False),
        ("x  # type: " + "ignore[attr-defined]", False),
    ],
)
def test_an_exception_needs_code_and_reason(line: str, complete: bool) -> None:
    found = style.EXCEPTION.search(line)
    assert found
    assert style.is_reasoned(found) is complete
