"""One flipped bit: in a chosen column of a chosen row, or anywhere in the file."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.app import border
from mithaq.app.fsck import fsck
from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.rows import AttachmentRow
from mithaq.app.replicate import take
from mithaq.app.serve import Served
from mithaq.domain.case.papers import Note
from mithaq.domain.errors import Refusal
from mithaq.store.schema import metadata
from mithaq.testing import acts
from tests.fault.deeds import OWNER, READER, REVIEW, Deeds
from tests.fault.disk_world import MEMBERS, DiskWorld
from tests.fault.ledger import Ledger

# What only this node knows, so that nothing else can tell what it should be; of `departures`, `erased` and `entries.number`
# test_flips.py says more. All other columns of the schema are protected: the journals, what they commit to, all that follows
# from them, and the log.
LOCAL_TABLES = frozenset(
    (
        "checkpoints departures drafts erased flags hits home_answers home_asked home_asked_keys looks meta officer_changes "
        "officers outbox quarantine receipts replies sessions shield shield_keys tasks"
    ).split()
)
LOCAL_COLUMNS = frozenset(
    "attachments.place deadlines.noticed entries.number journal.place journal.received_at payloads.place wants.turn".split()
)
PROTECTED: dict[str, tuple[str, ...]] = {
    table.name: tuple(column.name for column in table.columns if str(column) not in LOCAL_COLUMNS)
    for table in metadata.tables.values()
    if table.name not in LOCAL_TABLES
}
CELLS = tuple((table, column) for table, columns in PROTECTED.items() for column in columns)


@dataclass(frozen=True)
class Flip:
    """Where a bit was flipped: a file of a node, and what in it."""

    member: str
    where: str


def build(root: Path) -> None:
    """A federation with something in every table, closed: alerts at every stage, a case, payloads wanted and held."""
    world, ledger = DiskWorld(root, 1).staffed(), Ledger(root / "ledger")
    deeds = Deeds(world, ledger, "damage")
    for _ in range(4):
        deeds.draft()
        deeds.batch()
    for _ in range(20):
        deeds.advance()
        deeds.replicate()
    world.settle()
    case = acts.CaseActs(world, acts.circulated(world, OWNER))  # which makes a bond and a case
    case.admit()
    case.arrest()  # which makes deadlines
    _attach(world, case)
    asked = border.Check(purpose="border", name="محمد أحمد")
    for code in (OWNER, READER):
        border.check(world[code], world.actor(code, "border"), asked)
    _want_something(world, deeds)
    deeds.draft()  # stays a draft
    ledger.close()
    world.close()


def _attach(world: DiskWorld, case: acts.CaseActs) -> None:
    """A file that both parties hold, and one that each refused."""
    hash = acts.attached(world, OWNER, "synthetic words")
    case.act(OWNER, "bureau", "message.sent", {}, Note("synthetic", (hash,)))
    for code in (OWNER, READER):
        with world[code].store.write() as tx:
            tx.attachments.put(AttachmentRow("ab" * 32, "", 0, case.now, "attachment.type"), b"")


def _want_something(world: DiskWorld, deeds: Deeds) -> None:
    """The reader admits what is newly circulated, and the line is cut before it can fetch what that says."""
    deeds.draft()
    deeds.batch()
    for _ in range(40):
        deeds.advance()
        deeds.replicate(OWNER)
        deeds.replicate(REVIEW)
    node = world[READER]
    for code in (REVIEW, OWNER):
        with node.store.read() as reader:
            head = reader.journal.head(code)
        take(node, code, Served(world[code]).pull(code, head.seq if head else 0, 500).envelopes)
    with node.store.read() as reader:
        wanted = {want.item for want in reader.payloads.wanted(50)}
    assert len(wanted) > 1, "an alert and the objects of a batch should be waited for"


def copied(source: Path, target: Path) -> Path:
    """The databases of a closed federation, copied."""
    target.mkdir(parents=True, exist_ok=True)
    for file in source.glob("*.db*"):
        shutil.copy(file, target / file.name)
    return target


def flip_cell(
    root: Path, member: str, table: str, column: str, chance: random.Random, among: str = "TRUE"
) -> Flip | None:
    """Flip one bit of one value behind SQLite's back; None where no row (`among` these) has anything in that column."""
    with closing(sqlite3.connect(root / f"{member}.db", isolation_level=None)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")  # a disk asks no constraint
        key = ", ".join(row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[5])
        rows = database.execute(
            f"SELECT {key}, {column} FROM {table} WHERE length({column}) > 0 AND {among}"
        ).fetchall()
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


def sign_on(root: Path) -> int:
    """Everybody writes and replicates on; raises AssertionError if anything was signed that a healthy node refuses.

    A damaged node may refuse to write at all; returns how often one did. What it does say must follow from the true history.
    """
    try:
        world = DiskWorld(root, 60)
    except StoreFault:
        return 1
    ledger = Ledger(root / "ledger")
    deeds = Deeds(world, ledger, "on top")
    refused = 0
    for deed in (
        deeds.draft,
        deeds.advance,
        deeds.advance,
        *[lambda code=code: deeds.replicate(code) for code in MEMBERS],
    ):
        try:
            deed()
        except (StoreFault, Refusal):
            refused += 1
    for code, node in world.nodes.items():
        with suppress(StoreFault), node.store.read() as reader:
            aside = [(row.member, row.seq, row.code) for row in reader.journal.quarantined()]
            assert not aside, f"{code} refused {aside}"
    ledger.close()
    world.close()
    return refused


def trial(built: Path, root: Path, number: int) -> tuple[Flip, str]:
    """One flip, by its number: what it was, and how it was found. Raises AssertionError for one that was not found, or
    on top of which something was signed. Three of four hit a chosen column, the others any bit of the file.
    """
    chance = random.Random(f"flip {number}")
    member = chance.choice(MEMBERS)
    copied(built, root)
    before = protected(root, member)
    flip = None
    if number % 4:
        flip = flip_cell(root, member, *CELLS[(number - number // 4 - 1) % len(CELLS)], chance)
    flip = flip or flip_file(root, member, chance)
    code = found(root, member)
    assert code or protected(root, member) == before, f"not found: {flip}"
    sign_on(root)
    return flip, code


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
