"""Safe departure: the commission and the state itself know; the owner's node holds nothing of it."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from mithaq.app import sealed
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.sealed import SIZE, Departure
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World

CANARY = "canary left for the coast"


def departure(told: CaseActs, **changes: str) -> Departure:
    return structs.replace(Departure(told.id, told.now, "JO", CANARY), **changes)


def lodge(world: World, told: CaseActs, code: str = "EG", role: str = "prosecutor", **changes: str) -> str:
    event = sealed.lodge_departure(world[code], world.actor(code, role), departure(told, **changes))
    world.settle()
    return event.subject


def everything(world: World, code: str) -> str:
    """All that a node holds: envelopes, folds and payloads, as text."""
    with world[code].store.read() as reader:
        stored = [one for member in world.nodes for one in reader.journal.after(member, 0, 10_000)]
        envelopes = [msgspec.json.encode(msgspec.to_builtins(one.envelope.header)) for one in stored]
        folds = [fold for _, fold in reader.register.fold_states()]
        hashes = [one.envelope.header.payload.hash for one in stored if one.envelope.header.payload]
        payloads = [payload.body for payload in reader.payloads.many(hashes).values()]
    return b" ".join((*envelopes, *folds, *payloads)).decode()


def test_the_commission_and_the_state_itself_see_it(world: World) -> None:
    told = case_until(world, CaseState.RELEASED)
    id = lodge(world, told)
    for code, role in (("EG", "prosecutor"), ("OC", "commissioner")):
        (one,) = sealed.lodged(world[code], world.actor(code, role))
        assert (one.id, one.member) == (id, "EG")
        assert one.departure is not None
        assert (one.departure.case, one.departure.note) == (told.id, CANARY)
    assert world.agree()


def test_the_owners_node_holds_nothing_of_it(world: World) -> None:
    told = case_until(world, CaseState.RELEASED)
    id = lodge(world, told)
    assert CANARY in everything(world, "EG")
    assert CANARY in everything(world, "OC")
    for code in ("TN", "JO", "GS"):
        assert CANARY not in everything(world, code)
        assert sealed_header(world, code, id) == {}
    with world["TN"].store.read() as reader:
        assert reader.payloads.wanted(100) == []
        assert id not in {one.envelope.header.subject for one in reader.journal.about(told.id)}
    assert sealed.lodged(world["TN"], world.actor("TN", "prosecutor")) == []


def sealed_header(world: World, code: str, id: str) -> dict[str, object]:
    """What the header says beyond its type, its signer and the length of a payload: nothing."""
    with world[code].store.read() as reader:
        (one,) = reader.journal.about(id)
    header = one.envelope.header
    assert header.type == "sealed.lodged"
    assert not header.cites
    assert header.payload is not None
    assert header.payload.size == SIZE
    return dict(header.body)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"towards": "TN"}, "departure.to_requester"),
        ({"towards": "EG"}, "departure.to_requester"),
        ({"towards": "XX"}, "member.unknown"),
        ({"left_at": "2199-01-01T00:00:00.000Z"}, "instant.future"),
    ],
)
def test_what_is_no_safe_departure(world: World, changes: dict[str, str], code: str) -> None:
    told = case_until(world, CaseState.RELEASED)
    with pytest.raises(Refusal) as refused:
        lodge(world, told, **changes)
    assert refused.value.code == code


def test_who_was_not_released_did_not_leave_freely(world: World) -> None:
    with pytest.raises(Refusal, match=r"departure\.not_released"):
        lodge(world, case_until(world, CaseState.RELEASE_DUE))


def test_only_the_state_that_held_him_lodges(world: World) -> None:
    told = case_until(world, CaseState.RELEASED)
    with pytest.raises(Forbidden):
        lodge(world, told, "TN")
    with pytest.raises(NotFound):
        lodge(world, told, "JO")
    with pytest.raises(Forbidden):
        lodge(world, told, role="bureau")
    with pytest.raises(Forbidden):
        sealed.lodged(world["TN"], world.actor("TN", "bureau"))
