"""What all tests share: how hypothesis runs, what the machine offers, an honest count of what was skipped."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import Phase, settings

# Both without a deadline: no test asserts a timing, and a busy machine is no finding.
# Nor does a failure look for its reason line by line, which takes minutes where real nodes are played.
QUICK = tuple(phase for phase in Phase if phase != Phase.explain)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, phases=QUICK)
settings.register_profile("explore", deadline=None, max_examples=2_000)  # pytest --hypothesis-profile=explore
settings.load_profile("ci")


# Files whose tests take longest each. They begin first, so that no worker is left with one of them at the end.
LONG = (
    "tests/browser", "tests/fault", "tests/simulation", "tests/acceptance", "tests/api", "tests/authz", "tests/property",
    "tests/abuse", "tests/unit/documents", "tests/unit/bench",
)  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, in the order of `LONG`; within that, whatever order was drawn."""
    items.sort(
        key=lambda item: next((place for place, name in enumerate(LONG) if item.nodeid.startswith(name)), len(LONG))
    )


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Path of the browser; the test is skipped where there is none."""
    return _tool("chromium", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def strace() -> Path:
    """Path of strace; the test is skipped where there is none."""
    return _tool("strace", "/usr/bin/strace")


def _tool(package: str, usual_place: str) -> Path:
    found = shutil.which(package) or (usual_place if Path(usual_place).exists() else None)
    if found is None:
        pytest.skip(f"needs the Debian package {package}: make system-deps")
    return Path(found)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say how many tests were skipped, and why; `.ci/run` repeats these lines."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    terminalreporter.ensure_newline()
    terminalreporter.write_line(f"skipped {reasons.total()} tests{':' if reasons else ''}")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"  {count} {reason}")
    terminalreporter.write_line("")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The reason of one skip: pytest keeps it as (file, line, text)."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
