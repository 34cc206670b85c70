from __future__ import annotations

import pytest

from mithaq.app import alerts, bundles
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.bundled import read_bundle
from mithaq.testing import acts
from mithaq.testing.world import World


def test_a_stranger_verifies_an_alert(world: World) -> None:
    alert = acts.circulated(world)
    data = bundles.export(world["TN"], world.actor("TN", "bureau"), alert)
    report = verify_bundle(data, world.roster)
    assert report.ok, report
    said = [event for journal in read_bundle(data).journals for event in journal.events]
    assert len(said) == 5  # drafted, approved, two reviews, circulated


def test_a_case_brings_what_it_cites(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    for code in ("TN", "EG"):
        data = bundles.export(world[code], world.actor(code, "prosecutor"), case.id)
        assert verify_bundle(data, world.roster).ok
        types = {journal.member for journal in read_bundle(data).journals}
        assert types >= {"TN", "EG"}


@pytest.mark.parametrize(("code", "role"), [("EG", "bureau"), ("GS", "reviewer"), ("OC", "commissioner")])
def test_who_may_not_read_may_not_export(world: World, code: str, role: str) -> None:
    alert = acts.drafted(world)
    world.settle()
    with pytest.raises(NotFound):
        bundles.export(world[code], world.actor(code, role), alert)


def test_a_payload_that_was_erased_is_missing_and_the_rest_verifies(world: World) -> None:
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.clock.forward(days=30)
    world.settle()
    data = bundles.export(world["TN"], world.actor("TN", "bureau"), alert)
    assert verify_bundle(data, world.roster).ok
    assert acts.person("TN").identity.primary.full.encode() not in data
