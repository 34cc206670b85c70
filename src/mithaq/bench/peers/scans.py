"""rapidfuzz: every stored name compared with the question, by one of three of its ratios. No index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import DEPTH

Ratio = Callable[..., float]


class Scan:
    """All names in a list, one ratio over it for each question."""

    def __init__(self, rows: Sequence[Row], ratio: Ratio) -> None:
        self._names = [row.plain for row in rows]
        self._numbers = [row.number for row in rows]
        self._ratio = ratio

    def find(self, question: Question) -> list[int]:
        """Best ratio first; equal ones in the order they are stored."""
        return [self._numbers[place] for place in self.places(question, DEPTH)]

    def places(self, question: Question, depth: int) -> list[int]:
        """The same as places in the list of rows."""
        found = process.extract(question.plain, self._names, scorer=self._ratio, limit=depth)
        return [place for _, _, place in found]

    def close(self) -> None:
        """Forget the names."""
        self._names.clear()
        self._numbers.clear()


def token_sort(rows: Sequence[Row], _: Path) -> Scan:
    """`token_sort_ratio`."""
    return Scan(rows, fuzz.token_sort_ratio)


def token_set(rows: Sequence[Row], _: Path) -> Scan:
    """`token_set_ratio`."""
    return Scan(rows, fuzz.token_set_ratio)


def weighted(rows: Sequence[Row], _: Path) -> Scan:
    """`WRatio`, which also compares names without their word breaks."""
    return Scan(rows, fuzz.WRatio)
