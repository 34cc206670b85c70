"""Whether a mapping fits the live table: what is missing, what cannot be read, and a masked look at a few rows.

No value leaves this file as it is: of a text its first letter is shown, of anything else nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from mithaq.domain.connected import mapping as mappings
from mithaq.domain.connected.mapping import Mapping, columns
from mithaq.domain.connected.record import Record, record_of
from mithaq.domain.connected.tables import ConnectedTables
from mithaq.store.connected.reading import counted, live_columns, pages

HIDDEN = "••••"
SAMPLES = 3
MANY_EMPTY = 20
"""Per cent of rows without a name from which on the mapping is doubted: the names stand elsewhere."""


class Finding(Struct, frozen=True):
    """Something that is wrong (`stops`), or to be looked at. `count`: of how many rows."""

    code: str
    column: str = ""
    count: int = 0
    stops: bool = True


class Report(Struct, frozen=True):
    """What a check found. `rows` in the table, `read` of them were read; `samples`: records, masked."""

    database: str
    kind: str
    rows: int
    read: int
    duplicates: int
    unnamed_per_cent: float
    unreadable_dates: int
    findings: tuple[Finding, ...]
    samples: tuple[dict[str, str], ...]

    @property
    def sound(self) -> bool:
        """Whether an index may be built by it."""
        return not any(one.stops for one in self.findings)


def check(mapping: Mapping, tables: ConnectedTables, rows: int) -> Report:
    """Check the mapping against the live table, reading at most so many rows. Raises Refusal ``connected.*``."""
    mappings.check(mapping, tables)
    live = live_columns(mapping)
    absent = tuple(name for name in (*columns(mapping), *mapping.leave_out) if name not in live)
    unread = mappings.unread(mapping, live, tables)
    begun = [*(Finding("column_missing", name) for name in absent), *(Finding(f"topic_{t}", n) for n, t in unread)]
    if absent:
        return Report(mapping.database, mapping.kind, 0, 0, 0, 0.0, 0, tuple(begun), ())
    counts = counted(mapping)
    read, faults, samples = _read(mapping, rows)
    unnamed = round(100 * faults["name"] / read, 2) if read else 0.0
    found = [*begun, *_found(counts.rows, counts.duplicates, faults, unnamed)]
    return Report(
        mapping.database, mapping.kind, counts.rows, read, counts.duplicates, unnamed, faults["birth"], tuple(found),
        samples,
    )  # fmt: skip


def masked(text: str) -> str:
    """A text as a sample shows it: its first letter, and that there is more; of a number or a date nothing."""
    first = text.strip()[:1]
    return f"{first}{HIDDEN}" if first.isalpha() else HIDDEN if first else ""


def _read(mapping: Mapping, rows: int) -> tuple[int, Counter[str], tuple[dict[str, str], ...]]:
    faults, read = Counter[str](), 0
    samples: list[dict[str, str]] = []
    for row in chain.from_iterable(pages(mapping, rows)):
        record = record_of(mapping, row)
        read += 1
        if record.fault:
            faults[record.fault] += 1
        if len(samples) < SAMPLES and not record.fault:
            samples.append(_sample(record))
    return read, faults, tuple(samples)


def _found(rows: int, duplicates: int, faults: Counter[str], unnamed: float) -> Iterator[Finding]:
    if not rows:
        yield Finding("table_empty")
    if duplicates:
        yield Finding("reference_twice", count=duplicates)
    if faults["reference"]:
        yield Finding("reference_empty", count=faults["reference"], stops=False)
    if faults["birth"]:
        yield Finding("date_unreadable", count=faults["birth"], stops=False)
    if faults["number"]:
        yield Finding("number_empty", count=faults["number"], stops=False)
    if faults["name"]:
        yield Finding("name_empty", count=faults["name"], stops=unnamed >= MANY_EMPTY)


def _sample(record: Record) -> dict[str, str]:
    found = {"reference": HIDDEN}
    if record.identity is not None:
        person = record.identity
        found["name"] = " ".join(masked(word) for word in person.primary.full.split())
        found["birth"] = HIDDEN if person.births else ""
        found["document"] = HIDDEN if person.documents or person.national_number else ""
    elif record.item is not None:
        found["number"] = HIDDEN
    return found
