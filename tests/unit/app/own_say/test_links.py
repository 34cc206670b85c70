"""Linked alerts show on both; relatives and other audiences are refused; a link moves no effect."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts, border
from mithaq.app.own_say import links
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.identity import PersonName
from mithaq.testing import acts
from mithaq.testing.world import World


@pytest.fixture(scope="module")
def linked() -> Iterator[tuple[World, str, str]]:
    """TN and EG both want the planted person, each on its own alert; JO checks."""
    world = World(23, ("TN", "EG", "JO", "GS", "OC"))
    one = acts.circulated(world)
    other = acts.circulated(world, "EG", acts.person("TN"))
    yield world, one, other
    world.close()


def meet(world: World, code: str) -> None:
    """The bureau meets the person in a check, and with him every alert on him."""
    identity = acts.person("TN").identity
    asked = border.Check("police", name=identity.primary.full, birth=str(identity.births[0]))
    assert border.check(world[code], world.actor(code, "bureau"), asked).candidates


def effects(world: World) -> dict[str, str]:
    """What each alert allows at a post of JO, by its owner."""
    identity = acts.person("TN").identity
    asked = border.Check("border", name=identity.primary.full, birth=str(identity.births[0]))
    found = border.check(world["JO"], world.actor("JO", "border"), asked).candidates
    return {one.owner: one.action for one in found}


def seen(world: World, code: str, alert: str) -> list[str]:
    return [one.alert for one in links.of_alert(world[code], world.actor(code, "bureau"), alert)]


def test_made_by_one_owner_undone_by_the_other(linked: tuple[World, str, str]) -> None:
    world, one, other = linked
    before = effects(world)
    assert set(before) == {"TN", "EG"}
    with pytest.raises(Refusal, match=r"alert\.not_owner"):
        links.make(world["TN"], world.actor("TN", "bureau"), other, one, "document")
    with pytest.raises(Refusal, match=r"link\.not_linkable"):
        links.make(world["TN"], world.actor("TN", "bureau"), one, one, "document")
    with pytest.raises(Forbidden):
        links.make(world["TN"], world.actor("TN", "prosecutor"), one, other, "document")
    with pytest.raises(NotFound):
        links.make(world["TN"], world.actor("TN", "bureau", 2), one, other, "document")  # who has met nobody
    meet(world, "TN")
    links.make(world["TN"], world.actor("TN", "bureau"), one, other, "document")
    world.settle()
    for code in ("TN", "EG", "JO"):
        assert (seen(world, code, one), seen(world, code, other)) == ([other], [one])
    assert effects(world) == before
    with pytest.raises(Refusal, match=r"link\.none"):
        links.undo(world["EG"], world.actor("EG", "bureau"), other, other)
    links.undo(world["EG"], world.actor("EG", "bureau"), other, one)
    world.settle()
    assert [seen(world, code, id) for code in ("TN", "EG", "JO") for id in (one, other)] == [[]] * 6
    assert effects(world) == before
    assert world.agree()


def test_another_audience_is_not_linked(linked: tuple[World, str, str]) -> None:
    """Else the header of the link would tell everybody of whom a few were told."""
    world, _, other = linked
    told = alerts.draft(world["TN"], world.actor("TN", "bureau"), "wanted", acts.person("TN"), chosen=("EG",)).subject
    with pytest.raises(Forbidden):
        links.make(world["TN"], world.actor("TN", "bureau"), told, other, "document")  # not out yet
    with pytest.raises(NotFound):
        links.make(world["EG"], world.actor("EG", "bureau"), other, told, "document")
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), told, acts.newest(world, "TN", told))
    world.settle()
    for number, nationality in acts.called(world, told):
        acts.accept(world, told, number, nationality)
    world.answered(told)
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), told)
    world.settle()
    for code, own, foreign in (("TN", told, other), ("EG", other, told)):
        meet(world, code)
        with pytest.raises(Refusal, match=r"link\.audience"):
            links.make(world[code], world.actor(code, "bureau"), own, foreign, "document")


def relative(content: Wanted, given: str) -> Wanted:
    """A sibling: the same family, father and mother, another given name and another document."""
    name = content.identity.primary
    parts = name.full.split()
    sibling = structs.replace(
        content.identity, names=(PersonName(" ".join([given, *parts[1:]])),), documents=(), national_number="", photo=""
    )
    return structs.replace(content, identity=sibling)


def test_relatives_are_never_linked(linked: tuple[World, str, str]) -> None:
    world, _, _ = linked
    person = acts.person("TN")
    assert links.is_one_person(world["TN"], person, person)
    for given in ("سليم", "هيثم", "زينب"):
        assert not links.is_one_person(world["TN"], person, relative(person, given)), given
    twin = relative(person, "سليم")
    shared = structs.replace(twin, identity=structs.replace(twin.identity, documents=person.identity.documents))
    assert not links.is_one_person(world["TN"], person, shared), "a shared number does not make one person of two"
    other_day = structs.replace(person.identity, births=acts.person("TN", 2).identity.births)
    assert not links.is_one_person(world["TN"], person, structs.replace(person, identity=other_day))
