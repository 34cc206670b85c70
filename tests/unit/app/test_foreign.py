"""Another state's alert is opened by whoever met it: a check, a hit or a case, and no id alone."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app import alerts, compare, lists, openings
from mithaq.app.border import Check, check
from mithaq.app.node import Actor
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.testing.world import World

PICTURE = demo_photo(1)
NAME = acts.person("TN").identity.primary.full


def opens(world: World, alert: str, actor: Actor, code: str = "EG") -> bool:
    try:
        return lists.alert_page(world[code], actor, alert).content is not None
    except NotFound:
        return False


@pytest.fixture
def alert(world: World) -> str:
    return acts.circulated(world)


def test_an_id_alone_opens_nothing(world: World, alert: str) -> None:
    assert not opens(world, alert, world.actor("EG", "bureau"))
    with pytest.raises(NotFound):
        lists.photo(world["EG"], world.actor("EG", "prosecutor"), alert)
    with pytest.raises(NotFound):
        lists.review_page(world["EG"], world.actor("EG", "judge"), alert)


def test_its_owner_its_reviewers_and_the_commission_open_it(world: World, alert: str) -> None:
    assert opens(world, alert, world.actor("TN", "bureau"), "TN")
    assert opens(world, alert, world.actor("GS", "reviewer"), "GS")
    assert opens(world, alert, world.actor("OC", "commissioner"), "OC")


def test_the_officer_whose_check_met_it_opens_it_for_a_shift(world: World, alert: str) -> None:
    officer, colleague = world.actor("EG", "bureau"), world.actor("EG", "bureau", 2)
    check(world["EG"], officer, Check("border", name=NAME))
    assert opens(world, alert, officer)
    assert not opens(world, alert, colleague)
    world.clock.forward(hours=12, seconds=1)
    assert not opens(world, alert, officer)


def test_the_next_person_who_is_met_takes_the_place_of_the_last(world: World, alert: str) -> None:
    other = acts.circulated(world, content=acts.person("TN", 2))
    officer = world.actor("EG", "bureau")
    for number in (1, 2):
        check(world["EG"], officer, Check("border", name=acts.person("TN", number).identity.primary.full))
    assert (opens(world, alert, officer), opens(world, other, officer)) == (False, True)


def test_a_hit_opens_it_for_the_state_that_made_it(world: World, alert: str) -> None:
    now = text(world.clock.now())
    stopped_on(world["EG"], world.actor("EG", "border"), alert, now, now)
    assert opens(world, alert, world.actor("EG", "prosecutor"))
    assert not opens(world, alert, world.actor("JO", "prosecutor"), "JO")


def test_a_case_opens_it_for_its_parties(world: World, alert: str) -> None:
    acts.case_until(world, CaseState.REQUESTED, alert=alert)
    assert opens(world, alert, world.actor("EG", "judge"))
    assert not opens(world, alert, world.actor("JO", "judge"), "JO")


def shown(world: World, code: str, actor: Actor, entry: str) -> bytes | None:
    try:
        return compare.portrait(world[code], actor, entry)
    except NotFound:
        return None


def with_portrait(world: World) -> str:
    content = acts.person("TN")
    photo = alerts.add_photo(world["TN"], world.actor("TN", "bureau"), PICTURE)
    return acts.circulated(world, content=msgspec.structs.replace(content, identity=_with(content.identity, photo)))


def _with(identity: Identity, photo: str) -> Identity:
    return msgspec.structs.replace(identity, photo=photo)


def test_a_portrait_is_for_who_met_the_person_for_a_shift_and_leaves_a_line(world: World) -> None:
    alert = with_portrait(world)
    for code, role in (("EG", "border"), ("EG", "bureau"), ("GS", "reviewer"), ("OC", "commissioner"), ("OC", "clerk")):
        assert shown(world, code, world.actor(code, role), alert) is None, role
    assert shown(world, "TN", world.actor("TN", "border"), alert) == PICTURE, "the own state's"
    for code, role in (("EG", "border"), ("OC", "clerk")):
        check(world[code], world.actor(code, role), Check("border", name=NAME))
        assert shown(world, code, world.actor(code, role), alert) == PICTURE
    assert shown(world, "EG", world.actor("EG", "border", 2), alert) is None, "a colleague's check is not his"
    with world["EG"].store.read() as reader:
        size, _ = reader.desk.log_head()
        (line,) = reader.desk.log_lines(size - 1, 1)
    assert (line.action, line.reference, line.officer) == (openings.ACTION, alert, world.actor("EG", "border").id)
    world.clock.forward(hours=12, seconds=1)
    assert shown(world, "EG", world.actor("EG", "border"), alert) is None


def test_what_an_earlier_release_kept_of_a_check_is_forgotten(world: World, alert: str) -> None:
    node, officer = world["EG"], world.actor("EG", "bureau")
    old = msgspec.json.encode({"at": text(world.clock.now()), "alerts": [alert]}).decode()
    with node.store.write() as tx:
        tx.desk.put_meta(f"met.{officer.id}", old)
    assert not opens(world, alert, officer)
    check(node, officer, Check("border", name=NAME))
    assert opens(world, alert, officer)
    with node.store.read() as reader:
        assert not reader.desk.meta(f"met.{officer.id}")
