"""`mithaq bench pairs`: judged pairs of names against our judgement of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mithaq.bench import cells
from mithaq.bench.tables import rows
from mithaq.domain.errors import Refusal
from mithaq.ops.tables import scales
from mithaq.search.pair import match_names
from mithaq.search.query import PersonQuery, read_query

PAIRS = "pairs"
WORST = 20
"""Errors that are shown."""


class Judged(NamedTuple):
    """A pair, what the judges said, and what we say: `bits` of evidence, `score` in 0..1, `klass` of the three."""

    left: str
    right: str
    is_match: bool
    bits: float
    score: float
    klass: str

    @property
    def wrong(self) -> bool:
        """Whether we differ from the judges at the *possible* threshold."""
        return self.is_match == (self.klass == "none")

    @property
    def how_wrong(self) -> float:
        """How far the score is from what it should be, 0 to 1."""
        return 1 - self.score if self.is_match else self.score


def pairs(path: Path) -> dict[str, Any]:
    """The figures over all pairs of the file. Raises `TableError`."""
    judged, refused = [], 0
    for line, (left, right, is_match) in rows(path, PAIRS, ("left", "right", "is_match")):
        cells.needed(left, PAIRS, "left", line)
        cells.needed(right, PAIRS, "right", line)
        verdict = cells.judged(is_match, PAIRS, line)
        try:
            read_query(PersonQuery(name=right))  # the stored side of a comparison is cut to length instead of refused
            found = match_names(left, right, scales())
        except Refusal:
            refused += 1
            continue
        judged.append(Judged(left, right, verdict, found.bits, found.score, found.klass))
    return {**figures(judged), "refused": refused, "worst": [_shown(one) for one in worst(judged)]}


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """`auc` over the bits; `precision`, `recall` and `f1` at the *possible* threshold; None where nothing tells."""
    right = sum(one.is_match and not one.wrong for one in judged)
    said, meant = sum(one.klass != "none" for one in judged), sum(one.is_match for one in judged)
    return {
        "pairs": len(judged),
        "matches": meant,
        "auc": auc([one.bits for one in judged], [one.is_match for one in judged]),
        "precision": round(right / said, 5) if said else None,
        "recall": round(right / meant, 5) if meant else None,
        "f1": round(2 * right / (said + meant), 5) if said + meant else None,
    }


def auc(scores: Sequence[float], matches: Sequence[bool]) -> float | None:
    """How often a match scores above a non-match, ties counted half (Mann and Whitney 1947); None without both."""
    is_match = np.array(matches, bool)
    good, bad = int(is_match.sum()), int((~is_match).sum())
    if not good or not bad:
        return None
    _, place, count = np.unique(np.array(scores), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    return round(float((ranks[is_match].sum() - good * (good + 1) / 2) / (good * bad)), 5)


def worst(judged: Sequence[Judged]) -> list[Judged]:
    """The errors that we are surest of, the worst first."""
    errors = [one for one in judged if one.wrong]
    return sorted(errors, key=lambda one: (-one.how_wrong, one.left, one.right))[:WORST]


def _shown(one: Judged) -> dict[str, Any]:
    return {"left": one.left, "right": one.right, "is_match": one.is_match, "score": one.score, "class": one.klass}
