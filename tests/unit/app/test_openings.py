"""What another member's alert says is opened one at a time, with a line each, before it is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import lists, openings
from mithaq.app.foreign import note
from mithaq.app.ports.faults import StoreFault
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.world import World


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    found = World(5, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def alert(world: World) -> str:
    return acts.circulated(world)


def meets(world: World, alert: str, role: str) -> None:
    """An officer of Egypt's has a check that meets the alert."""
    actor = world.actor("EG", role)
    with world["EG"].write() as tx:
        note(world["EG"], tx.store, actor, [alert], text(world.clock.now()))


def lines(world: World, member: str) -> list[tuple[str, str, str]]:
    with world[member].store.read() as reader:
        size, _ = reader.desk.log_head()
        return [(one.action, one.reference, one.officer) for one in reader.desk.log_lines(0, size)]


@pytest.mark.parametrize(("member", "role"), [("EG", "bureau"), ("GS", "reviewer")])
def test_each_look_has_a_line_in_the_log(world: World, alert: str, member: str, role: str) -> None:
    meets(world, alert, "bureau")
    who, before = world.actor(member, role), lines(world, member)
    for _ in range(2):
        assert lists.alert_page(world[member], who, alert).content is not None
    assert lines(world, member)[len(before) :] == [(openings.ACTION, alert, who.id)] * 2


def test_the_owner_opens_its_own_without_one(world: World, alert: str) -> None:
    before = lines(world, "TN")
    assert lists.alert_page(world["TN"], world.actor("TN", "bureau"), alert).content is not None
    assert lines(world, "TN") == before


def test_the_commissions_stand_in_a_chain_that_nobody_counts(world: World, alert: str) -> None:
    node, who = world["OC"], world.actor("OC", "commissioner")
    before = lines(world, "OC")
    for _ in range(3):
        assert lists.alert_page(node, who, alert).content is not None
    assert lines(world, "OC") == before, "the length of the log is published"
    with node.store.read() as reader:
        found = openings.openings(reader.desk)
        assert openings.broken_at(reader.desk) is None
    assert [(one.number, one.subject, one.officer) for one in found] == [(n, alert, who.id) for n in (1, 2, 3)]
    with node.store.write() as tx:
        kept = tx.desk.meta("openings:000000000002") or ""
        tx.desk.put_meta("openings:000000000002", kept.replace(alert, "a-" + "0" * 24))
        assert openings.broken_at(tx.desk) == 3
        tx.desk.put_meta("openings:000000000002", kept)


def test_a_reviewer_opens_no_more_than_others_but_for_what_he_was_called_to(world: World) -> None:
    node, most = world["GS"], world["GS"].law.house["openings_a_day"].number
    mine = acts.approved(world, content=acts.person("TN", 2))
    numbers = [number for number, _ in acts.called(world, mine)]
    called, other = world.actor("GS", "reviewer", numbers[0]), world.actor("GS", "reviewer", 9)
    assert 9 not in numbers
    for who in (called, other):
        for number in range(most):
            openings.opened(node, who, f"a-{number:024x}")
    assert lists.alert_page(node, called, mine).content is not None
    with pytest.raises(Refusal, match=r"opening\.too_many"):
        lists.alert_page(node, other, mine)
    with node.store.read() as reader:
        (line,) = reader.desk.log_lines(reader.desk.log_head()[0] - 1, 1)
    assert (line.reference, line.officer, line.purpose) == (mine, called.id, "called")


def test_what_cannot_be_written_down_is_not_shown(world: World, alert: str) -> None:
    meets(world, alert, "bureau")
    world.disks["EG"].fail("begin")
    with pytest.raises(StoreFault):
        lists.alert_page(world["EG"], world.actor("EG", "bureau"), alert)


def test_nobody_at_a_state_opens_one_after_the_other(world: World, alert: str) -> None:
    node, clerk = world["EG"], world.actor("EG", "judge")
    rule = node.law.house["openings_a_day"]
    for number in range(rule.number):
        openings.opened(node, clerk, f"a-{number:024x}")
    meets(world, alert, "judge")
    openings.opened(node, clerk, f"a-{3:024x}")  # once more the same is no other
    before = lines(world, "EG")
    with pytest.raises(Refusal) as told:
        lists.alert_page(node, clerk, alert)
    assert told.value.code == "opening.too_many"
    assert lines(world, "EG") == before
    openings.opened(node, world.actor("EG", "prosecutor"), alert)  # another officer
    world.clock.forward(days=1)
    meets(world, alert, "judge")
    assert lists.alert_page(node, clerk, alert).content is not None
