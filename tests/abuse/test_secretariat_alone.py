"""The Secretariat's key signs for no state, and makes nobody believe another roster: refused on each of seven nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from msgspec import structs

from mithaq.app.bundles import proof_of
from mithaq.app.carried import take_bundle
from mithaq.app.exchange import PayloadRequest, Receipt, opened
from mithaq.app.exchange import signed as noted
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, operator_actor
from mithaq.app.registry import TYPES
from mithaq.app.replicate import keep_checkpoint, take
from mithaq.app.rosters import SUBJECT, refresh
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.trust_events import RosterSigned
from mithaq.journal import canonical
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.bundled import read_bundle
from mithaq.journal.checkpoint import Checkpoint, sign_checkpoint
from mithaq.journal.envelope import sign, to_wire
from mithaq.journal.errors import Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Frontier
from mithaq.journal.roster_document import RosterMember, SignedRoster
from mithaq.journal.trust import Roster, make_entry
from mithaq.law.load import rows
from mithaq.testing import acts
from mithaq.testing.world import DEMO_MEMBERS, World, seeded
from tests.abuse.plays import rests_on
from tests.support.statements import signed

STATE = "TN"
OTHERS = tuple(code for code in DEMO_MEMBERS if code != STATE)
RECEIVERS = tuple(code for code in DEMO_MEMBERS if code != "GS")
NOT_ITS_OWN = sorted(
    {row["action"] for _, row in rows("access.csv") if row["member_kind"] == "state"}
    - {row["action"] for _, row in rows("access.csv") if row["member_kind"] in ("secretariat", "*")}
    & set(TYPES)
)
"""The statements that a state makes and the Secretariat does not."""


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Seven nodes, with one alert in force."""
    found = World(31)
    acts.circulated(found)
    yield found
    found.close()


def disguised(world: World) -> tuple[SigningKey, ...]:
    """The Secretariat's own key, and its secret under the name of the state's: as a forger would hold both."""
    secret = seeded(world.seed, "key", "GS")
    return SigningKey.from_seed(STATE, "GS-1", secret), SigningKey.from_seed(STATE, f"{STATE}-1", secret)


def length(node: Node, member: str) -> int:
    with node.store.read() as reader:
        head = reader.journal.head(member)
    return head.seq if head is not None else 0


def offered(node: Node, member: str, wire: bytes) -> str:
    """What this node says to that statement in the journal of that member; its journal does not grow."""
    before = length(node, member)
    progress = take(node, member, (wire,))
    assert (progress.admitted, length(node, member)) == (0, before)
    return progress.refused


@rests_on("Promise S13: the Secretariat's key signs for no state")
@pytest.mark.parametrize("code", OTHERS)
def test_no_statement_of_a_state_is_taken_under_the_secretariats_key(world: World, code: str) -> None:
    """What the Secretariat signs in a state's journal, under whichever name of a key, no node takes."""
    for type in (
        "alert.drafted",
        "alert.circulated",
        "alert.discontinued",
        "detention.requested",
        "person.surrendered",
    ):
        header = signed(world, code, STATE, "bureau", type).header
        said = {offered(world[code], STATE, to_wire(sign(header, key))) for key in disguised(world)}
        assert said == {"key_unknown", "bad_signature"}, type


@rests_on("access.csv; promise S13")
@pytest.mark.parametrize("code", RECEIVERS)
def test_in_its_own_journal_it_says_nothing_that_only_a_state_may_say(world: World, code: str) -> None:
    """A statement that only a state may make is admitted nowhere when it stands in the Secretariat's journal."""
    assert len(NOT_ITS_OWN) > 40
    answers = {}
    for type in (one for one in NOT_ITS_OWN if one in TYPES):
        for role in ("bureau", "prosecutor", "judge", "reviewer", "node"):
            wire = to_wire(signed(world, code, "GS", role, type))
            answers[type, role] = offered(world[code], "GS", wire)
    assert set(answers.values()) == {"not_allowed"}


@rests_on("Promise S13: the Secretariat's key signs for no state")
@pytest.mark.parametrize("code", OTHERS)
def test_it_asks_and_acknowledges_nothing_in_a_states_name(world: World, code: str) -> None:
    """Neither a request for a payload, a receipt nor a checkpoint is believed as a state's under the Secretariat's key."""
    node, at = world[code], text(world.clock.now())
    for key in disguised(world):
        with pytest.raises(Refused):
            opened(noted(PayloadRequest(STATE, code, at, ()), key), PayloadRequest, node.roster)
        with pytest.raises(Refused):
            opened(noted(Receipt(STATE, code, 1, "0" * 64, at), key), Receipt, node.roster)
        before = kept_checkpoint(node)
        frontier = Frontier()
        keep_checkpoint(node, STATE, sign_checkpoint(Checkpoint(f"mithaq/{STATE}", 0, frontier.root()), key))
        assert kept_checkpoint(node) == before


def kept_checkpoint(node: Node) -> str | None:
    with node.store.read() as reader:
        return reader.journal.checkpoint(STATE)


def changed(world: World) -> Mapping[str, Roster]:
    """What the Secretariat alone could write: a state with a key of its own making, without a member, with one more."""
    forged = SigningKey.from_seed(STATE, f"{STATE}-1", seeded("made by the Secretariat"))
    entries = {entry.code: entry for entry in world.roster.members}
    return {
        "key": Roster.of((entries | {STATE: make_entry("state", forged)}).values(), version=2),
        "without": Roster.of((one for code, one in entries.items() if code != "OC"), version=2),
        "more": Roster.of(
            (*entries.values(), make_entry("state", SigningKey.from_seed("XX", "XX-1", seeded("more")))), version=2
        ),
    }


@rests_on("Promise S13: nobody changes the roster alone")
@pytest.mark.parametrize("how", ["key", "without", "more"])
@pytest.mark.parametrize("code", DEMO_MEMBERS)
def test_no_node_believes_a_roster_that_the_secretariat_hands_out(world: World, code: str, how: str) -> None:
    """A bundle carries a roster for whoever has none of his own; a node has its own, and believes no other."""
    node, roster = world[code], changed(world)[how]
    with world["GS"].store.read() as reader:
        alert = next(row.id for row in reader.register.folds("alert"))
    bundle = canonical.encode_plain(structs.replace(read_bundle(proof_of(world["GS"], alert)), roster=roster))
    before, trusted = {member: length(node, member) for member in DEMO_MEMBERS}, node.roster
    report = verify_bundle(bundle, node.roster)
    if report.ok:
        take_bundle(node, operator_actor(node), bundle, lambda _hash: None)
    else:
        with pytest.raises(Refusal):
            take_bundle(node, operator_actor(node), bundle, lambda _hash: None)
    assert node.roster is trusted
    assert {member: length(node, member) for member in DEMO_MEMBERS} == before
    again = world.restart(code)
    assert again.roster == trusted, "and it finds the same after a restart"


@rests_on("Promise S13: nobody changes the roster alone")
@pytest.mark.parametrize("how", ["key", "without", "more"])
def test_no_version_of_the_roster_that_it_signs_alone_changes_anybodys(how: str) -> None:
    """It may put what it likes into its journal: without the signatures of a quorum it is void on every node."""
    world = World(32)
    try:
        before, secretariat = world.anchor.document, world["GS"]
        at = text(world.clock.now())
        members = tuple(RosterMember(None, entry, "active") for entry in changed(world)[how].members)
        document = structs.replace(
            before, members=members, number=2, previous=before.hash, made_at=at, effective=at, quorum=4
        )
        mine = [SigningKey.from_seed(code, f"{code}-1", seeded(32, "key", "GS")) for code in ("GS", "EG", "SA", "JO")]
        for keys in ((), mine[:1], mine):
            found = SignedRoster(document, ())
            for key in keys:
                found = found.signed_by(key)
            with secretariat.write() as tx:
                said = Statement("roster.signed", SUBJECT, RosterSigned(found.to_json().decode()))
                issue(secretariat, tx, operator_actor(secretariat), said)
        world.settle()
        for code, node in world.nodes.items():
            refresh(node)
            assert (node.roster, node.trust.chain) == (world.roster, (world.anchor,)), code
            assert length(node, "GS") == length(secretariat, "GS"), "what it said is held, and counts for nothing"
    finally:
        world.close()
