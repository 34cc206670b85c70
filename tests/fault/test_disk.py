"""R8, S8: a disk that is full at any step. Writes are refused clearly, reading goes on, nothing needs repair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from mithaq.app import alerts, border
from mithaq.app.erase import erase_due
from mithaq.app.ports.faults import FULL, IO, StoreFault
from mithaq.app.replicate import replicate
from mithaq.domain import content as contents
from mithaq.domain.errors import Refusal
from mithaq.store import SqliteStore
from mithaq.testing import acts
from tests.fault.deeds import OWNER, READER, REVIEW
from tests.fault.disk_world import DiskWorld
from tests.fault.judge import sound

STEPS = ("begin", "append", "before_commit")
ASKED = border.Check(purpose="border", name=acts.person().identity.names[0].full)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    """Three nodes on files that agree on one alert in force."""
    world = DiskWorld(tmp_path).staffed()
    acts.circulated(world)
    yield world
    world.close()


def _rows(world: DiskWorld) -> dict[str, dict[str, int]]:
    return {code: dict(node.store.sizes()) for code, node in world.nodes.items()}


def _check(world: DiskWorld) -> border.Answer:
    return border.check(world[READER], world.actor(READER, "border"), ASKED)


def _journal(world: DiskWorld, code: str) -> int:
    return world[code].store.sizes()["journal"]


def _unsigned(world: DiskWorld) -> int:
    with world[OWNER].store.read() as reader:
        return reader.journal.outbox()[0]


def _well_again(world: DiskWorld) -> None:
    """Nothing was repaired, and everything goes on."""
    acts.drafted(world)
    world.settle()
    assert world.agree()
    assert _check(world).klass == "possible"
    sound(world)


@pytest.mark.parametrize("code", [FULL, IO])
@pytest.mark.parametrize("step", STEPS)
def test_an_append_that_finds_no_space_changes_nothing(world: DiskWorld, step: str, code: str) -> None:
    before, digests = _rows(world), world.digests()
    world.disks[OWNER].fail(step, code)
    with pytest.raises(StoreFault) as fault:
        acts.drafted(world)
    assert fault.value.code == code
    assert (_rows(world), world.digests()) == (before, digests)
    _well_again(world)


def test_reading_goes_on_while_the_disk_is_full(world: DiskWorld) -> None:
    [subject] = [id for id, _ in _folds(world)]
    for step in STEPS:
        world.disks[OWNER].fail(step)
        with pytest.raises(StoreFault):
            acts.drafted(world)
        with world[OWNER].store.read() as reader:
            [hash] = reader.payloads.of(subject)
            payload = reader.payloads.get(hash)
            assert reader.register.entry(subject) is not None
        assert payload is not None
        assert contents.decode(payload.body) == acts.person()
        assert _shown(world, subject) == "circulated"


def _shown(world: DiskWorld, subject: str) -> str:
    """The state that an officer of the owner is shown."""
    with world[OWNER].store.read() as reader:
        return alerts.visible(world[OWNER], reader, world.actor(OWNER, "bureau"), subject).state


def test_a_fault_after_the_commit_leaves_one_event_and_the_retry_finds_it(world: DiskWorld) -> None:
    actor = world.actor(OWNER, "bureau")
    world.disks[OWNER].fail("after_commit", IO)
    for code, raised in (("store.io", StoreFault), ("idempotency.repeated", Refusal)):
        actor.claim = ("the key", "the request")
        with pytest.raises(raised, match=code):
            alerts.draft(world[OWNER], actor, "wanted", acts.person("TN", 2))
    with world[OWNER].store.read() as reader:
        kept = reader.desk.reply("the key", actor.id)
        assert kept is not None
        assert [stored.envelope.header.type for stored in reader.journal.about(kept.body.decode())] == ["alert.drafted"]
    _well_again(world)


@pytest.mark.parametrize("step", STEPS)
def test_a_range_that_finds_no_space_is_admitted_whole_later(world: DiskWorld, step: str) -> None:
    for _ in range(3):
        acts.drafted(world)
    held = _journal(world, READER)
    world.disks[READER].fail(step)
    with pytest.raises(StoreFault) as fault:
        replicate(world[READER])
    assert fault.value.code == FULL
    assert _journal(world, READER) == held
    assert _unsigned(world) == 3, "nobody signs for what is not on disk"
    replicate(world[READER])
    assert _journal(world, READER) == held + 3
    _well_again(world)


@pytest.mark.parametrize("step", ["begin", "before_commit"])
def test_a_full_disk_elsewhere_is_a_peer_that_is_down(world: DiskWorld, step: str) -> None:
    """The owner cannot keep the receipts; the others have the event all the same, and sign again later."""
    acts.drafted(world)
    for code in (READER, REVIEW):
        world.disks[OWNER].fail(step)
        replicate(world[code])
        assert _journal(world, code) == _journal(world, OWNER)
    assert _unsigned(world) >= 1
    for code in world.nodes:
        replicate(world[code])
    assert _unsigned(world) == 0
    _well_again(world)


@pytest.mark.parametrize("step", ["begin", "before_commit"])
def test_a_check_whose_line_cannot_be_written_answers_nothing(world: DiskWorld, step: str) -> None:
    lines = world[READER].store.sizes()["log"]
    world.disks[READER].fail(step)
    answer = None
    with pytest.raises(StoreFault):
        answer = _check(world)
    assert answer is None
    assert world[READER].store.sizes()["log"] == lines
    answer = _check(world)
    assert (answer.klass, answer.log_line) == ("possible", lines + 1)
    sound(world)


@pytest.mark.parametrize(
    ("step", "passages"), [("begin", 0), ("before_commit", 0), ("begin", 1), ("append", 0), ("before_commit", 1)]
)
def test_an_erasure_that_finds_no_space_goes_on_later(world: DiskWorld, step: str, passages: int) -> None:
    """Passages 0 erase, passages 1 sign for it (an append is part of signing alone): whatever is left is done later."""
    [subject] = [id for id, _ in _folds(world)]
    alerts.discontinue(world[OWNER], world.actor(OWNER, "bureau"), subject, "entered_in_error")
    world.clock.forward(days=40)
    world.disks[OWNER].fail(step, after=passages)
    with pytest.raises(StoreFault):
        erase_due(world[OWNER])
    assert _receipts(world, subject) == 0
    assert erase_due(world[OWNER]) == 1
    with world[OWNER].store.read() as reader:
        assert not reader.payloads.of(subject)
    assert _receipts(world, subject) == 1
    world.settle()
    assert world.agree()
    sound(world)


@pytest.mark.parametrize("spare", range(0, 12, 2))
def test_sqlite_itself_out_of_pages_anywhere_in_a_transaction(world: DiskWorld, spare: int) -> None:
    """Not a simulated step: the file may not grow beyond so many pages, and SQLite says so wherever it happens."""
    writer = cast(SqliteStore, world[OWNER].store)._writer
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    held, done = _journal(world, OWNER), 0
    writer.execute(f"PRAGMA max_page_count = {pages + spare}")
    with pytest.raises(StoreFault) as fault:  # noqa: PT012 - how often it goes well before is part of the test
        for done in range(1000):  # noqa: B007 - how many went well before it was full
            acts.drafted(world)
    assert fault.value.code == FULL
    assert _journal(world, OWNER) == held + done
    writer.execute("PRAGMA max_page_count = 1000000")
    _well_again(world)


def _folds(world: DiskWorld) -> list[tuple[str, bytes]]:
    with world[OWNER].store.read() as reader:
        return list(reader.register.fold_states())


def _receipts(world: DiskWorld, subject: str) -> int:
    with world[OWNER].store.read() as reader:
        types = [stored.envelope.header.type for stored in reader.journal.about(subject)]
    return types.count("erasure.confirmed")
