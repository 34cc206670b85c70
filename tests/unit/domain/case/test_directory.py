"""Where electronics do not count only paper stops the clock; a wrong desk costs nobody a day (directory)."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec import Struct, structs

from mithaq.domain.authority import Authority
from mithaq.domain.case.agenda import MISDIRECTED, Due, agenda
from mithaq.domain.case.directory import electronic
from mithaq.domain.case.events_desk import Arrived, FileForwarded, PaperReceived, PaperSent
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.case.view import status
from mithaq.domain.instant import text
from mithaq.domain.instrument import Words
from mithaq.domain.timing import Timing
from tests.unit.domain.case.story import ALL_PAPERS, JO, TN, Story, days

S = CaseState


def answered(story: Story) -> str:
    return next(run.stopped_at for run in story.now.clocks if run.clock == Clock.DOCUMENT)


def paper(story: Story, day: float, *missing: str, of: str = "") -> Story:
    body = PaperReceived(of or story.now.lodged[-1].hash, text(days(day)), missing)  # type: ignore[arg-type]  # a tuple of names
    return story.tell("paper.received", JO, body, day)


def arrived(electronically: str = "paper") -> Story:
    """A file that arrived electronically on day 5."""
    return Story().to_custody().lodge_file(5).receive(5, electronic=electronically)


def test_where_electronics_count_the_clock_stops_at_once() -> None:
    story = arrived("counts")
    assert answered(story) == text(days(5))
    assert paper(story, 9).now.lodged[0].received_at == text(days(5))
    assert story.now.lodged[0].paper_at == text(days(9))
    assert answered(story) == text(days(5))


def test_where_they_do_not_only_paper_stops_it_and_both_sides_see_that() -> None:
    story = arrived()
    assert answered(story) == ""
    assert story.now.lodged[0].awaits_paper
    assert status(story.now, days(6)).awaits_paper == ("file.lodged",)
    assert story.court(7).now.state == S.INFORMED  # nor does anybody decide on it
    assert answered(paper(story, 9)) == text(days(9))
    assert status(story.now, days(10)).awaits_paper == ()
    assert story.court(10).now.state == S.GRANTED


def test_paper_that_comes_too_late_undoes_no_release() -> None:
    story = arrived()
    assert status(story.now, days(31)).release_due
    assert paper(story, 31).now.state == S.RELEASE_DUE


def test_paper_may_come_before_the_node_has_the_file() -> None:
    story = paper(Story().to_custody().lodge_file(5), 6)
    assert answered(story) == text(days(6))
    assert story.receive(7).now.voids[-1].code == "lodgement.unknown"


def test_what_the_paper_lacks_is_missing() -> None:
    story = paper(arrived(), 9, "evidence")
    assert story.now.missing_papers(story.law.instruments["riyadh-1983"]) == ("evidence",)
    assert answered(story) == text(days(9))  # the 42(b) document was among it


def test_a_second_electronic_receipt_does_not_make_it_count() -> None:
    story = arrived().receive(6, electronic="counts")
    assert (story.now.voids[-1].code, answered(story)) == ("lodgement.unknown", "")


def test_paper_is_received_once_and_only_of_what_was_lodged() -> None:
    story = paper(paper(arrived(), 9), 10)
    assert story.now.voids[-1].code == "paper.not_awaited"
    assert story.now.lodged[0].paper_at == text(days(9))
    assert paper(story, 11, of="9" * 64).now.voids[-1].code == "paper.not_awaited"


def test_no_paper_is_received_before_it_was_lodged_or_sent() -> None:
    early = PaperReceived(arrived().now.lodged[0].hash, text(days(4.9)))
    story = arrived().tell("paper.received", JO, early, 9)
    assert (story.now.voids[-1].code, answered(story)) == ("paper.too_early", "")
    story = arrived().tell("paper.received", JO, PaperReceived(early.of, "2026-02-31T09:00:00.000Z"), 9)
    assert story.now.voids[-1].code == "paper.too_early"
    sent = arrived().tell("paper.sent", TN, PaperSent(early.of, "courier"), 7)
    sent.tell("paper.received", JO, PaperReceived(early.of, text(days(6.9))), 9)
    assert sent.now.voids[-1].code == "paper.too_early"
    assert sent.tell("paper.received", JO, PaperReceived(early.of, text(days(7))), 9).now.lodged[0].paper_at == text(
        days(9)
    )


def test_the_waybill_is_the_senders_word_and_stops_nothing() -> None:
    story = arrived()
    body = PaperSent(story.now.lodged[0].hash, "diplomatic_bag")
    story.tell("paper.sent", TN, body, 6)
    row = story.now.lodged[0]
    assert (row.carrier, row.sent_at, answered(story)) == ("diplomatic_bag", text(days(6)), "")
    assert story.tell("paper.sent", TN, body, 7).now.voids[-1].code == "paper.not_lodged"
    assert story.tell("paper.sent", JO, body, 7).now.lodged[0].sent_at == text(days(6))


@pytest.mark.parametrize("electronically", ["counts", "paper"])
def test_a_forwarded_file_counts_from_its_first_receipt(electronically: str) -> None:
    story = arrived(electronically)
    before = story.now.lodged[0]
    story.tell("file.forwarded", JO, FileForwarded(before.hash, "another_desk", "file"), 20)
    assert story.now.lodged[0] == structs.replace(before, desk="file")


def test_what_has_not_arrived_is_not_forwarded() -> None:
    story = Story().to_custody().lodge_file(5)
    body = FileForwarded(story.now.lodged[0].hash, "another_desk", "file")
    assert story.tell("file.forwarded", JO, body, 6).now.voids[-1].code == "file.not_received"


class Desks(Struct, frozen=True):
    """A directory."""

    authorities: tuple[Authority, ...] = ()


Worth = Literal["", "original", "paper_to_follow", "no"]


def row(act: Literal["", "file", "detention", "transit"], worth: Worth) -> Authority:
    words = Words("م", "a", "a")
    return Authority(JO, "", act, "", (), "", "", "", worth, True, False, "synthetic", words)


@pytest.mark.parametrize(
    ("worth", "says"), [("original", "counts"), ("paper_to_follow", "counts"), ("no", "paper"), ("", "paper")]
)
def test_what_the_directory_says(worth: Worth, says: str) -> None:
    case = Story().to_custody().now
    assert electronic(Desks((row("file", worth),)), case, "file.lodged") == says
    assert electronic(Desks((row("", worth),)), case, "warrant.lodged") == says


def test_what_nobody_has_said_does_not_count() -> None:
    case = Story().to_custody().now
    assert electronic(Desks(), case, "file.lodged") == "paper"
    assert electronic(Desks((row("file", "original"),)), case, "warrant.lodged") == "paper"
    assert electronic(Desks((row("file", "original"),)), case, "continuation.requested") == "paper"


def test_in_a_transit_the_desk_for_transit_answers() -> None:
    case = Story().transit().now
    assert electronic(Desks((row("file", "no"), row("transit", "original"))), case, "file.lodged") == "counts"


def test_the_papers_of_the_file_are_still_named() -> None:
    assert set(arrived().now.lodged[0].papers) == set(ALL_PAPERS)


@pytest.mark.parametrize(
    ("desk", "passed_on"),
    [("right_desk", False), ("file", False), ("detention", True), ("another_desk", True)],
)
def test_paper_at_a_wrong_desk_counts_from_its_receipt_and_is_to_be_passed_on_at_once(
    desk: Arrived, passed_on: bool
) -> None:
    story = arrived()
    of = story.now.lodged[-1].hash
    story.tell("paper.received", JO, PaperReceived(of, text(days(9)), at_desk=desk), 9)
    assert answered(story) == text(days(9))
    assert (Due("", MISDIRECTED, "") in agenda(story.now, Timing())) is passed_on
    story.tell("file.forwarded", JO, FileForwarded(of, "another_desk", "file"), 10)
    assert Due("", MISDIRECTED, "") not in agenda(story.now, Timing())
    assert answered(story) == text(days(9))


def test_a_receipt_counts_no_earlier_than_its_lodgement_was_signed() -> None:
    """The custodian's clock is 25 days behind: what was signed after the end of the clock answers it in no way."""
    story = Story().to_custody().lodge_warrant(31).receive(6)
    (row,) = story.now.lodged
    (document,) = (run for run in story.now.clocks if run.clock == Clock.DOCUMENT)
    assert (row.received_at, document.stopped_at) == (text(days(31)), "")
    assert status(story.now, days(31)).release_due
    in_time = Story().to_custody().lodge_warrant(20).receive(6)
    (document,) = (run for run in in_time.now.clocks if run.clock == Clock.DOCUMENT)
    assert document.stopped_at == text(days(20))
    paper = Story().to_custody().lodge_warrant(31).receive(6, electronic="paper")
    assert paper.now.lodged[0].electronic_at == text(days(31))
