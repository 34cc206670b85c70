"""`mithaq bench home`: a table of invented people, the index built from it, and how long a question to it takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Any

import msgspec
import numpy as np

from mithaq.bench.asking import Tell, nobody
from mithaq.domain.connected.mapping import Birth, Mapping, Person
from mithaq.domain.identity import Identity, PartialDate, PersonName
from mithaq.home.connected.ask import ConnectedHome
from mithaq.home.connected.build import refresh
from mithaq.home.connected.place import keep, places
from mithaq.journal.vault import KEY_BYTES, Vault
from mithaq.ops.tables import frequency_rows, scales
from mithaq.testing.people import Asked, Crowd, questions

NAME = "XX-CRIMINAL-RECORDS"
AT = "2026-11-22T08:00:00.000Z"
WARM = 50
TABLE = "CREATE TABLE records (reference TEXT PRIMARY KEY, name TEXT, other TEXT, born TEXT) STRICT"


def home(rows: int, queries: int, seed: int, tell: Tell = nobody) -> Iterator[dict[str, Any]]:
    """One line: how long the index took, and what a question to it takes, from the person to the records, boxes opened."""
    crowd = Crowd(seed, frequency_rows())
    with TemporaryDirectory(prefix="mithaq-home-") as folder:
        place = Path(folder)
        _write(crowd, place / "own.db", rows, tell)
        vault = Vault(seed.to_bytes(KEY_BYTES))
        mapping = Mapping(
            1, NAME, "criminal_record", "XX-JUSTICE", f"sqlite:///{place / 'own.db'}", "records", "reference",
            person=Person(name_ar="name", name_latin="other", birth=Birth("born")),
        )  # fmt: skip
        keep(place, _text(mapping), toml=False)
        built = refresh(next(places(place)), AT, scales(), vault, lambda done: tell("building", done, rows))
        asked = [one for batch in questions(crowd, rows, queries) for one in batch]
        yield {
            "rows": built.rows, "build_s": built.seconds, **_asked(ConnectedHome(place, scales(), vault), asked, tell),
            "bytes_per_record": round(built.bytes / max(built.rows, 1), 1), "queries": len(asked), "seed": seed,
        }  # fmt: skip


def _asked(searched: ConnectedHome, asked: Sequence[Asked], tell: Tell) -> dict[str, Any]:
    took, found = [], 0
    persons = [_person(one) for one in asked]
    for person in persons[:WARM]:
        searched.find([NAME], person, None)
    for number, (one, person) in enumerate(zip(asked, persons, strict=True)):
        tell("asking", number, len(asked))
        start = perf_counter_ns()
        answer = searched.find([NAME], person, None)
        took.append((perf_counter_ns() - start) / 1e6)
        found += any(record.record.reference == f"R{one.gold}" for record in answer)
    there = sum(one.gold is not None for one in asked)
    p50, p99 = np.percentile(took, [50, 99])
    return {
        "p50_ms": round(float(p50), 2), "p99_ms": round(float(p99), 2), "most_ms": round(max(took), 2), "there": there,
        "found": found,
    }  # fmt: skip


def _write(crowd: Crowd, file: Path, rows: int, tell: Tell) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(TABLE)
        done = 0
        for batch in crowd.persons(rows):
            told = [(f"R{one.number}", *(*one.names, "")[:2], *(one.births or (None,))[:1]) for one in batch]
            connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", told)
            done += len(batch)
            tell("writing", done, rows)


def _person(one: Asked) -> Identity:
    births = (_date(one.query.birth),) if one.query.birth else ()
    return Identity((PersonName(one.query.name or ""),), births=births)


def _date(text: str) -> PartialDate:
    year, *rest = (int(part) for part in text.split("-"))
    month, day = (*rest, None, None)[:2]
    return PartialDate(year, month, day)


def _text(mapping: Mapping) -> bytes:
    return msgspec.yaml.encode(mapping)
