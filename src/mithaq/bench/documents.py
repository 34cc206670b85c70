"""`mithaq bench documents`: how long a sealed document takes, from the statements of a case to the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter, process_time
from typing import Any

from msgspec import structs

from mithaq.app import attachments
from mithaq.bench.asking import Tell, nobody
from mithaq.documents.inside import MAX_PAPERS_BYTES
from mithaq.documents.kinds import FORMS
from mithaq.documents.make import sealed, wish_for
from mithaq.documents.tongues import Dictionary
from mithaq.domain.case.papers import ExtraditionFile
from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from mithaq.testing.acts import FILE, CaseActs
from mithaq.testing.world import World

Line = dict[str, Any]


def documents(rounds: int, seed: int, dictionary: Dictionary, tell: Tell = nobody) -> Iterator[Line]:
    """One line a kind: milliseconds, median and slowest of `rounds`, those of the processor, and the size; the last line is
    a case file with as many papers as one holds. The first one of all is not counted.
    """
    tell("building", 0, 0)
    world = World(seed=seed, nodes=("TN", "EG", "GS", "OC"))
    whole = acts.case_until(world, CaseState.SPECIALITY)
    freed = acts.case_until(world, CaseState.RELEASE_DUE, content=acts.person("TN", 2))
    cases = [(kind, (freed if kind == "release-notice" else whole).id) for kind in FORMS]
    cases.append(("case-file", _with_papers(world).id))
    node, actor = world["TN"], world.actor("TN", "prosecutor")
    sealed(node, actor, wish_for(node, whole.id, "decision"), dictionary)
    for number, (kind, case) in enumerate(cases):
        tell("printing", number, len(cases))
        wish = wish_for(node, case, kind)
        taken, busy, size = [], [], 0
        for _ in range(rounds):
            start, spent = perf_counter(), process_time()
            size = len(sealed(node, actor, wish, dictionary))
            taken.append((perf_counter() - start) * 1000)
            busy.append((process_time() - spent) * 1000)
        middle, slowest, processor = (round(one, 1) for one in (median(taken), max(taken), median(busy)))
        yield {"kind": kind, "median_ms": middle, "slowest_ms": slowest, "processor_ms": processor, "bytes": size}
    world.close()


def _with_papers(world: World) -> CaseActs:
    """A case whose papers fill a case file. Nothing packs them on the way, so scans take no longer than this text."""
    case = acts.case_until(world, CaseState.INFORMED, content=acts.person("TN", 3))
    bureau, schedule = world.actor("TN", "bureau"), acts.file(world, "TN")
    words = [f"synthetic {name}\n".encode() for name in FILE]
    share = MAX_PAPERS_BYTES // len(FILE)
    kept = [attachments.keep(world["TN"], bureau, (one * (share // len(one) + 1))[:share]).hash for one in words]
    copies = tuple(structs.replace(copy, attachment=hash) for copy, hash in zip(schedule.papers, kept, strict=True))
    case.lodge(ExtraditionFile(copies))
    return case
