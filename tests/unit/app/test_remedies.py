"""An application from its filing to the order on every node, and nothing of it outside the commission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import pytest

from mithaq.app import remedies, remedy_status
from mithaq.app.erase import erase_due
from mithaq.app.fsck import fsck
from mithaq.app.node import Actor
from mithaq.app.remedies import RemedyPage
from mithaq.app.watch import tick
from mithaq.documents.remedy_letter import sealed_letter
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.papers import BLOCK
from mithaq.domain.remedy.states import RemedyState
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.support.orders import employ
from tests.unit.app.asking import fold
from tests.unit.app.test_commission import tasks

CANARY = "زمرد-7261"
FILING = papers.Filing(
    name=f"ياسين {CANARY}", words=f"لست هذا الشخص {CANARY}", language="ar", contact=f"هاتف {CANARY}",
    counsel=f"الأستاذة {CANARY}", route=f"بريد {CANARY}", nationality="EG", quiet=True,
)  # fmt: skip
RULING = papers.Ruling("لا سند للإذاعة", erase="erase_no_basis")


@pytest.fixture
def world() -> Iterator[World]:
    """One owner, the Secretariat and the commission."""
    found = World(13, ("TN", "GS", "OC"))
    yield found
    found.close()


def clerk(world: World) -> Actor:
    return world.actor("OC", "clerk")


def commissioner(world: World) -> Actor:
    return world.actor("OC", "commissioner")


def filed(world: World, asks: Literal["access", "erasure", "not_me"] = "erasure") -> tuple[str, str]:
    """A new application: its id and its code."""
    done = remedies.file(world["OC"], clerk(world), asks, FILING)
    return done.event.subject, done.code


def seated(world: World, subject: str, alert: str = "") -> list[str]:
    """Verified, linked, admitted and before its panel: the ids of the panel."""
    node = world["OC"]
    remedies.verify(node, clerk(world), subject, "seen_in_person")
    if alert:
        remedies.link(node, clerk(world), subject, alert)
    remedies.admit(node, commissioner(world), subject)
    return list(remedies.seat(node, commissioner(world), subject).body.seats)  # type: ignore[attr-defined]  # the body of a panel


def page(world: World, subject: str) -> RemedyPage:
    return remedies.read(world["OC"], commissioner(world), subject)


def decided(world: World, subject: str, judges: Mapping[str, Actor], seats: list[str]) -> None:
    """Two of the panel agree."""
    remedies.propose(world["OC"], judges[seats[0]], subject, "granted", "alert_unfounded", RULING)
    remedies.vote(world["OC"], judges[seats[1]], subject, agrees=True)


def test_erasure_by_decision_of_a_panel_reaches_every_node(world: World) -> None:
    judges, alert = employ(world), acts.circulated(world)
    subject, _ = filed(world)
    seats = seated(world, subject, alert)
    assert not {judges[seat].nationality for seat in seats} & {"TN", "EG"}, "neither the owner's nor the applicant's"
    remedies.propose(world["OC"], judges[seats[0]], subject, "granted", "alert_unfounded", RULING)
    assert fold(world, "TN", alert).ended == ""
    done = remedies.vote(world["OC"], judges[seats[1]], subject, agrees=True)
    assert (done.pushed.confirmed, done.pushed.missing) == (("GS", "TN"), ())
    assert {fold(world, code, alert).ended for code in world.nodes} == {"erasure_ordered"}
    assert [erase_due(node) for node in world.nodes.values()] == [1, 1, 1]
    dissent = papers.Reasons("لا أرى ذلك")
    remedies.vote(world["OC"], judges[seats[2]], subject, agrees=False, reasons=dissent.text)
    read = page(world, subject)
    assert read.method == "seen_in_person", "the commission reads how the identity was shown"
    assert (read.remedy.state, read.dissents) == (RemedyState.DECIDED, ((seats[2], dissent),))
    world.settle()
    assert world.agree()


def test_no_state_holds_or_sees_a_word_of_it(world: World) -> None:
    judges, alert = employ(world), acts.circulated(world)
    subject, _ = filed(world)
    decided(world, subject, judges, seated(world, subject, alert))
    world.settle()
    for code in ("TN", "GS"):
        with world[code].store.read() as reader:
            assert reader.payloads.of(subject) == {}
            statements = reader.journal.about(subject)
        assert statements, "the headers are everybody's"
        for stored in statements:
            header = stored.envelope.header
            said = repr((header.body, header.subject, header.cites))
            assert alert not in said
            assert alert[2:] not in said
            assert not any(word in said for word in ("seen_in_person", "erase_no_basis"))
        for actor in (world.actor(code, role) for role in ("bureau", "prosecutor", "reviewer", "administrator")):
            with pytest.raises(NotFound):
                remedies.read(world[code], actor, subject)
            with pytest.raises(Forbidden):
                remedies.listed(world[code], actor)
    sizes = set()
    with world["OC"].store.read() as reader:
        for stored in reader.journal.about(subject):
            payload = stored.envelope.header.payload
            sizes.add(payload.size % BLOCK if payload is not None else 0)
    assert sizes == {0}, "a length tells nothing"


def test_a_proposal_that_the_panel_does_not_carry_falls_and_its_dissents_stay(world: World) -> None:
    judges = employ(world)
    subject, _ = filed(world, "not_me")
    first, second, third = seated(world, subject)
    ruling = papers.Ruling("ليس هو")
    remedies.propose(world["OC"], judges[first], subject, "granted", "other_person", ruling)
    with pytest.raises(Refusal, match=r"panel\.not_seated"):
        remedies.vote(world["OC"], judges[first], subject, agrees=True)
    for judge, words in ((second, "هو"), (third, "لم يثبت")):
        remedies.vote(world["OC"], judges[judge], subject, agrees=False, reasons=words)
    assert page(world, subject).remedy.state == RemedyState.SEATED
    remedies.propose(world["OC"], judges[second], subject, "dismissed", "same_person", papers.Ruling("لم يثبت"))
    remedies.vote(world["OC"], judges[third], subject, agrees=True)
    read = page(world, subject)
    assert (read.remedy.state, read.remedy.proposal and read.remedy.proposal.outcome) == ("decided", "dismissed")
    assert [reasons.text for _, reasons in read.dissents] == ["هو", "لم يثبت"]


def test_who_does_not_sit_neither_proposes_nor_votes(world: World) -> None:
    judges = employ(world)
    subject, _ = filed(world)
    seats = seated(world, subject)
    other = next(judge for id, judge in judges.items() if id not in seats)
    for actor in (other, commissioner(world)):
        with pytest.raises(Refusal, match=r"panel\.not_seated"):
            remedies.propose(world["OC"], actor, subject, "dismissed", "alert_founded", papers.Ruling("لا"))
    with pytest.raises(Refusal, match=r"remedy\.no_alert"):
        remedies.propose(world["OC"], judges[seats[0]], subject, "granted", "alert_unfounded", RULING)
    with pytest.raises(Refusal, match=r"remedy\.order_without_grant"):
        remedies.propose(world["OC"], judges[seats[0]], subject, "dismissed", "alert_founded", RULING)
    with pytest.raises(Refusal, match=r"panel\.sits_already"):
        remedies.seat(world["OC"], commissioner(world), subject)


def test_time_limits_by_what_is_asked_and_one_extension(world: World) -> None:
    now = world.clock.now()
    subject, _ = filed(world, "access")
    assert page(world, subject).remedy.due_at[:10] == str((now.date()).fromordinal(now.date().toordinal() + 30))
    remedies.extend(world["OC"], commissioner(world), subject, "more_time_volume")
    assert page(world, subject).remedy.due_at[:10] == str((now.date()).fromordinal(now.date().toordinal() + 60))
    with pytest.raises(Refusal, match=r"remedy\.not_extendable"):
        remedies.extend(world["OC"], commissioner(world), subject, "more_time_volume")
    other, _ = filed(world)
    with pytest.raises(Refusal, match=r"remedy\.not_extendable"):
        remedies.extend(world["OC"], commissioner(world), other, "more_time_volume")


def test_what_is_due_first_stands_first_and_what_is_over_last(world: World) -> None:
    """Each takes another time: the newest is not the most urgent."""
    node, found = world["OC"], {}
    kinds: tuple[Literal["erasure", "access", "not_me"], ...] = ("erasure", "access", "erasure", "not_me")
    for day, asks in enumerate(kinds):
        found[day] = filed(world, asks)[0]
        world.clock.forward(days=1)
    remedies.withdraw(node, clerk(world), found[1])
    first = [found[3], found[0], found[2], found[1]]
    listed = [one.id for one in remedies.listed(node, clerk(world))]
    assert listed == first
    pages = [remedies.listed(node, clerk(world), limit=1, offset=at)[0].id for at in range(4)]
    assert pages == first
    assert remedies.listed(node, clerk(world), limit=1, offset=4) == []
    assert [one.id for one in remedies.listed(node, clerk(world), ("withdrawn",))] == [found[1]]
    assert [one.id for one in remedies.listed(node, clerk(world), ("filed",), 2, 1)] == [found[0], found[2]]


def test_the_commission_is_warned_once_before_and_once_after(world: World) -> None:
    subject, _ = filed(world, "not_me")
    world.clock.forward(days=22)
    tick(world["OC"])
    assert tasks(world, "OC", "commissioner") == []
    world.clock.forward(days=2)
    tick(world["OC"])
    tick(world["OC"])
    assert tasks(world, "OC", "commissioner") == [("remedy.due_soon", subject)]
    world.clock.forward(days=7)
    tick(world["OC"])
    assert tasks(world, "OC", "commissioner") == [("remedy.overdue", subject)]


@pytest.mark.parametrize("national", ["TN", "EG", ""])
def test_no_national_of_the_owner_or_the_applicant_finds_it_inadmissible(world: World, national: str) -> None:
    """One word ends it for good: not by whom it concerns, nor by one of whom nobody knows that it does not."""
    node, alert, subject = world["OC"], acts.circulated(world), filed(world)[0]
    remedies.verify(node, clerk(world), subject, "seen_in_person")
    remedies.link(node, clerk(world), subject, alert)
    one = commissioner(world)
    theirs = Actor(one.id, one.login, one.role, one.post, one.authority, national)
    with pytest.raises(Refusal, match=r"remedy\.national"):
        remedies.reject(node, theirs, subject, "decided_before", "synthetic")
    assert str(page(world, subject).remedy.state) == "verified"
    remedies.reject(node, one, subject, "decided_before", "synthetic")
    assert str(page(world, subject).remedy.state) == "rejected"


def test_an_application_that_is_not_admitted_ends_with_reasons(world: World) -> None:
    subject, code = filed(world)
    with pytest.raises(Refusal, match=r"content\.invalid"):
        remedies.reject(world["OC"], commissioner(world), subject, "no_power", " ")
    remedies.reject(world["OC"], commissioner(world), subject, "no_power", "لا وكالة")
    found = remedy_status.look(world["OC"], code)
    assert found is not None
    assert (found[0].state, found[0].ground, found[0].words, found[0].decided) == (
        "rejected",
        "no_power",
        "لا وكالة",
        True,
    )
    with pytest.raises((Refusal, Forbidden)):
        remedies.withdraw(world["OC"], clerk(world), subject)


def test_a_code_works_once_and_only_the_newest(world: World) -> None:
    subject, first = filed(world)
    assert len(first.replace("-", "")) * 5 >= 128, "bits of chance"
    found = remedy_status.look(world["OC"], first.lower().replace("-", " "))
    assert found is not None
    assert (found[0].state, found[0].words, found[0].is_open) == ("filed", "", True)
    second = found[0].code
    assert remedy_status.look(world["OC"], first) is None
    third = remedies.recode(world["OC"], clerk(world), subject)
    assert remedy_status.look(world["OC"], second) is None
    assert remedy_status.decided_by(world["OC"], third) == "", "nothing is decided"
    assert remedy_status.look(world["OC"], third) is not None
    for wrong in ("", "AAAA", third, f"{third}A", subject, "﷽"):
        assert remedy_status.look(world["OC"], wrong) is None
    assert remedy_status.look(world["TN"], first) is None


def test_no_code_is_kept_in_the_clear(world: World) -> None:
    subject, code = filed(world)
    plain = code.replace("-", "")
    with world["OC"].store.read() as reader:
        kept = reader.desk.meta(f"remedy.code.of:{subject}") or ""
    assert kept
    assert plain not in kept


@pytest.mark.parametrize(("code", "role"), [("TN", "bureau"), ("GS", "reviewer"), ("OC", "administrator")])
def test_nobody_else_takes_applications(world: World, code: str, role: str) -> None:
    with pytest.raises(Forbidden):
        remedies.file(world[code], world.actor(code, role), "access", FILING)
    with pytest.raises(Forbidden):
        remedies.verify(world["OC"], commissioner(world), filed(world)[0], "seen_in_person")


def test_what_an_applicant_wrote_goes_a_year_after_the_end_and_what_is_open_stays(world: World) -> None:
    node, judges, alert = world["OC"], employ(world), acts.circulated(world)
    subject, code = filed(world)
    decided(world, subject, judges, seated(world, subject, alert))
    withdrawn, waiting = filed(world)[0], filed(world)[0]
    remedies.withdraw(node, clerk(world), withdrawn)

    def held(id: str) -> int:
        with node.store.read() as reader:
            return len(reader.payloads.of(id))

    world.clock.forward(days=364)
    world.settle()
    assert (held(subject), held(withdrawn), held(waiting)) == (4, 1, 1)
    world.clock.forward(days=2)
    world.settle()
    assert (held(subject), held(withdrawn), held(waiting)) == (0, 0, 1)
    seen = page(world, subject)
    assert (seen.filing, seen.ruling, seen.alert, str(seen.remedy.state)) == (None, None, "", "decided")
    looked = remedy_status.look(node, code)
    assert looked is not None
    assert (looked[0].state, looked[0].words, looked[0].decided) == ("decided", "", False)
    with pytest.raises(Refusal, match=r"document\.erased"):
        sealed_letter(node, None, subject, WORDS, "en")
    with node.store.read() as reader:
        assert len(reader.journal.about(subject)) == 7, "the headers stay"
    assert fsck(node).faults == ()
    world.settle()
    assert world.agree()
