"""How much of a register is looked at for one question, by its size."""

from __future__ import annotations

from functools import lru_cache

from mithaq.search.kernels.effort import Effort

A_MILLION = 1_000_000


@lru_cache(maxsize=64)
def effort(rows: int) -> Effort:
    """What a segment of so many rows asks for; docs/performance.md has what more of it would find, and cost."""
    return Effort(
        looked=54 + rows // 100_000,
        of_a_day=max(10, 6 + 4 * rows // A_MILLION),
        of_other_days=7 + 3 * rows // (2 * A_MILLION),
        single=max(2_048, rows // 500),
        paired=30_000 + 12_000 * rows // A_MILLION,
        read=30_000 + 3_000 * rows // A_MILLION,
        compared=800 + 120 * rows // A_MILLION,
    )
