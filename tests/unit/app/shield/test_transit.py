"""A transit is met like a request: the person whom somebody protects is not carried through a third state unseen."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, transits
from mithaq.app.shield import desk, lodging
from mithaq.domain.case.states import CaseState
from mithaq.domain.identity import Document
from mithaq.domain.shield.lodging import Protection
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.test_transits import Passage

HIDDEN = acts.person("TN", 7)


class AsAnother(Passage):
    """The transit of somebody else under a case that was granted on the harmless one, by a node that does not compare."""

    def _request(self) -> str:
        self.main.content = HIDDEN
        with pytest.MonkeyPatch.context() as changed:
            changed.setattr(transits, "check_as_reviewed", lambda paper, reviewed: None)
            return super()._request()


def state(world: World, alert: str) -> str:
    with world["JO"].store.read() as reader:
        fold = alerts.load(reader, alert)
    assert fold is not None
    return fold.state


@pytest.mark.parametrize("kind", ["transit.requested", "transit.notified"])
def test_a_transit_that_meets_a_protection_stops_the_alert_it_rests_on(world: World, kind: str) -> None:
    main = acts.case_until(world, CaseState.DATED)
    lodging.lodge(world["OC"], world.actor("OC", "commissioner"), Protection("granted", "unhcr", HIDDEN.identity))
    world.settle()
    assert state(world, main.alert) == "circulated"
    passage = AsAnother(main, kind)
    (look,) = [
        one for one in desk.looks(world["OC"], world.actor("OC", "commissioner", 2, "SD")) if one.subject == passage.id
    ]
    assert (look.kind, look.owner, look.met[0].register, look.answer) == ("case", "TN", "protection", "withheld")
    assert state(world, main.alert) == "refused"
    assert desk.looks(world["OC"], world.actor("OC", "commissioner", 3, "TN")) == []


def test_a_transit_that_meets_nobody_goes_on(world: World) -> None:
    main = acts.case_until(world, CaseState.DATED)
    other = structs.replace(HIDDEN.identity, documents=(Document("SYN900"),))
    lodging.lodge(world["OC"], world.actor("OC", "commissioner"), Protection("granted", "unhcr", other))
    world.settle()
    passage = Passage(main)
    found = desk.looks(world["OC"], world.actor("OC", "commissioner"))
    assert passage.id not in [one.subject for one in found]
    assert state(world, main.alert) == "circulated"
