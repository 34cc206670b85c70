"""Building the index of a connected database: the whole table is read, in pages, into a new generation that then answers.

There is no change log in a table that is not ours, so a refresh reads it all. The old generation answers meanwhile.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic

import msgspec

from mithaq.app.findable import searchable
from mithaq.domain.connected.mapping import Mapping
from mithaq.domain.connected.record import Item, Record, record_of
from mithaq.domain.errors import Refusal
from mithaq.home.connected.place import Built, Place
from mithaq.journal.vault import Vault
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.index import Index
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.scales import Scales
from mithaq.store.connected.reading import Rows, pages
from mithaq.store.connected.records import RecordsWriter

AT_ONCE = 1_000_000
"""Rows that grow in memory before they are written as a segment: a few hundred megabytes."""

INDEX, RECORDS, BUILT = "index", "records.db", "built.json"
Tick = Callable[[int], None]


def refresh(place: Place, at: str, scales: Scales, vault: Vault | None, tick: Tick = lambda done: None) -> Built:
    """Build anew by the mapping that was declared, and let it answer. Raises Refusal ``connected.*``, StoreFault, OSError;
    then the generation before goes on answering.
    """
    mapping, sha256 = place.mapping()
    with place.building():
        generation = place.next()
        try:
            built = build(generation, mapping, sha256, at, scales, vault, pages(mapping), tick)
            if built.rows == 0 and built.skipped:
                raise Refusal("connected.unreadable", "table")
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        place.answer_by(generation)
    return built


def build(
    folder: Path, mapping: Mapping, sha256: str, at: str, scales: Scales, vault: Vault | None, rows: Iterable[Rows],
    tick: Tick = lambda done: None,
) -> Built:  # fmt: skip
    """Index and records of these rows in an empty folder."""
    began, faults, done = monotonic(), Counter[str](), 0
    index = Index.anew(folder / INDEX, scales)
    writer = RecordsWriter(folder / RECORDS, vault)
    try:
        for page in rows:
            read = [record_of(mapping, row) for row in page]
            faults.update(record.fault for record in read if record.fault)
            found = [(number, one) for number, one in enumerate(filter(_is_findable, read), done + 1)]
            index.add(findable(number, record) for number, record in found)
            writer.add(found)
            done += len(found)
            tick(done)
            if index.fresh >= AT_ONCE:
                index.compact()
        index.compact()
    finally:
        writer.close()
    size = sum(file.stat().st_size for file in _files(folder))
    skipped = sum(count for fault, count in faults.items() if fault != "birth")
    built = Built(at, sha256, done, skipped, dict(sorted(faults.items())), size, round(monotonic() - began, 3))
    (folder / BUILT).write_bytes(msgspec.json.encode(built))
    return built


def findable(number: int, record: Record) -> SearchPerson | SearchThing:
    """What the index is told of a record."""
    if record.identity is not None:
        return searchable(number, record.identity)
    return SearchThing(number, keys_of(record.item))


def keys_of(item: Item | None) -> tuple[tuple[str, str], ...]:
    """By what an object is found exactly."""
    if item is None:
        return ()
    keys = (
        ("document", normal_document(item.document)), ("plate", normal_plate(item.plate)),
        ("serial", normal_serial(item.serial)),
    )  # fmt: skip
    return tuple((field, value) for field, value in keys if value)


def _is_findable(record: Record) -> bool:
    return record.identity is not None or bool(keys_of(record.item))


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file())
