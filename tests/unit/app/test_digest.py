from __future__ import annotations

from mithaq.app import alerts, hits
from mithaq.app.digest import digests
from mithaq.domain.case.states import CaseState
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.unit.app.asking import ask


def test_nodes_that_hold_the_same_agree(world: World) -> None:
    acts.case_until(world, CaseState.INFORMED)
    acts.drafted(world, content=acts.person("TN", 2))
    assert not world.agree()
    world.settle()
    assert world.agree()


def test_every_statement_changes_the_digest_of_everything(world: World) -> None:
    seen = {digests(world["TN"]).everything}
    alert = acts.drafted(world)
    seen.add(digests(world["TN"]).everything)
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    seen.add(digests(world["TN"]).everything)
    assert len(seen) == 3


def test_only_what_circulates_changes_the_digest_of_what_all_may_read(world: World) -> None:
    empty = digests(world["TN"]).circulated
    alert = acts.reviewed(world)
    assert digests(world["TN"]).circulated == empty
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    full = digests(world["TN"]).circulated
    assert full != empty
    assert digests(world["EG"]).circulated == empty, "not there yet"
    world.settle()
    assert {digests(node).circulated for node in world.nodes.values()} == {full}
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    assert {digests(node).circulated for node in world.nodes.values()} == {empty}


def test_what_is_local_is_in_no_digest(world: World) -> None:
    """Searches, hits that were not released, tasks, quarantine: nothing of it can be seen in a digest."""
    alert = acts.circulated(world)
    before = digests(world["EG"])
    ask(world, "EG", name="nobody")
    now = text(world.clock.now())
    hit = stopped_on(world["EG"], world.actor("EG", "border"), alert, now, now)
    hits.confirm(world["EG"], world.actor("EG", "border"), hit.id, "document")
    assert digests(world["EG"]) == before


def test_a_node_that_lacks_a_payload_shows_it(world: World) -> None:
    alert = acts.circulated(world)
    with world["EG"].store.write() as tx:
        tx.register.leave([alert])
    assert digests(world["EG"]).everything == digests(world["TN"]).everything
    assert digests(world["EG"]).circulated != digests(world["TN"]).circulated
