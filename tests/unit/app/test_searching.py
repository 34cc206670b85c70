"""The index beside the store: what is committed is found, by everybody and at once; what has left is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from mithaq.app import searching
from mithaq.app.ports.faults import BUSY, FULL, StoreFault
from mithaq.search.files import IndexDamaged
from mithaq.search.joining import Joining
from mithaq.search.shelf import Shelf
from mithaq.testing.disk import SimDisk
from tests.support.register import Register, notice, vehicle

SALMA, NUR = notice("سلمى العوتيقي", 1979, "Z704215"), notice("Nourredine Gharbawi", 1981)


@pytest.fixture(params=["memory", "folder"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    found = Register(tmp_path if request.param == "folder" else None)
    yield found
    found.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, live segments and departures so few that a handful of entries goes through everything."""
    for name in ("PAGE", "WORTH_WRITING", "MOST_LIVE", "MOST_UNSWEPT"):
        monkeypatch.setattr(searching, name, 2)


def test_who_entered_is_found_and_who_left_is_not(register: Register) -> None:
    register.enter({"a-1": SALMA, "a-2": NUR, "i-3": vehicle("123 TUN 4567")})
    assert register.named("Salma Outiki") == {"a-1"}
    assert register.numbered("document", "Z704215") == {"a-1"}
    assert register.numbered("plate", "123TUN4567") == {"i-3"}
    register.leave("a-1", "i-3")
    assert register.named("Salma Outiki") == set()
    assert register.numbered("document", "Z704215") == register.numbered("plate", "123TUN4567") == set()
    assert register.named("نور الدين غرباوي") == {"a-2"}


def test_who_is_replaced_is_found_as_he_is_now(register: Register) -> None:
    register.enter({"a-1": SALMA})
    assert register.named("Salma Outiki") == {"a-1"}
    register.enter({"a-1": NUR})
    assert register.named("Salma Outiki") == set()
    assert register.named("Nourredine Gharbawi") == {"a-1"}


def test_a_transaction_that_fails_leaves_nothing_to_find(tmp_path: Path) -> None:
    """Its numbers are given once more, to others."""
    disk = SimDisk()
    register = Register(tmp_path, disk)
    register.enter({"a-1": SALMA})
    disk.fail("before_commit")
    with pytest.raises(StoreFault):
        register.enter({"a-2": NUR})
    assert register.named("Nourredine Gharbawi") == set()
    register.enter({"a-3": notice("حسن البنزرتي")})
    assert register.named("Nourredine Gharbawi") == set()
    assert register.named("Hassan Benzarti") == {"a-3"}
    register.close()


@pytest.mark.usefixtures("small")
def test_a_backlog_is_taken_in_page_by_page(register: Register) -> None:
    register.enter({f"a-{number}": notice(f"Salma Outiki {number}") for number in range(7)})
    heard: list[int] = []
    register.searching.catch_up(register.store, heard.append)
    assert heard == [2, 4, 6, 7]
    register.enter({f"b-{number}": notice(f"Salma Outiki {number}") for number in range(5)})
    assert len(register.named("Salma Outiki")) == 12


@pytest.mark.usefixtures("small")
def test_what_is_much_is_written_down(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.enter({"a-1": SALMA, "a-2": NUR, "a-3": notice("حسن البنزرتي")})
    register.searching.catch_up(register.store)
    assert register.searching.size().fresh == 0
    register.leave("a-1", "a-2", "a-3")
    register.searching.catch_up(register.store)
    size = register.searching.size()
    assert (size.rows, size.unswept) == (0, 0)
    register.close()


def test_what_was_written_need_not_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "WORTH_WRITING", 1)
    register = Register(tmp_path)
    register.enter({"a-1": SALMA})
    assert register.named("Salma Outiki") == {"a-1"}
    register.close()
    again, heard = Register(tmp_path), list[int]()
    again.searching.catch_up(again.store, heard.append)
    assert heard == [0]
    assert again.named("Salma Outiki") == {"a-1"}
    again.close()


def test_a_second_process_finds_at_once_what_the_first_wrote(tmp_path: Path) -> None:
    """Both have the folder open; each compacts and sweeps as it likes."""
    one, two = Register(tmp_path), Register(tmp_path)
    for turn in range(4):
        writer, reader = (one, two) if turn % 2 else (two, one)
        writer.enter({f"a-{turn}": notice(f"Salma Outiki{turn}", document=f"X{turn}")})
        assert reader.numbered("document", f"X{turn}") == {f"a-{turn}"}
        assert writer.searching._write()
        assert reader.numbered("document", f"X{turn}") == {f"a-{turn}"}
        if turn:
            reader.leave(f"a-{turn - 1}")
            assert writer.numbered("document", f"X{turn - 1}") == set()
            reader.searching.sweep(reader.store)
    assert one.named("Salma Outiki3") == two.named("Salma Outiki3") == {"a-3"}
    for register in (one, two):
        assert register.searching.differences(register.store) == []
        register.close()


def test_sweeping_waits_for_no_other_process_and_says_so(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.enter({"a-1": SALMA})
    register.searching.sweep(register.store)
    register.searching._write()
    register.leave("a-1")
    with Shelf(tmp_path / "index", "another process").writing() as mine:
        assert mine
        with pytest.raises(StoreFault) as fault:
            register.searching.sweep(register.store)
    assert fault.value.code == BUSY
    assert register.named("Salma Outiki") == set()
    register.searching.sweep(register.store)
    register.close()


def test_who_asks_does_not_wait_for_a_segment_being_written(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what enters or leaves meanwhile is neither lost nor found again."""
    register.enter({"a-1": SALMA, "a-2": NUR})
    assert register.named("Salma Outiki") == {"a-1"}
    writing, go_on = Event(), Event()

    run = Joining.run

    def waiting(self: Joining) -> None:
        writing.set()
        assert go_on.wait(30)
        run(self)

    monkeypatch.setattr(Joining, "run", waiting)
    thread = Thread(target=register.searching._write)
    thread.start()
    assert writing.wait(30)
    assert register.named("Nourredine Gharbawi") == {"a-2"}
    register.leave("a-2")
    register.enter({"a-3": notice("حسن البنزرتي")})
    assert register.named("Nourredine Gharbawi") == set()
    go_on.set()
    thread.join()
    assert register.named("Salma Outiki") == {"a-1"}
    assert register.named("Nourredine Gharbawi") == set()
    assert register.named("Hassan Benzarti") == {"a-3"}
    assert register.searching.differences(register.store) == []


def test_a_full_disk_stops_writing_and_not_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register(tmp_path)
    register.enter({"a-1": SALMA})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Joining, "run", full)
        patch.setattr(searching, "WORTH_WRITING", 1)
        with pytest.raises(StoreFault) as fault:
            register.searching.catch_up(register.store)
        assert fault.value.code == FULL
        register.enter({"a-2": NUR})
        assert register.named("Salma Outiki") == {"a-1"}
        assert register.named("Nourredine Gharbawi") == {"a-2"}
    assert register.searching._write()
    assert register.searching.differences(register.store) == []
    register.close()


def test_an_entry_that_cannot_be_read_keeps_no_other_from_being_found(register: Register) -> None:
    register.enter({"a-1": SALMA, "a-2": NUR})
    with register.store.write() as tx:
        hash = tx.register.entries_of("a-1")[0].payload
        tx.payloads.erase([hash])
    assert register.named("Nourredine Gharbawi") == {"a-2"}
    assert register.named("Salma Outiki") == set()
    assert register.searching.size().unreadable == 1


def test_the_differences_name_who_is_missing_and_who_should_not_be_there(register: Register) -> None:
    register.enter({"a-1": SALMA, "a-2": NUR})
    assert register.searching.differences(register.store) == []
    register.searching._index.remove([1])
    assert register.searching.differences(register.store) == [1]
    register.searching.rebuild(register.store)
    assert register.searching.differences(register.store) == []


def test_damage_of_a_running_index_is_found_by_verifying_and_mended_by_rebuilding(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.enter({"a-1": SALMA})
    register.searching.catch_up(register.store)
    assert register.searching._write()
    register.searching.verify()
    (segment,) = (tmp_path / "index").glob("*.segment")
    data = segment.read_bytes()
    segment.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    with pytest.raises(IndexDamaged):
        register.searching.verify()
    register.searching.rebuild(register.store)
    register.searching.verify()
    assert register.named("Salma Outiki") == {"a-1"}
    register.close()
