"""Flags: locate only there, with the reason; one on a person leaves no trace outside its node."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts, border, cases, compare, erase, hits
from mithaq.app.border import Check
from mithaq.app.candidates import Candidate
from mithaq.app.own_say import flags
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instant import parse, text
from mithaq.domain.own_say.flag import Standing
from mithaq.testing import acts
from mithaq.testing.world import World


@pytest.fixture
def told() -> Iterator[tuple[World, str]]:
    world = World(31, ("TN", "EG", "JO", "GS", "OC"))
    yield world, acts.circulated(world)
    world.close()


def candidate(world: World, code: str, content: Wanted | None = None) -> Candidate:
    identity = (content or acts.person("TN")).identity
    asked = Check("border", name=identity.primary.full, birth=str(identity.births[0]))
    (found,) = border.check(world[code], world.actor(code, "border"), asked).candidates
    return found


def meet(world: World, code: str = "EG") -> None:
    """The bureau meets the person in a check: an id alone opens nothing, and flags nothing."""
    identity = acts.person("TN").identity
    asked = Check("police", name=identity.primary.full, birth=str(identity.births[0]))
    assert border.check(world[code], world.actor(code, "bureau"), asked).candidates


def holds(world: World, code: str, alert: str) -> float:
    """Hours for which a post there may hold a person on it."""
    now = text(world.clock.now())
    hit = hits.open_hit(world[code], world.actor(code, "border"), alert, now, now)
    return (parse(hit.hold_until) - parse(hit.held_from)).total_seconds() / 3600


def bound(world: World) -> None:
    """Both states consider themselves bound towards TN, so that its alerts are a ground to hold there."""
    for code in ("EG", "JO"):
        cases.state_bound(world[code], world.actor(code, "bureau"), acts.INSTRUMENT, "TN")
    world.settle()


def test_a_flag_on_one_person_locates_only_there(told: tuple[World, str]) -> None:
    world, alert = told
    bound(world)
    assert (candidate(world, "EG").action, candidate(world, "JO").action) == ("hold", "hold")
    with pytest.raises(NotFound):
        flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_judge")
    meet(world)
    flag = flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_judge")
    with pytest.raises(Refusal, match=r"flag\.stands"):
        flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_interests")
    seen = candidate(world, "EG")
    assert (seen.action, seen.flag) == ("locate_only", Standing(ground="flag_judge"))
    assert (candidate(world, "JO").action, candidate(world, "JO").flag) == ("hold", None)
    assert holds(world, "EG", alert) == 0
    assert holds(world, "JO", alert) > 0
    lifted = flags.lift_flag(world["EG"], world.actor("EG", "prosecutor"), alert, "unflag_gone")
    assert (lifted.id, lifted.lifted_by) == (flag.id, world.actor("EG", "prosecutor").id)
    assert candidate(world, "EG").action == "hold"
    with pytest.raises(Refusal, match=r"flag\.none"):
        flags.lift_flag(world["EG"], world.actor("EG", "bureau"), alert, "unflag_gone")
    assert [one.lift_ground for one in flags.listed(world["EG"], world.actor("EG", "judge")).flags] == ["unflag_gone"]
    assert flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_judge").id != flag.id


def test_who_may_flag_what(told: tuple[World, str]) -> None:
    world, alert = told
    for role in ("border", "judge"):
        with pytest.raises(Forbidden):
            flags.set_flag(world["EG"], world.actor("EG", role), alert, "flag_judge")
    with pytest.raises(Refusal, match=r"flag\.kind"):
        flags.set_flag(world["TN"], world.actor("TN", "bureau"), alert, "flag_judge")
    with pytest.raises(Refusal, match=r"ground\.unknown"):
        flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "found")
    with pytest.raises(NotFound):
        flags.set_flag(world["EG"], world.actor("EG", "bureau"), "a-00", "flag_judge")


def test_no_request_is_admitted_and_no_arrest_made_against_a_flag(told: tuple[World, str]) -> None:
    world, alert = told
    case = acts.case_until(world, CaseState.REQUESTED, alert=alert)
    flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_national_law")
    with pytest.raises(Refusal, match=r"alert\.flagged"):
        case.admit()
    flags.lift_flag(world["EG"], world.actor("EG", "bureau"), alert, "unflag_error")
    case.admit()
    flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_national_law")
    with pytest.raises(Refusal, match=r"alert\.flagged"):
        case.arrest()
    flags.lift_flag(world["EG"], world.actor("EG", "bureau"), alert, "unflag_error")
    case.arrest()
    assert case.state == CaseState.ARRESTED


def test_a_published_flag_covers_its_class_in_its_state_and_everybody_knows(told: tuple[World, str]) -> None:
    world, _ = told
    bound(world)
    person = acts.person("TN", 2)
    national = structs.replace(person, identity=structs.replace(person.identity, nationalities=("TN", "EG")))
    alert = acts.circulated(world, "TN", national)
    with pytest.raises(Refusal, match=r"flag\.class"):
        flags.publish(world["EG"], world.actor("EG", "bureau"), "whoever")
    event = flags.publish(world["EG"], world.actor("EG", "prosecutor"), "own_nationals")
    with pytest.raises(Refusal, match=r"flag\.stands"):
        flags.publish(world["EG"], world.actor("EG", "bureau"), "own_nationals")
    world.settle()
    assert world.agree()
    seen = candidate(world, "EG", national)
    assert (seen.action, seen.flag) == ("locate_only", Standing(covers="own_nationals"))
    assert candidate(world, "EG").action == "hold", "another person is not covered"
    assert candidate(world, "JO", national).action == "hold"
    now = text(world.clock.now())
    hit = hits.open_hit(world["EG"], world.actor("EG", "border"), alert, now, now)
    assert compare.of_hit(world["EG"], world.actor("EG", "border"), hit.id).flag == Standing(covers="own_nationals")
    (known,) = flags.classes(world["TN"], world.actor("TN", "bureau"))
    with world["TN"].store.read() as reader:
        fold = alerts.load(reader, alert)
        assert fold is not None
        assert flags.states_that_locate_only(reader, world["TN"], fold, national) == {"EG": "own_nationals"}
        assert flags.states_that_locate_only(reader, world["TN"], fold, person) == {}
    with pytest.raises(NotFound):
        flags.withdraw(world["JO"], world.actor("JO", "bureau"), event.subject)
    flags.withdraw(world["EG"], world.actor("EG", "bureau"), known.id)
    world.settle()
    assert candidate(world, "EG", national).action == "hold"
    assert flags.classes(world["TN"], world.actor("TN", "bureau")) == ()


def test_nothing_remembers_a_flag_once_the_alert_is_erased(told: tuple[World, str]) -> None:
    world, alert = told
    meet(world)
    flags.set_flag(world["EG"], world.actor("EG", "bureau"), alert, "flag_judge")
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=31)
    erase.erase_due(world["EG"])
    with world["EG"].store.read() as reader:
        assert reader.desk.flags() == []
