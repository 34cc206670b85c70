"""An application for erasure that waits for its decision."""

from __future__ import annotations

from collections.abc import Callable

from mithaq.app import remedies
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.events import Outcome
from mithaq.testing.world import World
from tests.support.orders import employ

FILING = papers.Filing(name="x y z", words="synthetic", language="en", nationality="EG")


def decided(world: World, alert: str, outcome: Outcome = "granted") -> Callable[[], None]:
    """File, verify, link and admit an application about this alert; what is returned lets a panel decide it."""
    node, clerk, judges = world["OC"], world.actor("OC", "clerk"), employ(world)
    commissioner = world.actor("OC", "commissioner")
    subject = remedies.file(node, clerk, "erasure", FILING).event.subject
    remedies.verify(node, clerk, subject, "seen_in_person")
    remedies.link(node, clerk, subject, alert)
    remedies.admit(node, commissioner, subject)
    world.settle()

    def decide() -> None:
        seats = list(remedies.seat(node, commissioner, subject).body.seats)  # type: ignore[attr-defined]  # a panel's body
        erase = "erase_no_basis" if outcome == "granted" else ""
        remedies.propose(
            node, judges[seats[0]], subject, outcome, "alert_unfounded", papers.Ruling("synthetic", erase=erase)
        )
        remedies.vote(node, judges[seats[1]], subject, agrees=True)
        world.settle()

    return decide
