"""Lines of answers that are ready at the same moment are written with one call, and none is kept back."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from mithaq.web import access_log
from mithaq.web.access_log import Lines, line_of


class Written:
    """What was written, call by call."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def __call__(self, lines: list[str]) -> None:
        self.calls.append(list(lines))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    written = Written()
    monkeypatch.setattr(access_log, "write_lines", written)
    return written


def test_lines_of_one_moment_are_written_together_and_later_ones_by_themselves(written: Written) -> None:
    async def say() -> None:
        lines = Lines()
        lines.add("one")
        lines.add("two")
        await asyncio.sleep(0)
        lines.add("three")

    asyncio.run(say())
    assert written.calls == [["one", "two"], ["three"]]


def test_a_line_says_what_was_asked_for_and_never_by_whom() -> None:
    said = msgspec.json.decode(line_of("/api/check", 200, None, "", None))
    assert {key: said[key] for key in ("event", "route", "status", "ms", "member", "role", "level")} == {
        "event": "request", "route": "/api/check", "status": 200, "ms": 0, "member": "", "role": "", "level": "info",
    }  # fmt: skip
    assert set(said) == {"event", "route", "status", "ms", "member", "role", "level", "code", "at"}
