"""What nodes do by themselves for a review: the lot, the calls, and who is passed over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts, duty, lists, lot, reviews
from mithaq.app.registry import event_of
from mithaq.app.waits import NOBODY_LEFT
from mithaq.domain.alert import Alert
from mithaq.domain.content import Wanted
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.domain.review.lot import Drawn, Lot, seal_of
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.statements import delivered, signed
from tests.unit.app.asking import fold

DUTY = ((1, "DZ"), (2, "KW"), (3, "OM"), (4, "BH"), (5, "QA"))
NODES = ("TN", "EG", "GS", "OC")


@pytest.fixture
def five() -> Iterator[World]:
    """A federation with five reviewers of five states on duty."""
    world = World(11, NODES, duty=DUTY)
    yield world
    world.close()


def lot_of(world: World, alert: str, code: str = "GS") -> Lot:
    version = reviews.under_review(fold(world, code, alert))
    assert version is not None
    assert version.lot is not None
    return version.lot


def national(*states: str, number: int = 1) -> Wanted:
    """A wanted person of these nationalities."""
    said = acts.person("TN", number)
    return structs.replace(said, identity=structs.replace(said.identity, nationalities=states))


def answer(world: World, alert: str, reviewer: str) -> None:
    """This reviewer accepts. Raises Refusal."""
    number, state = next(by for by in DUTY if world.actor("GS", "reviewer", *by).id == reviewer)
    acts.accept(world, alert, number, state)


def test_two_of_the_roster_are_drawn_and_every_node_knows_which(five: World) -> None:
    alert = acts.approved(five, content=national("TN"))
    drawn = lot_of(five, alert)
    assert len(drawn.called) == 2
    assert [call.reviewer for call in drawn.called] == [one.reviewer for one in drawn.order[:2]]
    assert {code: lot_of(five, alert, code) for code in NODES} == dict.fromkeys(NODES, drawn)
    assert seal_of(drawn.value) == drawn.seal
    with five["GS"].store.read() as reader:
        assert reader.desk.meta(f"lot.{alert}") == "", "an opened value is kept no longer"


def test_the_values_come_from_two_journals_one_after_the_other(five: World) -> None:
    """Whoever adds last cannot know the other's value; whoever opens last committed to it before."""
    alert = acts.approved(five, content=national("TN"))
    with five["OC"].store.read() as reader:
        told = [event_of(one.envelope) for one in reader.journal.about(alert)]
    steps = [(event.member, event.type, event.author.role) for event in told if event.type.startswith("review.")]
    assert steps == [
        ("GS", "review.lot_sealed", "node"), ("TN", "review.lot_answered", "node"), ("GS", "review.drawn", "node"),
        ("GS", "review.called", "node"), ("GS", "review.called", "node"),
    ]  # fmt: skip


def test_only_who_was_drawn_can_review(five: World) -> None:
    alert = acts.approved(five, content=national("TN"))
    called = {call.reviewer for call in lot_of(five, alert).called}
    for number, state in DUTY:
        reviewer = five.actor("GS", "reviewer", number, state)
        queue = [one.alert.id for one in reviews.queue(five["GS"], reviewer)]
        assert queue == ([alert] if reviewer.id in called else [])
        if reviewer.id not in called:
            with pytest.raises(Refusal, match=r"review\.not_called"):
                acts.accept(five, alert, number, state)
            with pytest.raises(Refusal, match=r"review\.not_called"):
                reviews.refuse(
                    five["GS"], reviewer, alert, acts.newest(five, "GS", alert), "private_dispute", "a quarrel"
                )
    for reviewer_id in called:
        answer(five, alert, reviewer_id)
    assert fold(five, "GS", alert).state == "reviewed"


@pytest.mark.parametrize("states", [("DZ",), ("KW", "OM"), ("BH", "QA", "DZ")])
def test_nationals_of_the_persons_states_are_passed_over(five: World, states: tuple[str, ...]) -> None:
    alert = acts.approved(five, content=national(*states))
    called = lot_of(five, alert).called
    assert len(called) == 2
    assert {call.national_of for call in called} & set(states) == set()


def test_a_call_says_whom_it_passed_over_and_never_why(five: World) -> None:
    acts.approved(five, content=national("BH", "QA", "DZ"))
    with five["EG"].store.read() as reader:
        heads = reader.journal.heads()
        bodies = [stored.envelope.header.body for stored in reader.journal.after("GS", 0, heads["GS"].seq)]
    calls = [body for body in bodies if "reviewer" in body and "content" in body]
    assert calls
    assert all(set(body) <= {"content", "reviewer", "passed"} for body in calls)


def test_silence_calls_the_next_one_and_the_late_one_may_answer_no_more(five: World) -> None:
    alert = acts.approved(five, content=national("TN"))
    first = lot_of(five, alert).called[0].reviewer
    five.clock.forward(days=3)
    five.settle()
    called = [call.reviewer for call in lot_of(five, alert).called]
    assert first not in called
    assert len(called) == 2
    with pytest.raises(Refusal, match=r"review\.not_called"):
        answer(five, alert, first)
    shown = lists.review_page(five["TN"], five.actor("TN", "bureau"), alert).standing
    assert [seat.outcome for seat in shown.seats] == ["replaced", "replaced", "waiting", "waiting"]


def test_nobody_is_left_to_call_and_the_administrators_learn_of_it(five: World) -> None:
    alert = acts.approved(five, content=national("DZ", "KW", "OM"))
    administrator = five.actor("GS", "administrator")
    assert [task.code for task in lists.tasks(five["GS"], administrator)] == []
    five.clock.forward(days=3)
    five.settle()
    assert [(task.code, task.subject) for task in lists.tasks(five["GS"], administrator)] == [(NOBODY_LEFT, alert)]
    five.put_on_duty(five.actor("GS", "reviewer", 6, "LB"))
    five.settle()
    assert "LB" in {call.national_of for call in lot_of(five, alert).called}, "who comes later stands behind the others"


def test_an_unlisted_reviewer_is_replaced_and_heard_no_more(five: World) -> None:
    alert = acts.approved(five, content=national("TN"))
    gone = lot_of(five, alert).called[0].reviewer
    duty.unlist_reviewer(five["GS"], five.actor("GS", "administrator"), gone)
    with pytest.raises(Refusal, match=r"review\.not_listed"):
        answer(five, alert, gone)
    five.settle()
    assert gone not in {call.reviewer for call in lot_of(five, alert).called}
    with pytest.raises(NotFound):
        duty.unlist_reviewer(five["GS"], five.actor("GS", "administrator"), gone)


def test_nobody_is_called_while_the_alert_cannot_be_read(five: World) -> None:
    """Who may not review it stands in what it says."""
    alert = acts.approved(five, content=national("TN"))
    five.clock.forward(days=3)
    with five["GS"].store.write() as tx:
        tx.payloads.erase(list(tx.payloads.of(alert)), alert)
    before = lot_of(five, alert)
    assert lot.advance(five["GS"]) == 0
    assert lot_of(five, alert) == before


def test_without_a_roster_nothing_can_be_reviewed() -> None:
    world = World(12, ("TN", "GS"), duty=())
    alert = acts.approved(world)
    assert lot_of(world, alert).called == ()
    with pytest.raises(Refusal, match=r"review\.not_called"):
        acts.accept(world, alert)
    assert fold(world, "GS", alert).state == "approved"
    world.close()


def test_an_account_that_is_no_reviewer_is_never_on_duty(five: World) -> None:
    node, administrator, now = five["GS"], five.actor("GS", "administrator"), five.clock.now()
    with pytest.raises(NotFound):
        duty.list_reviewer(node, administrator, "o-" + "9" * 16, text(now), text(now.replace(year=2027)))
    for until in (now, now.replace(year=2029)):
        with pytest.raises(Refusal, match=r"duty\.time"):
            duty.list_reviewer(node, administrator, "o-" + "9" * 16, text(now), text(until))


def test_the_roster_is_the_same_to_everybody_who_may_see_it(five: World) -> None:
    five.settle()
    seen = [
        duty.roster(five[code], five.actor(code, role))
        for code, role in (("GS", "administrator"), ("GS", "reviewer"), ("OC", "commissioner"))
    ]
    assert {line.national_of for line in seen[0]} == {state for _, state in DUTY}
    assert seen[0] == seen[1] == seen[2]


def test_after_a_refold_the_lot_is_the_same(five: World) -> None:
    """A state that was away reads all of it at once, later."""
    five.net.cut("EG", five.nodes)
    alert = acts.approved(five, content=national("TN"))
    for call in lot_of(five, alert).called:
        answer(five, alert, call.reviewer)
    five.settle()
    alerts.circulate(five["TN"], five.actor("TN", "bureau"), alert)
    five.settle()
    five.net.heal()
    five.settle()
    here = fold(five, "EG", alert)
    assert isinstance(here, Alert)
    assert here == fold(five, "GS", alert)
    assert here.voids == ()
    assert here.state == "circulated"


def test_the_commission_hears_of_whoever_was_passed_over_without_a_reason(five: World) -> None:
    """A Secretariat whose node is not ours passes somebody over: the others cannot tell, the commission can."""
    justified = acts.approved(five, content=national("DZ", "KW", "OM"))
    commissioner = five.actor("OC", "commissioner")
    assert lists.tasks(five["OC"], commissioner) == []
    five.clock.forward(days=3)
    other = acts.approved(five, content=national("TN"))
    five.clock.forward(days=3)
    line = lot_of(five, other).order
    gone = {call.reviewer for call in lot_of(five, other).calls}
    left = [one.reviewer for one in line if one.reviewer not in gone]
    body = {"content": acts.newest(five, "GS", other), "reviewer": left[1], "passed": left[:1]}
    forged = signed(five, "OC", "GS", "node", "review.called", body=body, subject=other)
    assert delivered(five, "OC", forged).admitted == 1
    assert lot.advance(five["OC"]) == 0
    assert lot_of(five, other, "OC").passed == (left[0],)
    assert [(task.code, task.subject) for task in lists.tasks(five["OC"], commissioner)] == [(lot.PASSED_OVER, other)]
    assert justified != other


def test_the_commission_hears_of_a_national_of_a_state_concerned_who_was_called(five: World) -> None:
    """A Secretariat whose node is not ours calls whom ours would have passed over: only the commission can tell, which
    reads what the alert says.
    """
    alert, reviewer = next(
        (alert, left[0])
        for number, (_, state) in enumerate(DUTY, 1)
        for alert in [acts.approved(five, content=national(state, number=number))]
        if (left := _left(five, alert)) and left[0].national_of == state
    )
    commissioner = five.actor("OC", "commissioner")
    assert lists.tasks(five["OC"], commissioner) == [], "our own node passes them over"
    five.clock.forward(days=3)
    body = {"content": acts.newest(five, "GS", alert), "reviewer": reviewer.reviewer, "passed": []}
    forged = signed(five, "OC", "GS", "node", "review.called", body=body, subject=alert)
    assert delivered(five, "OC", forged).admitted == 1
    assert reviewer.reviewer in {call.reviewer for call in lot_of(five, alert, "OC").called}, "the fold cannot tell"
    lot.advance(five["OC"])
    assert [(task.code, task.subject) for task in lists.tasks(five["OC"], commissioner)] == [
        (lot.SEATED_WRONGLY, alert)
    ]


def _left(world: World, alert: str) -> list[Drawn]:
    """Who of the lot was neither called nor passed over yet, in turn."""
    drawn = lot_of(world, alert)
    gone = {call.reviewer for call in drawn.calls} | set(drawn.passed)
    return [one for one in drawn.order if one.reviewer not in gone]
