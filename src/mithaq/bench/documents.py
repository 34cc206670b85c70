"""`mithaq bench documents`: how long a sealed document takes, from the statements of a case to the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any

from mithaq.bench.asking import Tell, nobody
from mithaq.documents.kinds import FORMS
from mithaq.documents.make import sealed, wish_for
from mithaq.documents.tongues import Dictionary
from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from mithaq.testing.world import World

Line = dict[str, Any]


def documents(rounds: int, seed: int, dictionary: Dictionary, tell: Tell = nobody) -> Iterator[Line]:
    """One line a kind: milliseconds, median and slowest of `rounds`, and the size. The first one of all is not counted."""
    tell("building", 0, 0)
    world = World(seed=seed, nodes=("TN", "EG", "GS", "OC"))
    whole = acts.case_until(world, CaseState.SPECIALITY)
    freed = acts.case_until(world, CaseState.RELEASE_DUE)
    node, actor = world["TN"], world.actor("TN", "prosecutor")
    sealed(node, actor, wish_for(node, whole.id, "decision"), dictionary)
    for number, kind in enumerate(FORMS):
        tell("printing", number, len(FORMS))
        wish = wish_for(node, (freed if kind == "release-notice" else whole).id, kind)
        taken, size = [], 0
        for _ in range(rounds):
            start = perf_counter()
            size = len(sealed(node, actor, wish, dictionary))
            taken.append((perf_counter() - start) * 1000)
        yield {"kind": kind, "median_ms": round(median(taken), 1), "slowest_ms": round(max(taken), 1), "bytes": size}
    world.close()
