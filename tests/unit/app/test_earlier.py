"""Earlier cases on one person are found by the requested state itself, on whatever alert they rest."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import case_reading, cases, lists
from mithaq.app.duplicates import DUPLICATE
from mithaq.app.earlier import Earlier, earlier_of, weighed
from mithaq.domain.case.case import DAY, Case
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, NameParts, PartialDate, PersonName
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, person
from mithaq.testing.world import World

OTHER = person("TN", 4)
NAME = "أحمد بن علي الطرابلسي"
PARTS = NameParts("أحمد", "علي", "سالم", "الطرابلسي")  # without a chain no alert is complete
WHY = Note("another act, at another place: the two files were compared")


def held_for_a_month(world: World) -> CaseActs:
    """TN has had its first person held in Egypt until the clock ran out, and Egypt has released."""
    first = acts.case_until(world, CaseState.INFORMED)
    world.clock.forward(days=31)
    world.settle()
    first.act("EG", "bureau", "person.released", {"released_at": first.now, "ground": "clock_lapsed"})
    return first


def like(content: Wanted, *, other_act: bool = False) -> Wanted:
    """A second alert of TN on that person, for the same act or for another."""
    other = OTHER if other_act else structs.replace(OTHER, offence=content.offence)
    return structs.replace(other, identity=content.identity)


def second(world: World, first: CaseActs, *, other_act: bool = False, requested: str = "EG") -> CaseActs:
    content = like(first.content, other_act=other_act)
    return CaseActs(world, acts.circulated(world, "TN", content), "TN", requested, content)


def folded(world: World, member: str, told: CaseActs) -> Case:
    with world[member].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    return case


def found(world: World, member: str, told: CaseActs) -> Earlier:
    """What the node finds by itself, whatever the requesting state has said."""
    with world[member].store.read() as reader:
        said_nothing = structs.replace(folded(world, member, told), earlier=())
        return earlier_of(reader, said_nothing, told.now, world[member].scales)


def admit(told: CaseActs, *, names: bool = True, note: Note | None = None) -> str:
    """The code with which the admission is refused; empty if it is not. `names`: the earlier detention is decided too."""
    page = cases.read(told.world["EG"], told.world.actor("EG", "prosecutor"), told.id)
    decided = [one.test for one in page.findings if one.result == "arguable"]
    decided = [test for test in decided if names or test != "earlier_detention"]
    try:
        told.act("EG", "prosecutor", "detention.admitted", {"decided": decided}, note)
    except Refusal as refusal:
        return refusal.code
    return ""


def order(told: CaseActs) -> None:
    told.lodge()
    told.act("EG", "judge", "rearrest.ordered", {"ordered_at": told.now}, acts.reasons())


def test_a_second_alert_is_no_way_round_the_lapse_of_the_first(world: World) -> None:
    first = held_for_a_month(world)
    again = second(world, first)
    assert folded(world, "TN", again).earlier == (first.id,)  # TN's own node says so already
    assert [one.id for one in found(world, "EG", again).same] == [first.id]
    assert admit(again) == "rearrest.not_ordered"
    order(again)
    assert admit(again) == ""
    assert folded(world, "TN", again).held_before // DAY == 31
    assert world.agree()


def test_where_only_the_person_is_the_same_the_prosecutor_answers_with_reasons(world: World) -> None:
    first = held_for_a_month(world)
    again = second(world, first, other_act=True)
    assert folded(world, "TN", again).earlier == ()
    assert [one.id for one in found(world, "EG", again).unsure] == [first.id]
    assert admit(again, names=False) == "earlier.unanswered"
    assert admit(again) == "admission.reasons_missing"
    assert admit(again, note=WHY) == ""
    case = folded(world, "TN", again)
    assert "earlier_detention" in case.decided_arguable
    assert case.held_before == 0


def test_until_that_is_answered_the_time_counts(world: World) -> None:
    again = second(world, held_for_a_month(world), other_act=True)
    order(again)
    assert admit(again, names=False) == ""
    assert folded(world, "TN", again).held_before // DAY == 31


def spelled(content: Wanted, name: str, born: PartialDate, *, warrant: bool = False) -> Wanted:
    """Another alert of TN: the person is written otherwise, with another passport; on the same `warrant` or another act."""
    identity = structs.replace(
        content.identity,
        names=(PersonName(name, parts=PARTS),),
        births=(born,),
        documents=(Document("SYN0001", issuer="TN"),),
        national_number="",
    )
    return structs.replace(OTHER, identity=identity, **({"warrant": content.warrant} if warrant else {}))


def on(world: World, content: Wanted, *, requested: str = "EG") -> CaseActs:
    return CaseActs(world, acts.circulated(world, "TN", content), "TN", requested, content)


@pytest.fixture(scope="module")
def named() -> Wanted:
    """The first person of TN, under a name that is written in many ways."""
    first = person("TN")
    born = (PartialDate(1980, 5, 1),)
    return structs.replace(
        first, identity=structs.replace(first.identity, names=(PersonName(NAME, parts=PARTS),), births=born)
    )


def month_of(world: World, content: Wanted) -> CaseActs:
    """That person was held in Egypt for a month, and released."""
    first = on(world, content)
    first.admit()
    first.arrest()
    first.inform()
    world.clock.forward(days=31)
    world.settle()
    first.act("EG", "bureau", "person.released", {"released_at": first.now, "ground": "clock_lapsed"})
    return first


@pytest.mark.parametrize("name", ["أحمد علي الطرابلسي", "Ahmed Trabelsi", "Ahmad bin Ali al-Tarabulsi"])
def test_the_same_warrant_is_found_however_the_person_is_written(world: World, named: Wanted, name: str) -> None:
    first = month_of(world, named)
    again = on(world, spelled(named, name, PartialDate(1980), warrant=True))
    assert folded(world, "TN", again).earlier == (first.id,)
    assert [one.id for one in found(world, "EG", again).same] == [first.id]
    assert admit(again) == "rearrest.not_ordered"


def test_who_may_be_the_same_person_is_admitted_only_on_an_answer(world: World, named: Wanted) -> None:
    first = month_of(world, named)
    again = on(world, spelled(named, "Ahmed Ben Ali Trabelsi", PartialDate(1980)))
    assert found(world, "EG", again) == Earlier((), (folded(world, "EG", first),))
    page = cases.read(world["EG"], world.actor("EG", "prosecutor"), again.id)
    assert [(one.id, one.same, one.held_seconds // DAY) for one in weighed(page.beside, again.now)] == [
        (first.id, False, 31)
    ]
    with pytest.raises(Refusal) as asked:
        again.act("EG", "prosecutor", "detention.admitted", {"decided": []})
    assert (asked.value.code, asked.value.where, asked.value.missing) == (
        "earlier.unanswered", first.id, ("earlier_detention",),
    )  # fmt: skip
    assert admit(again) == "admission.reasons_missing"
    assert admit(again, note=WHY) == ""
    assert folded(world, "TN", again).held_before == 0


def test_beside_a_case_under_way_on_a_possible_namesake_a_person_answers(world: World, named: Wanted) -> None:
    first = on(world, named)
    first.admit()
    again = on(world, spelled(named, "Ahmed Ben Ali Trabelsi", PartialDate(1980, 5, 1)))
    assert cases.read(world["EG"], world.actor("EG", "prosecutor"), again.id).duplicate_of == ""
    assert admit(again, names=False) == "earlier.unanswered"
    assert admit(again, note=WHY) == ""


def test_the_same_warrant_in_another_spelling_is_a_duplicate(world: World, named: Wanted) -> None:
    first = on(world, named)
    world.clock.forward(hours=1)
    again = on(world, spelled(named, "Ahmed Ben Ali Trabelsi", PartialDate(1980), warrant=True))
    assert cases.read(world["EG"], world.actor("EG", "prosecutor"), again.id).duplicate_of == first.id
    assert admit(again) == "case.another_open"


def test_a_namesake_with_another_birth_and_passport_is_admitted(world: World, named: Wanted) -> None:
    month_of(world, named)
    again = on(world, spelled(named, NAME, PartialDate(1961, 11, 30)))
    assert found(world, "EG", again) == Earlier()
    assert admit(again) == ""


def test_what_another_state_held_is_found_by_the_alert_that_was_circulated(world: World) -> None:
    first = held_for_a_month(world)
    again = second(world, first, requested="JO")
    with world["JO"].store.read() as reader:
        assert case_reading.request_paper(reader, first.id) is None
    assert [one.id for one in found(world, "JO", again).same] == [first.id]


def test_a_request_under_way_on_another_alert_is_a_duplicate(world: World) -> None:
    first = acts.case_until(world, CaseState.REQUESTED)
    world.clock.forward(hours=1)
    again = second(world, first)
    for member, role in (("TN", "prosecutor"), ("EG", "prosecutor"), ("OC", "commissioner")):
        who = world.actor(member, role)
        assert cases.read(world[member], who, again.id).duplicate_of == first.id
        assert {task.subject for task in lists.tasks(world[member], who) if task.code == DUPLICATE} == {again.id}
    assert admit(again) == "case.another_open"


def test_other_people_and_requests_that_held_nobody_bear_on_nothing(world: World) -> None:
    held_for_a_month(world)
    other = CaseActs(world, acts.circulated(world, "TN", person("TN", 2)), "TN", "EG", person("TN", 2))
    assert found(world, "EG", other) == Earlier()
    other.withdraw()
    again = second(world, other, other_act=True)
    assert found(world, "EG", again) == Earlier()
    assert admit(again) == ""


def test_a_node_that_states_a_case_of_another_act_says_that_it_is_the_same(world: World) -> None:
    first = held_for_a_month(world)
    content = like(first.content, other_act=True)
    alert = acts.circulated(world, "TN", content)
    again = CaseActs(world, alert, "TN", "EG", content)
    stated = structs.replace(folded(world, "EG", again), earlier=(first.id,))
    with world["EG"].store.read() as reader:
        assert [one.id for one in earlier_of(reader, stated, text(world.clock.now()), world.scales).same] == [first.id]
