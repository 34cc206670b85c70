"""One flipped bit: in a chosen column of a chosen row, or anywhere in the file."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.app.fsck import fsck
from mithaq.app.ports.faults import StoreFault
from tests.fault.deeds import OWNER, READER, Deeds
from tests.fault.disk_world import DiskWorld
from tests.fault.ledger import Ledger

# What fsck answers for: the journals, what they commit to, all that follows from them, and the log.
PROTECTED: dict[str, tuple[str, ...]] = {
    "journal": ("member", "seq", "hash", "lamport", "applied", "flags", "signed", "signatures"),
    "touches": ("subject", "lamport", "member", "seq"),
    "heads": ("member", "seq", "hash", "lamport", "frontier"),
    "payloads": ("hash", "salt", "body", "subject", "item"),
    "folds": ("id", "kind", "state", "member", "changed_at", "order_lamport", "order_seq", "fold"),
    "entries": ("id", "alert", "owner", "kind", "payload", "expires_at", "keys"),
    "name_keys": ("key", "number"),
    "exact_keys": ("field", "value", "number"),
    "wants": ("hash", "subject", "item", "member"),
    "log": ("number", "at", "officer", "post", "action", "purpose", "reference", "terms", "sealed", "previous", "hash"),
}
CELLS = tuple((table, column) for table, columns in PROTECTED.items() for column in columns)


@dataclass(frozen=True)
class Flip:
    """Where a bit was flipped: a file of a node, and what in it."""

    member: str
    where: str


def build(root: Path) -> None:
    """A federation with something in every table, closed: alerts at every stage, payloads wanted and held."""
    world, ledger = DiskWorld(root, 1), Ledger(root / "ledger")
    deeds = Deeds(world, ledger, "damage")
    for _ in range(4):
        deeds.draft()
        deeds.batch()
    for _ in range(60):
        deeds.advance()
        deeds.replicate()
    world.settle()
    _want_something(world, deeds)
    ledger.close()
    world.close()


def _want_something(world: DiskWorld, deeds: Deeds) -> None:
    """The reader admits what is newly circulated, and has no line over which to fetch what it says."""
    for _ in range(8):
        deeds.advance()
        deeds.replicate(OWNER)
        deeds.replicate("GS")
    node = world[READER]
    with world[OWNER].store.read() as reader:
        head = reader.journal.head(OWNER)
    del node, head


def copied(source: Path, target: Path) -> Path:
    """The databases of a closed federation, copied."""
    target.mkdir(parents=True, exist_ok=True)
    for file in source.glob("*.db*"):
        shutil.copy(file, target / file.name)
    return target


def flip_cell(root: Path, member: str, table: str, column: str, chance: random.Random) -> Flip | None:
    """Flip one bit of one value behind SQLite's back; None where the table is empty, or has nothing in that column."""
    with closing(sqlite3.connect(root / f"{member}.db", isolation_level=None)) as database:
        key = ", ".join(row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[5])
        rows = database.execute(f"SELECT {key}, {column} FROM {table} WHERE length({column}) > 0").fetchall()
        if not rows:
            return None
        where = " AND ".join(f"{name} IS ?" for name in key.split(", "))
        for _ in range(200):
            *at, value = chance.choice(rows)
            changed, cast = _flipped(value, chance)
            try:
                database.execute(f"UPDATE {table} SET {column} = {cast} WHERE {where}", (changed, *at))
            except (sqlite3.IntegrityError, OverflowError):
                continue  # SQLite itself refuses that value
            return Flip(member, f"{table}.{column}")
    return None


def flip_file(root: Path, member: str, chance: random.Random) -> Flip:
    """Flip one bit anywhere in the database file."""
    path = root / f"{member}.db"
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return Flip(member, f"byte {at}")


def found(root: Path, member: str) -> str:
    """The code with which the node's store refuses to open or fsck names the damage; empty when all seems sound."""
    try:
        world = DiskWorld(root, 50)
    except StoreFault as fault:
        return fault.code
    try:
        report = fsck(world[member])
    finally:
        world.close()
    return "" if report.sound else report.faults[0].code


def protected(root: Path, member: str) -> list[Any] | str:
    """Every protected value as plain SQLite reads it, or why it cannot."""
    rows: list[Any] = []
    try:
        with closing(sqlite3.connect(root / f"{member}.db")) as database:
            database.text_factory = bytes
            for table, columns in PROTECTED.items():
                rows += sorted(map(repr, database.execute(f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED")))
    except sqlite3.Error as error:
        return type(error).__name__
    return rows


def _flipped(value: Any, chance: random.Random) -> tuple[Any, str]:
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(20), "?"
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data), "CAST(? AS TEXT)" if isinstance(value, str) else "?"
