"""The weekly report: made by every node, on time, for the commission alone, and it says what the log shows."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app import insider_desk
from mithaq.app.border import Check, check
from mithaq.app.insider_desk import Received
from mithaq.app.insider_watch import enter_known, look, look_if_due
from mithaq.app.openings import opened
from mithaq.app.ports.rows import OfficerRow
from mithaq.app.watch import tick
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.insider import BLOCK
from mithaq.testing.world import World
from tests.unit.app.asking import ask


def received(world: World) -> list[Received]:
    return insider_desk.reports(world["OC"], world.actor("OC", "commissioner"))


def a_week(world: World, code: str = "EG", *, curious: bool = True) -> None:
    """A week's work of eight officers; one also asks for the same woman every day, as nobody else does."""
    for day in range(8):
        for turn in range(2):
            for number in range(1, 9):
                who = world.actor(code, "border", number)
                _check(world, code, who.id, f"مسافر {day} {turn} {number}")
        if curious:
            _check(world, code, world.actor(code, "border", 1).id, "ليلى القرطبي")
        world.clock.forward(days=1)


def _check(world: World, code: str, officer: str, name: str) -> None:
    actor = world.actor(code, "border")
    actor.id = officer
    check(world[code], actor, Check("border", name=name))


def test_nothing_is_reported_before_a_week_is_over(world: World) -> None:
    ask(world, "EG", name="محمد")
    assert look_if_due(world["EG"]) is None
    world.clock.forward(days=6, hours=23)
    assert look_if_due(world["EG"]) is None
    world.clock.forward(hours=1)
    assert look_if_due(world["EG"]) is not None
    assert look_if_due(world["EG"]) is None


def test_a_node_without_a_line_reports_nothing(world: World) -> None:
    world.clock.forward(days=40)
    assert look_if_due(world["JO"]) is None


def test_the_commission_alone_reads_it(world: World) -> None:
    a_week(world)
    world.settle()
    (one,) = [one for one in received(world) if one.member == "EG"]
    assert one.report is not None
    assert [(finding.pattern, len(finding.officers)) for finding in one.report.findings] == [("again", 1)]
    assert one.report.findings[0].officers == (world.actor("EG", "border", 1).id,)
    assert {line.number for line in one.report.lines} >= set(one.report.findings[0].lines)
    for code in ("TN", "JO", "GS"):
        with world[code].store.read() as reader:
            (stored,) = reader.journal.about(one.id)
            header = stored.envelope.header
            assert header.payload is not None
            assert reader.payloads.get(header.payload.hash) is None
            assert not reader.payloads.is_wanted(header.payload.hash)
    assert world.agree()


def test_the_header_says_nothing(world: World) -> None:
    a_week(world)
    event = look(world["EG"])
    ask(world, "TN", name="محمد")
    quiet = look(world["TN"])
    for code, one in (("EG", event), ("TN", quiet)):
        with world[code].store.read() as reader:
            stored = reader.journal.at(code, one.seq)
        assert stored is not None
        header = stored.envelope.header
        assert header.body == {}
        assert header.payload is not None
        assert header.payload.size == BLOCK, "whether anything was found does not show"
        assert header.author.role == "node"


def test_what_was_raised_is_not_raised_again_in_the_month(world: World) -> None:
    world.clock.forward(days=10)  # from the beginning of December, so that two reports fall into one month
    a_week(world)
    look(world["EG"])
    world.clock.forward(days=7)
    look(world["EG"])
    world.settle()
    newest, first = (one.report for one in received(world) if one.member == "EG")
    assert first is not None
    assert newest is not None
    assert len(first.findings) == 1
    assert newest.findings == ()


def test_a_month_is_reported_to_its_end(world: World) -> None:
    """Lines of November are read with its key, also when December has begun; then December begins."""
    ask(world, "EG", name="محمد")
    world.clock.forward(days=9)
    ask(world, "EG", name="محمد")
    look_if_due(world["EG"])
    world.clock.forward(days=7)
    look_if_due(world["EG"])
    world.settle()
    second, first = (one.report for one in received(world) if one.member == "EG")
    assert first is not None
    assert second is not None
    assert (first.month, second.month) == ("2026-11", "2026-12")
    assert first.size < second.size


def test_lines_are_drawn_by_lot_from_the_chain(world: World) -> None:
    a_week(world, curious=False)
    look(world["EG"])
    world.settle()
    (one,) = [one for one in received(world) if one.member == "EG"]
    assert one.report is not None
    assert one.report.findings == ()
    assert len(one.report.sample) == 1
    assert [line.number for line in one.report.lines] == list(one.report.sample)


def test_the_surname_of_a_colleague(world: World) -> None:
    node = world["EG"]
    with node.store.write() as tx:
        for number in (1, 2, 3):
            who = world.actor("EG", "border", number)
            family = "الغرناطي" if number == 2 else f"عائلة{'ابت'[number - 1]}"
            tx.desk.put_officer(
                OfficerRow(who.id, f"b{number}", f"سالم {family}", "", "border", who.post, "", "", "active", "")
            )
    given = ("هدى", "كريم", "سعاد", "نبيل", "رانيا", "طارق", "ليلى", "فريد")
    for day, name in enumerate(given):
        for turn in range(4):
            for number in (1, 2, 3):
                _check(world, "EG", world.actor("EG", "border", number).id, f"مسافر {day} {turn} {number}")
        _check(world, "EG", world.actor("EG", "border", 1).id, f"{name} Gharnati")
        world.clock.forward(hours=20)
    look(node)
    world.settle()
    (one,) = [one for one in received(world) if one.member == "EG"]
    assert one.report is not None
    assert [finding.pattern for finding in one.report.findings] == ["colleague"], "also in the other script"


def test_the_list_of_well_known_people_stays_here(world: World) -> None:
    operator = world.actor("EG", "border")
    operator.role = "operator"
    assert enter_known(world["EG"], operator, ("فيروز البحر", " ", "فيروز البحر", "Omar Nile")) == 2
    for names in (("؟؟",), tuple(f"اسم {number}" for number in range(5001))):
        with pytest.raises(Refusal, match=r"insider\.known"):
            enter_known(world["EG"], operator, names)
    with pytest.raises(Forbidden):
        enter_known(world["EG"], world.actor("EG", "border"), ())
    with world["EG"].store.read() as reader:
        assert "فيروز" in (reader.desk.meta("insider.known") or "")
        assert "فيروز".encode() not in b"".join(msgspec.json.encode(row) for row in reader.desk.log_lines(0, 100))


def test_the_watch_does_it(world: World) -> None:
    ask(world, "EG", name="محمد")
    world.clock.forward(days=7)
    assert tick(world["EG"]).reported
    assert not tick(world["EG"]).reported


@pytest.mark.parametrize(("code", "role"), [("GS", "reviewer"), ("OC", "commissioner")])
def test_who_opens_what_no_own_work_asked_for_is_raised(world: World, code: str, role: str) -> None:
    node, who = world[code], world.actor(code, role)
    check(node, who, Check("review", name="مسافر"))
    for number in range(12):
        opened(node, who, f"a-{number:024x}")
    look(node)
    world.settle()
    (one,) = [one for one in received(world) if one.member == code]
    assert one.report is not None
    (finding,) = one.report.findings
    assert (finding.pattern, finding.officers, finding.post, finding.count) == ("opened", (who.id,), who.post, 12)
    assert bool(finding.lines) == (code == "GS"), "the commission's stand in no log"
