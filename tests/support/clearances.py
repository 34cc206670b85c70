"""A namesake from his application to his certificate, as the commission's node makes them."""

from __future__ import annotations

from mithaq.app import clearances, remedies
from mithaq.app.node import Actor
from mithaq.domain.clearance import Certificate
from mithaq.domain.identity import Document, Identity, PartialDate, PersonName
from mithaq.domain.remedy import papers
from mithaq.testing.world import World
from tests.support.orders import employ

PASSPORT = "N7301182"
FILING = papers.Filing("synthetic namesake", "لست هذا الشخص", "ar", nationality="JO")
RULING = papers.Ruling("ليس هو")


def namesake(sought: Identity, number: str = PASSPORT) -> Identity:
    """Somebody who shares name, sex and birth date with the person sought, and no paper."""
    births = sought.births or (PartialDate(1980, 1, 2),)
    return Identity((PersonName(sought.primary.full),), sought.sex, births, documents=(Document(number),))


def decided(world: World, alert: str, ground: str = "other_person", *, link: bool = True) -> str:
    """An application that a panel has decided: its id."""
    node, clerk, first = world["OC"], world.actor("OC", "clerk"), world.actor("OC", "commissioner")
    judges = _commissioners(world) or employ(world)
    subject = remedies.file(node, clerk, "not_me", FILING).event.subject
    remedies.verify(node, clerk, subject, "seen_in_person")
    if link:
        remedies.link(node, clerk, subject, alert)
    remedies.admit(node, first, subject)
    seats = list(remedies.seat(node, first, subject).body.seats)  # type: ignore[attr-defined]  # the body of a panel
    outcome = "granted" if ground == "other_person" else "dismissed"
    remedies.propose(node, judges[seats[0]], subject, outcome, ground, RULING)  # type: ignore[arg-type]  # one of the two
    remedies.vote(node, judges[seats[1]], subject, agrees=True)
    return subject


def _commissioners(world: World) -> dict[str, Actor]:
    """Those who are on the desk of the commission's node already."""
    with world["OC"].store.read() as reader:
        rows = [row for row in reader.desk.officers() if row.role == "commissioner"]
    return {row.id: Actor(row.id, row.login, row.role, row.post, row.authority, row.nationality) for row in rows}


def certified(world: World, alert: str, holder: Identity) -> tuple[str, Certificate]:
    """A certificate that every node holds: its id, and what it says."""
    remedy = decided(world, alert)
    subject = clearances.issue_for(world["OC"], world.actor("OC", "commissioner"), remedy, holder, agreed=True).subject
    world.settle()
    said = clearances.read(world["OC"], world.actor("OC", "commissioner"), subject).said
    assert said is not None
    return subject, said
