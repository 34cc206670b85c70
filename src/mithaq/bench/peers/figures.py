"""What a peer's answers come to: times, recall by direction, and the ratio to Mithaq in the same run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from mithaq.bench.peers.material import Question

TOP = 10


class Run:
    """One peer's answers so far: time and rank for each question, in order."""

    def __init__(self, peer: str, rows: int = 0, load_s: float = 0.0) -> None:
        self.peer = peer
        self.rows = rows
        self.load_s = load_s
        self.nanoseconds: list[int] = []
        self.ranks: list[int] = []

    def note(self, nanoseconds: int, found: Iterable[int], gold: int) -> None:
        """One answer."""
        self.nanoseconds.append(nanoseconds)
        self.ranks.append(rank(found, gold))

    def extend(self, more: Run) -> None:
        """The answers of another run of the same peer after these."""
        self.rows += more.rows
        self.load_s += more.load_s
        self.nanoseconds += more.nanoseconds
        self.ranks += more.ranks


class Figures(Struct, frozen=True, omit_defaults=True):
    """One line of the table. Times in milliseconds of one thread; recall among the first ten, None where nobody was meant.

    `directions` has recall by ``asked-stored`` script. `times_slower` is the median time over Mithaq's in the same run.
    """

    peer: str
    rows: int
    queries: int
    load_s: float
    p50_ms: float
    p99_ms: float
    qps_per_core: float
    recall_at_1: float | None
    recall_at_10: float | None
    recall_at_10_cross: float | None
    directions: dict[str, float]
    times_slower: float | None = None
    recall_behind: float | None = None


def rank(found: Iterable[int], gold: int) -> int:
    """The place of the person meant among the different persons found, from 1; 0 when not found or nobody was meant."""
    distinct = dict.fromkeys(found)
    return next((place for place, number in enumerate(distinct, 1) if number == gold), 0) if gold >= 0 else 0


def figures(run: Run, questions: Sequence[Question]) -> Figures:
    """The figures of a run over these questions."""
    times = sorted(run.nanoseconds)
    by_direction: dict[str, list[int]] = defaultdict(list)
    for question, place in zip(questions, run.ranks, strict=True):
        if question.gold >= 0:
            by_direction[question.direction].append(place)
    everywhere = [place for places in by_direction.values() for place in places]
    across = [p for q, p in zip(questions, run.ranks, strict=True) if q.gold >= 0 and q.crosses]
    directions = {name: _within(places, TOP) or 0.0 for name, places in sorted(by_direction.items())}
    mean = sum(times) / len(times) if times else 0.0
    return Figures(
        run.peer, run.rows, len(times), round(run.load_s, 1), _ms(percentile(times, 0.5)), _ms(percentile(times, 0.99)),
        round(1e9 / mean, 1) if mean else 0.0, _within(everywhere, 1), _within(everywhere, TOP), _within(across, TOP),
        directions,
    )  # fmt: skip


def beside(ours: str, all_figures: Sequence[Figures]) -> list[Figures]:
    """The same with each peer's ratio to Mithaq; without them if Mithaq is not there."""
    own = next((one for one in all_figures if one.peer == ours), None)
    if own is None or not own.p50_ms:
        return list(all_figures)
    found = []
    for one in all_figures:
        behind = None
        if own.recall_at_10 is not None and one.recall_at_10 is not None:
            behind = round(own.recall_at_10 - one.recall_at_10, 4)
        slower = round(one.p50_ms / own.p50_ms, 2)
        found.append(msgspec.structs.replace(one, times_slower=slower, recall_behind=behind))
    return found


def percentile(ordered: Sequence[int], share: float) -> int:
    """The smallest value that at least this share of them does not exceed; 0 of nothing."""
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else 0


def _within(places: Sequence[int], top: int) -> float | None:
    return round(sum(0 < place <= top for place in places) / len(places), 4) if places else None


def _ms(nanoseconds: int) -> float:
    return round(nanoseconds / 1e6, 4)
