"""The roster as every node reads it: joining, leaving, other keys, and a freeze that outlives the commission's key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.app import commission, own_keys
from mithaq.app.exchange import PayloadRequest
from mithaq.app.exchange import signed as noted
from mithaq.app.fsck import fsck
from mithaq.app.node import Node, operator_actor
from mithaq.app.replicate import pull, take
from mithaq.app.roster_acts import Proposal, missing, propose, sign, submit
from mithaq.app.roster_reading import told
from mithaq.app.rosters import ahead, read_trust
from mithaq.app.serve import Served
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.journal.envelope import sign as seal
from mithaq.journal.envelope import to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import RosterDocument, SignedRoster
from mithaq.journal.trust import make_entry
from mithaq.testing import acts
from mithaq.testing.world import World, seeded
from tests.support.statements import signed

STATES = ("TN", "EG", "SA", "JO", "MA")
NEW = SigningKey.from_seed("OC", "OC-2", seeded("the commission's next key"))


@pytest.fixture
def world() -> Iterator[World]:
    found = World(61)
    for node in found.nodes.values():
        node.keep_key = lambda key: None
    yield found
    found.close()


def by(node: Node, version: SignedRoster) -> SignedRoster:
    return sign(node, operator_actor(node), version)


def adopted(world: World, wanted: Proposal, *codes: str) -> RosterDocument:
    """Proposed by the first of these members, signed by all of them, and submitted by the first."""
    first = world[codes[0]]
    version = propose(first, operator_actor(first), wanted)
    for code in codes:
        version = by(world[code], version)
    return submit(first, operator_actor(first), version)


def same_everywhere(world: World) -> bool:
    """Every node believes the same roster, and would after a restart."""
    for code in world.nodes:
        before = world[code].roster
        if world.restart(code).roster != before:
            return False
    return len({node.roster.to_json() for node in world.nodes.values()}) == 1


def refused(world: World, at: str, member: str, key: SigningKey) -> str:
    """What this node says to a statement of that member under that key."""
    header = signed(world, at, member, "administrator", "log.rooted").header
    return take(world[at], member, (to_wire(seal(header, key)),)).refused


def test_a_quorum_takes_a_member_in_on_every_node(world: World) -> None:
    entry = make_entry("state", SigningKey.from_seed("LY", "LY-1", seeded("LY")))
    first = world["TN"]
    version = propose(first, operator_actor(first), Proposal(entries=(entry,)))
    assert missing(first, version) == 3
    for code in ("TN", "EG"):
        version = by(world[code], version)
    with pytest.raises(Refused) as problem:
        submit(first, operator_actor(first), version)
    assert problem.value.code is RefusalCode.ROSTER_QUORUM
    version = by(world["SA"], version)
    assert submit(world["JO"], operator_actor(world["JO"]), version).quorum == 4, "more than half of six"
    assert "LY" not in world["GS"].peers
    world.settle()
    assert all("LY" in node.peers for node in world.nodes.values())
    assert same_everywhere(world)
    assert fsck(world["MA"]).sound


def test_a_suspended_member_is_served_nothing_and_keeps_what_it_said(world: World) -> None:
    alert = acts.circulated(world, "TN")
    world.settle()
    asked: list[str] = []
    adopted(world, Proposal(standing={"TN": "suspended"}), "EG", "SA", "JO")
    world.settle()
    for code in ("EG", "GS", "OC"):
        with world[code].store.read() as reader:
            assert reader.register.fold(alert) is not None, "what was admitted stays"
        assert refused(world, code, "TN", world.keys["TN"]) == "member_closed"
        asked.append(code)
        with pytest.raises(Refused) as problem:
            Served(world[code]).ask(_request(world, "TN", code))
        assert problem.value.code is RefusalCode.MEMBER_CLOSED
    with pytest.raises(Refusal, match=r"roster\.closed"):
        acts.drafted(world, "TN")
    with world["TN"].store.read() as reader:
        assert reader.register.fold(alert) is not None, "and it keeps its own data"
    adopted(world, Proposal(standing={"TN": "active"}), "EG", "SA", "JO")
    world.settle()
    acts.drafted(world, "TN")
    world.settle()
    assert world.agree()
    assert same_everywhere(world)


def _request(world: World, by_member: str, to: str) -> bytes:
    return noted(PayloadRequest(by_member, to, text(world.clock.now()), ()), world.keys[by_member])


def test_another_key_counts_from_the_next_place_and_the_old_one_for_a_while(world: World) -> None:
    node = world["EG"]
    old, new = node.key, own_keys.rotate(node, operator_actor(node), overlap=2)
    assert (new.key_id, node.key) == ("EG-2", new)
    acts.circulated(world, "EG")
    world.settle()
    assert world.agree()
    assert same_everywhere(world)
    assert refused(world, "TN", "EG", old) == "key_not_valid"
    assert all(fsck(world[code]).sound for code in ("EG", "TN"))


def test_a_revoked_key_signs_nothing_more(world: World) -> None:
    node = world["EG"]
    old = node.key
    own_keys.rotate(node, operator_actor(node), overlap=1000)
    with pytest.raises(Refusal, match=r"keys\.last"):
        own_keys.revoke(node, operator_actor(node), "EG-2")
    own_keys.revoke(node, operator_actor(node), old.key_id)
    acts.drafted(world, "EG")
    world.settle()
    assert world.agree()
    assert refused(world, "TN", "EG", old) == "key_revoked"
    with pytest.raises(Refusal, match=r"keys\.unknown"):
        own_keys.revoke(node, operator_actor(node), old.key_id)
    assert same_everywhere(world)


def test_a_member_with_another_key_signs_the_next_version(world: World) -> None:
    """Whoever holds only the versions sees by the envelopes beside the signature that the old key handed over."""
    node = world["EG"]
    own_keys.rotate(node, operator_actor(node))
    own_keys.rotate(node, operator_actor(node))
    document = adopted(world, Proposal(expires="2100-01-01T00:00:00.000Z"), "EG", "SA", "JO")
    found = document.member("EG")
    assert found is not None
    assert [key.key_id for key in found.entry.keys] == ["EG-1", "EG-2", "EG-3"]
    version = node.trust.chain[-1]
    assert {one.member: len(one.rotated) for one in version.signatures} == {"EG": 2, "JO": 0, "SA": 0}
    world.settle()
    assert same_everywhere(world)


def test_a_stolen_key_is_revoked_by_the_quorum(world: World) -> None:
    acts.drafted(world, "TN")
    world.settle()
    stolen, fresh = world.keys["TN"], SigningKey.from_seed("TN", "TN-2", seeded("fresh"))
    with world["EG"].store.read() as reader:
        head = reader.journal.head("TN")
    assert head is not None
    keys = (structs.replace(stolen.member_key(), revoked_from=head.seq + 1), fresh.member_key(head.seq + 1))
    adopted(world, Proposal(entries=(make_entry("state", fresh, keys),)), "EG", "SA", "JO")
    world.settle()
    assert refused(world, "EG", "TN", stolen) == "key_revoked"
    world["TN"].key = fresh
    acts.drafted(world, "TN")
    world.settle()
    assert world.agree()


def test_a_node_that_alone_heard_more_is_told_where_to_go_back(world: World) -> None:
    """The others agree; it says itself that it differs, and from which place on."""
    acts.drafted(world, "TN")
    world.settle()
    world.net.cut("TN", [code for code in world.nodes if code != "OC"])
    acts.drafted(world, "TN", acts.person("TN", 2))
    pull(world["OC"], "TN")
    document = adopted(world, Proposal(standing={"TN": "suspended"}), "EG", "SA", "JO")
    member = document.member("TN")
    assert member is not None
    world.net.heal()
    for code in ("EG", "SA", "OC"):
        pull(world[code], "EG")
    for code, expected in (("SA", {}), ("OC", {"TN": member.closed_from})):
        node = world[code]
        with node.store.read() as reader:
            assert ahead(node, reader) == expected
        said = [line for line in told(node, operator_actor(node)) if "set_back" in line]
        assert {line["set_back"]: line["from"] for line in said} == expected
        assert fsck(node).sound is not bool(expected)


def test_what_a_node_holds_is_not_taken_back_by_what_it_signs(world: World) -> None:
    acts.drafted(world, "TN")
    node = world["EG"]
    version = propose(node, operator_actor(node), Proposal(standing={"TN": "suspended"}))
    world.settle()
    with pytest.raises(Refusal, match=r"roster\.behind"):
        by(world["SA"], version)


def test_a_node_signs_one_version_of_a_number_and_only_on_its_day(world: World) -> None:
    node = world["EG"]
    one = propose(node, operator_actor(node), Proposal(quorum=4))
    by(node, one)
    by(node, one)
    with pytest.raises(Refusal, match=r"roster\.signed_other"):
        by(node, propose(node, operator_actor(node), Proposal(quorum=5)))
    world.clock.forward(hours=25)
    with pytest.raises(Refusal, match=r"roster\.dated"):
        by(world["SA"], one)


def test_a_freeze_outlives_another_key_of_the_commission(world: World) -> None:
    alert = acts.circulated(world, "TN")
    world.settle()
    commission.freeze(world["OC"], world.actor("OC", "commissioner"), alert, "freeze_application")
    world.settle()
    frozen = fold_of(world, alert)
    with pytest.raises(Refusal, match=r"keys\.commission"):
        own_keys.rotate(world["OC"], operator_actor(world["OC"]))
    entry = make_entry("commission", NEW, (world.keys["OC"].member_key(), NEW.member_key(2)))
    node, when = world["TN"], text(world.clock.now() + timedelta(days=31))
    version = propose(node, operator_actor(node), Proposal(entries=(entry,), commission_from=when))
    for code in STATES:
        version = by(world[code], version)
    with pytest.raises(Refused) as problem:
        submit(node, operator_actor(node), version)
    assert problem.value.code is RefusalCode.ROSTER_COMMISSION
    submit(node, operator_actor(node), by(world["OC"], version))
    world.settle()
    assert refused(world, "EG", "OC", NEW) == "key_unknown", "it is announced, and does not count yet"
    assert all(one.trust.now.next_at == when for one in world.nodes.values())
    world.clock.forward(days=30)
    world.settle()
    assert refused(world, "EG", "OC", NEW) == "key_unknown"
    world.clock.forward(days=1, seconds=1)
    world.settle()
    world["OC"].key = NEW
    other = acts.circulated(world, "EG")
    commission.freeze(world["OC"], world.actor("OC", "commissioner"), other, "freeze_application")
    world.settle()
    assert fold_of(world, alert) == frozen, "nobody lifted it"
    assert len(fold_of(world, other)) == 1
    assert world.agree()
    assert same_everywhere(world)


def fold_of(world: World, alert: str) -> set[bytes]:
    found = set()
    for node in world.nodes.values():
        with node.store.read() as reader:
            row = reader.register.fold(alert)
        assert row is not None
        found.add(row.fold)
    return found


def test_the_roster_is_what_is_held_whatever_was_read_before(world: World) -> None:
    adopted(world, Proposal(quorum=4), "EG", "SA", "JO")
    world.settle()
    adopted(world, Proposal(quorum=3), "EG", "SA", "JO", "MA")
    world.settle()
    node = world["OC"]
    with node.store.read() as reader:
        assert read_trust(node, reader) == read_trust(node, reader, node.trust.chain) == node.trust
