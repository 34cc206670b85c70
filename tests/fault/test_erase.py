"""S10: erasure is real. What an alert said is in no file of any holder before the holder signs for it."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import cast

import msgspec
import pytest

from mithaq.app import alerts, border
from mithaq.app.erase import erase_due
from mithaq.app.ports.faults import StoreFault
from mithaq.domain.content import Wanted
from mithaq.store import SqliteStore
from mithaq.testing import acts
from tests.fault.deeds import OWNER, READER, REVIEW
from tests.fault.disk_world import MEMBERS, DiskWorld
from tests.fault.judge import sound
from tests.fault.killing import killed

CANARY = "Zerzurakanari"


def canary() -> Wanted:
    """A person whose name, offence and remarks carry a word that stands nowhere else."""
    said = msgspec.json.encode(acts.person())
    first = acts.person().identity.names[0]
    content = msgspec.json.decode(said, type=Wanted)
    name = msgspec.structs.replace(first, full=f"{CANARY} {first.full}")
    identity = msgspec.structs.replace(content.identity, names=(name, *content.identity.names))
    return msgspec.structs.replace(content, identity=identity)


def spilled(root: Path) -> dict[str, int]:
    """How often the canary stands in each file below `root`: databases, write-ahead logs, shared memory."""
    found = {
        path.name: path.read_bytes().lower().count(CANARY.lower().encode())
        for path in root.rglob("*")
        if path.is_file()
    }
    return {name: count for name, count in found.items() if count}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "nodes"


def ended(root: Path) -> tuple[DiskWorld, str]:
    """A federation where an alert was in force everywhere and has ended, the day before it must be erased."""
    world = DiskWorld(root).staffed()
    subject = acts.circulated(world, content=canary())
    acts.circulated(world, content=acts.person(OWNER, 2))
    asked = border.Check(purpose="border", name=CANARY)
    assert border.check(world[READER], world.actor(READER, "border"), asked).candidates
    assert {name[:2] for name in spilled(root)} == set(MEMBERS), "the search below would find nothing to begin with"
    alerts.discontinue(world[OWNER], world.actor(OWNER, "bureau"), subject, "found")
    world.settle()
    return world, subject


def receipts(world: DiskWorld, subject: str, code: str = OWNER) -> list[str]:
    """Who has signed that it erased this alert, as that node has heard."""
    with world[code].store.read() as reader:
        events = [stored.envelope.header for stored in reader.journal.about(subject)]
    return sorted(event.member for event in events if event.type == "erasure.confirmed")


def test_nothing_is_erased_before_its_day(root: Path) -> None:
    world, subject = ended(root)
    world.clock.forward(days=29)
    world.settle()
    assert receipts(world, subject) == []
    assert spilled(root)
    world.close()


def test_the_canary_is_in_no_file_of_any_holder_and_each_has_signed(root: Path) -> None:
    world, subject = ended(root)
    world.clock.forward(days=31)
    for node in world.nodes.values():
        erase_due(node)
    assert spilled(root) == {}, "with all stores open: no write-ahead log keeps it either"
    world.settle()
    for code in MEMBERS:
        assert receipts(world, subject, code) == sorted(MEMBERS)
    assert world.agree()
    sound(world)
    world.close()
    assert spilled(root) == {}


def test_the_other_alert_is_untouched(root: Path) -> None:
    world, subject = ended(root)
    world.clock.forward(days=31)
    world.settle()
    for node in world.nodes.values():
        with node.store.read() as reader:
            held = {id: reader.payloads.of(id) for id, _ in reader.register.fold_states() if id.startswith("a-")}
        assert not held.pop(subject)
        assert all(held.values())
    world.close()


def test_a_holder_that_was_away_erases_when_it_comes_back(root: Path) -> None:
    world = DiskWorld(root).staffed()
    subject = acts.circulated(world, content=canary())
    world.net.cut(READER, MEMBERS)
    alerts.discontinue(world[OWNER], world.actor(OWNER, "bureau"), subject, "found")
    world.clock.forward(days=31)
    world.settle()
    assert receipts(world, subject) == sorted({OWNER, REVIEW, "OC"})
    assert {name[:2] for name in spilled(root)} == {READER}
    world.net.heal()
    world.settle()
    world.clock.forward(hours=2)  # the register is looked through once an hour
    world.settle()
    assert receipts(world, subject) == sorted(MEMBERS)
    assert spilled(root) == {}
    sound(world)
    world.close()


@pytest.mark.parametrize(
    ("step", "passage"), [("begin", 1), ("before_commit", 1), ("after_commit", 1), ("begin", 2), ("append", 1),
                          ("before_commit", 2), ("after_commit", 2)],
)  # fmt: skip
def test_killed_between_erasing_and_signing_the_next_run_signs_once(root: Path, step: str, passage: int) -> None:
    """The first transaction erases and notes what is owed; the second signs. Cut anywhere, each holder signs once."""
    world, subject = ended(root)
    world.close()
    killed(erase_until, str(root), step, passage)
    again = DiskWorld(root, 2)
    again.clock.forward(days=31)
    again.settle()
    for code in MEMBERS:
        assert receipts(again, subject, code) == sorted(MEMBERS)
    assert spilled(root) == {}
    assert again.agree()
    sound(again)
    again.close()


def test_nobody_signs_before_the_log_of_the_database_is_empty(root: Path) -> None:
    """A reader that holds an old snapshot keeps the old pages alive: then the receipt waits."""
    world, subject = ended(root)
    world.clock.forward(days=31)
    cast(SqliteStore, world[OWNER].store)._writer.execute("PRAGMA busy_timeout = 50")  # instead of five seconds
    other = DiskWorld(root, 3)
    with other[OWNER].store.read() as reader:
        assert reader.desk.meta("whatever") is None
        with pytest.raises(StoreFault, match="busy"):
            erase_due(world[OWNER])
        assert receipts(world, subject) == []
    other.close()
    assert erase_due(world[OWNER]) == 1
    assert not [name for name in spilled(root) if name.startswith(OWNER)]
    world.close()


def erase_until(root: str, step: str, passage: int) -> None:
    """In a child: erase at the owner, and die at the chosen passage of a step."""
    left = passage
    armed = False

    def hook(name: str) -> None:
        nonlocal left
        left -= armed and name == step
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    world = DiskWorld(Path(root), 1, hook=hook)
    world.clock.forward(days=31)
    armed = True
    erase_due(world[OWNER])


def test_a_file_that_nothing_cites_is_in_no_file_of_the_node_after_its_day(root: Path) -> None:
    world = DiskWorld(root)
    acts.attached(world, OWNER, f"{CANARY} " * 1000)
    assert spilled(root)
    world.clock.forward(days=1, hours=1)
    erase_due(world[OWNER])
    assert spilled(root) == {}
    world.close()
