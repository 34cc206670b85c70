"""The index is derived: whatever happens to its files or to the process that writes them, checks are answered right."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from mithaq.app import searching
from mithaq.home.searchable import FOLDER
from mithaq.names.parts import stored_parts
from mithaq.ops.tables import scales
from mithaq.search.contents import contents_of
from mithaq.search.files import IndexDamaged
from mithaq.search.index import Index
from mithaq.search.joining import Joining
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.shelf import MANIFEST, Shelf
from mithaq.search.words import hear
from tests.support.register import Register, notice

PATIENCE_S = 120
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.fault.warm"])

STEPS = ("committed", "joined", "saved", "switched")


def kill() -> None:
    """The process is gone, as in a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def work(folder: str, step: str) -> None:
    """In a child: enter two, write, enter a third and let one leave; die at that step of writing the index again."""
    register = Register(Path(folder))
    register.enter({"a-1": notice("سلمى العوتيقي", document="X1"), "a-2": notice("Nourredine Gharbawi", document="X2")})
    register.searching.sweep(register.store)
    searching.WORTH_WRITING = 1
    register.searching.catch_up(register.store)
    register.enter({"a-3": notice("حسن البنزرتي", document="X3")})
    register.leave("a-2")
    if step == "committed":
        kill()
    if step == "joined":
        Joining.run = lambda self: kill()  # type: ignore[method-assign]  # killed here
    if step == "saved":
        Shelf._replace = lambda self, manifest: kill()  # type: ignore[method-assign]  # killed here
    if step == "switched":
        Index.take = lambda self, joining: kill()  # type: ignore[assignment, method-assign, return-value]  # killed here
    register.searching.sweep(register.store)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_of_writing_the_next_process_finds_what_was_committed(tmp_path: Path, step: str) -> None:
    child = _server.Process(target=work, args=(str(tmp_path), step))
    child.start()
    child.join(PATIENCE_S)
    assert child.exitcode == -signal.SIGKILL
    register = Register(tmp_path)
    assert register.named("Salma Outiki") == register.numbered("document", "X1") == {"a-1"}
    assert register.named("Nourredine Gharbawi") == register.numbered("document", "X2") == set()
    assert register.named("Hassan Benzarti") == register.numbered("document", "X3") == {"a-3"}
    assert register.searching.differences(register.store) == []
    register.searching.sweep(register.store)
    assert len(list((tmp_path / FOLDER).glob("*.segment"))) <= 2, "what a killed writer left behind is swept away"
    register.close()


def ask(folder: str, line: Connection) -> None:
    """In a child that stays: find whoever is asked for."""
    register = Register(Path(folder))
    line.send(set())
    while name := line.recv():
        line.send(register.named(name))
    register.close()


def test_a_running_process_finds_what_another_writes(tmp_path: Path) -> None:
    register = Register(tmp_path)
    mine, its = _server.Pipe()
    child = _server.Process(target=ask, args=(str(tmp_path), its))
    child.start()

    def found(name: str) -> object:
        mine.send(name)
        assert mine.poll(PATIENCE_S)
        return mine.recv()

    assert mine.poll(PATIENCE_S)
    mine.recv()
    assert found("Salma Outiki") == set()
    register.enter({"a-1": notice("سلمى العوتيقي")})
    assert found("Salma Outiki") == {"a-1"}
    register.searching._write()
    assert found("Salma Outiki") == {"a-1"}
    register.leave("a-1")
    assert found("Salma Outiki") == set()
    mine.send("")
    child.join(PATIENCE_S)
    assert child.exitcode == 0
    register.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a person and a thing, in files."""
    found = tmp_path_factory.mktemp("index")
    index = Index.open(found, scales())
    index.add([SearchPerson(1, ("سلمى العوتيقي",), ("1979-04-12",), "female", ("TN",), ("X1",))])
    index.add([SearchThing(2, (("plate", "1TUN1"),))])
    assert index.compact()
    return found


@pytest.mark.parametrize("pattern", ["*.segment", MANIFEST])
def test_a_flip_anywhere_is_found_or_changes_nothing(folder: Path, pattern: str) -> None:
    """Between the arrays of a segment lie bytes that mean nothing."""
    (file,) = folder.glob(pattern)
    sound = file.read_bytes()
    before = contents_of(*Index.open(folder, scales()).held())
    unnoticed = 0
    for at in range(0, len(sound), max(1, len(sound) // 600)):
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << at % 8]) + sound[at + 1 :])
        try:
            index = Index.open(folder, scales())
            index.verify()
        except IndexDamaged:
            continue
        unnoticed += 1
        assert contents_of(*index.held()).differences(before) == []
    file.write_bytes(sound)
    assert unnoticed < len(sound) / 2
    assert unnoticed == 0 or pattern != MANIFEST


@pytest.mark.parametrize("damage", ["flipped", "cut", "missing", "no manifest", "no folder"])
def test_a_damaged_index_is_built_anew_when_it_is_opened(tmp_path: Path, damage: str) -> None:
    register = Register(tmp_path)
    register.enter({"a-1": notice("سلمى العوتيقي")})
    register.searching.catch_up(register.store)
    register.searching._write()
    register.close()
    index = tmp_path / FOLDER
    (segment,) = index.glob("*.segment")
    data = segment.read_bytes()
    match damage:
        case "flipped":
            segment.write_bytes(data.replace(b"mithaq", b"mithap", 1))
        case "cut":
            segment.write_bytes(data[:-100])
        case "missing":
            segment.unlink()
        case "no manifest":
            (index / MANIFEST).unlink()
        case _:
            for file in index.iterdir():
                file.unlink()
            index.rmdir()
    again = Register(tmp_path)
    assert again.named("Salma Outiki") == {"a-1"}
    assert bool(again.searching.damaged) is (damage in ("flipped", "cut", "missing"))
    assert again.searching.differences(again.store) == []
    again.close()


def test_an_index_made_with_other_tables_is_built_anew_and_no_damage(tmp_path: Path) -> None:
    other = Index.open(tmp_path / FOLDER, scales())
    other._shelf = Shelf(tmp_path / FOLDER, "other tables")
    other.add([SearchPerson(1, ("سلمى العوتيقي",))])
    assert other._shelf is not None
    with other._shelf.writing():
        other._shelf.clear()
    register = Register(tmp_path)
    register.enter({"a-1": notice("Nourredine Gharbawi")})
    assert register.named("Nourredine Gharbawi") == {"a-1"}
    assert register.searching.damaged == ""
    register.close()


def test_once_swept_no_file_tells_what_an_erased_name_sounded_like(tmp_path: Path) -> None:
    """Not its sounds, not its recall keys: of somebody whose words nobody else bears."""
    rare = "Zbigniewulf Khwarazmdarr"
    heard = [hear(part) for (parts,) in [stored_parts(rare)] for part in parts]
    sounds = [sound for one in heard for _, sound in one.forms if len(sound) > 5]
    needles = [*sounds, *(one.keys[0].to_bytes(8, "little") for one in heard)]
    register = Register(tmp_path)
    register.enter({"a-1": notice(rare), "a-2": notice("سلمى العوتيقي"), "a-3": notice("Nourredine Gharbawi")})
    register.searching.catch_up(register.store)
    register.searching._write()
    folder = tmp_path / FOLDER
    assert all(_told(folder, needle) for needle in needles), "as long as he is there, the files do tell"
    register.leave("a-1")
    register.searching.sweep(register.store)
    assert not any(_told(folder, needle) for needle in needles)
    assert register.named("Salma Outiki") == {"a-2"}
    register.close()


def _told(folder: Path, needle: bytes) -> bool:
    return any(needle in file.read_bytes() for file in folder.iterdir())
