"""Order and duplicates do not matter: whatever way a history arrives, it makes the same state (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.app.digest import digests
from mithaq.app.erase import erase_due
from mithaq.app.node import Node
from mithaq.app.replicate import fetch, take
from mithaq.testing.world import World
from tests.support.history import MEMBERS, journals, played

LOOKING_ON = ("MA", "OC")
"""A state that is no party of anything, and the commission, which reads nearly all: neither holds payloads of its own."""

Row = tuple[str, tuple[object, ...]]


@cache
def expected(member: str) -> tuple[str, list[Row]]:
    """What the member that lived through it all has."""
    node = played()[member]
    return digests(node).everything, sorted(node.store.derived(), key=repr)


def newcomer(member: str) -> tuple[World, Node]:
    """A node of the same member, with its key, on an empty disk."""
    world = World(played().seed, MEMBERS)
    world.clock.forward(seconds=(played().clock.now() - world.clock.now()).total_seconds())
    node = world[member]
    node.network = played().hub.seen_by(member)
    return world, node


class Step:
    """One thing that arrives: a piece of somebody's journal, from a bit before where it should begin, perhaps shuffled."""

    def __init__(self, member: str, before: int, length: int, shuffled: int) -> None:
        self.member, self.before, self.length, self.shuffled = member, before, length, shuffled

    def __repr__(self) -> str:
        return f"Step({self.member!r}, {self.before}, {self.length}, {self.shuffled})"

    def wires(self, held: int) -> tuple[bytes, ...]:
        start = max(0, held - self.before)
        found = list(journals()[self.member][start : start + self.length])
        if self.shuffled:
            found += found[:3]
            Random(self.shuffled).shuffle(found)
        return tuple(found)


steps = st.builds(
    Step, st.sampled_from(MEMBERS), st.integers(-2, 6), st.integers(1, 40), st.sampled_from([0, 0, 0, 1, 2, 3])
)


def arrive(node: Node, schedule: list[Step | None]) -> None:
    """The schedule, and afterwards what is still missing. `None`: payloads are fetched now."""
    for step in [*schedule, *_rest()]:
        if step is None:
            fetch(node)
        else:
            held = digests(node).heads.get(step.member, 0)
            take(node, step.member, step.wires(held))
    assert erase_due(node) == 0, "what was erased everywhere never came"


def _rest() -> Iterator[Step | None]:
    for member in reversed(MEMBERS):
        yield Step(member, 0, 10_000, 0)
    yield from (None, None)  # the second time for photos, which only a payload names


@settings(max_examples=40)
@given(st.sampled_from(LOOKING_ON), st.lists(st.one_of(steps, steps, steps, st.none()), max_size=40))
def test_any_order_repetition_and_batching_makes_the_same_node(member: str, schedule: list[Step | None]) -> None:
    world, node = newcomer(member)
    try:
        arrive(node, schedule)
        everything, rows = expected(member)
        assert digests(node).heads == digests(played()[member]).heads
        assert digests(node).everything == everything
        with node.store.read() as reader:
            assert [row.code for row in reader.journal.quarantined()] == []
        assert sorted(node.store.derived(), key=repr) == rows
    finally:
        world.close()
