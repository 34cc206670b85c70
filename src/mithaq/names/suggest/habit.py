"""Counted habits: how often something was written so, seen ever more closely, and the likeliest whole from many choices."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

BEAM = 24
"""Unfinished spellings kept after each step."""

TRUST = 10.0
"""How often a closer view must have been seen before it outweighs the wider one."""

LEAST = 1e-8
"""Share below which a choice is not taken, so that a long word's weights stay numbers."""


class Spelled(NamedTuple):
    """One spelling, folded, with its share (0 to 1) among all that were found."""

    text: str
    share: float


View = Hashable
"""What surrounds a choice, as closely as one level looks; the widest comes first in a sequence of views."""


class Habits:
    """Counts of choices by view."""

    def __init__(self) -> None:
        self._counts: dict[View, dict[str, float]] = defaultdict(dict)
        self._sums: dict[View, float] = defaultdict(float)

    def add(self, views: Iterable[View], choice: str, weight: float) -> None:
        """Count a choice that was made under these views."""
        for view in views:
            counts = self._counts[view]
            counts[choice] = counts.get(choice, 0.0) + weight
            self._sums[view] += weight

    def choices(self, views: Sequence[View]) -> dict[str, float]:
        """Every choice seen in the widest view, with its share there, refined by each closer view."""
        widest, *closer = views
        total = self._sums.get(widest, 0.0) + TRUST
        shares = {choice: count / total for choice, count in self._counts.get(widest, {}).items()}
        for view in closer:
            counts = self._counts.get(view)
            if counts is None:
                continue
            total = self._sums[view] + TRUST
            shares = {choice: (counts.get(choice, 0.0) + TRUST * share) / total for choice, share in shares.items()}
        return shares


def likeliest(steps: int, choices: Callable[[int, str], Iterable[tuple[str, float]]]) -> list[Spelled]:
    """The likeliest texts made of one choice a step, best first. `choices`: of a step, given the text so far."""
    paths = [("", 0.0)]
    for step in range(steps):
        sums: dict[str, float] = defaultdict(float)
        top = paths[0][1]
        for text, log in paths:
            for written, share in choices(step, text):
                sums[text + written] += math.exp(log - top) * max(share, LEAST)
        best = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:BEAM]
        paths = [(text, math.log(max(weight, LEAST**20))) for text, weight in best]
    return list(_shares(paths))


def _shares(paths: Sequence[tuple[str, float]]) -> Iterator[Spelled]:
    top = paths[0][1]
    whole = sum(math.exp(log - top) for _, log in paths)
    return (Spelled(text, math.exp(log - top) / whole) for text, log in paths if text)
