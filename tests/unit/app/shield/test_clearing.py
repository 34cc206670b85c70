"""Nothing on a person circulates before the commission's hour; what it does not clear is withheld, with one code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.app import alerts, lists, reviews
from mithaq.app.fsck import fsck
from mithaq.app.node import Actor
from mithaq.app.shield import desk, lodging
from mithaq.domain.alert import Alert
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.identity import Document, NameParts, PartialDate, PersonName
from mithaq.domain.instant import parse
from mithaq.domain.shield.lodging import Protection, ProtectionEnded
from mithaq.testing import acts
from mithaq.testing.world import World


def state_of(world: World, alert: str, code: str = "TN") -> Alert:
    with world[code].store.read() as reader:
        found = alerts.load(reader, alert)
    assert found is not None
    return found


def refused_as(world: World, alert: str) -> str:
    newest = state_of(world, alert).newest
    return newest.refused if newest is not None else ""


def protect(world: World, content: Wanted, code: str = "EG", **more: str) -> str:
    said = structs.replace(Protection("granted", "state", content.identity), **more)
    role = "commissioner" if code == "OC" else "prosecutor"
    id = lodging.lodge(world[code], world.actor(code, role), said)
    world.settle()
    return id


def spelled_otherwise(content: Wanted) -> Wanted:
    """The same person as a clerk writes it who heard the name: Latin alone, the year alone, another document."""
    parts = NameParts("Mouhamed", "Abdelkader", "Salem", family="Outiki", nisba="Outiki")
    identity = structs.replace(
        content.identity,
        names=(PersonName("Mouhamed Abdelkader Salem Al-Outiki", parts=parts),),
        births=(PartialDate(content.identity.births[0].year),),
        documents=(Document("SYN000111"),),
        national_number="",
    )
    return structs.replace(content, identity=identity)


def test_it_waits_for_the_hour_and_circulates_after_it(slow: World) -> None:
    alert = acts.approved(slow)
    for number, nationality in acts.called(slow, alert):
        acts.accept(slow, alert, number, nationality)
    slow.settle()
    slow.clock.forward(minutes=1439)
    slow.settle()
    with pytest.raises(Refusal, match=r"alert\.not_cleared"):
        alerts.circulate(slow["TN"], slow.actor("TN", "bureau"), alert)
    slow.clock.forward(minutes=16)
    slow.settle()
    alerts.circulate(slow["TN"], slow.actor("TN", "bureau"), alert)
    slow.settle()
    assert state_of(slow, alert, "EG").state == "circulated"
    version = state_of(slow, alert).current
    assert version is not None
    assert parse(version.cleared_at).minute % 15 == 0
    assert slow.agree()


def test_a_protected_person_is_met_however_the_name_is_written(slow: World) -> None:
    protect(slow, acts.person())
    alert = acts.reviewed(slow, content=spelled_otherwise(acts.person()))
    assert (state_of(slow, alert).state, refused_as(slow, alert)) == ("refused", "withheld")
    with pytest.raises(Refusal):
        alerts.circulate(slow["TN"], slow.actor("TN", "bureau"), alert)
    assert slow.agree()


def test_somebody_else_is_not(slow: World) -> None:
    protect(slow, acts.person("EG", 5))
    assert refused_as(slow, acts.reviewed(slow)) == ""


def test_a_protection_that_ended_is_met_no_more(slow: World) -> None:
    id = protect(slow, acts.person(), standing="pending")
    lodging.end(slow["EG"], slow.actor("EG", "prosecutor"), ProtectionEnded(id))
    slow.settle()
    with slow["OC"].store.read() as reader:
        assert (reader.payloads.of(id), slow["OC"].store.sizes()["shield_keys"]) == ({}, 0)
    assert fsck(slow["OC"]).sound
    assert refused_as(slow, acts.reviewed(slow)) == ""


def test_only_who_lodged_it_ends_it(slow: World) -> None:
    id = protect(slow, acts.person())
    for code, role in (("TN", "prosecutor"), ("OC", "commissioner")):
        with pytest.raises(NotFound):
            lodging.end(slow[code], slow.actor(code, role), ProtectionEnded(id))
    with pytest.raises(Forbidden):
        lodging.end(slow["EG"], slow.actor("EG", "bureau"), ProtectionEnded(id))


def test_what_the_commission_lodges_itself_stands_in_no_journal(slow: World) -> None:
    slow.settle()
    with slow["OC"].store.read() as reader:
        before = (reader.journal.heads(), reader.desk.log_head())
    id = protect(slow, acts.person(), "OC", word="unhcr")
    with slow["OC"].store.read() as reader:
        assert (reader.journal.heads(), reader.desk.log_head()) == before
    assert refused_as(slow, acts.reviewed(slow)) == "withheld"
    (row,) = desk.protections(slow["OC"], slow.actor("OC", "commissioner"))
    assert (row.standing, row.said and row.said.word) == ("granted", "unhcr")
    lodging.end(slow["OC"], slow.actor("OC", "commissioner"), ProtectionEnded(id))
    (row,) = desk.protections(slow["OC"], slow.actor("OC", "commissioner"))
    assert (row.standing, row.said) == ("ended", None)


def test_each_member_gives_its_own_word(slow: World) -> None:
    for code, word in (("EG", "unhcr"), ("OC", "state")):
        with pytest.raises(Refusal, match=r"protection\.word"):
            protect(slow, acts.person(), code, word=word)


def test_who_was_refused_is_met_again_under_another_offence_by_another_state(slow: World) -> None:
    first = acts.approved(slow, "EG", acts.person())
    reviewer = slow.actor("GS", "reviewer", *acts.called(slow, first)[0])
    reviews.refuse(slow["GS"], reviewer, first, acts.newest(slow, "GS", first), "political_matter", "synthetic")
    slow.settle()
    other = spelled_otherwise(acts.person())
    other = structs.replace(
        other,
        offence=structs.replace(other.offence, code="theft", date="2020-01-01"),
        warrant=structs.replace(other.warrant, number="SYN-77", date="2020-01-02"),
    )
    alert = acts.reviewed(slow, content=other)
    assert refused_as(slow, alert) == "withheld"
    (found,) = desk.looks(slow["OC"], slow.actor("OC", "commissioner"))
    assert (found.subject, found.met[0].register, found.met[0].member) == (alert, "bar", "EG")
    assert found.met[0].protection is None


def test_withdrawing_during_review_counts_as_refusal(slow: World) -> None:
    first = acts.approved(slow, "EG", acts.person())
    alerts.discontinue(slow["EG"], slow.actor("EG", "bureau"), first, "entered_in_error")
    slow.settle()
    assert refused_as(slow, acts.reviewed(slow, content=spelled_otherwise(acts.person()))) == "withheld"


def test_who_withdrew_it_cannot_submit_it_again_as_if_nothing_had_been(slow: World) -> None:
    first = acts.approved(slow)
    alerts.discontinue(slow["TN"], slow.actor("TN", "bureau"), first, "entered_in_error")
    slow.settle()
    with pytest.raises(Refusal, match=r"screening\.stopped"):
        acts.approved(slow)


def test_what_ends_in_force_leaves_neither_bar_nor_digests(slow: World) -> None:
    first = acts.circulated(slow)
    alerts.discontinue(slow["TN"], slow.actor("TN", "bureau"), first, "warrant_cancelled")
    slow.settle()
    with slow["OC"].store.read() as reader:
        content = state_of(slow, first).newest
        assert content is not None
        look = reader.shield.look(content.content)
        assert look is not None
        assert (look.forms, reader.shield.made("bar", "2026")) == (b"", 0)
    assert refused_as(slow, acts.reviewed(slow)) == ""


def clear(world: World, look: desk.Look, number: int, nationality: str = "") -> None:
    who = world.actor("OC", "commissioner", number, nationality)
    desk.decide(world["OC"], who, look.id, "clear", f"another birthplace ({number})")


def test_two_commissioners_clear_a_namesake_and_it_goes_at_the_same_hour(slow: World) -> None:
    protect(slow, acts.person())
    alert = acts.approved(slow)
    (found,) = desk.looks(slow["OC"], slow.actor("OC", "commissioner"))
    assert (found.met[0].register, found.identity, found.takes_two) == ("protection", acts.person().identity, True)
    clear(slow, found, 1)
    with pytest.raises(Refusal, match=r"shield\.second"):
        clear(slow, found, 1)
    half = desk.look(slow["OC"], slow.actor("OC", "commissioner"), found.id)
    assert half.first is not None
    assert (half.decision, half.first.by) == ("", slow.actor("OC", "commissioner").id)
    clear(slow, found, 2)
    slow.settle()
    newest = state_of(slow, alert).newest
    assert newest is not None
    assert newest.cleared_at == ""
    slow.answered(alert)
    newest = state_of(slow, alert).newest
    assert newest is not None
    assert newest.cleared_at == found.due_at
    done = desk.look(slow["OC"], slow.actor("OC", "commissioner"), found.id)
    assert done.decided_by.split() == [slow.actor("OC", "commissioner", number).id for number in (1, 2)]
    with pytest.raises(Refusal, match=r"shield\.answered"):
        desk.decide(slow["OC"], slow.actor("OC", "commissioner"), found.id, "stop", "too late")


def test_one_commissioner_alone_clears_no_protection(slow: World) -> None:
    protect(slow, acts.person())
    alert = acts.approved(slow)
    (found,) = desk.looks(slow["OC"], slow.actor("OC", "commissioner"))
    clear(slow, found, 1)
    slow.answered(alert)
    assert refused_as(slow, alert) == "withheld"


def test_who_was_cleared_before_somebody_was_protected_is_not_cleared_of_him(slow: World) -> None:
    alert = acts.approved(slow)
    (found,) = desk.waiting(slow["OC"], slow.actor("OC", "commissioner"))
    clear(slow, found, 1)
    protect(slow, acts.person())
    slow.answered(alert)
    assert refused_as(slow, alert) == "withheld"


@pytest.mark.parametrize("nationality", ["TN", "SD", "", "OC"])
def test_nationals_of_states_concerned_or_feared_see_and_decide_nothing(slow: World, nationality: str) -> None:
    """TN asks, SD is feared: neither name nor lodging state is for their nationals, nor for whom nobody knows to be none."""
    said = Protection("granted", "unhcr", acts.person().identity, ("SD",))
    id = lodging.lodge(slow["OC"], slow.actor("OC", "commissioner"), said)
    alert = acts.approved(slow)
    (found,) = desk.looks(slow["OC"], slow.actor("OC", "commissioner", 2, "KW"))
    one = slow.actor("OC", "commissioner", 9)
    theirs = Actor(one.id, one.login, one.role, one.post, one.authority, nationality)
    assert [*desk.looks(slow["OC"], theirs), *desk.protections(slow["OC"], theirs)] == []
    assert [one.id for one in desk.waiting(slow["OC"], theirs)] == []
    with pytest.raises(NotFound):
        desk.look(slow["OC"], theirs, found.id)
    for decision in ("clear", "stop"):
        with pytest.raises(NotFound):
            desk.decide(slow["OC"], theirs, found.id, decision, "words")
    with pytest.raises(NotFound):
        lodging.end(slow["OC"], theirs, ProtectionEnded(id))
    clear(slow, found, 2, "KW")
    slow.answered(alert)
    assert refused_as(slow, alert) == "withheld"


def test_only_commissioners_see_and_decide(slow: World) -> None:
    for code, role in (("OC", "administrator"), ("TN", "prosecutor"), ("GS", "reviewer")):
        who = slow.actor(code, role)
        for ask in (desk.protections, desk.looks, desk.waiting):
            with pytest.raises(Forbidden):
                ask(slow[code], who)
        with pytest.raises(Forbidden):
            desk.decide(slow[code], who, "0" * 64, "stop", "words")


def later_look(slow: World, alert: str) -> desk.Look:
    found = [one for one in desk.looks(slow["OC"], slow.actor("OC", "commissioner")) if one.subject == alert]
    assert [one.kind for one in found] == ["later"]
    return found[0]


@pytest.mark.parametrize("code", ["EG", "OC"])
def test_protection_of_somebody_already_sought_wins_at_its_hour(slow: World, code: str) -> None:
    """On the commission's own word, which nobody sees lodged, soon; on a state's when its lodging does not tell."""
    alert, lodged = acts.circulated(slow), slow.clock.now()
    protect(slow, acts.person(), code, **({"word": "unhcr"} if code == "OC" else {}))
    found = later_look(slow, alert)
    assert {"in_force", "name_and_birth"} <= set(found.met[0].reasons)
    wait = parse(found.due_at) - lodged
    assert wait <= timedelta(hours=1, minutes=15) if code == "OC" else timedelta(days=1) <= wait <= timedelta(days=8)
    assert parse(found.due_at).minute % 15 == 0
    slow.clock.forward(seconds=(parse(found.due_at) - slow.clock.now()).total_seconds() - 1)
    slow.settle()
    assert state_of(slow, alert).state == "circulated"
    slow.clock.forward(seconds=1)
    slow.settle()
    assert (state_of(slow, alert, "EG").state, refused_as(slow, alert)) == ("refused", "withheld")
    with slow["EG"].store.read() as reader:
        assert reader.register.entry(alert) is None
    assert slow.agree()


def test_a_commissioner_stops_it_earlier(slow: World) -> None:
    alert = acts.circulated(slow)
    protect(slow, acts.person())
    found = later_look(slow, alert)
    desk.decide(slow["OC"], slow.actor("OC", "commissioner"), found.id, "stop", "recognised by the third state")
    slow.clock.forward(minutes=15)
    slow.settle()
    assert refused_as(slow, alert) == "withheld"


def test_a_protection_that_ends_before_the_hour_stops_nothing(slow: World) -> None:
    alert = acts.circulated(slow)
    id = protect(slow, acts.person(), "OC", word="unhcr")
    lodging.end(slow["OC"], slow.actor("OC", "commissioner"), ProtectionEnded(id))
    slow.clock.forward(days=9)
    slow.settle()
    assert state_of(slow, alert).state == "circulated"


def test_an_urgent_alert_is_answered_within_the_two_hours_of_its_reviewer(slow: World) -> None:
    alert = acts.approved(slow, urgent=acts.URGENT)
    asked = slow.clock.now()
    slow.answered(alert)
    newest = state_of(slow, alert).newest
    assert newest is not None
    assert timedelta(hours=1) <= parse(newest.cleared_at) - asked < timedelta(hours=2)


def test_a_request_is_looked_at_too(slow: World) -> None:
    alert = acts.circulated(slow)
    protect(slow, acts.person())
    case = acts.CaseActs(slow, alert)
    found = [one for one in desk.looks(slow["OC"], slow.actor("OC", "commissioner")) if one.kind == "case"]
    assert [(one.subject, one.owner, one.met[0].register) for one in found] == [(case.id, "TN", "protection")]
    commissioner = slow.actor("OC", "commissioner")
    assert {task.subject for task in lists.tasks(slow["OC"], commissioner)} >= {case.id}
    desk.decide(slow["OC"], commissioner, case.id, "stop", "recognised")
    slow.clock.forward(minutes=15)
    slow.settle()
    assert refused_as(slow, alert) == "withheld"
    assert case.id not in {task.subject for task in lists.tasks(slow["OC"], commissioner)}


def barred_since(slow: World) -> tuple[str, acts.CaseActs]:
    """An alert of TN in force, the same person refused to EG since, and TN's request on it."""
    alert = acts.circulated(slow)
    theirs = acts.approved(slow, "EG", content=acts.person())
    alerts.discontinue(slow["EG"], slow.actor("EG", "bureau"), theirs, "entered_in_error")
    slow.settle()
    return alert, acts.CaseActs(slow, alert)


def look_at(slow: World, case: str) -> desk.Look:
    return desk.look(slow["OC"], slow.actor("OC", "commissioner"), case)


def test_a_request_that_meets_a_bar_is_stopped_at_its_hour_if_nobody_clears_it(slow: World) -> None:
    asked = slow.clock.now()
    alert, case = barred_since(slow)
    found = look_at(slow, case.id)
    assert [one.register for one in found.met] == ["bar"]
    assert timedelta(hours=1) <= parse(found.due_at) - slow.clock.now() <= timedelta(hours=1, minutes=15)
    slow.clock.forward(hours=1, minutes=15)
    slow.settle()
    assert asked < parse(found.due_at) <= slow.clock.now()
    assert (state_of(slow, alert, "EG").state, refused_as(slow, alert)) == ("refused", "withheld")


def admission(case: acts.CaseActs) -> str:
    """With which code the requested state is refused; empty where it admits."""
    try:
        case.admit()
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("barred", [True, False])
def test_no_request_is_admitted_before_the_hour_nor_while_the_commission_is_not_heard(
    slow: World, barred: bool
) -> None:
    """All wait alike; only after the hour, and the commission's word, does one that met a bar differ."""
    case = barred_since(slow)[1] if barred else acts.CaseActs(slow, acts.circulated(slow))
    assert admission(case) == "request.hour"
    slow.net.cut("EG", ("OC",))
    slow.clock.forward(hours=1, minutes=30)
    slow.settle()
    assert admission(case) == "request.hour", "its silence is not a yes"
    slow.net.heal()
    slow.settle()
    assert admission(case) == ("request.no_circulated_alert" if barred else "")


def test_a_request_that_a_commissioner_clears_goes_on_and_is_not_asked_again(slow: World) -> None:
    alert, case = barred_since(slow)
    desk.decide(slow["OC"], slow.actor("OC", "commissioner"), case.id, "clear", "a namesake")
    slow.clock.forward(days=2)
    slow.settle()
    assert state_of(slow, alert, "EG").state == "circulated"
    assert look_at(slow, case.id).answer == "kept"
