from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import officers
from mithaq.app.node import Node
from mithaq.app.officers import Change, NewOfficer, NewPost, Suspension
from mithaq.app.ports.rows import OfficerRow
from mithaq.domain.errors import NotFound, Refusal
from mithaq.testing.world import World
from tests.unit.app.asking import heads

CLERK = NewOfficer("clerk@TN", "موظف", "Clerk", "bureau", "TN-BUREAU", "TN-LIAISON", "TN", "no hash of anything")


def carried_out(world: World, change: Change, code: str = "TN") -> None:
    """Proposed by one administrator, approved by another."""
    node = world[code]
    row = officers.propose(node, world.actor(code, "administrator"), change)
    officers.decide(node, world.actor(code, "administrator", 2), row.id, row.digest, approve=True)


def by_login(node: Node, login: str) -> OfficerRow:
    with node.store.read() as reader:
        row = reader.desk.officer_by_login(login)
    assert row is not None
    return row


def test_an_officer_is_taken_on_by_two(world: World) -> None:
    node = world["TN"]
    row = officers.propose(node, world.actor("TN", "administrator"), CLERK)
    assert officers.listed(node, world.actor("TN", "administrator")) == ([], [row])
    with pytest.raises(NotFound):
        officers.propose(node, world.actor("TN", "administrator"), Suspension("o-unknown", suspended=True))
    officers.decide(node, world.actor("TN", "administrator", 2), row.id, row.digest, approve=True)
    clerk = by_login(node, "clerk@TN")
    assert (clerk.role, clerk.post, clerk.state) == ("bureau", "TN-BUREAU", "active")
    assert officers.actor_of(clerk).authority == "TN-LIAISON"


def test_a_refused_change_is_none(world: World) -> None:
    node = world["TN"]
    row = officers.propose(node, world.actor("TN", "administrator"), CLERK)
    refused = officers.decide(node, world.actor("TN", "administrator", 2), row.id, row.digest, approve=False)
    assert refused.outcome == "refused"
    assert officers.listed(node, world.actor("TN", "administrator")) == ([], [])


@pytest.mark.parametrize(
    ("code", "change", "refusal"),
    [
        ("TN", structs.replace(CLERK, role="reviewer"), "officer.role"),
        ("TN", structs.replace(CLERK, role="commissioner"), "officer.role"),
        ("TN", structs.replace(CLERK, login="clerk@EG"), "officer.login_member"),
        ("GS", structs.replace(CLERK, login="clerk@GS"), "officer.role"),
        ("OC", structs.replace(CLERK, login="clerk@OC", role="border"), "officer.role"),
        ("OC", structs.replace(CLERK, login="c@OC", role="commissioner", nationality=""), "officer.nationality"),
    ],
)
def test_a_role_that_this_member_cannot_have(world: World, code: str, change: Change, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        officers.propose(world[code], world.actor(code, "administrator"), change)
    assert refused.value.code == refusal


def test_one_login_one_officer(world: World) -> None:
    node, one, two = world["TN"], world.actor("TN", "administrator"), world.actor("TN", "administrator", 2)
    first, second = officers.propose(node, one, CLERK), officers.propose(node, one, CLERK)
    officers.decide(node, two, first.id, first.digest, approve=True)
    with pytest.raises(Refusal, match=r"officer\.login_taken"):
        officers.decide(node, two, second.id, second.digest, approve=True)
    with pytest.raises(Refusal, match=r"officer\.login_taken"):
        officers.propose(node, one, CLERK)
    assert len(officers.listed(node, one)[0]) == 1


def test_a_session_lasts_one_shift(world: World) -> None:
    carried_out(world, CLERK)
    node = world["TN"]
    token, row = officers.open_session(node, by_login(node, "clerk@TN"))
    assert token not in repr(row), "the store alone cannot sign in"
    signed_in = officers.signed_in(node, token)
    assert signed_in is not None
    assert signed_in[0].login == "clerk@TN"
    assert officers.signed_in(node, token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    world.clock.forward(hours=officers.SESSION_HOURS, milliseconds=-1)
    assert officers.signed_in(node, token) is not None
    world.clock.forward(milliseconds=1)
    assert officers.signed_in(node, token) is None


def test_who_signs_out_is_out(world: World) -> None:
    carried_out(world, CLERK)
    node = world["TN"]
    officer = by_login(node, "clerk@TN")
    one, _ = officers.open_session(node, officer)
    other, _ = officers.open_session(node, officer)
    officers.close_session(node, officers.actor_of(officer), one)
    assert officers.signed_in(node, one) is None
    assert officers.signed_in(node, other) is not None


@pytest.mark.parametrize("change", ["suspend", "post"])
def test_a_change_takes_effect_at_once_also_in_open_sessions(world: World, change: str) -> None:
    carried_out(world, CLERK)
    node = world["TN"]
    clerk = by_login(node, "clerk@TN")
    token, _ = officers.open_session(node, clerk)
    changes: dict[str, Change] = {
        "suspend": Suspension(clerk.id, suspended=True),
        "post": NewPost(clerk.id, "border", "TN-PORT", "TN-POLICE"),
    }
    carried_out(world, changes[change])
    assert officers.signed_in(node, token) is None
    if change == "suspend":
        with pytest.raises(Refusal, match=r"officer\.suspended"):
            officers.open_session(node, by_login(node, "clerk@TN"))
        carried_out(world, Suspension(clerk.id, suspended=False))
    officers.open_session(node, by_login(node, "clerk@TN"))
    assert by_login(node, "clerk@TN").role == ("bureau" if change == "suspend" else "border")


def test_nothing_about_officers_leaves_the_node(world: World) -> None:
    before = heads(world)
    carried_out(world, CLERK)
    officers.open_session(world["TN"], by_login(world["TN"], "clerk@TN"))
    assert heads(world) == before


def test_no_post_makes_somebody_a_commissioner_of_whom_nobody_knows_whose_national_he_is(world: World) -> None:
    node, one = world["OC"], world.actor("OC", "administrator")
    new = structs.replace(CLERK, login="clerk@OC", role="clerk", post="OC-TUNIS", authority="OC-DESK")
    for state in ("", "OC"):  # of before, and of the commission itself, which is no state
        login = f"clerk{state.lower()}@OC"
        carried_out(world, structs.replace(new, login=login, nationality=state), "OC")
        post = NewPost(by_login(node, login).id, "commissioner", "OC-TUNIS", "OC-COMMISSION")
        with pytest.raises(Refusal, match=r"officer\.nationality"):
            officers.propose(node, one, post)
        carried_out(world, structs.replace(post, nationality="BH"), "OC")
        assert (by_login(node, login).role, by_login(node, login).nationality) == ("commissioner", "BH")
        with pytest.raises(Refusal, match=r"officer\.nationality"):
            officers.propose(node, one, structs.replace(post, nationality="KW"))
        carried_out(world, structs.replace(post, post="OC-CAIRO"), "OC")
        assert by_login(node, login).nationality == "BH", "what stands is not written anew"
