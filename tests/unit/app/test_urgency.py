"""The urgent alert at the Secretariat's node: one yes, then the full review, and no second one for twelve months."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, reviews
from mithaq.app.shield import forms
from mithaq.app.urgency import name_of, secret_of, source_of
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, PersonName
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import fold

ONE = acts.person("TN")


def renamed() -> Wanted:
    """The same person under a warrant of another number, and the same papers."""
    return structs.replace(ONE, warrant=structs.replace(ONE.warrant, number="SYN-OTHER"), comment="again")


def yes(world: World, alert: str) -> None:
    (called,) = acts.called(world, alert)
    acts.accept(world, alert, *called)
    world.settle()


def alone(world: World) -> None:
    """The commission, which bars what ended before it had passed, is cut off: the Secretariat answers by its own memory."""
    world.net.cut("OC", world.nodes)


def test_a_second_urgent_alert_on_the_same_person_gets_no_yes_even_after_erasure(world: World) -> None:
    first = acts.approved(world, content=ONE, urgent=acts.URGENT)
    yes(world, first)
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), first)
    world.settle()
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), first, "entered_in_error")
    world.clock.forward(days=60)
    world.settle()
    with world["GS"].store.read() as reader:
        assert reader.payloads.of(first) == {}, "what it said is erased here, too"
    alone(world)
    again = acts.approved(world, content=renamed(), urgent="flight_after_violence")
    with pytest.raises(Refusal, match=r"urgent\.again"):
        yes(world, again)
    assert fold(world, "GS", again).state == "approved"
    reviewer, content = world.actor("GS", "reviewer", *acts.called(world, again)[0]), acts.newest(world, "GS", again)
    reviews.refuse(world["GS"], reviewer, again, content, "urgent_again", "the second one within twelve months")
    assert fold(world, "GS", again).turned_down == "refused"


def test_another_owner_another_person_and_after_the_time(world: World) -> None:
    yes(world, acts.approved(world, content=ONE, urgent=acts.URGENT))
    yes(world, acts.approved(world, "EG", content=ONE, urgent=acts.URGENT))
    yes(world, acts.approved(world, content=acts.person("TN", 2), urgent=acts.URGENT))
    world.clock.forward(days=366)
    world.settle()
    alone(world)
    yes(world, acts.approved(world, content=renamed(), urgent=acts.URGENT))


def test_an_ordinary_alert_on_that_person_is_not_touched(world: World) -> None:
    yes(world, acts.approved(world, content=ONE, urgent=acts.URGENT))
    assert fold(world, "GS", acts.reviewed(world, content=renamed())).state == "reviewed"


def test_the_full_review_of_the_first_is_no_second(world: World) -> None:
    alert = acts.circulated(world, content=ONE, urgent=acts.URGENT)
    acts.accept(world, alert, *acts.called(world, alert)[-1])
    world.settle()
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    current = fold(world, "TN", alert).current
    assert current is not None
    assert (current.urgent, current.because, current.full) == (False, "", True)


def shortened(one: Wanted = ONE) -> Wanted:
    """The same person as one writes him who wants to be taken for asking about another: fewer names, another number."""
    names = tuple(
        structs.replace(name, full=" ".join((*words[:2], words[-1])))
        for name in one.identity.names
        if len(words := name.full.split()) > 1
    )
    papers = (Document("SYN900200"),)
    identity = structs.replace(one.identity, names=names, documents=papers, national_number="", register_entry="")
    return structs.replace(one, identity=identity, warrant=structs.replace(one.warrant, number="SYN-OTHER"))


def test_a_shorter_name_under_another_number_is_no_other_person(world: World) -> None:
    yes(world, acts.approved(world, content=ONE, urgent=acts.URGENT))
    with pytest.raises(Refusal, match=r"urgent\.again"):
        yes(world, acts.approved(world, content=shortened(), urgent=acts.URGENT))
    other = structs.replace(acts.person("TN", 3), comment="somebody else")
    yes(world, acts.approved(world, content=other, urgent=acts.URGENT))


def test_one_word_of_the_name_is_shared_by_too_many(world: World) -> None:
    yes(world, acts.approved(world, content=ONE, urgent=acts.URGENT))
    other = acts.person("TN", 3)
    given = ONE.identity.names[0].full.split()[0]
    name = PersonName(" ".join((given, *other.identity.names[0].full.split()[1:])))
    identity = structs.replace(other.identity, names=(name, *other.identity.names[1:]))
    yes(world, acts.approved(world, content=structs.replace(other, identity=identity), urgent=acts.URGENT))


def test_what_is_remembered_names_nobody(world: World) -> None:
    yes(world, acts.approved(world, content=ONE, urgent=acts.URGENT))
    keys = forms.kept(source_of(ONE.identity, ONE), secret_of(world["GS"], "TN")).keys
    with world["GS"].store.read() as reader:
        kept = [reader.desk.meta(name_of(key)) for key in keys]
    assert kept
    assert all(value and value.startswith('[{"alert":"a-') for value in kept)
    for text in (ONE.identity.national_number, *ONE.identity.names[0].full.split()):
        assert not text or not any(text in str(value) for value in kept)
    others = {forms.kept(source_of(ONE.identity, ONE), secret_of(world[code], owner)).keys
              for code, owner in (("OC", "TN"), ("GS", "EG"))}  # fmt: skip
    assert not any(set(keys) & set(one) for one in others), "keyed by the node, for one owner"


@pytest.mark.parametrize("because", ["private_dispute", "surrendered", "because"])
def test_urgent_for_no_other_reason(world: World, because: str) -> None:
    with pytest.raises(Refusal, match=r"ground\.unknown"):
        acts.drafted(world, content=ONE, urgent=because)
