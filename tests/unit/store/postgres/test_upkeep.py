"""What was erased is in no file of the server; what is damaged is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mithaq.app.ports.faults import BUSY, CORRUPT, StoreFault
from mithaq.journal.payload import Payload, commit
from mithaq.store import SqlStore, open_store, schema
from mithaq.store.postgres.upkeep import PERSONAL
from mithaq.testing.postgres import Server
from tests.support import postgres
from tests.support.chains import Chain

CANARY = "كناري-7734".encode()
LARGE = Payload(b"s" * 16, CANARY + bytes(range(256)) * 400)  # lies in a table of its own, beside its row
SMALL = Payload(b"t" * 16, b"{" + CANARY + b"}")
SETTINGS = {**postgres.QUICK, "wal_recycle": "off"}  # else old files of the log wait under new names, as they were


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server(SETTINGS, under=postgres.MEMORY_OR_DISK)
    yield found
    found.stop()


@pytest.fixture
def url(server: Server, request: pytest.FixtureRequest) -> str:
    name = request.node.name.lower()[:60]
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
    return server.url(name)


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    found = open_store(url, busy_ms=50)
    yield found
    found.close()


def spilled(server: Server) -> list[str]:
    files = [one for one in (server.folder / "data").rglob("*") if one.is_file()]
    return [str(one) for one in files if CANARY in one.read_bytes()]


def test_what_was_erased_is_in_no_file_of_the_server(server: Server, store: SqlStore, url: str) -> None:
    with store.write() as tx:
        tx.payloads.put(commit(SMALL), SMALL, "a-1")
        tx.payloads.put(commit(LARGE), LARGE, "a-1")
    assert spilled(server), "else the search below would find nothing to begin with"
    with store.write() as tx:
        assert tx.payloads.erase([commit(SMALL), commit(LARGE)]) == 2
    store.scrub()
    assert spilled(server) == []
    with store.read() as reader:
        assert reader.payloads.is_erased(commit(SMALL))


def test_a_snapshot_that_still_shows_it_is_in_the_way(store: SqlStore, url: str) -> None:
    with store.write() as tx:
        tx.payloads.put(commit(SMALL), SMALL, "a-1")
    with psycopg.connect(url) as other:
        other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        other.execute("SELECT count(*) FROM payloads")
        with store.write() as tx:
            tx.payloads.erase([commit(SMALL)])
        with pytest.raises(StoreFault) as fault:
            store.scrub()
        assert (fault.value.code, fault.value.where) == (BUSY, "snapshot")
    store.scrub()


def test_tables_from_which_is_erased_are_tables() -> None:
    kept = {
        "journal",
        "touches",
        "heads",
        "checkpoints",
        "quarantine",
        "outbox",
        "receipts",
        "erased",
        "wants",
        "deadlines",
    }
    of_the_node = {"departures", "officer_changes", "sessions", "log", "meta"}
    assert set(PERSONAL) | kept | of_the_node == set(schema.metadata.tables)


def test_a_row_that_refers_to_nothing_is_found(store: SqlStore, url: str) -> None:
    with store.write() as tx:
        Chain().append(tx)
    assert store.integrity() == []
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SET session_replication_role = replica")
        other.execute("DELETE FROM journal")
    assert store.integrity() == ["heads: no such journal", "touches: no such journal"]


def test_an_index_that_does_not_fit_its_table_is_found(store: SqlStore, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("CREATE EXTENSION amcheck")
        with store.write() as tx:
            tx.desk.put_meta("k", "v")
        assert store.integrity() == []
        other.execute("UPDATE pg_index SET indisready = false WHERE indexrelid = 'pk_meta'::regclass")
        other.execute("INSERT INTO meta VALUES ('l', 'w')")
        other.execute("UPDATE pg_index SET indisready = true WHERE indexrelid = 'pk_meta'::regclass")
    assert store.integrity() == ["store.corrupt (XX001)"]


def test_a_flipped_bit_is_found(server: Server, store: SqlStore, url: str) -> None:
    with store.write() as tx:
        tx.desk.put_meta("k", "v" * 100)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("CHECKPOINT")
        found = other.execute("SELECT pg_relation_filepath('meta')").fetchone()
    assert found is not None
    server.kill()
    file = server.folder / "data" / Path(found[0])
    data = bytearray(file.read_bytes())
    data[data.index(b"v" * 100) + 50] ^= 1
    file.write_bytes(data)
    server.start()
    assert store.integrity() == ["store.corrupt (XX001)"]
    with pytest.raises(StoreFault) as fault, store.read() as reader:
        reader.desk.meta("k")
    assert fault.value.code == CORRUPT
