"""What a client writes down for itself: what it is about to ask, and what was acknowledged. The judge believes only this.

A line is handed to the kernel before the next call is made; a process that is killed cannot take it back.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct


class Line(Struct, frozen=True):
    """`tried`: about to ask under this idempotency key. `done`: the call returned with these events (seq, hash).
    `held`: `member` took over `journal` up to that event. `fault`: a call was refused with this code.
    """

    kind: Literal["tried", "done", "held", "fault"]
    member: str
    key: str = ""
    officer: str = ""
    verb: str = ""
    size: int = 0
    journal: str = ""
    events: tuple[tuple[int, str], ...] = ()


class Ledger:
    """An append-only file of lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def note(self, line: Line) -> None:
        """Write one line."""
        os.write(self._fd, msgspec.json.encode(line) + b"\n")

    def lines(self) -> list[Line]:
        """Everything noted so far, by whichever process. A line that was cut off was never noted."""
        *whole, _ = self.path.read_bytes().split(b"\n")
        return [msgspec.json.decode(line, type=Line) for line in whole]

    def close(self) -> None:
        """Give the file back."""
        os.close(self._fd)
