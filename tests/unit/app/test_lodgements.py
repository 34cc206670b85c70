"""What is lodged is read before it is signed for: what is not the paper that it is called stops no clock of a detention."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import case_reading, lists
from mithaq.app.issue import Statement, issue
from mithaq.app.replicate import replicate
from mithaq.domain.case import events as says
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.papers import ExtraditionFile, PaperCopy, WarrantPaper
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.instrument import Paper
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World


@pytest.fixture
def told() -> Iterator[CaseActs]:
    """A case whose person was told of the rights; nothing was lodged yet."""
    world = World(12, ("TN", "EG", "GS", "OC"))
    yield case_until(world, CaseState.INFORMED)
    world.close()


def seen(told: CaseActs, member: str = "OC") -> Case:
    with told.world[member].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    return case


def past_decide(told: CaseActs, type: str, body: says.CaseBody, raw: bytes) -> Lodged:
    """The requesting state's node signs it without asking what its own program would say."""
    node = told.world["TN"]
    with node.write() as tx:
        issue(node, tx, told.world.actor("TN", "bureau"), Statement(type, told.id, body, raw))
    told.world.settle()
    return seen(told).lodged[-1]


def document_stopped(told: CaseActs) -> str:
    return next(run.stopped_at for run in seen(told).clocks if run.clock == Clock.DOCUMENT)


def codes(told: CaseActs, member: str) -> list[str]:
    rows = lists.tasks(told.world[member], told.world.actor(member, "bureau"))
    return [row.code for row in rows if row.subject == told.id]


def warrant(told: CaseActs, paper: Paper = "warrant", certified_by: str = "") -> bytes:
    copy = PaperCopy(paper, acts.attached(told.world, "TN", "synthetic warrant"), certified_by=certified_by)
    return papers.encode(WarrantPaper(told.content.warrant, copy))


@pytest.mark.parametrize("which", ["garbage", "uncertified", "by_spaces", "photo"])
def test_what_is_not_the_document_stops_no_clock_and_both_sides_learn_it(told: CaseActs, which: str) -> None:
    raw = {
        "garbage": b'{"garbage":1}',
        "uncertified": warrant(told),
        "by_spaces": warrant(told, certified_by="  "),
        "photo": warrant(told, "photo", "synthetic court"),
    }[which]
    row = past_decide(told, "warrant.lodged", says.WarrantLodged(), raw)
    assert row.missing == ("warrant",), "the receipt says what is wrong"
    assert document_stopped(told) == ""
    assert "lodgement.faulty" in codes(told, "EG")
    assert "lodgement.not_counted" in codes(told, "TN")
    told.world.clock.forward(days=31)
    told.world.settle()
    assert seen(told).state == CaseState.RELEASE_DUE
    assert told.world.agree()


def test_the_document_itself_stops_it_also_after_what_was_none(told: CaseActs) -> None:
    past_decide(told, "warrant.lodged", says.WarrantLodged(), b'{"garbage":1}')
    row = past_decide(told, "warrant.lodged", says.WarrantLodged(), warrant(told, certified_by="synthetic court"))
    assert (row.missing, document_stopped(told)) == ((), row.received_at)
    assert codes(told, "TN").count("lodgement.not_counted") == 1


def test_a_request_to_continue_that_nobody_can_read_stops_nothing(told: CaseActs) -> None:
    row = past_decide(told, "continuation.requested", says.ContinuationRequested(), b'{"garbage":1}')
    assert (row.missing, document_stopped(told)) == (("warrant",), "")
    told.act("TN", "bureau", "continuation.requested")
    assert document_stopped(told)


def test_a_file_certified_by_nobody_lacks_what_the_pack_wants_certified(told: CaseActs) -> None:
    schedule = acts.file(told.world, "TN")
    spaces = tuple(structs.replace(copy, original=False, certified_by="  ") for copy in schedule.papers)
    every: tuple[Paper, ...] = tuple(copy.paper for copy in spaces)
    row = past_decide(told, "file.lodged", says.FileLodged(every), papers.encode(ExtraditionFile(spaces)))
    assert {"warrant", "provisions"} <= set(row.missing)
    assert document_stopped(told) == ""


def test_an_officer_does_not_sign_away_what_the_node_misses(told: CaseActs) -> None:
    """The receipt is read by the node, whoever gives it."""
    node = told.world["TN"]
    with node.write() as tx:
        said = Statement("warrant.lodged", told.id, says.WarrantLodged(), b'{"garbage":1}')
        event = issue(node, tx, told.world.actor("TN", "bureau"), said)
    replicate(told.world["EG"])
    told.act("EG", "bureau", "lodgement.received", {"of": event.hash, "received_at": told.now})
    assert (seen(told).lodged[-1].missing, document_stopped(told)) == (("warrant",), "")
