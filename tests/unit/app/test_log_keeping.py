"""Three years, and no line longer: dropped behind a root that was published, so that what is left still verifies."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import structs

from mithaq.app import log_keeping, openings
from mithaq.app.fsck import fsck
from mithaq.app.log_keeping import BASE, Base, base_of, chain_broken_at, prune
from mithaq.app.watch import root_log, tick
from mithaq.testing.world import World
from tests.unit.app.asking import ask

DAYS = 365 * 3 + 1  # three years from 22 November 2026, one of them a leap year


@pytest.fixture
def world() -> Iterator[World]:
    found = World(41, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def asked(world: World, lines: int) -> None:
    """So many look-ups in an hour, whose head is published."""
    for number in range(lines):
        ask(world, "EG", document=f"Z{number}")
    assert root_log(world["EG"])
    world.clock.forward(hours=1)


def numbers(world: World) -> list[int]:
    with world["EG"].store.read() as reader:
        return [line.number for line in reader.desk.log_lines(0, 1000)]


def faults(world: World) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in fsck(world["EG"]).faults]


def test_a_line_goes_after_three_years_and_the_rest_still_verifies(world: World) -> None:
    """Publishing the root is a line, too: the fourth, and the seventh."""
    asked(world, 3)
    world.clock.forward(days=10)
    asked(world, 2)
    world.clock.forward(days=DAYS - 12)
    assert prune(world["EG"]) == 0, "not yet"
    world.clock.forward(days=3)
    assert prune(world["EG"]) == 3
    assert numbers(world) == [4, 5, 6, 7]
    with world["EG"].store.read() as reader:
        assert (base_of(reader).number, chain_broken_at(reader)) == (3, None)
    report = fsck(world["EG"])
    assert (report.faults, report.log_lines) == ((), 4)
    asked(world, 1)
    assert (numbers(world), faults(world)) == ([4, 5, 6, 7, 8, 9], [])
    world.clock.forward(days=10)
    assert prune(world["EG"]) == 3
    assert prune(world["EG"]) == 0, "once a day"
    assert (numbers(world), faults(world)) == ([7, 8, 9], [])


def test_the_clock_does_it(world: World) -> None:
    asked(world, 3)
    world.clock.forward(days=DAYS + 1)
    tick(world["EG"])
    assert numbers(world)[0] == 4
    assert faults(world) == []
    world.settle()
    assert world.agree()


@pytest.mark.parametrize("most", [1, 4, 50_000])
def test_many_are_dropped_in_steps(world: World, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(log_keeping, "AT_ONCE", most)
    for lines in (3, 1, 1):
        asked(world, lines)
    world.clock.forward(days=DAYS + 1)
    assert prune(world["EG"]) == 7
    assert (numbers(world), faults(world)) == ([8], [])


def test_what_was_never_published_is_no_beginning(world: World) -> None:
    """An operator who drops more than the law lets him, or makes up where the log began, is found."""
    asked(world, 3)
    world.clock.forward(days=10)
    asked(world, 3)
    world.clock.forward(days=DAYS - 9)
    assert prune(world["EG"]) == 3
    with world["EG"].store.read() as reader:
        base, lines = base_of(reader), reader.desk.log_lines(0, 10)
    moved = structs.replace(base, number=4, hash=lines[0].hash)
    for changed in (moved, structs.replace(base, seq=base.seq + 1), Base(4, lines[0].hash)):
        _put(world, changed)
        assert faults(world) == [("log.base", str(changed.number))]
    _put(world, Base())
    assert faults(world) == [("log.chain", "1")]
    _put(world, base)
    with world["EG"].store.write() as tx:
        tx.desk.drop_log(4)
    assert faults(world) == [("log.chain", "4")]


def test_a_young_root_is_no_beginning_either(world: World) -> None:
    asked(world, 3)
    asked(world, 1)
    with world["EG"].store.read() as reader:
        root = next(one for one in reader.journal.after("EG", 0, 100) if one.envelope.header.type == "log.rooted")
        third = reader.desk.log_lines(2, 1)[0]
    _put(world, Base(3, third.hash, root.envelope.header.seq))
    with world["EG"].store.write() as tx:
        tx.desk.drop_log(3)
    assert faults(world) == [("log.base", "3")]


def _put(world: World, base: Base) -> None:
    with world["EG"].store.write() as tx:
        tx.desk.put_meta(BASE, msgspec.json.encode(base).decode())


def test_what_commissioners_opened_is_kept_as_long_and_no_longer(world: World) -> None:
    """Their chain is published nowhere; it goes from its beginning all the same."""
    node, who = world["OC"], world.actor("OC", "commissioner")
    for number in range(3):
        openings.opened(node, who, f"a-{number:024x}")
    world.clock.forward(days=20)
    openings.opened(node, who, f"a-{3:024x}")
    world.clock.forward(days=DAYS - 10)
    assert prune(node) == 3
    openings.opened(node, who, f"a-{4:024x}")
    with node.store.read() as reader:
        assert [one.number for one in openings.openings(reader.desk)] == [4, 5]
        assert openings.broken_at(reader.desk) is None
        assert reader.desk.meta("openings:000000000002") == ""
    with node.store.write() as tx:
        tx.desk.put_meta("openings:000000000004", "")
        assert openings.broken_at(tx.desk) == 4
