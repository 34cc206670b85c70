from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, imports, reviews
from mithaq.app.imports import Imported
from mithaq.app.ports.faults import StoreFault
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity, PersonName
from mithaq.testing.world import World
from tests.unit.app.asking import ask, heads

FILE = "f1" * 32


def notice(number: int, name: str = "", **more: str) -> SanctionsNotice:
    """An invented individual of an invented list."""
    person = Identity((PersonName(name or f"Synthetic Zzyx{number} Qwfp{number}"),))
    return SanctionsNotice(
        person, f"src-{number}", f"QDi.{number}", "QD", "2020-01-01", comment=more.get("comment", "")
    )


LIST = [notice(number) for number in range(1, 5)]


def take_over(world: World, code: str, notices: list[SanctionsNotice], file: str = FILE) -> Imported:
    role = "reviewer" if code == "GS" else "bureau"
    return imports.import_notices(world[code], world.actor(code, role, 1, "DZ"), notices, file)


def publish(world: World, batches: tuple[str, ...]) -> None:
    """A second officer of the Secretariat reviews them, and they circulate."""
    node, first, second = world["GS"], world.actor("GS", "reviewer", 1, "DZ"), world.actor("GS", "reviewer", 2, "KW")
    for batch in batches:
        with node.store.read() as reader:
            alert = alerts.load(reader, batch)
        assert alert is not None
        assert alert.newest is not None
        reviews.accept(node, second, batch, alert.newest.content)
        alerts.circulate(node, first, batch)
    world.settle()


def found(world: World, code: str, one: SanctionsNotice) -> list[str]:
    """Whose notices a check by this name meets."""
    return [candidate.owner for candidate in ask(world, code, name=one.identity.primary.full).candidates]


def test_a_states_import_stays_with_the_state(world: World) -> None:
    done = take_over(world, "EG", LIST)
    assert (done.individuals, done.added, done.changed, done.withdrawn, done.unchanged) == (4, 4, 0, 0, 0)
    world.settle()
    assert found(world, "EG", LIST[0]) == ["EG"]
    for code in ("TN", "JO", "GS", "OC"):
        with world[code].store.read() as reader:
            assert [reader.payloads.of(batch) for batch in done.batches] == [{}]
    assert found(world, "TN", LIST[0]) == []
    assert world.agree()


def test_the_secretariats_import_circulates_after_a_second_officers_review(world: World) -> None:
    done = take_over(world, "GS", LIST)
    world.settle()
    assert found(world, "TN", LIST[0]) == []
    publish(world, done.batches)
    for code in ("TN", "EG", "JO"):
        assert [found(world, code, one) for one in LIST] == [["GS"]] * 4
    (candidate,) = ask(world, "TN", name=LIST[0].identity.primary.full).candidates
    assert candidate.action == "inform"


@pytest.mark.parametrize("code", ["EG", "GS"])
def test_importing_the_same_list_again_changes_nothing(world: World, code: str) -> None:
    take_over(world, code, LIST)
    before = heads(world)
    again = take_over(world, code, list(reversed(LIST)), "f2" * 32)
    assert (again.added, again.changed, again.withdrawn, again.unchanged, again.batches) == (0, 0, 0, 4, ())
    assert heads(world) == before


def test_a_newer_list_adds_changes_and_withdraws(world: World) -> None:
    take_over(world, "EG", LIST)
    newer = [notice(1), notice(2, "Synthetic Renamed Vbnm"), notice(5), notice(3)]
    done = take_over(world, "EG", newer, "f2" * 32)
    assert (done.added, done.changed, done.withdrawn, done.unchanged) == (1, 1, 1, 2)
    assert [found(world, "EG", one) for one in newer] == [["EG"]] * 4
    assert found(world, "EG", notice(2)) == []
    assert found(world, "EG", notice(4)) == []
    again = take_over(world, "EG", newer, "f2" * 32)
    assert (again.added, again.changed, again.withdrawn, again.unchanged) == (0, 0, 0, 4)


def test_a_changed_notice_of_the_secretariat_replaces_the_old_one_when_it_circulates(world: World) -> None:
    publish(world, take_over(world, "GS", LIST).batches)
    world.clock.forward(days=1)
    renamed = [structs.replace(notice(1, "Synthetic Renamed Vbnm")), *LIST[1:]]
    done = take_over(world, "GS", renamed, "f2" * 32)
    world.settle()
    assert (done.changed, done.unchanged) == (1, 3)
    assert found(world, "TN", LIST[0]) == ["GS"], "the old one holds until the new one circulates"
    publish(world, done.batches)
    assert (found(world, "TN", LIST[0]), found(world, "TN", renamed[0])) == ([], ["GS"])
    assert take_over(world, "GS", renamed, "f2" * 32).unchanged == 4


def test_a_circulated_notice_replaces_local_copies(world: World) -> None:
    take_over(world, "EG", LIST)
    assert found(world, "EG", LIST[0]) == ["EG"]
    publish(world, take_over(world, "GS", LIST).batches)
    assert [found(world, "EG", one) for one in LIST] == [["GS"]] * 4
    assert take_over(world, "EG", LIST) == Imported(4, 0, 0, 0, 4, ())
    assert world.agree()


def test_own_notices_are_not_read_while_none_is_circulated(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    take_over(world, "EG", [notice(1)])
    monkeypatch.setattr(imports, "own_notices", lambda *asked: pytest.fail("a million notices would be read"))
    assert imports.supersede(world["EG"]) == 0


def test_who_was_delisted_is_found_nowhere(world: World) -> None:
    publish(world, take_over(world, "GS", LIST).batches)
    done = take_over(world, "GS", LIST[1:], "f2" * 32)
    world.settle()
    assert done.withdrawn == 1
    assert [found(world, code, LIST[0]) for code in ("TN", "EG", "JO")] == [[], [], []]
    assert found(world, "TN", LIST[1]) == ["GS"]


@pytest.mark.parametrize("step", ["before_commit", "append"])
def test_all_or_nothing(world: World, step: str) -> None:
    take_over(world, "EG", LIST)
    before = heads(world)["EG"]
    world.disks["EG"].fail(step)
    with pytest.raises(StoreFault):
        take_over(world, "EG", [notice(number) for number in range(2, 9)], "f2" * 32)
    assert heads(world)["EG"] == before
    assert found(world, "EG", LIST[0]) == ["EG"]
    assert found(world, "EG", notice(8)) == []


def test_a_list_without_anybody_is_refused(world: World) -> None:
    take_over(world, "EG", LIST)
    with pytest.raises(Refusal, match=r"list\.empty"):
        take_over(world, "EG", [], "f2" * 32)
    assert found(world, "EG", LIST[0]) == ["EG"]


def test_a_long_list_comes_in_several_batches(world: World) -> None:
    many = [notice(number) for number in range(1001)]
    done = take_over(world, "EG", many)
    assert (done.added, len(done.batches)) == (1001, 2)
    assert take_over(world, "EG", many).unchanged == 1001
