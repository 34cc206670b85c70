"""The look-up log of a month as columns of numbers: what five million lines cost in memory is some hundred megabytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.app.insiders.opening_lines import ASKING, Opened, Openings
from mithaq.app.ports.rows import LogRow

Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

DAY = 86_400
OPENED = "hit.open"
HEX = 16  # hexadecimal digits of a term that are kept: 64 bits, at which five million terms do not meet by chance
KLASSES = ("none", "possible", "strong")

Mark = Callable[[int, str], str]
"""The keyed hash that `app.log` puts last into a line: of its number and the class of its answer."""


class Columns(Struct, frozen=True):
    """Look-ups in the order of the log. Officers, posts and purposes are places in the lists of their codes.

    `at` in seconds since 1970 (UTC); `whole` who was asked for; `found` the place of the answer's class in `KLASSES`;
    `followed`: the officer opened a hit within the time allowed. `part` are the terms besides, each of line `line`.
    `opened`: what was opened beside.
    """

    officers: Sequence[str]
    posts: Sequence[str]
    purposes: Sequence[str]
    number: Ints
    at: Ints
    officer: Codes
    post: Codes
    purpose: Codes
    whole: Hashes
    found: Codes
    followed: Flags
    part: Hashes
    line: Codes
    opened: Opened

    @property
    def day(self) -> Ints:
        """Days since 1970."""
        return self.at // DAY


class Gathering:
    """Takes the lines of a log as they come, page by page, and gives the columns at the end.

    `matters`: the alert on which a hit or case rests, by its id.
    """

    def __init__(self, mark: Mark, follow_minutes: int, matters: Mapping[str, str] | None = None) -> None:
        self._mark = mark
        self._follow = follow_minutes * 60
        self._codes: tuple[dict[str, int], ...] = ({}, {}, {})
        self._pages: list[tuple[NDArray[np.generic], ...]] = []
        self._opened: list[tuple[Ints, Codes]] = []
        self._count = 0
        self._openings = Openings(matters or {})

    def add(self, rows: Sequence[LogRow]) -> None:
        """The next lines."""
        checks = [row for row in rows if row.action in ASKING and row.terms]
        others = [row for row in rows if row.action not in ASKING]
        opened = [row for row in others if row.action == OPENED]
        self._openings.add(others)
        if opened:
            self._opened.append((_seconds(opened), self._coded(0, [row.officer for row in opened])))
        if not checks:
            return
        parts = [row.terms[1:-1] for row in checks]
        lengths = np.fromiter(map(len, parts), np.int64, len(parts))
        self._pages.append(
            (
                np.fromiter((row.number for row in checks), np.int64, len(checks)),
                _seconds(checks),
                self._coded(0, [row.officer for row in checks]),
                self._coded(1, [row.post for row in checks]),
                self._coded(2, [row.purpose for row in checks]),
                hashes([row.terms[0] for row in checks]),
                np.fromiter(map(self._klass, checks), np.int32, len(checks)),
                hashes(list(chain.from_iterable(parts))),
                (np.repeat(np.arange(len(parts)), lengths) + self._count).astype(np.int32),
            )
        )
        self._count += len(checks)

    def columns(self) -> Columns:
        """All that was taken so far; more may follow."""
        kinds = (np.int64, np.int64, np.int32, np.int32, np.int32, np.uint64, np.int32, np.uint64, np.int32)
        every = [
            np.concatenate([np.empty(0, kind), *(page[at] for page in self._pages)]).astype(kind, copy=False)
            for at, kind in enumerate(kinds)
        ]
        self._pages = [tuple(every)] if self._pages else []
        number, at, officer, post, purpose, whole, found, part, line = every
        followed = self._followed(at, officer, found)
        seen = self._openings.columns(self._coded)
        officers, posts, purposes = (list(codes) for codes in self._codes)
        return Columns(
            officers, posts, purposes, number, at, officer, post, purpose, whole, found, followed, part, line, seen
        )

    def _klass(self, row: LogRow) -> int:
        """What was answered. Nearly always nothing, so that is tried first."""
        return next((at for at, one in enumerate(KLASSES) if row.terms[-1] == self._mark(row.number, one)), 0)

    def _coded(self, which: int, texts: Sequence[str]) -> Codes:
        codes = self._codes[which]
        return np.fromiter((codes.setdefault(text, len(codes)) for text in texts), np.int32, len(texts))

    def _followed(self, at: Ints, officer: Codes, found: Codes) -> Flags:
        """Which answers the officer did something about in time."""
        done = np.zeros(len(at), np.bool_)
        places = np.flatnonzero(found)
        if not self._opened or not len(places):
            return done
        opened, by = (np.concatenate(column) for column in zip(*self._opened, strict=True))
        keys = np.sort(by.astype(np.int64) * 2**40 + opened)
        asked = officer[places].astype(np.int64) * 2**40 + at[places]
        following = np.searchsorted(keys, asked)
        held = following < len(keys)
        done[places[held]] = keys[following[held]] - asked[held] <= self._follow
        return done


def _seconds(rows: Sequence[LogRow]) -> Ints:
    return np.array([row.at[:19] for row in rows], "datetime64[s]").astype(np.int64)


def hashes(terms: Sequence[str]) -> Hashes:
    """Keyed hashes, as text, in the form of the columns."""
    raw = bytes.fromhex("".join([term[:HEX] for term in terms]))
    return np.frombuffer(raw, ">u8").astype(np.uint64)
