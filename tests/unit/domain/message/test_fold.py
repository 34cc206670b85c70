"""What a thread becomes by what is said, and what has no effect."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.domain.alert_events import AlertApproved, ErasureConfirmed
from mithaq.domain.message import events as says
from mithaq.domain.message.fold import evolve
from mithaq.domain.message.states import ThreadState
from mithaq.domain.message.thread import MAX_MESSAGES, MAX_VOIDS
from tests.unit.domain.message.story import ALERT, CASE, EG, HIT, JO, LAW, TN, Story, at

S = ThreadState


def test_a_question_is_sent_delivered_read_and_answered() -> None:
    told = Story().open(about=CASE).deliver(EG, 1, 0.5).read(EG, 1, 1).reply(EG, 2, answers=1)
    question, answer = told.now.messages
    assert (question.delivered_at, question.read_at, question.answered_at) == (at(0.5), at(1), at(2))
    assert (answer.by, answer.due_at, told.now.state, told.void) == (EG, "", S.OPEN, [])


@pytest.mark.parametrize(
    ("form", "more", "due"),
    [
        ("supplementary", {"about": CASE}, at(12)),
        ("hit_report", {"about": HIT}, at(12)),
        ("free_text", {}, ""),
        ("free_text", {"urgent": "vulnerable"}, at()),
        ("supplementary", {"urgent": "arrest"}, at()),
        ("wrong_data", {"about": ALERT, "noticed_at": at(-1)}, "2026-11-24T22:00:00.000Z"),  # midnight in Cairo
    ],
)
def test_the_form_and_the_urgency_say_when_an_answer_is_due(form: str, more: dict[str, str], due: str) -> None:
    assert Story().open(form, **more).now.messages[0].due_at == due


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("no_such_form", {}),
        ("free_text", {"to": TN}),
        ("free_text", {"to": "OC"}),
        ("free_text", {"to": "XX"}),
        ("free_text", {"urgent": "bored"}),
        ("free_text", {"about": "n-0000000000000000"}),
        ("free_text", {"about": ALERT}),  # which alert a state asks about is for the two alone
        ("surrender", {"about": ALERT}),
        ("surrender", {"about": CASE, "to": JO}),  # neither of the two began what it is about
        ("hit_report", {"about": HIT, "to": JO}),
        ("free_text", {"about": CASE, "to": JO}),
        ("wrong_data", {"about": ALERT, "by": EG, "to": TN, "noticed_at": at()}),  # a dispute is with the owner
        ("wrong_data", {"about": ALERT, "by": TN, "to": JO, "noticed_at": at()}),
        ("wrong_data", {"noticed_at": at()}),
        ("wrong_data", {"about": CASE, "noticed_at": at()}),
        ("wrong_data", {"about": ALERT}),
        ("free_text", {"noticed_at": at()}),
        ("free_text", {"by": "OC", "role": "commissioner"}),
        ("free_text", {"role": "border"}),
        ("free_text", {"role": "node"}),
    ],
)
def test_an_opening_that_does_not_fit_opens_nothing(form: str, more: dict[str, Any]) -> None:
    assert Story().open(form, **more).thread is None


def test_nothing_is_said_in_a_thread_that_nobody_opened() -> None:
    assert Story().close().thread is None


def test_a_thread_is_opened_once() -> None:
    assert Story().open().open("free_text").void == ["thread.exists"]


def test_an_answer_holds_for_what_its_sender_had_before_it() -> None:
    """EG answers the first question without knowing of the second, which was already on its way."""
    told = Story().open(about=CASE).reply(TN, 1, asks=True).reply(EG, 2, answers=1)
    first, second, _ = told.now.messages
    assert (first.answered_at, second.answered_at, second.due_at) == (at(2), "", at(13))


def test_one_answer_answers_all_before_it_and_the_first_stands() -> None:
    told = Story().open(about=CASE).reply(TN, 1, asks=True).reply(EG, 2, answers=2).reply(EG, 5, answers=2)
    assert [one.answered_at for one in told.now.messages] == [at(2), at(2), "", ""]


def test_who_was_asked_may_ask_back() -> None:
    told = Story().open("free_text").reply(EG, 1, answers=1, asks=True)
    assert told.now.messages[1].due_at == at(13)


def test_a_question_in_an_urgent_thread_is_due_at_once() -> None:
    assert Story().open(urgent="arrest").reply(EG, 1, answers=1, asks=True).now.messages[1].due_at == at(1)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Story().open().deliver(TN, 1, 1), "message.unknown"),
        (Story().open().deliver(JO, 1, 1), "thread.not_party"),
        (Story().open().read(JO, 1, 1), "thread.not_party"),
        (Story().open().deliver(EG, 1, 1).deliver(EG, 1, 2), "message.signed_for"),
        (Story().open().read(EG, 1, 1).read(EG, 1, 2), "message.signed_for"),
        (Story().open().reply(JO, 1), "thread.not_party"),
        (Story().open().reply(TN, 1, answers=1), "message.unknown"),
        (Story().open().tell("reply.sent", EG, says.ReplySent("e" * 64), 1), "message.unknown"),
        (Story().open().reply(EG, 1, outcome="agreed"), "thread.not_possible"),
        (Story().open().close(EG), "thread.not_possible"),
        (Story().open().close().reply(EG, 31), "thread.closed"),
        (Story().open().close().close(), "thread.closed"),
        (Story().open().tell("message.delivered", EG, says.MessageDelivered(f"{1:064x}"), role="bureau"), "forbidden"),
        (Story().open().tell("message.read", EG, says.MessageRead(f"{1:064x}"), role="node"), "forbidden"),
        (Story().open().tell("reply.sent", EG, says.ReplySent(), role="border"), "forbidden"),
        (Story().open().tell("alert.approved", EG, AlertApproved("0" * 64)), "event.not_about_messages"),
        (Story().open().tell("thread.closed", TN, says.ReplySent()), "event.not_about_messages"),
    ],
)
def test_what_does_not_fit_is_void(told: Story, code: str) -> None:
    assert told.void == [code]


def test_a_receipt_may_come_after_the_end() -> None:
    told = Story().open().close(hours=1).deliver(EG, 1, 2).read(EG, 1, 3)
    assert (told.void, told.now.state, told.now.messages[0].read_at) == ([], S.CLOSED, at(3))


def test_wrong_data_are_disputed_until_both_agree() -> None:
    told = Story().dispute().reply(EG, 5, answers=1, outcome="not_agreed")
    assert told.now.state == S.DISPUTED
    assert told.reply(TN, 6, answers=2).now.state == S.DISPUTED
    assert told.reply(EG, 7, answers=3, outcome="agreed").now.state == S.AGREED
    assert told.reply(TN, 90, outcome="not_agreed").now.state == S.DISPUTED, "what was agreed was not done"
    assert told.reply(TN, 95, outcome="agreed").now.state == S.AGREED, "the owner's evidence convinced"
    assert told.close(hours=99).now.state == S.CLOSED
    assert told.void == []


def test_the_owner_cannot_take_its_agreement_back() -> None:
    told = Story().dispute().reply(EG, 7, answers=1, outcome="agreed").reply(EG, 8, outcome="not_agreed")
    assert (told.now.state, told.void) == (S.AGREED, ["thread.not_possible"])


def test_the_time_to_tell_the_owner_runs_from_when_the_error_was_noticed() -> None:
    told = Story().dispute(noticed_at="2026-11-19T08:00:00.000Z").now
    assert (told.told_by, told.opened_at >= told.told_by) == ("2026-11-21T23:00:00.000Z", True)
    assert told.settle_by == "2027-01-22T08:00:00.000Z"


def test_an_error_noticed_in_the_future_wins_no_time() -> None:
    assert Story().dispute(noticed_at=at(900)).now.told_by == Story().dispute(noticed_at=at()).now.told_by


def test_a_flood_does_not_grow_without_end() -> None:
    told = Story().open()
    for hour in range(MAX_MESSAGES + MAX_VOIDS + 5):
        told.reply(EG, hour)
    assert len(told.now.messages) == MAX_MESSAGES
    assert told.void == ["thread.full"] * MAX_VOIDS


def test_who_erased_stands_in_the_thread() -> None:
    told = Story().open().close().tell("erasure.confirmed", EG, ErasureConfirmed("0" * 64), 9000, role="node")
    assert (dict(told.now.erased), told.void) == ({EG: at(9000)}, [])


def test_a_broken_instant_is_its_own_end() -> None:
    told = Story().open(about=CASE)
    broken = type(told.events[0])(**{**_fields(told.events[0]), "at": "0000-00-00T00:00:00.000Z"})
    thread = evolve(None, broken, LAW)
    assert thread is not None
    assert thread.messages[0].due_at == broken.at


def _fields(event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__struct_fields__}


def test_a_thread_does_not_end_before_the_last_word_of_the_other_side() -> None:
    """Who opened it says when it ended, and what was answered is kept from then on."""
    answered = Story().open().deliver(EG, 1, 2).reply(EG, 5, answers=1)
    assert answered.close(TN, hours=-9_000).now.closed_at == at(5)
    assert Story().open().deliver(EG, 1, 2).read(EG, 1, 3).close(TN, hours=-9_000).now.closed_at == at(3)
    assert Story().open().close(TN, hours=-9_000).now.closed_at == at(-9_000), "nobody else has said anything"
    assert Story().open().reply(EG, 5, answers=1).close(TN, hours=30).now.closed_at == at(30)
