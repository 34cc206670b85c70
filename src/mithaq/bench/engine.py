"""The search engine as the benchmarks use it, timed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, Protocol

from mithaq.ops.tables import scales
from mithaq.search.index import Index
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery


class Found(Protocol):
    """One answer: who, in which class, and the order: the higher, the earlier it is listed."""

    @property
    def number(self) -> int: ...
    @property
    def klass(self) -> str: ...
    @property
    def order(self) -> tuple[bool, int, int]: ...


class Engine(Protocol):
    """What is measured; `mithaq.search.index.Index` is one."""

    def add(self, persons: Iterable[SearchPerson]) -> None:
        """Make persons findable."""
        ...

    def find(self, query: PersonQuery, top: int = ..., every: bool = ...) -> Sequence[Found]:
        """The best first; with `every` also those of class *none*."""
        ...

    def bytes(self) -> int:
        """Size of the index."""
        ...

    def compact(self) -> object:
        """Settle what was added into segments."""
        ...


class Built(NamedTuple):
    """An engine with so many persons, and how long that took in seconds, without the time that making them up took."""

    engine: Engine
    persons: int
    seconds: float

    def figures(self) -> dict[str, float | None]:
        """`build_s` and `index_bytes_per_record`."""
        return {
            "build_s": round(self.seconds, 3),
            "index_bytes_per_record": round(self.engine.bytes() / self.persons, 1) if self.persons else None,
        }


def built(batches: Iterable[Sequence[SearchPerson]], folder: Path | None = None) -> Built:
    """An index of all persons of the batches, in memory or in the files of a folder. Raises OSError."""
    engine: Engine = Index.in_memory(scales()) if folder is None else Index.open(folder, scales())
    count, seconds = 0, 0.0
    for batch in batches:
        count += len(batch)
        start = perf_counter()
        engine.add(batch)
        seconds += perf_counter() - start
    start = perf_counter()
    engine.compact()
    return Built(engine, count, seconds + perf_counter() - start)
