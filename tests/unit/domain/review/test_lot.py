"""The lot, step by step: what each side may say, who is called when, and that nobody can choose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.alert import evolve
from mithaq.domain.instant import parse, text
from mithaq.domain.review import lot as lots
from mithaq.domain.review.duty import OnDuty, duty_of, duty_subject
from mithaq.domain.review.events import ReviewerListed
from mithaq.domain.review.view import standing
from tests.support.alert_stories import AT, LAW, VALUE, Told, on_duty, reviewer_of, said

START = parse(AT)
SIX = ("DZ", "KW", "OM", "BH", "QA", "LB")


def later(hours: float) -> str:
    return text(START + timedelta(hours=hours))


def void(told: Told, type: str, member: str, body: Mapping[str, object], **more: object) -> str:
    """The code under which this statement is void; empty for one that has an effect."""
    event = said(type, member, told.subject, {"content": told.content, **body}, **more)  # type: ignore[arg-type]  # as said takes them
    after = evolve(told.alert, event, LAW, told.duty)
    assert after is not None
    return dict(after.voids).get(event.hash, "")


def test_the_steps_come_in_order_and_once() -> None:
    told = Told().approve()
    assert void(told, "review.lot_answered", "TN", {"value": "a" * 64}) == "lot.not_begun"
    told.seal(*SIX)
    assert void(told, "review.lot_sealed", "GS", {"seal": "c" * 64}) == "lot.again"
    assert void(told, "review.drawn", "GS", {"value": VALUE}) == "lot.not_answered"
    assert void(told, "review.lot_answered", "EG", {"value": "a" * 64}) == "alert.not_owner"
    told.answer()
    assert void(told, "review.lot_answered", "TN", {"value": "b" * 64}) == "lot.again"
    assert void(told, "review.drawn", "GS", {"value": "b" * 64}) == "lot.other_value", "only the sealed value opens it"
    assert void(told, "review.called", "GS", {"reviewer": reviewer_of("DZ")}) == "lot.not_drawn"
    told.tell("review.drawn", "GS", {"content": told.content, "value": VALUE})
    assert void(told, "review.drawn", "GS", {"value": VALUE}) == "lot.again"


@pytest.mark.parametrize("kind", ["missing_child", "vehicle"])
def test_only_arrest_alerts_have_a_lot(kind: str) -> None:
    assert void(Told(kind=kind).approve(), "review.lot_sealed", "GS", {"seal": "c" * 64}) == "lot.not_for_kind"


def test_nobody_but_the_next_is_called() -> None:
    told = Told().approve().draw(*SIX)
    order = [one.reviewer for one in told.version.lot.order] if told.version.lot else []
    for wrong in order[1:]:
        assert void(told, "review.called", "GS", {"reviewer": wrong}) == "lot.not_next"
    assert void(told, "review.called", "GS", {"reviewer": reviewer_of("TN")}) == "lot.not_next"
    told.tell("review.called", "GS", {"content": told.content, "reviewer": order[0]})
    assert void(told, "review.called", "GS", {"reviewer": order[2]}) == "lot.not_next"
    told.tell("review.called", "GS", {"content": told.content, "reviewer": order[1]})
    assert void(told, "review.called", "GS", {"reviewer": order[2]}) == "lot.nobody_due"


def test_who_may_not_review_is_passed_over_and_not_too_many() -> None:
    told = Told().approve().draw(*SIX)
    order = [one.reviewer for one in told.version.lot.order] if told.version.lot else []
    assert void(told, "review.called", "GS", {"reviewer": order[1], "passed": [order[2]]}) == "lot.not_next"
    body = {"reviewer": order[4], "passed": order[:4]}
    assert void(told, "review.called", "GS", body) == "lot.passed_too_many", "of more states than one person concerns"
    told.tell("review.called", "GS", {"content": told.content, "reviewer": order[3], "passed": order[:3]})
    assert void(told, "review.called", "GS", {"reviewer": order[0]}) == "lot.not_next", "passed over for good"


def test_a_review_by_whom_nobody_drew_is_void() -> None:
    told = Told().approve().draw(*SIX).call("DZ")
    called = {call.reviewer for call in told.version.lot.called} if told.version.lot else set()
    for state in SIX:
        author = reviewer_of(state)
        codes = {
            void(told, type, "GS", {"national_of": state, **more}, author=author)
            for type, more in (("review.accepted", {}), ("review.refused", {"ground": "private_dispute"}))
        }
        assert codes == ({""} if author in called else {"review.not_called"})
    assert void(told, "review.accepted", "GS", {"national_of": "DZ"}) == "review.not_called", "a stranger"


def test_a_called_reviewer_is_of_the_state_that_the_roster_says_and_still_on_it() -> None:
    told = Told().approve().call("DZ")
    me = reviewer_of("DZ")
    assert void(told, "review.accepted", "GS", {"national_of": "KW"}, author=me) == "review.nationality"
    told.duty = on_duty("KW")
    assert void(told, "review.accepted", "GS", {"national_of": "DZ"}, author=me) == "review.not_listed"


def test_silence_is_not_a_yes_and_the_next_one_is_called() -> None:
    urgent = Told(urgent=True, because="danger_to_life", expires_at="2026-11-23T08:00:00.000Z").approve().draw(*SIX)
    order = [one.reviewer for one in urgent.version.lot.order] if urgent.version.lot else []
    urgent.tell("review.called", "GS", {"content": urgent.content, "reviewer": order[0]})
    assert void(urgent, "review.called", "GS", {"reviewer": order[1]}, at=later(1.99)) == "lot.nobody_due"
    urgent.tell("review.called", "GS", {"content": urgent.content, "reviewer": order[1]}, at=later(2))
    state = {line.reviewer: line.national_of for line in urgent.duty}
    late = {"national_of": state[order[0]]}
    assert void(urgent, "review.accepted", "GS", late, author=order[0], at=later(2.1)) == "review.not_called"
    shown = standing(urgent.alert, LAW, START + timedelta(hours=3))
    assert [(seat.outcome, seat.due_at) for seat in shown.seats] == [("replaced", later(2)), ("waiting", later(4))]
    assert (shown.stage, shown.needed, shown.urgent) == ("waiting", 2, True)


def test_who_leaves_the_roster_is_replaced_at_once() -> None:
    told = Told().approve().draw("DZ", "KW", "OM")
    for _ in range(2):
        told.tell("review.called", "GS", {"content": told.content, "reviewer": told.next_called})
    gone = told.version.lot.called[0] if told.version.lot else None
    assert gone is not None
    told.duty = tuple(line for line in told.duty if line.reviewer != gone.reviewer)
    told.tell("review.called", "GS", {"content": told.content, "reviewer": told.next_called})
    assert gone.reviewer not in {call.reviewer for call in told.version.lot.called} if told.version.lot else False


def test_a_question_holds_the_clock_for_its_own_time_and_no_longer() -> None:
    told = Told().approve().draw(*SIX)
    told.tell("review.called", "GS", {"content": told.content, "reviewer": told.next_called})
    lot = told.version.lot
    assert lot is not None
    (call,) = lot.called
    due = parse(call.due_at)
    asked = text(due - timedelta(hours=1))
    told.tell("review.asked", "GS", {"content": told.content, "question": "facts"}, author=call.reviewer, at=asked)
    told.tell("review.called", "GS", {"content": told.content, "reviewer": told.next_called}, at=asked)
    other = {"reviewer": told.next_called}
    assert void(told, "review.called", "GS", other, at=text(due + timedelta(hours=1))) == "lot.nobody_due"
    assert void(told, "review.asked", "GS", {"question": "identity"}, author=call.reviewer) == "review.question_open"
    held = {"reviewer": _left(told)}
    assert void(told, "review.called", "GS", held, at=text(due + timedelta(days=4))) == "", "an owner's silence ends"
    question = told.version.questions[0]
    told.tell(
        "review.answered", "TN", {"content": told.content, "asked": question.hash}, at=text(due + timedelta(hours=9))
    )
    assert told.version.lot is not None
    assert told.version.lot.call_of(call.reviewer) == structs.replace(call, due_at=text(due + timedelta(hours=10)))
    assert void(told, "review.answered", "TN", {"asked": question.hash}) == "review.question_unknown"


def _left(told: Told) -> str:
    """The first of the lot who was not called yet."""
    lot = told.version.lot
    assert lot is not None
    return next(one.reviewer for one in lot.order if one.reviewer not in {call.reviewer for call in lot.calls})


def test_a_question_is_coded_and_by_whom_the_lot_called() -> None:
    told = Told().approve().call("DZ")
    me = reviewer_of("DZ")
    assert void(told, "review.asked", "GS", {"question": "why"}, author=me) == "review.question_unknown"
    assert void(told, "review.asked", "GS", {"question": "facts"}, author=reviewer_of("KW")) == "review.not_called"


def test_who_amends_what_is_under_review_draws_no_new_reviewers() -> None:
    told = Told().approve().call("DZ")
    before = told.version.lot
    told.amend().approve()
    assert before is not None
    assert told.version.lot == structs.replace(before, calls=(), passed=())


def test_withdrawing_during_review_counts_as_refusal() -> None:
    assert Told().end().alert.turned_down == "", "nobody had seen it yet"
    assert Told().approve().end().alert.turned_down == "withdrawn"
    assert Told().approve().accept("DZ").end().alert.turned_down == "withdrawn"
    assert Told().approve().refuse().alert.turned_down == "refused"
    out = Told().approve().accept("DZ", "KW").clear().circulate()
    assert (out.alert.turned_down, out.end().alert.turned_down) == ("", "")


values = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(values, values, values, st.permutations(SIX))
def test_the_order_depends_on_both_values_and_on_nothing_else(
    mine: str, theirs: str, approval: str, states: list[str]
) -> None:
    """Not on the order of the roster; and of another value of either side another order comes as soon as it can."""
    lot = lots.begun("c" * 64, approval, lots.seal_of(mine), on_duty(*states), "TN")
    again = lots.begun("c" * 64, approval, lots.seal_of(mine), on_duty(*SIX), "TN")
    first = lots.opened(structs.replace(lot, answer=theirs), mine)
    assert first.order == lots.opened(structs.replace(again, answer=theirs), mine).order
    assert {one.national_of for one in first.order} == set(SIX)
    assert first.seed != structs.replace(first, answer="f" * 63 + ("0" if theirs[-1] != "0" else "1")).seed


def test_everybody_comes_first_about_as_often() -> None:
    """600 lots over six reviewers: no place is favoured (each comes first 100 times on average)."""
    first = [
        lots.opened(lots.begun(f"{number:064x}", "a", "s", on_duty(*SIX), "TN"), VALUE).order[0].national_of
        for number in range(600)
    ]
    assert all(70 <= first.count(state) <= 135 for state in SIX)


def test_nationals_of_the_owner_are_not_in_the_lot() -> None:
    lot = lots.begun("c" * 64, "a", "s", on_duty("TN", "DZ"), "TN")
    assert [one.national_of for one in lot.pool] == ["DZ"]


def test_the_roster_reads_its_journal_in_order() -> None:
    line = ReviewerListed(reviewer_of("DZ"), "DZ", AT, later(1))
    events = [
        said("reviewer.listed", "GS", duty_subject("GS"), _plain(line)),
        said("reviewer.listed", "GS", duty_subject("GS"), _plain(structs.replace(line, until=later(2)))),
        said("reviewer.listed", "GS", duty_subject("GS"), _plain(structs.replace(line, reviewer=reviewer_of("KW")))),
        said("reviewer.unlisted", "GS", duty_subject("GS"), {"reviewer": reviewer_of("KW")}),
        said(
            "reviewer.listed",
            "GS",
            duty_subject("GS"),
            _plain(structs.replace(line, reviewer="o-" + "1" * 16, until=AT)),
        ),
    ]
    expected = (OnDuty(reviewer_of("DZ"), "DZ", AT, later(2)),)
    assert duty_of(reversed(events)) == expected
    assert [expected[0].serves(at) for at in (later(-1), AT, later(2))] == [False, True, False]


def _plain(line: ReviewerListed) -> dict[str, str]:
    return {"reviewer": line.reviewer, "national_of": line.national_of, "since": line.since, "until": line.until}
