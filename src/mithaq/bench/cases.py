"""`mithaq bench cases`: the deadline board, a sweep over all clocks, and the fold of a long case, on a real store.

What is fair about it and what is not: the cases are folded by the real fold from statements of both states and kept, with
their deadlines, in the real tables of a node's database on disk. The statements themselves are neither signed nor kept,
which would take minutes and is not what is measured: no figure here reads a journal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from mithaq.app.agenda import rows_of
from mithaq.app.deadlines import board
from mithaq.app.node import Actor, Node
from mithaq.app.project import NEVER, row_of
from mithaq.app.watch import sweep
from mithaq.bench.asking import Tell, nobody
from mithaq.bench.case_crowd import OWN, cases, long_case
from mithaq.domain.case.case import Case
from mithaq.domain.case.fold import evolve
from mithaq.domain.instant import text
from mithaq.home import directory
from mithaq.home.open import opened
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from mithaq.testing.clock import SimClock

EVENTS = 200  # statements of the long case
BATCH = 1_000  # cases kept in one transaction
REPEATS = 100  # of each question to the board, and folds of the long case
SWEEPS = 30
PAGE = 50
READER = Actor("o-0000000000000002", f"prosecutor@{OWN}", "prosecutor", f"{OWN}-BENCH", f"{OWN}-BENCH")


def measure(count: int, tell: Tell = nobody) -> dict[str, Any]:
    """Everything measured on a node with so many open cases, as keys of JSON."""
    clock = SimClock()
    with TemporaryDirectory(prefix="mithaq-cases-") as folder:
        home = Path(folder) / "node"
        directory.create_alone(home, OWN, load_law(), SystemEntropy())
        with opened(home, clock=clock) as node:
            sweep(node)  # a new node writes down once by which law its deadlines are reckoned
            load_s = _seconds(lambda: _keep(node, count, tell))
            tell("measuring", 0, 0)
            found = {"cases": count, "deadlines": node.store.sizes()["deadlines"], "load_s": load_s}
            return found | _board(node) | _sweep(node, clock) | _fold(node)


def _keep(node: Node, count: int, tell: Tell) -> None:
    told = cases(count, node.law, node.now())
    done = 0
    while part := list(islice(told, BATCH)):
        with node.store.write() as tx:
            for one in part:
                if one.case is not None:
                    tx.register.put_fold(row_of(one.case, one.events[-1], NEVER))
                    tx.register.put_deadlines(one.id, rows_of(one.case, node.member, node.law), one.events[-1].at)
        done += len(part)
        tell("loading", done, count)


def _board(node: Node) -> dict[str, Any]:
    """What officers ask: everything, the own side, the other side's next days, the next days, and a page far down."""
    asked = (
        partial(board, node, READER, "", 0, PAGE),
        partial(board, node, READER, "mine", 0, PAGE),
        partial(board, node, READER, "theirs", 48, PAGE),
        partial(board, node, READER, "", 48, PAGE),
        partial(board, node, READER, "", 0, PAGE, 5_000),
    )
    times = sorted(1000 * _seconds(question) for question in asked for _ in range(REPEATS))
    return {"board_p50_ms": median(times), "board_p99_ms": times[len(times) * 99 // 100]}


def _sweep(node: Node, clock: SimClock) -> dict[str, Any]:
    """First rounds, which raise every warning of four weeks; rounds in which nothing has come; one an hour later."""
    first = [1000 * _seconds(lambda: sweep(node))]
    while _waits(node):
        first.append(1000 * _seconds(lambda: sweep(node)))
    quiet = [1000 * _seconds(lambda: sweep(node)) for _ in range(SWEEPS)]
    clock.forward(hours=1)
    later = 1000 * _seconds(lambda: sweep(node))
    return {
        "sweep_p50_ms": median(quiet),
        "sweep_most_ms": max(quiet),
        "sweep_hour_later_ms": later,
        "sweep_first_most_ms": max(first),
        "sweep_first_rounds": len(first),
    }


def _fold(node: Node) -> dict[str, Any]:
    events = long_case(EVENTS, node.law, node.now()).events

    def folded() -> None:
        case: Case | None = None
        for event in events:
            case = evolve(case, event, node.law)

    times = [1000 * _seconds(folded) for _ in range(REPEATS)]
    return {"fold_events": EVENTS, "fold_p50_ms": median(times), "fold_best_ms": min(times)}


def _waits(node: Node) -> bool:
    """Whether something has come that no round has looked at yet."""
    with node.store.read() as reader:
        return bool(reader.register.unnoticed(text(node.now()), 1))


def _seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began
