"""The databases of this state that stay at home, as the use cases see them: an index to ask, and a door to one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from mithaq.domain.connected.mapping import Mapping
from mithaq.domain.connected.record import Item, Record
from mithaq.domain.identity import Identity


class HomeDatabase(Struct, frozen=True):
    """A connected database as it stands on this node. `built_at`: when its index was built, empty before the first time;
    `rows` and `skipped`: how many rows are in it, and how many could not be read. `sha256`: of the mapping it was built by.
    """

    name: str
    mapping: Mapping
    sha256: str
    built_at: str = ""
    rows: int = 0
    skipped: int = 0
    bytes: int = 0


class HomeFound(Struct, frozen=True):
    """A record that may be about the one asked for."""

    database: str
    kind: str
    klass: str
    score: float
    record: Record


class HomeSearch(Protocol):
    """What this node can ask at home. Everything raises StoreFault where a disk or an index fails."""

    def databases(self) -> tuple[HomeDatabase, ...]:
        """Those that lie on this node, by name."""
        ...

    def find(self, names: Sequence[str], person: Identity | None, item: Item | None) -> tuple[HomeFound, ...]:
        """The best matches in these databases, strongest first, by the same matcher as a border check."""
        ...

    def core(self, database: str, reference: str) -> tuple[tuple[str, str], ...]:
        """The core data of one record, read live and read-only. Raises Refusal ``connected.unreachable`` or
        ``connected.gone`` for a record that is there no more.
        """
        ...

    def keep(self, raw: bytes, *, toml: bool) -> HomeDatabase:
        """Keep a mapping that was declared; what was built by another one is asked no more."""
        ...

    def drop(self, name: str) -> None:
        """Forget mapping and index."""
        ...
