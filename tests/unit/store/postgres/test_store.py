"""A server that goes away and comes back under one store."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import psycopg
import pytest

from mithaq.app.ports.faults import GONE, TAKEN, StoreFault
from mithaq.app.ports.store import Writer
from mithaq.store import SqlStore, open_store
from mithaq.testing.postgres import Server
from tests.support import postgres
from tests.support.chains import Chain, entry_of


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server(postgres.QUICK, under=postgres.MEMORY_OR_DISK)
    yield found
    found.stop()


@pytest.fixture
def store(server: Server) -> Iterator[SqlStore]:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS node WITH (FORCE)")
        connection.execute("CREATE DATABASE node TEMPLATE template0")
    found = open_store(server.url("node"))
    yield found
    found.close()


def gone(store: SqlStore) -> None:
    for begin in (store.read, store.write):
        with pytest.raises(StoreFault) as fault, begin() as tx:
            tx.desk.meta("k")
        assert fault.value.code == GONE


def test_what_was_acknowledged_is_there_and_it_goes_on_by_itself(server: Server, store: SqlStore) -> None:
    with store.write() as tx:
        Chain().append(tx)
    _fill_the_pool(store)
    before = store.signings()
    server.kill()
    gone(store)
    gone(store)
    server.start()
    with store.read() as reader:
        assert reader.journal.head("TN") is not None
    with store.write() as tx:
        tx.desk.put_meta("k", "v")
    assert store.signings() > before, "who was signed in is looked up anew"
    for _ in range(10):  # no connection that lay idle while the server was away is anybody's fault
        with store.read() as reader:
            assert reader.desk.meta("k") == "v"


def test_a_transaction_that_is_cut_off_leaves_nothing(server: Server, store: SqlStore) -> None:
    with pytest.raises(StoreFault) as fault, store.write() as tx:
        _append_under(server, tx)
    assert fault.value.code == GONE
    server.start()
    assert store.sizes()["journal"] == 0
    with store.write() as tx:
        Chain().append(tx)
        tx.register.enter([entry_of("a-1")])
    with store.read() as reader:
        [(number, _)] = reader.register.entered_after(0, 9)
    assert number >= 1


def test_a_reader_that_is_cut_off_is_told(server: Server, store: SqlStore) -> None:
    with store.read() as reader:
        assert reader.desk.meta("k") is None
        server.kill()
        with pytest.raises(StoreFault) as fault:
            reader.desk.meta("k")
    assert fault.value.code == GONE
    server.start()
    assert store.integrity() == []


def test_whoever_took_the_database_meanwhile_keeps_it(store: SqlStore, server: Server) -> None:
    server.kill()
    server.start()
    other = open_store(server.url("node"))
    with pytest.raises(StoreFault) as fault, store.write():
        pass
    assert fault.value.code == TAKEN
    other.close()
    with store.write() as tx:
        tx.desk.put_meta("mine", "again")


def _append_under(server: Server, tx: Writer) -> None:
    Chain().append(tx)
    tx.register.enter([entry_of("a-1")])
    server.kill()


def _fill_the_pool(store: SqlStore) -> None:
    """So many readers at once that several connections lie in the pool afterwards."""
    all_in = threading.Barrier(6)

    def read() -> None:
        with store.read() as reader:
            reader.desk.meta("k")
            all_in.wait()

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
