"""While hidden no other state's post, page or prosecutor sees the alert; a freeze, a clock and an application do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import alerts, border, cases, commission, compare, hits, lists, remedies
from mithaq.app.border import Check
from mithaq.app.own_say import hiding
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.domain.own_say.hiding import Authorisation
from mithaq.domain.remedy.papers import Filing
from mithaq.testing import acts
from mithaq.testing.world import World

PAPER = Authorisation("a synthetic court", "1/2026", "2026-11-20")


@pytest.fixture
def told() -> Iterator[tuple[World, str]]:
    world = World(29, ("TN", "EG", "GS", "OC"))
    yield world, acts.circulated(world)
    world.close()


def found(world: World, code: str, role: str = "border") -> int:
    identity = acts.person("TN").identity
    asked = Check("border", name=identity.primary.full, birth=str(identity.births[0]))
    return len(border.check(world[code], world.actor(code, role), asked).candidates)


def hide(world: World, alert: str) -> None:
    hiding.hide(world["TN"], world.actor("TN", "judge"), alert, PAPER)


def test_hidden_everywhere_before_the_call_returns_and_shown_again_by_the_clock(told: tuple[World, str]) -> None:
    world, alert = told
    now, bureau = text(world.clock.now()), world.actor("EG", "bureau")
    hits.open_hit(world["EG"], world.actor("EG", "border"), alert, now, now)  # so that this state has business with it
    assert lists.alert_page(world["EG"], bureau, alert).alert.id == alert
    with pytest.raises(Forbidden):
        hiding.hide(world["TN"], world.actor("TN", "prosecutor"), alert, PAPER)
    ordered = hiding.hide(world["TN"], world.actor("TN", "judge"), alert, PAPER)
    assert ordered.pushed.confirmed == ("EG", "GS", "OC")
    assert [found(world, code) for code in ("TN", "EG")] == [1, 0]
    assert (found(world, "GS", "reviewer"), found(world, "OC", "commissioner")) == (0, 1)
    with pytest.raises(NotFound):
        hits.open_hit(world["EG"], world.actor("EG", "border"), alert, now, now)
    with pytest.raises(NotFound):
        compare.portrait(world["EG"], world.actor("EG", "border"), alert)
    with pytest.raises(NotFound):
        lists.alert_page(world["EG"], bureau, alert)
    assert lists.alert_page(world["TN"], world.actor("TN", "bureau"), alert).alert.own_say.hidings
    world.clock.forward(hours=48)
    assert found(world, "EG") == 1, "it ends with the clock, though nothing was said"
    assert lists.alert_page(world["EG"], bureau, alert).alert.id == alert


def test_its_owner_shows_it_again(told: tuple[World, str]) -> None:
    world, alert = told
    hide(world, alert)
    hiding.show(world["TN"], world.actor("TN", "bureau"), alert)
    assert found(world, "EG") == 1
    with pytest.raises(Refusal, match=r"hiding\.none"):
        hiding.show(world["TN"], world.actor("TN", "bureau"), alert)


def test_only_three_times_in_all(told: tuple[World, str]) -> None:
    world, alert = told
    for _ in range(3):
        hide(world, alert)
        world.clock.forward(hours=49)
    with pytest.raises(Refusal, match=r"hiding\.too_often"):
        hide(world, alert)
    assert found(world, "EG") == 1


def test_the_commission_reads_the_authorisation_and_nobody_else(told: tuple[World, str]) -> None:
    world, alert = told
    hide(world, alert)
    world.settle()
    for code, reads in (("TN", True), ("OC", True), ("EG", False), ("GS", False)):
        with world[code].store.read() as reader:
            fold = alerts.load(reader, alert)
        assert fold is not None
        assert bool(hiding.authorisations(world[code], fold)) == reads, code


@pytest.mark.parametrize("paper", [
    Authorisation("", "1/2026", "2026-11-20"), Authorisation("court", "1", "2026-02-31"),
    Authorisation("court", "1", "2199-01-01"),
])  # fmt: skip
def test_without_a_decision_nothing_is_hidden(told: tuple[World, str], paper: Authorisation) -> None:
    world, alert = told
    with pytest.raises(Refusal):
        hiding.hide(world["TN"], world.actor("TN", "judge"), alert, paper)
    assert found(world, "EG") == 1


def test_a_freeze_and_an_application_are_not_hidden(told: tuple[World, str]) -> None:
    world, alert = told
    hide(world, alert)
    filing = Filing("synthetic person", "synthetic words", "en")
    filed = remedies.file(world["OC"], world.actor("OC", "clerk"), "access", filing).event.subject
    remedies.verify(world["OC"], world.actor("OC", "clerk"), filed, "seen_in_person")
    remedies.link(world["OC"], world.actor("OC", "clerk"), filed, alert)
    frozen = commission.freeze(world["OC"], world.actor("OC", "commissioner"), alert, "freeze_application")
    assert frozen.pushed.confirmed == ("EG", "GS", "TN")
    assert found(world, "TN") == 0
    world.clock.forward(hours=49)
    assert found(world, "EG") == 0, "the hiding is over, the freeze is not"
    with pytest.raises(Refusal, match=r"alert\.stopped"):
        hide(world, alert)


def test_nobody_is_asked_for_nor_arrested_on_what_is_hidden_and_a_clock_goes_on(told: tuple[World, str]) -> None:
    world, alert = told
    case = acts.case_until(world, CaseState.REQUESTED, alert=alert)
    hide(world, alert)
    with pytest.raises(Refusal, match=r"alert\.hidden"):
        case.admit()
    with pytest.raises(Refusal, match=r"alert\.hidden"):
        acts.CaseActs(world, alert)
    hiding.show(world["TN"], world.actor("TN", "judge"), alert)
    world.settle()
    case.admit()
    hide(world, alert)
    with pytest.raises(Refusal, match=r"alert\.hidden"):
        case.arrest()
    world.clock.forward(hours=49)
    case.arrest()
    hide(world, alert)
    world.clock.forward(days=31)
    world.settle()
    view = cases.read(world["EG"], world.actor("EG", "prosecutor"), case.id)
    assert str(view.case.state) == "release_due", "the clock of whoever was arrested runs as ever"
