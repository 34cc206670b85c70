from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from mithaq.app.fsck import fsck
from mithaq.app.node import operator_actor
from mithaq.app.own_keys import rotate
from mithaq.app.ports.faults import NEWER, StoreFault
from mithaq.home.directory import create_alone
from mithaq.home.open import opened
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from mithaq.ops.texts import LANGUAGES, translator
from mithaq.store import migrating, open_store
from mithaq.store.opening import APPLICATION_ID
from mithaq.store.schema import SCHEMA_VERSION, metadata
from tests.support.chains import entry_of

ALL = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"


def shape(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    """Every table and index with the SQL that made it; layout aside."""
    return {(kind, name, table, " ".join(sql.split())) for kind, name, table, sql in connection.execute(ALL)}


@pytest.fixture
def migrated(tmp_path: Path) -> set[tuple[str, ...]]:
    store = open_store(tmp_path / "migrated.db")
    store.close()
    with closing(sqlite3.connect(tmp_path / "migrated.db")) as connection:
        return shape(connection)


def test_schema_from_scratch_equals_schema_from_migrations(migrated: set[tuple[str, ...]], tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'scratch.db'}")
    metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "scratch.db")) as connection:
        assert shape(connection) == migrated


def test_a_store_in_memory_has_the_same_schema(migrated: set[tuple[str, ...]]) -> None:
    store = open_store(None)
    assert shape(store._writer) == migrated
    store.close()


def test_the_version_is_the_number_of_the_last_migration() -> None:
    scripts = ScriptDirectory.from_config(migrating.config())
    assert scripts.get_current_head() == f"{SCHEMA_VERSION:04d}"
    assert len(list(scripts.walk_revisions())) == SCHEMA_VERSION


def test_a_file_of_the_first_version_keeps_its_entries_and_forgets_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "mithaq.db"
    _first_version(path)
    assert any(b"GHARBAWI" in file.read_bytes() for file in tmp_path.iterdir())
    store = open_store(path)
    with store.read() as reader:
        assert reader.register.entered_after(0, 9) == [(7, entry_of("a-1"))]
        assert reader.register.departed_after(0, 9) == (0, [])
    with store.write() as tx:
        tx.register.enter([entry_of("a-2")])
    with store.read() as reader:
        assert [number for number, _ in reader.register.entered_after(0, 9)] == [7, 10], "numbers go on where they were"
    assert store.integrity() == []
    store.close()
    assert not any(b"GHARBAWI" in file.read_bytes() for file in tmp_path.iterdir())
    with closing(sqlite3.connect(path)) as connection:
        assert shape(connection) == _newest(tmp_path)


def test_a_fold_of_an_older_version_is_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "mithaq.db"
    _first_version(path)
    row = ("c-1", "case", "riyadh-1983", "requested", "TN", "EG", "2026-11-22T08:00:00.000Z", 7, "TN", 3, b"folded")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO folds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM folds").fetchall() == [row]


def _newest(folder: Path) -> set[tuple[str, ...]]:
    store = open_store(folder / "newest.db")
    store.close()
    with closing(sqlite3.connect(folder / "newest.db")) as connection:
        return shape(connection)


def _first_version(path: Path) -> None:
    """A file as it was made before there was an index, with a person in it; 8 and 9 have left."""
    entry = entry_of("a-1")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with migrating.transaction(connection) as ours:
            settings = migrating.config()
            settings.attributes["connection"] = ours
            command.upgrade(settings, "0001")
        connection.execute(
            "INSERT INTO entries VALUES (7, ?, ?, ?, ?, ?, '', ?)",
            (entry.id, entry.alert, entry.owner, entry.kind, bytes.fromhex(entry.payload), b'[["GHARBAWI"],[]]'),
        )
        connection.execute("INSERT INTO name_keys VALUES ('GHARBAWI', 7)")
        connection.execute("INSERT INTO exact_keys VALUES ('document', 'GHARBAWI1', 7)")
        connection.execute("UPDATE sqlite_sequence SET seq = 9 WHERE name = 'entries'")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")


def test_a_migration_that_fails_leaves_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mithaq.db"
    whole = migrating.upgrade

    def half(ours: Connection) -> None:
        whole(ours)
        ours.exec_driver_sql("CREATE TABLE journal (taken)")

    monkeypatch.setattr(migrating, "upgrade", half)
    with pytest.raises(StoreFault):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    monkeypatch.undo()
    store = open_store(path)
    assert store.integrity() == []
    store.close()


def test_every_table_refuses_values_of_another_type(migrated: set[tuple[str, ...]]) -> None:
    tables = [sql for kind, _, _, sql in migrated if kind == "table"]
    assert len(tables) == len(metadata.tables)
    assert all(sql.endswith("STRICT") for sql in tables)


def test_payloads_of_an_older_version_stay_where_they_are_held(tmp_path: Path) -> None:
    """What was erased before anybody wrote down of what, is erased for all."""
    path, hash, gone = tmp_path / "mithaq.db", b"\x01" * 32, b"\x02" * 32
    _first_version(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO payloads VALUES (4, ?, ?, x'7b7d', 'c-1', 'file.lodged')", (hash, bytes(16)))
        connection.execute("INSERT INTO erased VALUES (?)", (gone,))
        connection.execute("INSERT INTO wants VALUES (3, ?, 'c-1', 'message.sent', 'EG')", (bytes(32),))
    store = open_store(path)
    with store.read() as reader:
        assert reader.payloads.of("c-1") == {hash.hex(): "file.lodged"}
        assert reader.payloads.is_erased(gone.hex(), "c-1")
        assert [want.member for want in reader.payloads.wanted(9)] == ["EG"]
    assert store.integrity() == []
    store.close()


def test_a_node_made_by_version_9_opens_and_goes_on(tmp_path: Path) -> None:
    """An upgrade of a whole node: the directory as it was made, its database as the ninth version of the schema had it."""
    home = tmp_path / "node"
    create_alone(home, "TN", load_law(), SystemEntropy())
    path = home / "mithaq.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with migrating.transaction(connection) as ours:
            settings = migrating.config()
            settings.attributes["connection"] = ours
            command.upgrade(settings, "0009")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 9")
        connection.execute("INSERT INTO meta VALUES ('kept', 'from before')")
    with opened(home) as node:
        assert rotate(node, operator_actor(node), 0).key_id == "TN-2"
        with node.store.read() as reader:
            assert reader.desk.meta("kept") == "from before"
        assert fsck(node).faults == ()
    with closing(sqlite3.connect(path)) as connection:
        assert shape(connection) == _newest(tmp_path)


def test_an_older_program_refuses_a_node_of_a_newer_one_and_says_so(tmp_path: Path) -> None:
    home = tmp_path / "node"
    create_alone(home, "TN", load_law(), SystemEntropy())
    with opened(home):
        pass
    with closing(sqlite3.connect(home / "mithaq.db")) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreFault) as refused, opened(home):
        pass
    assert refused.value.code == NEWER
    said = {language: translator(language).refusal(NEWER) for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert "newer" in said["en"]
