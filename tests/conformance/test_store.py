"""What any store promises about transactions, whatever database is behind it."""

from __future__ import annotations

import contextlib
import threading

import pytest

from mithaq.app.ports.faults import NESTED, IntegrityFault, StoreFault
from mithaq.app.ports.rows import Want
from mithaq.app.ports.store import Store, Writer
from tests.support.chains import Chain, entry_of, fold_of, payload_of


class Stumble(Exception):
    """Something goes wrong in the use case."""


def fill(tx: Writer) -> None:
    """A row of every kind."""
    chain = Chain()
    chain.append(tx)
    hash, payload = payload_of(b"secret")
    tx.payloads.put(hash, payload, "a-0000000000000001")
    tx.payloads.want([Want("ab" * 32, "a-0000000000000002", "", "EG")])
    tx.register.put_fold(fold_of("a-0000000000000001"))
    tx.register.enter([entry_of("a-0000000000000001")])
    tx.journal.outbox_add(1)
    tx.desk.put_meta("k", "v")


def test_what_was_written_is_there_afterwards(store: Store) -> None:
    with store.write() as tx:
        fill(tx)
    sizes = store.sizes()
    kept = ("journal", "touches", "heads", "payloads", "wants", "folds", "entries")
    assert {sizes[name] for name in (*kept, "outbox", "meta")} == {1}


def stumble(tx: Writer) -> None:
    fill(tx)
    raise Stumble


def swallow(tx: Writer) -> None:
    fill(tx)
    with contextlib.suppress(IntegrityFault):
        tx.payloads.put("no hash", payload_of(b"x")[1], "a-1")


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Stumble), store.write() as tx:
        stumble(tx)
    assert set(store.sizes().values()) == {0}
    with store.write() as tx:
        fill(tx)
    assert store.sizes()["journal"] == 1


def test_a_fault_that_was_swallowed_still_stops_the_commit(store: Store) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        swallow(tx)
    assert set(store.sizes().values()) == {0}


def test_a_writer_reads_what_it_wrote(store: Store) -> None:
    with store.write() as tx:
        fill(tx)
        head = tx.journal.head("TN")
        assert head is not None
        assert head.seq == 1
        assert tx.register.entry("a-0000000000000001") is not None
        assert len(tx.register.entered_after(0, 9)) == 1
        assert tx.payloads.held([payload_of(b"secret")[0]])
        assert tx.register.count_folds("alert") == 1


@pytest.mark.parametrize(("outer", "inner"), [("write", "write"), ("write", "read"), ("read", "write")])
def test_one_thread_has_one_transaction(store: Store, outer: str, inner: str) -> None:
    with getattr(store, outer)(), pytest.raises(StoreFault) as fault, getattr(store, inner)():
        pass
    assert fault.value.code == NESTED
    with store.write() as tx:
        tx.desk.put_meta("still", "works")


def test_a_read_inside_a_read_is_the_same_snapshot(store: Store) -> None:
    with store.read() as outer, store.read() as inner:
        assert inner is outer
    with store.read() as later:
        assert later is not outer


def test_threads_take_turns_and_lose_no_update(store: Store) -> None:
    def count_up() -> None:
        for _ in range(20):
            with store.write() as tx:
                tx.desk.put_meta("count", str(int(tx.desk.meta("count") or "0") + 1))
            with store.read() as reader:
                reader.desk.meta("count")

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as reader:
        assert reader.desk.meta("count") == "80"


def test_a_sound_store_has_no_findings(store: Store) -> None:
    with store.write() as tx:
        fill(tx)
    assert store.integrity() == []
    store.scrub()


def test_derived_rows_do_not_show_how_they_came_about(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of("a-3"), entry_of("a-2")])
        tx.register.leave(["a-3"])
    with store.write() as tx:
        fill(tx)
        tx.register.enter([entry_of("a-1")])
    rows = list(store.derived())
    assert [row[0] for table, row in rows if table == "entries"] == ["a-0000000000000001", "a-1", "a-2"]
    assert {table for table, _ in rows} == {"journal", "heads", "touches", "folds", "entries", "wants"}
    assert all(isinstance(hash(row), int) for row in rows)


def test_a_closed_store_refuses(store: Store) -> None:
    store.close()
    with pytest.raises(StoreFault), store.read():
        pass
    with pytest.raises(StoreFault), store.write():
        pass
