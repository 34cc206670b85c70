"""`mithaq bench odd`: questions that nobody should ask, and what each costs: an answer in bounded time, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, permutations
from statistics import median
from time import perf_counter
from typing import Any

from mithaq.bench.asking import Tell
from mithaq.bench.engine import Engine, built
from mithaq.domain.errors import Refusal
from mithaq.ops.tables import frequency_rows
from mithaq.search.query import PersonQuery
from mithaq.testing.people import Crowd

TIMES = 9
"""How often each is asked: the first time words are heard that were never heard before, then they are known."""

WARMING = "Zuhayr al-Qurtubi"
"""Asked before, so that no odd question pays for loading the program."""

COMMON = ("محمد", "احمد", "علي", "حسن", "حسين", "ابراهيم")

ODD: Mapping[str, str] = {
    "mebibyte": "محمد " * (1024 * 1024 // 9),
    "words_200": " ".join(["محمد", "احمد"] * 100),
    "marks": "\u064b\u0640\u200f" * 20,
    "letter": "م",
    "common": "محمد",
    "common_three": "محمد احمد علي",
    "common_sixteen": " ".join(["محمد", "احمد", "علي", "حسن"] * 4),
    "spellings_sixteen": "; ".join(
        " ".join(order) for order in islice(permutations(("محمد", "احمد", "علي", "حسن")), 16)
    ),
    "spellings_different": "; ".join(" ".join(three) for three in islice(combinations(COMMON, 3), 16)),
    "digits": "0123456789" * 5,
    "emoji": "😀 محمد 😀",
    "mixed": "Mohammed محمد " * 6,
}
"""By name: what is asked. The first is 1 MiB, at nine bytes a word."""


def odd(records: int, seed: int, tell: Tell) -> Iterator[dict[str, Any]]:
    """A line for each question: how many persons it found or the code it was refused with, and milliseconds as time passed:
    the first time, the median, and the worst of all.
    """
    crowd = Crowd(seed, frequency_rows())
    engine = built(crowd.persons(records)).engine
    _said(engine, WARMING)
    for done, (name, question) in enumerate(ODD.items()):
        tell("asking", done, len(ODD))
        yield {"question": name, "bytes": len(question.encode()), **_asked(engine, question)}


def _asked(engine: Engine, question: str) -> dict[str, Any]:
    times, said = [], ""
    for _ in range(TIMES):
        began = perf_counter()
        said = _said(engine, question)
        times.append((perf_counter() - began) * 1000)
    figures = {"first_ms": times[0], "p50_ms": median(times), "most_ms": max(times)}
    return {"said": said, **{key: round(value, 2) for key, value in figures.items()}}


def _said(engine: Engine, question: str) -> str:
    try:
        return str(len(engine.find(PersonQuery(name=question), 10)))
    except Refusal as refusal:
        return refusal.code
