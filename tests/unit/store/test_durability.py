"""What survives: processes that die, disks that fill up, others who write at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.app.ports.faults import BUSY, FULL, StoreFault
from mithaq.app.ports.store import Writer
from mithaq.store import SqliteStore, open_store
from mithaq.testing.disk import SimDisk
from tests.support.chains import Chain, entry_of, payload_of

CHILD = """
import os, signal, sys
from pathlib import Path
from mithaq.store import open_store
from tests.support.chains import Chain

def die(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

store = open_store(Path(sys.argv[1]), die)
with store.write() as tx:
    Chain().append(tx)
print("acknowledged", flush=True)
"""
COUNTER = """
import sys
from pathlib import Path
from mithaq.store import open_store

store = open_store(Path(sys.argv[1]))
for _ in range(25):
    with store.write() as tx:
        tx.desk.put_meta("count", str(int(tx.desk.meta("count") or "0") + 1))
store.close()
"""


def child(code: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *args], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("step", "kept", "acknowledged"),
    [
        ("begin", 0, ""),
        ("append", 0, ""),
        ("before_commit", 0, ""),
        ("after_commit", 1, ""),
        ("never", 1, "acknowledged"),
    ],
)
def test_a_process_killed_at_any_step_loses_nothing_acknowledged(
    tmp_path: Path, step: str, kept: int, acknowledged: str
) -> None:
    out, _ = child(CHILD, str(tmp_path / "mithaq.db"), step).communicate(timeout=60)
    assert out.strip() == acknowledged
    store = open_store(tmp_path / "mithaq.db")
    assert (store.sizes()["journal"], store.sizes()["heads"]) == (kept, kept)
    assert store.integrity() == []
    chain = Chain()
    if kept:
        chain.event()
    with store.write() as tx:
        chain.append(tx)
    store.close()


def test_two_processes_take_turns_and_lose_no_update(tmp_path: Path) -> None:
    path = tmp_path / "mithaq.db"
    counters = [child(COUNTER, str(path)) for _ in range(2)]
    for counter in counters:
        counter.communicate(timeout=120)
    assert [counter.returncode for counter in counters] == [0, 0]
    store = open_store(path)
    with store.read() as reader:
        assert reader.desk.meta("count") == "50"
    store.close()


def test_a_writer_elsewhere_is_waited_for_and_then_named(tmp_path: Path) -> None:
    one, two = open_store(tmp_path / "mithaq.db"), open_store(tmp_path / "mithaq.db", busy_ms=20)
    with one.write() as tx:
        tx.desk.put_meta("k", "v")
        with pytest.raises(StoreFault) as fault, two.write():
            pass
        assert fault.value.code == BUSY
        with two.read() as reader:
            assert reader.desk.meta("k") is None
    with two.write() as other:
        assert other.desk.meta("k") == "v"
    one.close()
    two.close()


def test_a_reader_keeps_its_snapshot_while_others_write(tmp_path: Path) -> None:
    one, two = open_store(tmp_path / "mithaq.db"), open_store(tmp_path / "mithaq.db")
    with one.read() as reader:
        assert reader.desk.meta("k") is None
        with two.write() as tx:
            tx.desk.put_meta("k", "v")
        assert reader.desk.meta("k") is None
    with one.read() as reader:
        assert reader.desk.meta("k") == "v"
    one.close()
    two.close()


@pytest.mark.parametrize("step", ["begin", "append", "before_commit"])
def test_a_fault_at_any_step_rolls_everything_back(tmp_path: Path, step: str) -> None:
    disk = SimDisk()
    store = open_store(tmp_path / "mithaq.db", disk)
    disk.fail(step)
    with pytest.raises(StoreFault, match=FULL), store.write() as tx:
        _append_one(tx)
    assert store.sizes()["journal"] == 0
    with store.write() as tx:
        _append_one(tx)
    assert store.sizes()["journal"] == 1
    assert disk.steps == [*_steps_until(step), "begin", "append", "before_commit", "after_commit"]
    store.close()


def test_a_full_disk_refuses_writing_and_nothing_else(tmp_path: Path) -> None:
    store = open_store(tmp_path / "mithaq.db")
    with store.write() as tx:
        _append_one(tx)
        tx.register.enter([entry_of("a-1")])
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    _allow_pages(store, pages + 5)
    hash, payload = payload_of(bytes(100_000))
    with pytest.raises(StoreFault) as fault, store.write() as tx:
        tx.payloads.put(hash, payload, "a-1")
    assert fault.value.code == FULL
    with store.read() as reader:
        assert reader.register.entry("a-1") == entry_of("a-1")
    _allow_pages(store, 1_000_000)
    with store.write() as tx:
        tx.payloads.put(hash, payload, "a-1")
    assert store.integrity() == []
    store.close()


def _append_one(tx: Writer) -> None:
    Chain().append(tx)


def _steps_until(step: str) -> list[str]:
    steps = ["begin", "append", "before_commit"]
    return steps[: steps.index(step) + 1]


def _allow_pages(store: SqliteStore, count: int) -> None:
    store._writer.execute(f"PRAGMA max_page_count = {count}")
