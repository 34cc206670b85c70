"""Two states ask for one person: the requested state's prosecutors see it, and nobody else does."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from mithaq.app import cases
from mithaq.app.competing import competing
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Forbidden, NotFound
from mithaq.domain.identity import Document, NameParts, PartialDate, PersonName
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, person
from mithaq.testing.world import World

PARTS = NameParts("أحمد", "علي", "سالم", "الطرابلسي")  # without a chain no alert is complete


@pytest.fixture
def both(world: World) -> tuple[CaseActs, CaseActs]:
    """TN and JO both ask EG for the same person."""
    return told(world, "TN", person("TN")), told(world, "JO", of("JO", person("TN")))


def of(owner: str, content: Wanted) -> Wanted:
    """What another state says of the same person."""
    return structs.replace(person(owner), identity=content.identity, offence=content.offence)


def told(world: World, owner: str, content: Wanted) -> CaseActs:
    return CaseActs(world, acts.circulated(world, owner, content), owner, "EG", content)


def test_its_prosecutor_sees_both_and_what_the_pack_suggests(world: World, both: tuple[CaseActs, CaseActs]) -> None:
    first, second = both
    for subject in (first.id, second.id):
        found = competing(world["EG"], world.actor("EG", "prosecutor"), subject)
        assert found is not None
        assert {case.id for case in found.cases} == {first.id, second.id}
        assert found.unsure == ()
        assert found.same_offence
        assert found.ranked.result == "arguable"
        assert "harmed_unknown" in found.ranked.reasons
    found = competing(world["EG"], world.actor("EG", "judge"), first.id, harmed=("JO",))
    assert found is not None
    assert (found.ranked.order, found.ranked.result) == ((second.id, first.id), "met")


def test_the_requesting_states_learn_nothing(world: World, both: tuple[CaseActs, CaseActs]) -> None:
    for mine, other in (both, both[::-1]):
        node = world[mine.requesting]
        for role in ("bureau", "prosecutor", "judge"):
            with pytest.raises(Forbidden):
                competing(node, world.actor(mine.requesting, role), mine.id)
            with pytest.raises(NotFound):
                cases.read(node, world.actor(mine.requesting, role), other.id)
    body = {"place": 2, "among": 2, "reasons": ["harmed"]}
    both[0].act("EG", "prosecutor", "requests.ranked", body, acts.reasons())
    with world["TN"].store.read() as reader:
        said = [msgspec.to_builtins(one.envelope.header.body) for one in reader.journal.about(both[0].id)]
    assert both[1].id not in str(said)


def test_one_state_alone_competes_with_nobody(world: World) -> None:
    alone = CaseActs(world, acts.circulated(world))
    assert competing(world["EG"], world.actor("EG", "prosecutor"), alone.id) is None


def test_other_people_are_not_shown(world: World) -> None:
    mine, _ = told(world, "TN", person("TN")), told(world, "JO", person("JO"))
    assert competing(world["EG"], world.actor("EG", "prosecutor"), mine.id) is None


def test_a_name_in_another_script_is_shown_as_unsure(world: World) -> None:
    """Another state has another passport of him, and writes him as a French registrar did."""
    first = named("TN", "أحمد بن علي الطرابلسي", PartialDate(1980, 5, 1), "A1")
    second = named("JO", "Ahmed Trabelsi", PartialDate(1980), "B2")
    mine, theirs = told(world, "TN", first), told(world, "JO", second)
    found = competing(world["EG"], world.actor("EG", "prosecutor"), mine.id)
    assert found is not None
    assert {case.id for case in found.cases} == {mine.id, theirs.id}
    assert found.unsure == (theirs.id,)


def named(owner: str, name: str, born: PartialDate, passport: str) -> Wanted:
    said = person(owner)
    identity = structs.replace(
        said.identity,
        names=(PersonName(name, parts=PARTS),),
        births=(born,),
        nationalities=("TN",),
        documents=(Document(passport, issuer="TN"),),
        national_number="",
    )
    return structs.replace(said, identity=identity)


def test_a_refused_request_competes_no_more(world: World, both: tuple[CaseActs, CaseActs]) -> None:
    body = {"ground": "concurrent"}
    both[1].act("EG", "prosecutor", "detention.refused", body, acts.reasons())
    assert both[1].state == CaseState.REFUSED
    assert competing(world["EG"], world.actor("EG", "prosecutor"), both[0].id) is None
