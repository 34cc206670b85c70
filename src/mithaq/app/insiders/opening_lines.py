"""The lines of a log that say that somebody opened what another member says, or took a case away; and who worked on what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.app.ports.rows import LogRow

OPENING, TAKEN = "payload.opened", "case.export"
CHECK, SCREENED = "check", "screening.read"
ASKING = frozenset({CHECK, SCREENED})
"""Lines of look-ups: a check, and the findings of a screening on whoever an alert is about."""
MET, CALLED = "met", "called"
"""What an opening rests on, as its line says in the place of a purpose: a check of this officer met it, or it is before him
for review."""

_LOOKS = {*ASKING, OPENING, TAKEN}
Code = Callable[[int, list[str]], NDArray[np.int32]]


class Opened(Struct, frozen=True):
    """Openings in the order of the log; officers and posts are places in the same lists as those of the checks.

    `number`: the line, 0 in a chain that is no log. `subject`: which alert, as a number. `own`: the officer's own work asked
    for it.
    """

    number: NDArray[np.int64]
    officer: NDArray[np.int32]
    post: NDArray[np.int32]
    subject: NDArray[np.uint64]
    own: NDArray[np.bool_]


class Openings:
    """Takes them as they come. `matters`: the alert on which a hit or case rests, by its id."""

    def __init__(self, matters: Mapping[str, str]) -> None:
        self._matters = matters
        self._rows: list[LogRow] = []
        self._acts: set[tuple[str, str]] = set()

    def add(self, rows: Sequence[LogRow]) -> None:
        """The next lines; those of look-ups are passed over."""
        for row in rows:
            if row.action in (OPENING, TAKEN):
                self._rows.append(row)
            elif row.action not in _LOOKS and row.reference:
                self._acts.add((row.officer, self._matter(row.reference)))

    def columns(self, coded: Code) -> Opened:
        """All that was taken so far. `coded`: places of officers (0) and posts (1) in their lists."""
        rows = self._rows
        return Opened(
            np.array([row.number for row in rows], np.int64),
            coded(0, [row.officer for row in rows]),
            coded(1, [row.post for row in rows]),
            np.array([_number(self._matter(row.reference)) for row in rows], np.uint64),
            np.array([self._own(row) for row in rows], np.bool_),
        )

    def _own(self, row: LogRow) -> bool:
        return row.purpose in (MET, CALLED) or (row.officer, self._matter(row.reference)) in self._acts

    def _matter(self, reference: str) -> str:
        return self._matters.get(reference, reference)


def _number(subject: str) -> int:
    return int.from_bytes(sha256(subject.encode()).digest()[:8], "big")
