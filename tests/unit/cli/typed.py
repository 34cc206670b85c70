"""The command line as a person types it, in this process."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from mithaq.cli.main import main


class Terminal:
    """Runs `mithaq ARGUMENTS`; keeps what was said of the last run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.out = self.err = ""

    def run(self, *arguments: str | Path, status: int = 0) -> str:
        """Run, expect this exit status, return standard output."""
        self._monkeypatch.setattr(sys, "argv", ["mithaq", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        self.out, self.err = self._capsys.readouterr()
        assert (ended.value.code or 0) == status, self.out + self.err
        assert "Traceback" not in self.err
        return self.out

    def lines(self, *arguments: str | Path, status: int = 0) -> list[dict[str, Any]]:
        """The JSON lines of a run."""
        return [json.loads(line) for line in self.run(*arguments, "--json", status=status).splitlines()]
