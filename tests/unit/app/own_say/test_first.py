"""At the post: alerts on one person stand together, the arrest first, and each allows what it allowed alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import alerts, border
from mithaq.app.border import Check
from mithaq.app.candidates import Candidate
from mithaq.app.own_say import links
from mithaq.domain.content import Missing
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import document


@pytest.fixture(scope="module")
def told() -> Iterator[tuple[World, str, str]]:
    """EG misses whom TN wants; the missing person was entered first."""
    world = World(41, ("TN", "EG", "JO", "GS", "OC"))
    missing = Missing(acts.person("TN").identity, "a synthetic reporter", "SYN-1", "threatened", relation="other")
    node, bureau = world["EG"], world.actor("EG", "bureau")
    lost = alerts.draft(node, bureau, "missing_adult", missing).subject
    alerts.approve(node, world.actor("EG", "prosecutor"), lost, acts.newest(world, "EG", lost))
    world.settle()
    acts.accept(world, lost)
    world.answered(lost)
    alerts.circulate(node, bureau, lost)
    world.settle()
    wanted = acts.circulated(world)
    yield world, lost, wanted
    world.close()


def found(world: World, **asked: str) -> list[Candidate]:
    return list(border.check(world["JO"], world.actor("JO", "border"), Check("border", **asked)).candidates)


def by_name(world: World) -> list[Candidate]:
    identity = acts.person("TN").identity
    return found(world, name=identity.primary.full, birth=str(identity.births[0]))


def test_by_the_same_number_the_arrest_comes_first_and_says_why(told: tuple[World, str, str]) -> None:
    world, _, _ = told
    first, second = found(world, document=document(acts.person("TN")))
    assert (first.kind, second.kind) == ("wanted", "missing_adult")
    assert (first.beside, second.beside) == (("missing_adult",), ("wanted",))


def test_by_name_only_what_their_owners_linked_is_one_person(told: tuple[World, str, str]) -> None:
    world, lost, wanted = told
    before = {one.alert: one for one in by_name(world)}
    assert set(before) == {lost, wanted}
    assert all(one.beside == () for one in before.values())
    identity = acts.person("TN").identity
    met = Check("police", name=identity.primary.full, birth=str(identity.births[0]))
    assert len(border.check(world["TN"], world.actor("TN", "bureau"), met).candidates) == 2
    links.make(world["TN"], world.actor("TN", "bureau"), wanted, lost, "national_number")
    world.settle()
    first, second = by_name(world)
    assert (first.alert, second.alert) == (wanted, lost)
    assert (first.beside, second.beside) == (("missing_adult",), ("wanted",))
    for one in (first, second):
        assert (one.action, one.klass, one.flag) == (before[one.alert].action, before[one.alert].klass, None)
    links.undo(world["EG"], world.actor("EG", "bureau"), lost, wanted)
    world.settle()
    assert {one.alert: one for one in by_name(world)} == before
