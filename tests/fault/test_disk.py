"""R8, S8: a disk that is full at any step. Writes are refused clearly, reading goes on, nothing needs repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from mithaq.app import alerts, border
from mithaq.app.erase import erase_due
from mithaq.app.ports.faults import FULL, IO, StoreFault
from mithaq.app.replicate import replicate
from mithaq.domain import content as contents
from mithaq.store.sqlite import SqliteStore
from tests.fault.deeds import OWNER, READER, persons
from tests.fault.disk_world import DiskWorld
from tests.fault.judge import sound

STEPS = ("begin", "append", "before_commit")
MEMBERS = ("TN", "EG")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    """Two nodes on files that agree; every alert of the owner is a local matter of drafts and vehicles."""
    world = DiskWorld(tmp_path, members=MEMBERS)
    _draft(world)
    world.settle()
    yield world
    world.close()


def _draft(world: DiskWorld) -> str:
    return alerts.draft(world[OWNER], world.actor(OWNER, "bureau"), "wanted", persons()[0]).subject


def _rows(world: DiskWorld) -> dict[str, dict[str, int]]:
    return {code: dict(node.store.sizes()) for code, node in world.nodes.items()}


def _check(world: DiskWorld, code: str = READER) -> border.Answer:
    asked = border.Check(purpose="border", name="محمد أحمد")
    return border.check(world[code], world.actor(code, "border"), asked)


def _reading_goes_on(world: DiskWorld) -> None:
    for code in MEMBERS:
        with world[code].store.read() as reader:
            assert reader.journal.head(OWNER) is not None
            assert [row.state for row in reader.register.folds("alert")] == ["drafted"]
    with world[OWNER].store.read() as reader:
        [hash] = reader.payloads.of(next(iter(reader.register.fold_states()))[0])
        payload = reader.payloads.get(hash)
    assert payload is not None
    assert contents.decode(payload.body) == persons()[0]


@pytest.mark.parametrize("code", [FULL, IO])
@pytest.mark.parametrize("step", STEPS)
def test_an_append_that_finds_no_space_changes_nothing(world: DiskWorld, step: str, code: str) -> None:
    before, digests = _rows(world), world.digests()
    world.disks[OWNER].fail(step, code)
    with pytest.raises(StoreFault) as fault:
        _draft(world)
    assert fault.value.code == code
    assert (_rows(world), world.digests()) == (before, digests)
    _reading_goes_on(world)
    _draft(world)
    world.settle()
    assert world.agree()
    sound(world)


def test_a_fault_after_the_commit_leaves_one_event_and_the_retry_finds_it(world: DiskWorld) -> None:
    actor = world.actor(OWNER, "bureau")
    actor.claim = ("the key", "the request")
    world.disks[OWNER].fail("after_commit", IO)
    with pytest.raises(StoreFault):
        alerts.draft(world[OWNER], actor, "wanted", persons()[1])
    with world[OWNER].store.read() as reader:
        kept = reader.desk.reply("the key", actor.id)
        assert kept is not None
        assert [stored.envelope.header.type for stored in reader.journal.about(kept.body.decode())] == ["alert.drafted"]
    sound(world)


@pytest.mark.parametrize("step", STEPS)
def test_a_range_that_finds_no_space_is_admitted_whole_later(world: DiskWorld, step: str) -> None:
    for _ in range(3):
        _draft(world)
    held = world[READER].store.sizes()["journal"]
    world.disks[READER].fail(step)
    with pytest.raises(StoreFault) as fault:
        replicate(world[READER])
    assert fault.value.code == FULL
    assert world[READER].store.sizes()["journal"] == held
    with world[OWNER].store.read() as reader:
        assert reader.journal.outbox()[0] == 3, "nobody signed for what is not on disk"
    replicate(world[READER])
    assert world[READER].store.sizes()["journal"] == held + 3
    world.settle()
    assert world.agree()
    sound(world)


@pytest.mark.parametrize("step", STEPS[::2])
def test_a_full_disk_elsewhere_is_a_peer_that_is_down(world: DiskWorld, step: str) -> None:
    """The owner cannot write the receipt; the reader has the events all the same, and signs again later."""
    _draft(world)
    world.disks[OWNER].fail(step)
    assert replicate(world[READER]) == 1
    with world[OWNER].store.read() as reader:
        assert reader.journal.outbox()[0] == 1
    replicate(world[READER])
    with world[OWNER].store.read() as reader:
        assert reader.journal.outbox()[0] == 0
    sound(world)


@pytest.mark.parametrize("step", STEPS[::2])
def test_a_check_whose_line_cannot_be_written_answers_nothing(world: DiskWorld, step: str) -> None:
    lines = world[READER].store.sizes()["log"]
    world.disks[READER].fail(step)
    answer = None
    with pytest.raises(StoreFault):
        answer = _check(world)
    assert answer is None
    assert world[READER].store.sizes()["log"] == lines
    assert _check(world).log_line == lines + 1
    sound(world)


def test_a_portrait_is_for_those_whose_check_was_logged(world: DiskWorld) -> None:
    """No way round the log: what an officer sees next he names by an id that only an answer carries."""
    world.disks[READER].fail("before_commit")
    with pytest.raises(StoreFault):
        _check(world)
    with world[READER].store.read() as reader:
        assert reader.register.count_entries() == {}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("passages", [0, 1])
def test_an_erasure_that_finds_no_space_goes_on_later(world: DiskWorld, step: str, passages: int) -> None:
    """Whether the bytes could not be erased or the receipt not be signed: the next round does what is left."""
    [subject] = [id for id, _ in _folds(world)]
    bureau = world.actor(OWNER, "bureau")
    alerts.discontinue(world[OWNER], bureau, subject, "entered_in_error")
    world.clock.forward(days=40)
    world.disks[OWNER].fail(step, after=passages)
    with pytest.raises(StoreFault):
        while erase_due(world[OWNER]):
            pass
        _never_reached(world, step, passages)
    world.disks[OWNER].repair()
    assert erase_due(world[OWNER]) == 1
    with world[OWNER].store.read() as reader:
        assert not reader.payloads.of(subject)
        types = [stored.envelope.header.type for stored in reader.journal.about(subject)]
    assert types.count("erasure.confirmed") == 1
    world.settle()
    assert world.agree()
    sound(world)


@pytest.mark.parametrize("spare", range(0, 12, 2))
def test_sqlite_itself_out_of_pages_anywhere_in_a_transaction(world: DiskWorld, spare: int) -> None:
    """Not a simulated step: the file may not grow beyond so many pages, and SQLite says so wherever it happens."""
    store = cast(SqliteStore, world[OWNER].store)
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    before = _rows(world)
    store._writer.execute(f"PRAGMA max_page_count = {pages + spare}")
    done = 0
    with pytest.raises(StoreFault) as fault:
        while True:
            _draft(world)
            done += 1
    assert fault.value.code == FULL
    assert world[OWNER].store.sizes()["journal"] == before[OWNER]["journal"] + done
    store._writer.execute("PRAGMA max_page_count = 1000000")
    _draft(world)
    world.settle()
    assert world.agree()
    sound(world)


def _folds(world: DiskWorld) -> list[tuple[str, bytes]]:
    with world[OWNER].store.read() as reader:
        return list(reader.register.fold_states())


def _never_reached(world: DiskWorld, step: str, passages: int) -> Callable[[], None]:
    raise AssertionError(f"{step} was passed fewer than {passages + 1} times: {world.disks[OWNER].steps}")
