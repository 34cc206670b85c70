"""The one way in which a data file of the law can be wrong."""

from __future__ import annotations


class LawMalformed(Exception):
    """A law file does not have the shape it must have: which file, which line, why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason
