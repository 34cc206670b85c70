"""A register without a node: a store and the index beside it, on a folder or in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from mithaq.app.ports.rows import Entry
from mithaq.app.searching import Searching
from mithaq.domain import content as contents
from mithaq.domain.content import Content, SanctionsNotice, Vehicle
from mithaq.domain.identity import Document, Identity, PartialDate, PersonName
from mithaq.home.searchable import open_index
from mithaq.ops.tables import scales
from mithaq.search.index import Index
from mithaq.search.query import PersonQuery
from mithaq.store import open_store
from tests.support.chains import payload_of

NOW = "2026-11-23T10:00:00.000Z"


def notice(name: str, birth: int = 1980, document: str = "") -> SanctionsNotice:
    """A person of a list."""
    documents = (Document(document, issuer="TN"),) if document else ()
    identity = Identity((PersonName(name),), births=(PartialDate(birth),), documents=documents)
    return SanctionsNotice(identity, f"id-{name}", "SYN.1", "SYN", "2026-01-01")


def vehicle(plate: str) -> Vehicle:
    """A stolen vehicle."""
    return Vehicle("TN", f"SYN-{plate}", plate=plate)


class Register:
    """What a node keeps and finds. Without `folder` in memory; the same folder may be opened several times."""

    def __init__(self, folder: Path | None = None, faults: Callable[[str], None] | None = None) -> None:
        self.store = open_store(folder / "mithaq.db" if folder else None, faults)
        self.searching = Searching(lambda searching: _index(folder, searching))

    def enter(self, entries: Mapping[str, Content]) -> None:
        """One transaction."""
        with self.store.write() as tx:
            for id, content in entries.items():
                hash, payload = payload_of(contents.encode(content))
                tx.payloads.put(hash, payload, id)
                tx.register.enter([Entry(id, id, "TN", "sanctions", hash)])

    def leave(self, *ids: str) -> None:
        """One transaction."""
        with self.store.write() as tx:
            tx.register.leave(ids)

    def named(self, name: str) -> set[str]:
        """Ids of those whom a name finds."""
        with self.searching.asked(self.store, lambda index: index.find(PersonQuery(name=name))) as (reader, found):
            entries = reader.register.numbered([one.number for one in found], NOW)
            assert len(entries) == len(found), "the index knows nobody whom the store does not hold"
            return {entry.id for entry in entries.values()}

    def numbered(self, field: str, value: str) -> set[str]:
        """Ids of those who bear a number."""
        with self.searching.asked(self.store, lambda index: index.exact(field, value)) as (reader, found):
            return {entry.id for entry in reader.register.numbered(found, NOW).values()}

    def close(self) -> None:
        """End as a process ends that is told to."""
        self.searching.close()
        self.store.close()


def _index(folder: Path | None, searching: Searching) -> Index:
    return open_index(folder, searching) if folder else Index.in_memory(scales())
