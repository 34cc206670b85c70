"""What nobody can sign: forms that lack something, hold too much, or speak of what they may not."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.message import events as says
from mithaq.domain.message.decide import Command, decide, shown_about
from mithaq.domain.message.sheets import MAX_LINE, Answer, Sheet, decode, encode
from mithaq.domain.message.states import TRANSITIONS
from tests.unit.domain.message.story import ALERT, CASE, EG, HIT, LAW, START, TN, Story, at

FILLED: dict[str, tuple[str, dict[str, str]]] = {
    "hit_report": (HIT, {"alert": ALERT, "confirmed_at": at(-1), "asked": "still_valid identity"}),
    "supplementary": (CASE, {"questions": "photo warrant", "text": "سؤال"}),
    "wrong_data": (ALERT, {"field": "birth", "right": "1980", "evidence": "birth register"}),
    "flag_request": (ALERT, {"territory": "TN", "ground": "time_barred", "reasons": "invented"}),
    "surrender": (CASE, {"place": "airport", "day": "2026-12-01", "escort": "two", "documents": "passport"}),
    "free_text": ("", {"text": "words"}),
}  # fmt: skip


def opening(form: str, sheet: Sheet | None = None, **more: Any) -> Command:
    """The command to open a thread with that form, as an officer of TN fills it in."""
    about, fields = FILLED[form]
    paper = sheet or Sheet(fields, about)
    told = {"noticed_at": at(-2)} if form == "wrong_data" else {}
    body = says.ThreadOpened(form, EG, shown_about(paper.about, form, LAW), **(told | more))
    return Command("thread.opened", TN, body, paper)


@pytest.mark.parametrize("form", sorted(LAW.forms))
def test_each_form_can_be_sent_filled_in(form: str) -> None:
    (said,) = decide(None, opening(form), LAW, START)
    assert said.paper is not None
    assert decode("thread.opened", encode(said.paper)) == said.paper


@pytest.mark.parametrize("form", sorted(LAW.forms))
def test_each_form_says_what_it_lacks(form: str) -> None:
    about, _ = FILLED[form]
    with pytest.raises(Refusal) as refused:
        decide(None, opening(form, Sheet({}, about)), LAW, START)
    required = tuple(field.code for field in LAW.forms[form].fields if field.required)
    assert (refused.value.code, refused.value.missing) == ("form.incomplete", required)


@pytest.mark.parametrize(
    ("form", "field", "value", "code"),
    [
        ("free_text", "name", "x", "content.invalid"),
        ("free_text", "text", "  ", "form.incomplete"),
        ("free_text", "text", "x" * 20_001, "text.too_long"),
        ("surrender", "place", "x" * (MAX_LINE + 1), "text.too_long"),
        ("surrender", "day", "2026-02-30", "content.invalid"),
        ("surrender", "day", "20261201", "content.invalid"),
        ("hit_report", "confirmed_at", "yesterday", "instant.invalid"),
        ("hit_report", "confirmed_at", "2026-11-22T08:00:00", "instant.no_zone"),
        ("hit_report", "alert", CASE, "content.invalid"),
        ("hit_report", "alert", "a-1", "content.invalid"),
        ("hit_report", "asked", "still_valid everything", "content.invalid"),
        ("flag_request", "territory", "GS", "content.invalid"),
        ("flag_request", "territory", "FR", "content.invalid"),
        ("flag_request", "ground", "private_dispute", "content.invalid"),
        ("flag_request", "ground", "no_such", "content.invalid"),
        ("wrong_data", "field", "names birth", "content.invalid"),
    ],
)  # fmt: skip
def test_a_field_holds_what_its_kind_allows(form: str, field: str, value: str, code: str) -> None:
    about, fields = FILLED[form]
    with pytest.raises(Refusal) as refused:
        decide(None, opening(form, Sheet({**fields, field: value}, about)), LAW, START)
    assert refused.value.code == code
    assert value.strip() == "" or value not in str(refused.value)


def test_which_alert_is_asked_about_is_said_to_the_two_alone() -> None:
    assert shown_about(ALERT, "supplementary", LAW) == ""
    assert shown_about(ALERT, "wrong_data", LAW) == ALERT, "everybody has to see that it is disputed"
    assert [shown_about(id, "free_text", LAW) for id in (CASE, HIT, "")] == [CASE, HIT, ""]
    assert shown_about(ALERT, "no_such_form", LAW) == ""


@pytest.mark.parametrize("form", sorted(set(LAW.forms) - {"free_text"}))
def test_a_form_about_something_needs_it(form: str) -> None:
    _, fields = FILLED[form]
    with pytest.raises(Refusal, match=r"thread\.about"):
        decide(None, opening(form, Sheet(fields)), LAW, START)


def test_header_and_paper_speak_of_the_same() -> None:
    command = opening("supplementary")
    elsewhere = Command(command.type, TN, says.ThreadOpened("supplementary", EG, HIT), command.paper)
    with pytest.raises(Refusal, match=r"thread\.about"):
        decide(None, elsewhere, LAW, START)


def test_an_error_is_not_noticed_in_the_future() -> None:
    with pytest.raises(Refusal, match=r"instant\.future"):
        decide(None, opening("wrong_data", noticed_at=at(1)), LAW, START)


@pytest.mark.parametrize(
    ("type", "body", "paper", "code"),
    [
        ("reply.sent", says.ReplySent(), None, "payload.missing"),
        ("reply.sent", says.ReplySent(), Sheet({"text": "x"}), "payload.missing"),
        ("reply.sent", says.ReplySent(), Answer(" "), "content.invalid"),
        ("reply.sent", says.ReplySent(), Answer("x" * 20_001), "text.too_long"),
        ("thread.closed", says.ThreadClosed(), Answer("x"), "payload.not_expected"),
        ("thread.closed", says.ReplySent(), None, "event.body_invalid"),
        ("case.closed", says.ThreadClosed(), None, "event.body_invalid"),
        ("thread.opened", says.ThreadOpened("free_text", EG), Sheet({"text": "x"}), "thread.exists"),
        ("reply.sent", says.ReplySent(outcome="agreed"), Answer("x"), "thread.not_possible"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(type: str, body: says.ThreadBody, paper: Any, code: str) -> None:
    thread = Story().open(about=CASE).now
    with pytest.raises(Refusal) as refused:
        decide(thread, Command(type, TN, body, paper), LAW, START)
    assert refused.value.code == code


def test_a_stranger_and_an_unknown_thread() -> None:
    command = Command("reply.sent", "JO", says.ReplySent(), Answer("x"))
    with pytest.raises(Refusal, match=r"thread\.not_party"):
        decide(Story().open().now, command, LAW, START)
    with pytest.raises(NotFound):
        decide(None, command, LAW, START)


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"text": 5}', b'{"text": "x", "more": 1}', b"\xff", b"[" * 9999])
def test_what_cannot_be_read_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal, match=r"content\.invalid"):
        decode("reply.sent", raw)


def test_every_move_of_the_table_has_its_row_in_the_access_table() -> None:
    for state, rows in TRANSITIONS.items():
        for row in rows:
            granted = [g for g in LAW.access.grants if g.action == row.event]
            if row.event == "thread.opened":
                assert {g.relation for g in granted} == {"none"}
            else:
                assert any(g.relation == row.by and state in g.states for g in granted), (state, row)
