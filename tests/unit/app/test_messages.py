"""Threads between the nodes of two members: sent, delivered, read, answered, overdue, disputed, erased."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.app import alerts, hits, messages
from mithaq.app.fsck import fsck
from mithaq.app.messages import NEW, OVERDUE, UNSETTLED, ThreadPage
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.domain.message.sheets import Answer, Sheet
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World

WORDS = "كلمات مصطنعة لا يعرفها غير الطرفين"
QUESTION = {"questions": "photo", "text": WORDS}
WRONG = {"field": "birth", "right": "1980", "evidence": WORDS}


def ask(
    world: World,
    form: str = "free_text",
    fields: Any = None,
    *,
    about: str = "",
    by: str = "TN",
    to: str = "EG",
    **more: Any,
) -> str:
    """A bureau fills a form in and sends it; everything settles. The thread's id."""
    sheet = Sheet(fields or {"text": WORDS}, about)
    event = messages.open_thread(world[by], world.actor(by, "bureau"), form, to, sheet, **more)
    world.settle()
    return event.subject


def open_all(world: World, code: str, thread: str) -> int:
    """The bureau opens what has come; everything settles. How many messages."""
    count = len(messages.mark_read(world[code], world.actor(code, "bureau"), thread))
    world.settle()
    return count


def reply(world: World, code: str, thread: str, **more: Any) -> None:
    messages.reply(world[code], world.actor(code, "bureau"), thread, Answer(WORDS), **more)
    world.settle()


def page(world: World, code: str, thread: str, role: str = "bureau") -> ThreadPage:
    return messages.read(world[code], world.actor(code, role), thread)


def tasks(world: World, code: str, role: str = "bureau") -> list[str]:
    """The codes of the open tasks that threads gave."""
    with world[code].store.read() as reader:
        return sorted(task.code for task in reader.desk.tasks(role) if task.subject.startswith("m-"))


def holds(world: World, code: str, thread: str) -> int:
    with world[code].store.read() as reader:
        return len(reader.payloads.of(thread))


def test_from_one_desk_to_the_other_and_back(world: World) -> None:
    thread = ask(world)
    sent = page(world, "TN", thread).thread.messages[0]
    assert (bool(sent.delivered_at), sent.read_at) == (True, ""), "the receiving node has signed, no officer yet"
    assert tasks(world, "EG") == [NEW]
    (sealed,) = page(world, "EG", thread).said
    assert (sealed.sealed, sealed.paper) == (True, None), "nobody reads without signing for it"
    assert open_all(world, "EG", thread) == 1
    assert open_all(world, "EG", thread) == 0, "the member signs once, whoever looks again"
    assert tasks(world, "EG") == []
    (opened,) = page(world, "EG", thread, "prosecutor").said
    assert opened.paper == Sheet({"text": WORDS})
    assert page(world, "TN", thread).thread.messages[0].read_at
    reply(world, "EG", thread)
    assert tasks(world, "TN") == [NEW]
    assert open_all(world, "TN", thread) == 1
    assert [bool(one.message.answered_at) for one in page(world, "TN", thread).said] == [True, False]
    assert world.agree()


def test_only_the_two_and_the_commission_hold_what_was_written(world: World) -> None:
    thread = ask(world)
    assert {code: holds(world, code, thread) for code in world.nodes} == {"TN": 1, "EG": 1, "JO": 0, "GS": 0, "OC": 1}
    assert page(world, "OC", thread, "commissioner").said[0].paper == Sheet({"text": WORDS})
    for code, role in (("JO", "bureau"), ("GS", "reviewer")):
        with pytest.raises(NotFound):
            page(world, code, thread, role)
    with world["JO"].store.read() as reader:
        (stored,) = [s for s in reader.journal.about(thread) if s.envelope.header.type == "thread.opened"]
    assert WORDS.encode() not in stored.envelope.signed


def test_the_secretariat_writes_and_is_written_to(world: World) -> None:
    thread = ask(world, to="GS")
    messages.mark_read(world["GS"], world.actor("GS", "reviewer"), thread)
    messages.reply(world["GS"], world.actor("GS", "reviewer"), thread, Answer(WORDS))
    world.settle()
    assert tasks(world, "TN") == [NEW]


@pytest.mark.parametrize("to", ["TN", "OC", "MA", "XX"])
def test_nobody_is_written_to_who_cannot_receive(world: World, to: str) -> None:
    """The own state, the commission, a state without a node here, a state that does not exist."""
    with pytest.raises(Refusal, match=r"thread\.to_nobody"):
        ask(world, to=to)


def test_whose_role_has_no_row_writes_nothing(world: World) -> None:
    for role in ("border", "judge", "administrator"):
        with pytest.raises(Forbidden):
            messages.open_thread(world["TN"], world.actor("TN", role), "free_text", "EG", Sheet({"text": "x"}))


def test_nobody_answers_what_nobody_has_read(world: World) -> None:
    thread = ask(world)
    with pytest.raises(Refusal, match=r"message\.unread"):
        reply(world, "EG", thread)


def test_an_overdue_answer_stands_on_both_desks_until_it_comes(world: World) -> None:
    case = acts.CaseActs(world, acts.circulated(world)).id  # nobody is held in it yet
    thread = ask(world, "supplementary", QUESTION, about=case, by="EG", to="TN")
    world.clock.forward(hours=11, minutes=59)
    world.settle()
    assert (tasks(world, "EG"), tasks(world, "TN")) == ([], [NEW])
    world.clock.forward(minutes=1)
    world.settle()
    world.settle()
    assert (tasks(world, "EG"), tasks(world, "TN")) == ([OVERDUE], [NEW, OVERDUE])
    open_all(world, "TN", thread)
    reply(world, "TN", thread)
    assert (tasks(world, "EG"), tasks(world, "TN")) == ([NEW], [])


def test_what_is_urgent_is_on_the_desks_at_once(world: World) -> None:
    ask(world, urgent="vulnerable")
    assert (tasks(world, "TN"), tasks(world, "EG")) == ([OVERDUE], [NEW, OVERDUE])


def test_about_an_arrest_the_answer_is_due_at_once_though_nobody_ticked_it(world: World) -> None:
    alert = acts.circulated(world)
    told = acts.CaseActs(world, alert)
    before = ask(world, "supplementary", QUESTION, about=told.id)
    about_alert = ask(world, "supplementary", QUESTION, about=alert, by="EG", to="TN")
    told.admit()
    told.arrest()
    held = ask(world, "free_text", about=told.id)
    named = ask(world, "free_text", about=told.id, urgent="terrorism")
    urgent = [page(world, "TN", thread).thread.urgent for thread in (before, about_alert, held, named)]
    assert urgent == ["", "arrest", "arrest", "terrorism"]


def test_disputed_data_show_at_the_alert_and_go_to_the_commission(world: World) -> None:
    alert = acts.circulated(world)
    now = text(world.clock.now())
    thread = ask(world, "wrong_data", WRONG, about=alert, by="EG", to="TN", noticed_at=now)
    assert [one.id for one in messages.disputes(world["JO"], alert, "TN")] == [thread]
    assert messages.disputes(world["JO"], alert, "EG") == []
    open_all(world, "TN", thread)
    reply(world, "TN", thread, outcome="not_agreed")
    world.clock.forward(days=62)
    world.settle()
    assert tasks(world, "OC", "commissioner") == [UNSETTLED]
    assert UNSETTLED in tasks(world, "TN")
    reply(world, "TN", thread, outcome="agreed")
    assert messages.disputes(world["JO"], alert, "TN") == []
    assert (tasks(world, "OC", "commissioner"), tasks(world, "TN")) == ([], [])


def test_many_threads_of_one_member_hide_none_of_another(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LOOKED_AT", 1)
    alert, now = acts.circulated(world), text(world.clock.now())
    first = ask(world, "wrong_data", WRONG, about=alert, by="EG", to="TN", noticed_at=now)
    world.clock.forward(hours=1)
    second, third = (ask(world, "wrong_data", WRONG, about=alert, by="JO", to="TN", noticed_at=now) for _ in range(2))
    assert first not in (second, third)
    assert sorted(one.opener for one in messages.disputes(world["EG"], alert, "TN")) == ["EG", "JO"]
    rows = messages.listed(world["TN"], world.actor("TN", "bureau"))
    assert [row.thread.opener for row in rows] == ["JO", "EG"]


def test_many_messages_of_one_thread_are_one_task(world: World) -> None:
    """Read and written to again, it waits again."""
    thread = ask(world)
    reply(world, "TN", thread)
    assert tasks(world, "EG") == [NEW]
    open_all(world, "EG", thread)
    assert tasks(world, "EG") == []
    reply(world, "TN", thread)
    assert tasks(world, "EG") == [NEW]


def test_wrong_data_are_told_to_the_owner(world: World) -> None:
    alert = acts.circulated(world)
    now = text(world.clock.now())
    with pytest.raises(Refusal, match=r"thread\.to_owner"):
        ask(world, "wrong_data", WRONG, about=alert, by="EG", to="JO", noticed_at=now)


def test_about_an_alert_only_with_its_owner_and_its_audience(world: World) -> None:
    alert, draft = acts.circulated(world), acts.drafted(world, content=acts.person("TN", 2))
    with pytest.raises(Refusal, match=r"thread\.about"):
        ask(world, "supplementary", QUESTION, about=alert, by="EG", to="JO")
    with pytest.raises(Refusal, match=r"thread\.about"):
        ask(world, "supplementary", QUESTION, about=draft, by="TN", to="EG")
    for about in (draft, "a-0000000000000000000000aa"):
        with pytest.raises(NotFound):
            ask(world, "supplementary", QUESTION, about=about, by="EG", to="TN")


def test_which_alert_is_asked_about_only_the_two_know(world: World) -> None:
    alert = acts.circulated(world)
    thread = ask(world, "supplementary", QUESTION, about=alert, by="EG", to="TN")
    assert page(world, "TN", thread).about == "", "not opened yet"
    open_all(world, "TN", thread)
    assert page(world, "TN", thread).about == alert
    bureau = {code: world.actor(code, "bureau") for code in ("TN", "EG", "JO")}
    found = {code: [row.thread.id for row in messages.about(world[code], bureau[code], alert)] for code in bureau}
    assert found == {"TN": [thread], "EG": [thread], "JO": []}
    assert messages.about(world["TN"], world.actor("TN", "judge"), alert) == []
    with world["JO"].store.read() as reader:
        row = reader.register.fold(thread)
    assert row is not None
    assert alert.encode() not in row.fold


def test_a_hit_is_spoken_of_once_it_was_released(world: World) -> None:
    alert = acts.circulated(world)
    now = text(world.clock.now())
    border = world.actor("EG", "border")
    hit = stopped_on(world["EG"], border, alert, now, now).id
    report = {"alert": alert, "confirmed_at": now, "asked": "still_valid"}
    hits.confirm(world["EG"], border, hit, "document")
    with pytest.raises(NotFound):
        ask(world, "hit_report", report, about=hit, by="EG", to="TN")
    hits.release(world["EG"], world.actor("EG", "bureau"), hit, "identity_confirmed")
    world.settle()
    with pytest.raises(Refusal, match=r"content\.invalid"):
        ask(world, "hit_report", {**report, "alert": alert[:-1] + "x"}, about=hit, by="EG", to="TN")
    with pytest.raises(NotFound):
        ask(world, "hit_report", report, about=hit, by="EG", to="JO")
    thread = ask(world, "hit_report", report, about=hit, by="EG", to="TN")
    assert page(world, "TN", thread).about == hit
    assert page(world, "TN", thread).thread.urgent == "arrest"


def test_surrender_is_arranged_between_the_parties(world: World) -> None:
    case = acts.CaseActs(world, acts.circulated(world)).id
    plan = {"place": "airport", "day": "2026-12-01", "escort": "two", "documents": "passport"}
    thread = ask(world, "surrender", plan, about=case)
    assert page(world, "EG", thread).about == case
    with pytest.raises(NotFound):
        ask(world, "surrender", plan, about=case, by="EG", to="JO")
    with pytest.raises(NotFound):
        ask(world, "surrender", plan, about=case, by="JO", to="EG")


def test_lists(world: World) -> None:
    first, second = ask(world), ask(world, by="EG", to="TN", urgent="arrest")
    ask(world, by="EG", to="JO")
    node, who = world["TN"], world.actor("TN", "bureau")

    def ids(**more: Any) -> set[str]:
        return {row.thread.id for row in messages.listed(node, who, **more)}

    assert (ids(), ids(box="in"), ids(box="out")) == ({first, second}, {second}, {first})
    assert (ids(waiting=True), ids(overdue=True), ids(limit=1, offset=2)) == ({second}, {second}, set())
    assert len(messages.listed(world["OC"], world.actor("OC", "commissioner"))) == 3
    with pytest.raises(Forbidden):
        messages.listed(node, world.actor("TN", "border"))


def test_papers_are_erased_a_year_after_the_end_by_every_holder(world: World) -> None:
    thread = ask(world)
    open_all(world, "EG", thread)
    messages.close(world["TN"], world.actor("TN", "bureau"), thread)
    world.settle()
    world.clock.forward(days=364)
    world.settle()
    assert holds(world, "EG", thread) == 1
    world.clock.forward(days=1, hours=1)
    world.settle()
    assert {holds(world, code, thread) for code in world.nodes} == {0}
    seen = page(world, "TN", thread)
    assert set(seen.thread.erased) == {"TN", "EG", "OC"}
    assert seen.said[0].paper is None
    assert [(code, fsck(world[code]).faults) for code in world.nodes if not fsck(world[code]).sound] == []
    assert world.agree()


def test_the_end_of_an_alert_ends_what_was_written_about_it(world: World) -> None:
    alert = acts.circulated(world)
    thread = ask(world, "supplementary", QUESTION, about=alert, by="EG", to="TN")
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=366)
    world.settle()
    assert {holds(world, code, thread) for code in world.nodes} == {0}


def test_a_closed_thread_takes_no_more_words(world: World) -> None:
    thread = ask(world)
    open_all(world, "EG", thread)
    with pytest.raises(Forbidden):
        messages.close(world["EG"], world.actor("EG", "bureau"), thread)
    messages.close(world["TN"], world.actor("TN", "bureau"), thread)
    world.settle()
    for code in ("TN", "EG"):
        with pytest.raises(Refusal, match=r"forbidden|thread\.closed"):
            reply(world, code, thread)


def test_what_comes_late_is_delivered_all_the_same(world: World) -> None:
    """Opened and closed while the line was cut: the receipts come when it is there again."""
    world.net.cut("EG", world.nodes)
    node, who = world["TN"], world.actor("TN", "bureau")
    thread = messages.open_thread(node, who, "free_text", "EG", Sheet({"text": WORDS})).subject
    messages.close(node, who, thread)
    world.settle()
    assert page(world, "TN", thread).thread.messages[0].delivered_at == ""
    world.net.heal()
    world.settle()
    assert open_all(world, "EG", thread) == 1
    message = page(world, "TN", thread).thread.messages[0]
    assert message.delivered_at
    assert message.read_at
    assert world.agree()


def test_a_node_that_starts_anew_signs_for_nothing_twice(world: World) -> None:
    thread = ask(world)
    world.restart("EG")
    world.settle()
    assert page(world, "EG", thread).thread.voids == ()
    assert fsck(world["EG"]).sound
