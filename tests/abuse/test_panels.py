"""From inside the commission: what a panel decides on, who sits on it, and what its decision tells."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from msgspec import structs

from mithaq.app import alerts, commission, corrections, lists, recusal, remedies
from mithaq.app.node import Actor
from mithaq.app.ports.store import Reader
from mithaq.app.registry import TYPES
from mithaq.domain import sealed
from mithaq.domain.alert import Alert
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.events import body_of
from mithaq.domain.identity import PartialDate
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.sealed import Recusal
from mithaq.journal.payload import Payload
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.abuse.plays import rests_on
from tests.support.orders import employ
from tests.support.statements import delivered, signed
from tests.unit.app.asking import renewed

ERASE = papers.Ruling("لا سند للإذاعة", erase="erase_no_basis")
PAPER = papers.Filing(name="صاحب الطلب", words="لا سند لها", language="ar", nationality="SD")


@pytest.fixture
def world() -> Iterator[World]:
    """Two owners, the Secretariat and the commission."""
    found = World(1, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


@pytest.fixture
def judges(world: World) -> Mapping[str, Actor]:
    """Commissioners of seven states."""
    return employ(world)


def refuses(code: str, act: Callable[[], object]) -> None:
    """The node refuses this on that code."""
    with pytest.raises((Refusal, Forbidden)) as told:
        act()
    assert told.value.code == code


def officer(world: World, role: str) -> Actor:
    """The commission's clerk, or a commissioner who does not sit on panels."""
    return world.actor("OC", role)


def admitted(world: World, alert: str) -> str:
    """An application for erasure about that alert, admitted."""
    node, clerk = world["OC"], officer(world, "clerk")
    subject = remedies.file(node, clerk, "erasure", PAPER).event.subject
    remedies.verify(node, clerk, subject, "seen_in_person")
    remedies.link(node, clerk, subject, alert)
    remedies.admit(node, officer(world, "commissioner"), subject)
    return subject


def seated(world: World, subject: str) -> list[str]:
    """Its panel, by lot."""
    return list(remedies.seat(world["OC"], officer(world, "commissioner"), subject).body.seats)  # type: ignore[attr-defined]  # the body of a panel


def on_the_wire(world: World, role: str, type: str, subject: str, **more: object) -> str:
    """The commission's node runs another program: it signs what ours would refuse. The statement's hash."""
    world.settle()
    envelope = signed(world, "OC", "OC", role, type, subject=subject, **more)  # type: ignore[arg-type]  # as `signed` takes them
    delivered(world, "OC", envelope)
    world.settle()
    return envelope.hash


def remedy_at(world: World, code: str, subject: str) -> Remedy:
    """The application as that member's node holds it."""
    with world[code].store.read() as reader:
        found = remedies.load(reader, subject)
    assert found is not None
    return found


def alert_at(world: World, code: str, subject: str) -> Alert:
    """The alert as that member's node holds it."""
    with world[code].store.read() as reader:
        found = alerts.load(reader, subject)
    assert found is not None
    return found


@rests_on("House rule: who votes, votes on what was proposed")
def test_another_alert_is_put_under_a_decision(world: World, judges: Mapping[str, Actor]) -> None:
    """One member proposes to erase one alert; a clerk puts another under the application before the second vote."""
    meant, other = acts.circulated(world), acts.circulated(world, "EG")
    subject = admitted(world, meant)
    first, second, _ = seated(world, subject)
    node, clerk = world["OC"], officer(world, "clerk")
    refuses("forbidden", lambda: remedies.link(node, clerk, subject, other))
    remedies.propose(node, judges[first], subject, "granted", "alert_unfounded", ERASE)
    refuses("forbidden", lambda: remedies.link(node, clerk, subject, other))
    hash = on_the_wire(world, "clerk", "remedy.linked", subject, payload=papers.encode(papers.Link(other)))
    for code in world.nodes:
        assert (hash, "forbidden") in remedy_at(world, code, subject).voids
    remedies.vote(node, judges[second], subject, agrees=True)
    world.settle()
    assert alert_at(world, "TN", meant).ended == "erasure_ordered"
    assert alert_at(world, "TN", other).state == "circulated"


@rests_on("House rule: who votes, votes on what was proposed")
def test_a_proposal_on_another_alert_than_the_panel_was_drawn_for(world: World, judges: Mapping[str, Actor]) -> None:
    """A proposal that names another link than the one the panel was drawn for is void, on every node."""
    subject = admitted(world, acts.circulated(world))
    first = seated(world, subject)[0]
    body = {"outcome": "granted", "ground": "alert_unfounded", "link": "0" * 64}
    paper = papers.encode(ERASE)
    hash = on_the_wire(world, "commissioner", "remedy.proposed", subject, body=body, payload=paper, author=first)
    for code in world.nodes:
        found = remedy_at(world, code, subject)
        assert (hash, "remedy.other_link") in found.voids
        assert found.proposal is None


@rests_on("House rule: the lot seats the panel")
def test_one_commissioner_takes_others_off_a_panel(world: World, judges: Mapping[str, Actor]) -> None:
    """He names others as recused until the three whom he likes are left; each can only withdraw himself."""
    alert, node, chooser = acts.circulated(world), world["OC"], officer(world, "commissioner")
    commission.freeze(node, chooser, alert, "freeze_application")
    for draw in (commission.draw_panel, remedies.seat):
        assert set(inspect.signature(draw).parameters) <= {"node", "actor", "subject", "over"}
    gone = next(id for id, judge in judges.items() if judge.nationality == "BH")
    other = next(id for id, judge in judges.items() if judge.nationality == "SD")
    forged = sealed.encode(Recusal(alert, other, "synthetic"))
    envelope = signed(world, "TN", "TN", "prosecutor", "sealed.lodged", payload=forged)
    delivered(world, "TN", envelope)
    refuses("forbidden", lambda: recusal.recuse(node, officer(world, "clerk"), alert, "synthetic"))
    recusal.recuse(node, judges[gone], alert, "معرفة سابقة")
    refuses("recusal.already", lambda: recusal.recuse(node, judges[gone], alert, "معرفة سابقة"))
    world.settle()
    with node.store.read() as reader:
        assert recusal.recused(node, reader, alert) == {gone: "معرفة سابقة"}
    body = commission.draw_panel(node, chooser, alert).event.body
    assert gone not in body.seats  # type: ignore[attr-defined]  # the body of a panel
    late = judges[body.seats[0]]  # type: ignore[attr-defined]  # the body of a panel
    recusal.recuse(node, late, alert, "معرفة سابقة")
    refuses("panel.recused", lambda: commission.vote(node, late, alert, lifts=True))


GROUNDS = ("freeze_protection", "freeze_ill_treatment", "freeze_application", "freeze_commission")


def told_by_a_freeze(ground: str) -> list[dict[str, Any]]:
    """All that a state's node reads of the commission after a freeze on that ground, but for hashes and signatures."""
    world = World(1, ("TN", "EG", "GS", "OC"))
    alert = acts.circulated(world)
    commission.freeze(world["OC"], officer(world, "commissioner"), alert, ground)
    world.settle()
    with world["EG"].store.read() as reader:
        headers = [one.envelope.header for one in reader.journal.after("OC", 0, 1000)]
        assert all(b"freeze" not in payload.body for payload in held(reader, alert))
    with world["OC"].store.read() as reader:
        assert any(ground.encode() in payload.body for payload in held(reader, alert)), (
            "the commission keeps the ground"
        )
    assert alert_at(world, "EG", alert).orders.stopped == "frozen"
    said = [
        {
            "type": one.type,
            "at": one.at,
            "body": one.body,
            "size": one.payload.size if one.payload else 0,
            "seq": one.seq,
        }
        for one in headers
    ]
    world.close()
    return said


def held(reader: Reader, subject: str) -> list[Payload]:
    """The payloads about that subject which are here."""
    found = [reader.payloads.get(hash, subject) for hash in reader.payloads.of(subject)]
    return [one for one in found if one is not None]


@rests_on("law.md, Protection: the same sentence for every confidential ground")
def test_the_ground_of_a_freeze_tells_who_is_protected() -> None:
    """Every state reads the commission's journal, and reads the same of a freeze for protection as of any other."""
    assert len({repr(told_by_a_freeze(ground)) for ground in GROUNDS}) == 1
    for type in ("alert.frozen", "erasure.ordered", "identity.verified"):
        for field in ("ground", "method"):
            with pytest.raises(Refusal) as told:
                body_of(TYPES[type], {field: "freeze_protection"})
            assert told.value.code == "event.body_invalid", "no header has room for it"


CORRECT = papers.Ruling("مولود سنة أخرى", correct=("wrong_birth",), wrong="ولد سنة 1991")


def ordered_to_correct(world: World, judges: Mapping[str, Actor], alert: str) -> None:
    """A panel has decided that the birth date is wrong."""
    subject = admitted(world, alert)
    first, second, _ = seated(world, subject)
    remedies.propose(world["OC"], judges[first], subject, "granted", "data_wrong", CORRECT)
    remedies.vote(world["OC"], judges[second], subject, agrees=True)
    world.settle()


def circulated_again(world: World, alert: str, content: Wanted) -> str:
    """The owner amends, and everybody passes it: the content hash."""
    renewed(world, alert, content)
    world.answered(alert)
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.settle()
    return acts.newest(world, "TN", alert)


def commissioners_tasks(world: World, alert: str) -> set[str]:
    """The codes of the tasks on that alert at the commission's desk."""
    every = lists.tasks(world["OC"], officer(world, "commissioner"))
    return {one.code for one in every if one.subject == alert}


@rests_on("law.md, Only the owner changes; the commission orders")
def test_an_ordered_correction_is_evaded_by_another_amendment(world: World, judges: Mapping[str, Actor]) -> None:
    """The owner amends the comment alone, has his national call that as ordered, and later says again what was wrong."""
    said, alert = acts.person("TN"), acts.circulated(world)
    ordered_to_correct(world, judges, alert)
    node = world["OC"]
    of = {judge.nationality: judge for judge in judges.values()}
    commissioner = of["BH"]
    content = circulated_again(world, alert, structs.replace(said, comment="some other word"))
    assert alert_at(world, "EG", alert).orders.stopped == "correction"
    assert commissioners_tasks(world, alert) == {"correction.to_accept", "correction.unmet"}
    refuses("correction.unchanged", lambda: corrections.accept(node, commissioner, alert, content))
    right = structs.replace(said, identity=structs.replace(said.identity, births=(PartialDate(1991),)))
    content = circulated_again(world, alert, right)
    assert alert_at(world, "EG", alert).orders.stopped == "correction"
    assert commissioners_tasks(world, alert) == {"correction.to_accept"}
    refuses("correction.national", lambda: corrections.accept(node, of["TN"], alert, content))
    corrections.accept(node, commissioner, alert, content)
    assert alert_at(world, "EG", alert).orders.stopped == ""
    assert commissioners_tasks(world, alert) == set()
    circulated_again(world, alert, said)
    assert commissioners_tasks(world, alert) == {"correction.unmet"}, "any commissioner may freeze it"
