"""The race: every peer is loaded with the same rows, then each question goes to all of them before the next is asked.

So whatever else the machine does meets everybody alike; ratios of one run mean more than times of two.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, perf_counter_ns

from mithaq.bench.peers.figures import Figures, Run, beside, figures
from mithaq.bench.peers.material import Material, Question, Row
from mithaq.bench.peers.peer import Missing, Peer, Start
from mithaq.bench.peers.roster import OURS

WARM_QUESTIONS = 200  # asked first and not counted: caches fill, kernels compile, the server prepares its statement
WARM_SECONDS = 5.0  # a peer that needs a second a question is warm after five

Tell = Callable[[str, int, int], None]


class Absent(dict[str, Missing]):
    """Peers that could not be measured, by name, with the reason."""


def races(materials: Iterable[Material], peers: Mapping[str, Start], tell: Tell) -> tuple[list[Figures], Absent]:
    """One race for each material, and the figures of all together: every question counts alike."""
    absent, whole, questions = Absent(), dict[str, Run](), list[Question]()
    for material in materials:
        runs, missing = race(material, peers, tell)
        absent |= missing
        questions += material.questions
        for name, run in runs.items():
            whole.setdefault(name, Run(name)).extend(run)
    return beside(OURS, [figures(run, questions) for run in whole.values()]), absent


def race(material: Material, peers: Mapping[str, Start], tell: Tell) -> tuple[dict[str, Run], Absent]:
    """What every peer answered that could be loaded, in the order given, and why the others could not."""
    absent = Absent()
    with ExitStack() as open_things:
        runs: dict[str, Run] = {}
        ready: dict[str, Peer] = {}
        for done, (name, start) in enumerate(peers.items()):
            tell("building", done, len(peers))
            try:
                peer, seconds = _loaded(open_things, start, material.rows)
            except Missing as reason:
                absent[name] = reason
                continue
            ready[name], runs[name] = peer, Run(name, len(material.rows), seconds)
        for peer in ready.values():
            _warm(peer, material.questions)
        _ask_all(ready, runs, material.questions, tell)
    return runs, absent


def _loaded(open_things: ExitStack, start: Start, rows: Sequence[Row]) -> tuple[Peer, float]:
    """The peer with its rows, and the seconds that took. Raises Missing."""
    folder = Path(open_things.enter_context(TemporaryDirectory(prefix="mithaq-peer-")))
    began = perf_counter()
    peer = start(rows, folder)
    open_things.callback(peer.close)
    return peer, perf_counter() - began


def _warm(peer: Peer, questions: Iterable[Question]) -> None:
    until = perf_counter() + WARM_SECONDS
    for question in islice(questions, WARM_QUESTIONS):
        peer.find(question)
        if perf_counter() > until:
            return


def _ask_all(peers: Mapping[str, Peer], runs: Mapping[str, Run], questions: Sequence[Question], tell: Tell) -> None:
    """Whoever is first changes with each question, so that nobody always finds the caches left by the same peer."""
    names = list(peers)
    gc.collect()
    gc.freeze()  # a collection over a million rows would be charged to whoever is asked at that moment
    try:
        for number, question in enumerate(questions):
            tell("asking", number, len(questions))
            turn = number % len(names) if names else 0
            for name in names[turn:] + names[:turn]:
                began = perf_counter_ns()
                found = peers[name].find(question)
                runs[name].note(perf_counter_ns() - began, found, question.gold)
    finally:
        gc.unfreeze()
