"""A freeze is in force on every node before the call returns, and a node that was away learns of orders first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mithaq.app import alerts, cases, commission, corrections, hits, lists
from mithaq.app.erase import erase_due
from mithaq.app.fsck import fsck
from mithaq.app.node import Actor
from mithaq.app.orders_current import NEVER
from mithaq.app.replicate import replicate
from mithaq.app.serve import Served
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.events import Body
from mithaq.domain.instant import text
from mithaq.domain.remedy import order_events, papers
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.support.orders import employ
from tests.unit.app.asking import ask, batch, finds, fold, renewed

PERSON = acts.person("TN")


def freeze(world: World, alert: str, **more: str) -> commission.Ordered:
    return commission.freeze(
        world["OC"], world.actor("OC", "commissioner"), alert, more.get("ground", "freeze_application")
    )


def order(world: World, alert: str, type: str, body: Body, paper: bytes | None = None) -> commission.Ordered:
    """What the decision of a panel orders."""
    return commission.order(
        world["OC"], world.actor("OC", "commissioner"), type, alert, lambda _tx, _alert: body, paper
    )


def tasks(world: World, code: str, role: str) -> list[tuple[str, str]]:
    return [(task.code, task.subject) for task in lists.tasks(world[code], world.actor(code, role))]


def lifted(world: World, alert: str, judges: Mapping[str, Actor]) -> list[commission.Ordered]:
    """The panel is drawn, and each of its members votes to lift."""
    node, clerk = world["OC"], world.actor("OC", "commissioner")
    drawn = commission.draw_panel(node, clerk, alert)
    seats = drawn.event.body.seats  # type: ignore[attr-defined]  # the body of a panel
    return [commission.vote(node, judges[seat], alert, lifts=True) for seat in seats]


def test_a_node_that_never_heard_an_order_says_so(world: World) -> None:
    assert ask(world, "EG", name="سالم").orders_not_current_since == NEVER
    world.settle()
    assert ask(world, "EG", name="سالم").orders_not_current_since == ""
    world.clock.forward(minutes=5)
    since = ask(world, "EG", name="سالم").orders_not_current_since
    assert since.startswith("20")
    world.settle()
    assert ask(world, "EG", name="سالم").orders_not_current_since == ""


def test_a_node_that_lags_behind_is_handed_what_it_lacks(world: World) -> None:
    alert = acts.circulated(world)
    world.net.cut("EG", ["OC"])
    for _ in range(3):
        world.clock.forward(hours=2)  # the commission goes on and roots its log meanwhile
        world.settle()
    world.net.mend()
    done = freeze(world, alert)
    assert done.pushed.missing == ()
    assert fold(world, "EG", alert).orders.stopped == "frozen"


def test_a_peer_that_signs_for_something_else_has_not_confirmed(world: World) -> None:
    alert = acts.circulated(world)

    class Liar(Served):
        def take_orders(self, member: str, envelopes: tuple[bytes, ...]) -> bytes:
            return Served(world["EG"]).take_orders(member, ())

    world.attach("JO", Liar(world["JO"]))
    assert freeze(world, alert).pushed.missing == ("JO",)


def test_three_of_the_panel_lift_it_everywhere(world: World) -> None:
    judges = employ(world)
    alert = acts.circulated(world)
    freeze(world, alert)
    votes = lifted(world, alert, judges)
    assert [vote.pushed.missing for vote in votes] == [(), (), ()]
    assert finds(world, "EG", PERSON)
    assert finds(world, "TN", PERSON)
    panel = fold(world, "JO", alert).orders.freezes[0].panel
    assert panel is not None
    assert "TN" not in {seat.national_of for seat in panel.seats}
    world.settle()
    assert world.agree()


def test_the_persons_nationals_do_not_sit(world: World) -> None:
    judges = employ(world, nations=("BH", "SD", "QA", "DJ", "EG", "EG"))
    person = acts.person("TN")
    states = set(person.identity.nationalities) | {"TN"}
    alert = acts.circulated(world)
    freeze(world, alert)
    drawn = commission.draw_panel(world["OC"], world.actor("OC", "commissioner"), alert)
    seats = drawn.event.body.seats  # type: ignore[attr-defined]  # the body of a panel
    assert not {judges[seat].nationality for seat in seats} & states
    with pytest.raises(Refusal, match=r"panel\.sits_already"):
        commission.draw_panel(world["OC"], world.actor("OC", "commissioner"), alert)
    outsider = next(judge for id, judge in judges.items() if id not in seats)
    with pytest.raises(Refusal, match=r"panel\.not_seated"):
        commission.vote(world["OC"], outsider, alert, lifts=True)
    with pytest.raises(Refusal, match=r"panel\.reasons"):
        commission.vote(world["OC"], judges[seats[0]], alert, lifts=False)


@pytest.mark.parametrize("nation", ["", "OC"])
def test_nobody_of_whom_no_state_is_known_is_in_the_lot(world: World, nation: str) -> None:
    judges = employ(world, nations=(nation, nation, nation, "BH", "SD", "QA"))
    alert = acts.circulated(world)
    freeze(world, alert)
    pool = commission.draw_panel(world["OC"], world.actor("OC", "commissioner"), alert).event.body.pool  # type: ignore[attr-defined]  # the body of a panel
    assert {judges[one.id].nationality for one in pool} == {"BH", "SD", "QA"}


def test_too_few_commissioners_draw_no_panel(world: World) -> None:
    employ(world, nations=("BH", "SD", "TN", "TN"))
    alert = acts.circulated(world)
    freeze(world, alert)
    with pytest.raises(Refusal, match=r"panel\.too_few"):
        commission.draw_panel(world["OC"], world.actor("OC", "commissioner"), alert)


@pytest.mark.parametrize(
    ("code", "role"), [("GS", "reviewer"), ("TN", "bureau"), ("EG", "prosecutor"), ("OC", "clerk")]
)
def test_nobody_else_freezes(world: World, code: str, role: str) -> None:
    alert = acts.circulated(world)
    with pytest.raises((Forbidden, NotFound)):
        commission.freeze(world[code], world.actor(code, role), alert, "freeze_application")
    with pytest.raises(Refusal, match=r"ground\.unknown"):
        freeze(world, alert, ground="private_dispute")


def test_no_request_and_no_admission_rest_on_a_frozen_alert(world: World) -> None:
    alert = acts.circulated(world)
    told = acts.CaseActs(world, alert)
    freeze(world, alert)
    with pytest.raises(Refusal, match=r"alert\.stopped"):
        told.admit()
    paper = DetentionRequest(PERSON.identity, PERSON.offence, PERSON.warrant, "TN", True, True)
    with pytest.raises(Refusal, match=r"alert\.stopped"):
        cases.request(world["TN"], world.actor("TN", "prosecutor"), "JO", acts.INSTRUMENT, alert, paper)


def test_an_open_case_asks_whether_the_person_is_to_be_released(world: World) -> None:
    judges = employ(world)
    alert = acts.circulated(world)
    told = acts.CaseActs(world, alert)
    told.admit()
    freeze(world, alert)
    question = ("alert.stopped", told.id)
    assert question in tasks(world, "EG", "prosecutor")
    assert question in tasks(world, "TN", "prosecutor")
    page = cases.read(world["EG"], world.actor("EG", "prosecutor"), told.id)
    assert (page.stopped, bool(page.stopped_since)) == ("frozen", True)
    assert str(page.case.state) == "admitted", "nothing happens silently"
    lifted(world, alert, judges)
    world.settle()
    assert question not in tasks(world, "EG", "prosecutor")
    assert cases.read(world["EG"], world.actor("EG", "prosecutor"), told.id).stopped == ""


def test_a_case_that_arrives_after_the_freeze_asks_too(world: World) -> None:
    alert = acts.circulated(world)
    world.net.cut("TN", world.nodes)
    freeze(world, alert)
    node = world["TN"]
    paper = DetentionRequest(PERSON.identity, PERSON.offence, PERSON.warrant, "TN", True, True)
    word = cases.state_bound(world["EG"], world.actor("EG", "bureau"), acts.INSTRUMENT, "TN")
    world.net.mend()
    replicate_only(world, "TN", "EG")
    said = cases.request(node, world.actor("TN", "prosecutor"), "EG", acts.INSTRUMENT, alert, paper, bound=word.hash)
    world.settle()
    assert ("alert.stopped", said.subject) in tasks(world, "EG", "prosecutor")


def replicate_only(world: World, code: str, origin: str) -> None:
    """That node hears one other and nobody else."""
    world.net.cut(code, set(world.nodes) - {origin})
    replicate(world[code])
    world.net.mend()


def test_no_hit_opens_on_it_and_none_is_told(world: World) -> None:
    alert = acts.circulated(world)
    border, now = world.actor("EG", "border"), text(world.clock.now())
    hit = stopped_on(world["EG"], border, alert, now, now)
    hits.confirm(world["EG"], border, hit.id, "document")
    freeze(world, alert)
    with pytest.raises(NotFound):
        stopped_on(world["EG"], border, alert, now, now)
    with pytest.raises(Refusal, match=r"alert\.stopped"):
        hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, "identity_confirmed")


def test_silence_suspends_by_the_clock_and_the_answer_ends_it(world: World) -> None:
    alert = acts.circulated(world)
    node, actor = world["OC"], world.actor("OC", "commissioner")
    commission.ask_owner(node, actor, alert, ["ask_warrant", "ask_part"])
    assert ("hearing.asked", alert) in tasks(world, "TN", "bureau")
    world.clock.forward(days=10, seconds=-1)
    assert finds(world, "EG", PERSON)
    world.clock.forward(seconds=1)
    assert not finds(world, "EG", PERSON), "before anybody has signed it"
    world.settle()
    assert fold(world, "TN", alert).orders.stopped == "silent"
    words = "المذكرة قائمة"
    commission.answer(world["TN"], world.actor("TN", "bureau"), alert, words)
    world.settle()
    assert finds(world, "EG", PERSON)
    assert ("hearing.answered", alert) in tasks(world, "OC", "commissioner")
    hearing = fold(world, "OC", alert).orders.hearings[0]
    with node.store.read() as reader:
        said = reader.payloads.get(hearing.answer, alert)
    assert said is not None
    assert papers.decode(said.body, papers.Statement).text == words
    with world["EG"].store.read() as reader:
        assert reader.payloads.get(hearing.answer, alert) is None, "the answer is for the commission alone"
    assert world.agree()


def test_a_correction_stops_it_until_one_is_published_and_found_as_ordered(world: World) -> None:
    alert = acts.circulated(world)
    what_is_wrong = papers.encode(papers.Wrong("ولد قبل ذلك بعام", ("wrong_birth",)))
    order(world, alert, "correction.ordered", order_events.CorrectionOrdered(("wrong_birth",)), what_is_wrong)
    world.settle()
    assert not finds(world, "EG", PERSON)
    assert ("correction.ordered", alert) in tasks(world, "TN", "bureau")
    correction = fold(world, "TN", alert).orders.corrections[0]
    with world["TN"].store.read() as reader:
        what = reader.payloads.get(correction.what, alert)
    assert what is not None
    assert papers.decode(what.body, papers.Wrong).text == "ولد قبل ذلك بعام"
    with world["EG"].store.read() as reader:
        assert reader.payloads.get(correction.what, alert) is None
    other = acts.person("TN", 2)
    renewed(world, alert, other)
    assert not finds(world, "EG", other)
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.settle()
    assert not finds(world, "EG", other), "nobody has found it as ordered"
    assert ("correction.to_accept", alert) in tasks(world, "OC", "commissioner")
    content = acts.newest(world, "TN", alert)
    done = corrections.accept(world["OC"], world.actor("OC", "commissioner", nationality="BH"), alert, content)
    assert done.pushed.missing == ()
    world.settle()
    assert finds(world, "EG", other)
    assert tasks(world, "TN", "bureau") == []
    assert tasks(world, "OC", "commissioner") == []


def test_an_order_to_erase_erases_everywhere_at_once_and_all_sign(world: World) -> None:
    alert = acts.circulated(world)
    order(world, alert, "erasure.ordered", order_events.ErasureOrdered())
    for node in world.nodes.values():
        assert erase_due(node) == 1
        with node.store.read() as reader:
            assert reader.payloads.of(alert) == {}
    world.settle()
    assert set(fold(world, "TN", alert).receipts) == set(world.nodes)
    assert all(fsck(node).sound for node in world.nodes.values())
    assert world.agree()


def test_a_freeze_on_an_object_of_a_batch_stops_that_alone(world: World) -> None:
    judges = employ(world)
    drafted = batch(world, "1 TUN 11", "2 TUN 22", "3 TUN 33")
    plates = {item: plate for item in drafted.items for plate in PLATES if _bears(world, drafted.subject, item, plate)}
    first, second, third = plates
    node, one = world["OC"], world.actor("OC", "commissioner")
    commission.freeze(node, one, drafted.subject, "freeze_application", [first])
    commission.freeze(node, one, drafted.subject, "freeze_application", [second])
    assert _found(world, plates) == {third}
    assert fold(world, "EG", drafted.subject).orders.stopped == "", "the batch goes on"
    with pytest.raises(Refusal, match=r"freeze\.holds_already"):
        commission.freeze(node, one, drafted.subject, "freeze_application", [first])
    with pytest.raises(Refusal, match=r"item\.unknown"):
        commission.freeze(node, one, drafted.subject, "freeze_application", ["i-0000000000000000"])
    over = fold(world, "OC", drafted.subject).orders.freezes[1].hash
    drawn = commission.draw_panel(node, one, drafted.subject, over=over).event.body
    for seat in drawn.seats:  # type: ignore[attr-defined]  # the body of a panel
        commission.vote(node, judges[seat], drafted.subject, lifts=True, over=over)
    world.settle()
    assert _found(world, plates) == {second, third}, "the other freeze holds on"
    commission.freeze(node, one, drafted.subject, "freeze_application")
    world.settle()
    assert _found(world, plates) == set(), "the whole batch may still be stopped"
    assert world.agree()
    assert all(fsck(node).sound for node in world.nodes.values())


PLATES = ("1 TUN 11", "2 TUN 22", "3 TUN 33")


def _bears(world: World, subject: str, item: str, plate: str) -> bool:
    """Whether this object of the batch has that plate."""
    with world["TN"].store.read() as reader:
        held = next(hash for hash, one in reader.payloads.of(subject).items() if one == item)
        payload = reader.payloads.get(held, subject)
    return payload is not None and plate.encode() in payload.body


def _found(world: World, plates: Mapping[str, str]) -> set[str]:
    """Which of these objects a border finds; the answer is the same wherever it is asked."""
    answers = [
        {item for item, plate in plates.items() if ask(world, code, plate=plate).candidates} for code in ("TN", "EG")
    ]
    assert answers[0] == answers[1]
    return answers[0]
