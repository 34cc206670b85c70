"""The person's counsel: one case and its clock, filings that go where he says, and an alarm when custody changes."""

from __future__ import annotations

import pytest

from mithaq.app import attachments, bundles, cases, lists
from mithaq.app.alarms import CUSTODY, RELEASE, STATED
from mithaq.app.node import Actor
from mithaq.app.ports.rows import OfficerRow
from mithaq.domain.case.papers import CasePaper, Note, encode
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, case_until, person
from mithaq.testing.world import World


def officer(world: World, number: int = 1, role: str = "counsel", state: str = "active") -> Actor:
    """A counsel who signs in at Egypt's node."""
    who = world.actor("EG", "counsel", number)
    row = OfficerRow(who.id, who.login, "ا", "A", role, who.post, who.authority, "", state, "")
    with world["EG"].write() as tx:
        tx.store.desk.put_officer(row)
    return who


def named(world: World, told: CaseActs, number: int = 1) -> Actor:
    who = officer(world, number)
    told.act("EG", "prosecutor", "counsel.named", {"counsel": who.id})
    return who


def file(world: World, who: Actor, told: CaseActs, type: str, words: str) -> None:
    cases.act(world["EG"], who, told.id, type, {}, encode(Note(words)))
    world.settle()


def papers(world: World, code: str, role: str, told: CaseActs) -> list[CasePaper | None]:
    page = cases.read(world[code], world.actor(code, role), told.id)
    return [step.paper for step in page.steps if step.event.type.startswith("filing.")]


def codes(world: World, who: Actor) -> set[str]:
    return {task.code for task in lists.tasks(world["EG"], who)}


def test_he_reads_the_case_in_which_he_is_named_and_no_other(world: World) -> None:
    mine, other = (
        case_until(world, CaseState.INFORMED),
        CaseActs(world, acts.circulated(world, content=person("TN", 2))),
    )
    who = officer(world)
    with pytest.raises(NotFound):
        cases.read(world["EG"], who, mine.id)
    assert cases.listed(world["EG"], who) == []
    mine.act("EG", "prosecutor", "counsel.named", {"counsel": who.id})
    page = cases.read(world["EG"], who, mine.id)
    assert page.view.clocks
    assert bundles.export(world["EG"], who, mine.id, acts.holder(world, "EG"))
    assert [row.id for row in cases.listed(world["EG"], who)] == [mine.id]
    for attempt in (cases.read, bundles.export):
        with pytest.raises(NotFound):
            attempt(world["EG"], who, other.id)
    with pytest.raises(NotFound):
        cases.read(world["TN"], world.actor("TN", "counsel"), mine.id)
    mine.act("EG", "prosecutor", "counsel.relieved", {"counsel": who.id})
    with pytest.raises(NotFound):
        cases.read(world["EG"], who, mine.id)


@pytest.mark.parametrize(("role", "state"), [("bureau", "active"), ("counsel", "suspended")])
def test_only_an_active_counsel_is_named(world: World, role: str, state: str) -> None:
    told = case_until(world, CaseState.INFORMED)
    for id in ("o-00000000000000ff", officer(world, 2, role, state).id):
        with pytest.raises(Refusal, match=r"counsel\.unknown"):
            told.act("EG", "prosecutor", "counsel.named", {"counsel": id})
    with pytest.raises(Forbidden):
        told.act("EG", "judge", "counsel.named", {"counsel": officer(world).id})


def test_what_he_files_goes_to_both_sides_only_if_he_says_so(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    who = named(world, told)
    file(world, who, told, "filing.lodged", "canary for the court alone")
    file(world, who, told, "filing.shared", "for both sides")
    for code, role in (("EG", "judge"), ("OC", "commissioner")):
        assert papers(world, code, role, told) == [Note("canary for the court alone"), Note("for both sides")]
    assert papers(world, "TN", "prosecutor", told) == [None, Note("for both sides")]
    with world["TN"].store.read() as reader:
        held = reader.payloads.of(told.id)
        assert "filing.lodged" not in held.values()
        assert reader.payloads.wanted(100) == []
    assert world.agree()


def test_he_states_a_removal_and_it_goes_to_the_commission(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    who = named(world, told)
    body = {"removed_at": told.now, "to": "TN"}
    cases.act(world["EG"], who, told.id, "removal.reported", body)
    world.settle()
    assert told.state == CaseState.INFORMED
    waiting = lists.tasks(world["OC"], world.actor("OC", "commissioner"))
    assert [task.subject for task in waiting if task.code == STATED] == [told.id]


def test_he_is_told_of_every_change_of_custody_and_of_a_release_that_is_due(world: World) -> None:
    told = case_until(world, CaseState.ADMITTED)
    who, stranger = named(world, told), officer(world, 2)
    assert codes(world, who) == set()
    told.arrest()
    assert codes(world, who) == {CUSTODY}
    told.withdraw()
    assert codes(world, who) == {CUSTODY, RELEASE}
    assert codes(world, stranger) == set()


def test_a_person_lent_twice_is_four_transfers(world: World) -> None:
    told = case_until(world, CaseState.POSTPONED)
    who = named(world, told)
    for _ in range(2):
        told.lend()
        world.clock.forward(minutes=1)
        told.act("EG", "bureau", "person.return_received", {"received_at": told.now})
        world.clock.forward(minutes=1)
    assert [task.code for task in lists.tasks(world["EG"], who)] == [CUSTODY] * 4


def test_a_lapse_reaches_him_too(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    who = named(world, told)
    world.clock.forward(days=40)
    world.settle()
    assert RELEASE in codes(world, who)


def test_he_is_alarmed_when_nobody_says_that_the_person_was_released(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    who = named(world, told)
    world.clock.forward(days=31)
    world.settle()
    assert "release.missing" in codes(world, who)


def test_he_saves_the_files_of_his_case_and_of_no_other(world: World) -> None:
    told = case_until(world, CaseState.GRANTED)
    with world["EG"].store.read() as reader:
        (cited, *_) = {one.attachment for one in reader.attachments.citations(subject=told.id)}
    other = officer(world, 2)
    with pytest.raises(NotFound):
        attachments.read(world["EG"], other, cited)
    assert attachments.read(world["EG"], named(world, told), cited)[1].startswith(b"synthetic")
