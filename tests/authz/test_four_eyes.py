"""Four eyes: nobody approves, reviews or decides what is his own, on any node and by whatever way (S6)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts, officers, reviews
from mithaq.app.node import Actor
from mithaq.app.officers import NewOfficer, Suspension
from mithaq.domain.alert import Alert
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity, PersonName
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.statements import delivered, signed

NOTICE = SanctionsNotice(Identity((PersonName("synthetic person"),)), "1", "QDi.1", "QD", "2020-01-01")


@pytest.fixture
def world() -> Iterator[World]:
    found = World(5, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def _wearing(actor: Actor, role: str, authority: str = "") -> Actor:
    """The same person with another role."""
    return Actor(actor.id, actor.login, role, actor.post, authority or actor.authority, actor.nationality)


def _alert(world: World, code: str, alert: str) -> Alert:
    with world[code].store.read() as reader:
        found = alerts.load(reader, alert)
    assert found is not None
    return found


def test_one_person_with_two_roles_does_not_approve(world: World) -> None:
    alert = acts.drafted(world)
    both = _wearing(world.actor("TN", "bureau"), "prosecutor", "TN-PROSECUTION")
    with pytest.raises(Refusal, match=r"approval\.same_person"):
        alerts.approve(world["TN"], both, alert, acts.newest(world, "TN", alert))
    assert _alert(world, "TN", alert).state == "drafted"


def test_two_persons_of_one_authority_do_not_approve(world: World) -> None:
    alert = acts.drafted(world)
    colleague = _wearing(world.actor("TN", "prosecutor", 2), "prosecutor", world.actor("TN", "bureau").authority)
    with pytest.raises(Refusal, match=r"approval\.same_authority"):
        alerts.approve(world["TN"], colleague, alert, acts.newest(world, "TN", alert))
    assert _alert(world, "TN", alert).state == "drafted"


def test_an_approval_holds_for_what_was_seen_and_nothing_else(world: World) -> None:
    """Approved, then changed: the old approval is not one of the new content, and does not become one by repetition."""
    alert = acts.approved(world)
    seen = acts.newest(world, "TN", alert)
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, acts.person("TN", 2))
    assert _alert(world, "TN", alert).state == "drafted"
    with pytest.raises(Refusal, match=r"alert\.other_content"):
        alerts.approve(world["TN"], world.actor("TN", "judge"), alert, seen)
    with pytest.raises(Refusal, match=r"forbidden|alert\.other_content"):
        reviews.accept(world["GS"], world.actor("GS", "reviewer", 1, "DZ"), alert, acts.newest(world, "TN", alert))
    world.settle()
    again = signed(world, "EG", "TN", "prosecutor", "alert.approved", body={"content": seen}, subject=alert)
    assert delivered(world, "EG", again).admitted == 1
    there = _alert(world, "EG", alert)
    assert (there.state, there.voids[-1]) == ("drafted", (again.hash, "alert.other_content"))


def test_the_same_reviewer_does_not_count_twice(world: World) -> None:
    alert = acts.approved(world)
    acts.accept(world, alert, 1, "DZ")
    with pytest.raises(Refusal, match=r"review\.same_person"):
        acts.accept(world, alert, 1, "KW")
    assert _alert(world, "GS", alert).state == "approved"


@pytest.mark.parametrize("nationality", ["TN", "DZ"])
def test_reviewers_are_of_two_states_and_neither_is_the_owners(world: World, nationality: str) -> None:
    """`TN` owns the alert, a national of `DZ` has reviewed it already."""
    alert = acts.approved(world)
    acts.accept(world, alert, 1, "DZ")
    with pytest.raises(Refusal, match=r"review\.nationality"):
        acts.accept(world, alert, 2, nationality)
    assert _alert(world, "GS", alert).state == "approved"
    acts.accept(world, alert, 2, "KW")
    assert _alert(world, "GS", alert).state == "reviewed"


def test_one_review_does_not_let_circulate(world: World) -> None:
    alert = acts.approved(world)
    acts.accept(world, alert)
    world.settle()
    with pytest.raises(Refusal):
        alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    body = {"content": acts.newest(world, "TN", alert)}
    early = signed(world, "EG", "TN", "bureau", "alert.circulated", body=body, subject=alert)
    assert delivered(world, "EG", early).admitted == 1
    assert _alert(world, "EG", alert).state == "approved"


def test_who_drafted_a_notice_does_not_review_it(world: World) -> None:
    node, first = world["GS"], world.actor("GS", "reviewer", 1, "DZ")
    batch = alerts.draft_batch(node, first, "sanctions", [NOTICE])
    with pytest.raises(Refusal, match=r"review\.same_person"):
        reviews.accept(node, first, batch.subject, batch.content)
    with pytest.raises(Refusal, match="forbidden"):
        alerts.circulate(node, first, batch.subject)
    reviews.accept(node, world.actor("GS", "reviewer", 2, "KW"), batch.subject, batch.content)
    alerts.circulate(node, first, batch.subject)
    assert _alert(world, "GS", batch.subject).state == "circulated"


@pytest.mark.parametrize(
    ("role", "author", "body"),
    [
        ("prosecutor", "drafter", {}),
        ("prosecutor", "colleague", {}),
        ("reviewer", "reviewer", {"national_of": "KW"}),
        ("reviewer", "other", {"national_of": "DZ"}),
        ("reviewer", "other", {"national_of": "TN"}),
    ],
)
def test_what_a_node_would_not_say_has_no_effect_when_its_member_signs_it_all_the_same(
    world: World, role: str, author: str, body: dict[str, str]
) -> None:
    """A member whose node is not ours signs a self-approval or a double review: every other node keeps it as void."""
    reviewing = role == "reviewer"
    alert = acts.approved(world) if reviewing else acts.drafted(world)
    if reviewing:
        acts.accept(world, alert, 1, "DZ")
    world.settle()
    before = _alert(world, "EG", alert)
    drafter = world.actor("TN", "bureau")
    who = {
        "drafter": drafter.id,
        "colleague": "o-00000000000000cc",
        "reviewer": world.actor("GS", "reviewer", 1).id,
        "other": "o-00000000000000dd",
    }[author]
    forged = signed(
        world, "EG", "GS" if reviewing else "TN", role,
        "review.accepted" if reviewing else "alert.approved",
        body={"content": acts.newest(world, "TN", alert), **body}, subject=alert, author=who,
        authority=drafter.authority if author == "colleague" else "",
    )  # fmt: skip
    assert delivered(world, "EG", forged).admitted == 1
    after = _alert(world, "EG", alert)
    assert after.state == before.state
    assert [hash for hash, _ in after.voids] == [forged.hash]


def test_a_batch_review_is_for_demonstrations_only() -> None:
    """Its own node does not sign one, and no other node takes one."""
    world = World(5, ("TN", "EG", "GS", "OC"), demo=False)
    alert = acts.approved(world)
    content, reviewer = acts.newest(world, "GS", alert), world.actor("GS", "reviewer", 1, "DZ")
    with pytest.raises(Refusal, match=r"review\.batch_not_here"):
        reviews.accept_batch(world["GS"], reviewer, [(alert, content)])
    body = {"national_of": "DZ", "alerts": [{"id": alert, "content": content}]}
    for holder in ("TN", "EG"):
        forged = signed(
            world, holder, "GS", "reviewer", "review.batch_accepted", body=body, subject="r-4753" + "0" * 20
        )
        assert delivered(world, holder, forged).refused == "not_allowed"
        assert _alert(world, holder, alert).state == "approved"
    world.close()


def test_a_batch_review_counts_one_person_once(world: World) -> None:
    alert = acts.approved(world)
    reviewer, content = world.actor("GS", "reviewer", 1, "DZ"), acts.newest(world, "GS", alert)
    for _ in range(2):
        reviews.accept_batch(world["GS"], reviewer, [(alert, content)])
    assert _alert(world, "GS", alert).state == "approved"


NEW = NewOfficer("clerk@TN", "موظف", "Clerk", "bureau", "TN-BUREAU", "TN-LIAISON", "TN", "no hash of anything")


def test_who_proposed_an_officer_does_not_decide(world: World) -> None:
    node, one, two = world["TN"], world.actor("TN", "administrator"), world.actor("TN", "administrator", 2)
    change = officers.propose(node, one, NEW)
    with pytest.raises(Refusal, match=r"approval\.same_person"):
        officers.decide(node, one, change.id, change.digest, approve=True)
    with pytest.raises(Refusal, match=r"change\.other_content"):
        officers.decide(node, two, change.id, "0" * 64, approve=True)
    assert officers.listed(node, two)[0] == []
    officers.decide(node, two, change.id, change.digest, approve=True)
    assert [row.login for row in officers.listed(node, two)[0]] == ["clerk@TN"]
    with pytest.raises(Refusal, match=r"change\.decided"):
        officers.decide(node, two, change.id, change.digest, approve=False)


def test_who_proposed_it_does_not_refuse_it_either(world: World) -> None:
    node, one = world["TN"], world.actor("TN", "administrator")
    change = officers.propose(node, one, NEW)
    with pytest.raises(Refusal, match=r"approval\.same_person"):
        officers.decide(node, one, change.id, change.digest, approve=False)


@pytest.mark.parametrize("approve", [True, False])
def test_nobody_decides_on_himself(world: World, approve: bool) -> None:
    node, one, two = world["TN"], world.actor("TN", "administrator"), world.actor("TN", "administrator", 2)
    change = officers.propose(node, one, structs.replace(NEW, role="administrator"))
    officers.decide(node, two, change.id, change.digest, approve=True)
    (hired,) = officers.listed(node, one)[0]
    suspension = officers.propose(node, one, Suspension(hired.id, suspended=True))
    with pytest.raises(Refusal, match=r"approval\.same_person"):
        officers.decide(node, officers.actor_of(hired), suspension.id, suspension.digest, approve=approve)
