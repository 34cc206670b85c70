"""Who is asked about again is seen by the commission, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from msgspec import structs

from mithaq.app.connected import asking, repeats
from mithaq.domain.identity import PersonName
from mithaq.testing import acts
from tests.support.connected import Asked, person, refused


def seen(asked: Asked) -> list[repeats.Repeat]:
    """What the commission's page shows."""
    asked.world.settle()
    return repeats.listed(asked.world["OC"], asked.world.actor("OC", "commissioner"))


def test_one_question_is_no_repeat(asked: Asked) -> None:
    asked.ask("EG")
    assert seen(asked) == []


def test_a_second_officer_of_the_same_state_is_seen_with_the_first(asked: Asked) -> None:
    first = asked.ask("EG")
    asked.world.settle()
    second = asked.ask("MA", number=2)
    (found,) = seen(asked)
    assert (found.question.id, [one.id for one in found.earlier]) == (second, [first])
    assert (found.states, found.officers) == (1, 2)
    with asked.world["OC"].store.read() as reader:
        tasks = [task.subject for task in reader.desk.tasks("commissioner") if task.code == repeats.TASK]
    assert tasks == [second]


def test_another_state_that_asks_about_the_same_person_is_seen_also_where_it_spells_him_otherwise(asked: Asked) -> None:
    asked.ask("EG")
    asked.world.settle()
    said, theirs = acts.person("MA"), person(asked.world, asked.alert)
    spelled = theirs.primary.full.replace("عبد القادر", "عبدالقادر").replace("الطاهر", "الطاهِر")
    name = PersonName(spelled, parts=theirs.primary.parts)
    assert name.full != theirs.primary.full
    identity = structs.replace(said.identity, names=(name,), births=theirs.births)
    other = acts.circulated(asked.world, "MA", structs.replace(said, identity=identity))
    who = asked.world.actor("MA", "bureau")
    asking.ask(asked.world["MA"], who, ("EG",), other, "prosecution", acts.INSTRUMENT, "art. 38")
    (found,) = seen(asked)
    assert (found.states, found.officers) == (2, 2)


def test_no_state_sees_that_another_asked_or_what(asked: Asked) -> None:
    asked.ask("EG")
    asked.ask("EG", number=2)
    seen(asked)
    for member in ("TN", "EG", "MA"):
        node = asked.world[member]
        assert refused(partial(repeats.listed, node, asked.world.actor(member, "bureau"))) == "forbidden"
        with node.store.read() as reader:
            assert reader.questions.repeated() == []
            assert not [task for task in reader.desk.tasks("bureau") if task.code == repeats.TASK]
    with asked.world["MA"].store.read() as reader:
        assert [row.id for row in reader.questions.answers(open_only=False)] == []


def test_somebody_else_is_no_repeat(asked: Asked) -> None:
    asked.ask("EG")
    other = acts.circulated(asked.world, "TN", acts.person("TN", 2))
    replace(asked, alert=other).ask("MA")
    assert seen(asked) == []
