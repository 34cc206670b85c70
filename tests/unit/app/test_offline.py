"""A copy for a post without a line: what is in it, what is not, and that whoever made it does not know its marks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from mithaq.app import alerts, canaries, holders, offline
from mithaq.domain.content import Vehicle
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.instant import text
from mithaq.journal import offline as file
from mithaq.journal.encoding import from_b64url
from mithaq.journal.errors import Refused
from mithaq.journal.seal import open_canary
from mithaq.search.exact import normal_document, normal_plate
from mithaq.testing import acts
from mithaq.testing.world import World

CAR = Vehicle("EG", "7/2026", "KX 4711 TN", "WVWZZZ1JZXW000001")


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Tunisia seeks a person, Egypt another one and a car."""
    found = World(5, ("TN", "EG", "GS", "OC"))
    acts.circulated(found)
    acts.circulated(found, "EG", acts.person("EG", 1))
    thing(found, CAR)
    yield found
    found.close()


def thing(world: World, car: Vehicle) -> None:
    """A stolen car of Egypt, in force everywhere."""
    node, bureau = world["EG"], world.actor("EG", "bureau")
    alert = alerts.draft(node, bureau, "vehicle", car)
    alerts.approve(node, world.actor("EG", "prosecutor"), alert.subject, alert.content)
    world.settle()
    for number, nationality in acts.called(world, alert.subject) or acts.REVIEWERS[:1]:
        acts.accept(world, alert.subject, number, nationality)
    world.answered(alert.subject)
    alerts.circulate(node, bureau, alert.subject)
    world.settle()


@pytest.fixture(scope="module")
def holder(world: World) -> str:
    return acts.holder(world, kind="offline")


@pytest.fixture(scope="module")
def made(world: World, holder: str) -> offline.Made:
    return offline.make(world["TN"], world.actor("TN", "bureau"), holder)


def says(made: offline.Made, field: str, value: str) -> str | None:
    head, rows = file.read(made.data)
    return file.find(rows, file.Locked(file.code_of(made.code), head.salt), (field, value))


def numbers_of(owner: str) -> list[str]:
    identity = acts.person(owner, 1).identity
    return [normal_document(one.number) for one in identity.documents]


def test_things_of_everybody_and_documents_of_ones_own_persons(made: offline.Made) -> None:
    assert says(made, "plate", normal_plate(CAR.plate)) == "vehicle EG seize_with_receipt -"
    assert numbers_of("TN")
    assert {says(made, "document", number) for number in numbers_of("TN")} == {"wanted TN call_bureau -"}


def test_no_person_of_another_state_in_any_form(made: offline.Made) -> None:
    assert numbers_of("EG")
    assert {says(made, "document", number) for number in numbers_of("EG")} == {None}
    for person in (acts.person("TN", 1), acts.person("EG", 1)):
        for name in person.identity.names:
            assert name.full.encode() not in made.data


def test_the_file_is_noise_without_its_code_and_ends_with_its_holder(world: World, made: offline.Made) -> None:
    head, rows = file.read(made.data, world.roster)
    other = file.Locked(bytes(15), head.salt)
    assert file.find(rows, other, ("document", numbers_of("TN")[0])) is None
    assert head.expires_at == text(world.clock.now() + timedelta(hours=48))
    assert len(rows) == file.ROW_BYTES * (head.count + canaries.MARKS + canaries.NUMBERS)


def test_an_end_cannot_be_written_over(world: World, made: offline.Made) -> None:
    year = text(world.clock.now())[:4].encode()
    changed = made.data.replace(b'expires_at\\":\\"' + year, b'expires_at\\":\\"2999')
    assert changed != made.data
    with pytest.raises(Refused):
        file.read(changed, world.roster)


def test_only_a_living_holder_of_that_kind_and_only_who_may(world: World, holder: str) -> None:
    node = world["TN"]
    for who, id in (("bureau", ""), ("bureau", acts.holder(world))):
        with pytest.raises(Refusal) as told:
            offline.make(node, world.actor("TN", who), id)
        assert told.value.code == "holder.none"
    with pytest.raises(Forbidden):
        offline.make(node, world.actor("TN", "border"), holder)


def recognised(world: World, data: bytes, role: str = "commissioner") -> list[canaries.Recognised]:
    key = world.seal_private["commission"]
    return canaries.look(world["OC"], world.actor("OC", role), data, lambda box: open_canary(box, key))


def test_the_commission_knows_whose_copy_leaked(world: World, holder: str, made: offline.Made) -> None:
    second = acts.holder(world, kind="offline", secret="B" * 42 + "A")
    other = offline.make(world["TN"], world.actor("TN", "bureau"), second)
    world.settle()
    (whole,) = recognised(world, made.data)
    assert (whole.holder, whole.whole, whole.marks) == (holder, True, canaries.MARKS)
    (half,) = recognised(world, other.data[len(other.data) // 2 :])
    assert (half.holder, half.whole) == (second, False)
    assert half.marks > 0
    assert recognised(world, b"nothing of ours" * 99) == []
    with pytest.raises(Forbidden):
        recognised(world, made.data, "clerk")


def test_a_list_that_somebody_tried_out_is_known_by_numbers_that_nobody_bears(
    world: World, holder: str, made: offline.Made
) -> None:
    assert made.data
    world.settle()
    shown = holders.one(world["OC"], world.actor("OC", "commissioner"), holder)
    secret = open_canary(_box(shown), world.seal_private["commission"])
    typed = f"{canaries.numbers(secret)[0][:3]} {canaries.numbers(secret)[0][3:]}".lower()
    (found,) = recognised(world, f"list of stolen passports: A123, {typed}".encode())
    assert (found.holder, found.marks, found.numbers) == (holder, 0, 1)


def _box(shown: holders.Shown) -> bytes:
    return from_b64url(shown.hand_outs[0].canary, "canary")


def test_a_test_says_that_it_is_one(world: World, holder: str, made: offline.Made) -> None:
    world.settle()
    shown = holders.one(world["OC"], world.actor("OC", "commissioner"), holder)
    secret = open_canary(_box(shown), world.seal_private["commission"])
    told = {says(made, "document", number) for number in canaries.numbers(secret)}
    assert told == {"travel_document TN call_bureau test"}
