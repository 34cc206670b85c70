"""The commission's desk: findings are answered, and a line is handed out only after the reason is signed."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app import insider_desk
from mithaq.app.insider_watch import look
from mithaq.app.node import Actor
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.journal.seal_group import open_line
from mithaq.testing.world import World
from tests.unit.app.asking import ask

REASON = "the officer's supervisor asked"


@pytest.fixture
def id(world: World) -> str:
    for turn in range(3):
        ask(world, "EG", name=f"synthetic {turn}", document=f"Z{turn}")
    event = look(world["EG"])
    world.settle()
    return event.subject


def commissioner(world: World) -> Actor:
    return world.actor("OC", "commissioner")


def test_a_line_opens_with_two_keys_after_the_reason_is_signed(world: World, id: str) -> None:
    node, who = world["OC"], commissioner(world)
    report = insider_desk.report(node, who, id).report
    assert report is not None
    (number,) = report.sample
    line = insider_desk.take_line(node, who, id, number, REASON)
    keys = world.seal_private
    opened = msgspec.json.decode(
        open_line(line.sealed, line.carrier, "auditor_a", keys["auditor_a"], keys["commission"])
    )
    assert opened["asked"]["name"].startswith("synthetic")
    (review,) = insider_desk.report(node, who, id).reviews
    assert (review.by, review.review.outcome, review.review.reason) == (who.id, "opened", REASON)
    assert insider_desk.report(node, who, id).answer(str(number)) is None, "to open it is not to answer"


def test_an_answer_is_kept(world: World, id: str) -> None:
    node, who = world["OC"], commissioner(world)
    number = str(insider_desk.report(node, who, id).report.sample[0])  # type: ignore[union-attr]  # it is here
    insider_desk.answer(node, who, id, number, "explained", REASON)
    insider_desk.answer(node, who, id, number, "misuse", "he said so himself")
    found = insider_desk.report(node, who, id).answer(number)
    assert found is not None
    assert (found.review.outcome, found.review.reason) == ("misuse", "he said so himself")


def test_what_the_commission_said_reaches_no_state(world: World, id: str) -> None:
    node, who = world["OC"], commissioner(world)
    number = insider_desk.report(node, who, id).report.sample[0]  # type: ignore[union-attr]  # it is here
    insider_desk.take_line(node, who, id, number, REASON)
    world.settle()
    for code in ("EG", "TN", "GS"):
        with world[code].store.read() as reader:
            said = [one for one in reader.journal.about(id) if one.envelope.header.type == "insider.reviewed"]
            assert [one.envelope.header.body for one in said] == [{}]
            hashes = [one.envelope.header.payload.hash for one in said if one.envelope.header.payload]
            assert reader.payloads.many(hashes) == {}
            assert reader.payloads.wanted(100) == []
    assert world.agree()


def test_no_reason_no_line(world: World, id: str) -> None:
    node, who = world["OC"], commissioner(world)
    number = insider_desk.report(node, who, id).report.sample[0]  # type: ignore[union-attr]  # it is here
    for reason in ("", "  ", "no", "x" * 2001):
        with pytest.raises(Refusal, match=r"insider\.reason"):
            insider_desk.take_line(node, who, id, number, reason)
    assert insider_desk.report(node, who, id).reviews == ()


def test_what_is_not_in_the_report_is_not_found(world: World, id: str) -> None:
    node, who = world["OC"], commissioner(world)
    with pytest.raises(NotFound):
        insider_desk.take_line(node, who, id, 99, REASON)
    with pytest.raises(NotFound):
        insider_desk.answer(node, who, id, "f-1", "explained", REASON)
    with pytest.raises(NotFound):
        insider_desk.report(node, who, "n-unknown")
    with pytest.raises(Refusal, match=r"insider\.outcome"):
        insider_desk.answer(node, who, id, "f-1", "opened", REASON)


def test_no_state_reads_reports_its_own_included(world: World, id: str) -> None:
    for code, role in (("EG", "bureau"), ("EG", "prosecutor"), ("TN", "bureau"), ("GS", "reviewer")):
        with pytest.raises(Forbidden):
            insider_desk.report(world[code], world.actor(code, role), id)
