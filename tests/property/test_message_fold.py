"""Whatever arrives, in whatever order, from whomever: the fold of a thread does not raise and says the same everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.events import Author, Body, Event
from mithaq.domain.instant import text
from mithaq.domain.message import events as says
from mithaq.domain.message.fold import evolve
from mithaq.domain.message.retention import erase_from
from mithaq.domain.message.states import ThreadState
from mithaq.domain.message.thread import MAX_MESSAGES, MAX_VOIDS, Thread
from mithaq.domain.message.view import status, unread
from tests.unit.domain.message.story import ALERT, CASE, HIT, LAW, START, THREAD

instants = st.integers(0, 2000).map(lambda hours: text(START + timedelta(hours=hours)))
broken = st.sampled_from(["", "no instant", "2026-02-30T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])
moments = st.one_of(instants, instants, instants, broken)
hashes = st.integers(1, 40).map(lambda number: f"{number:064x}")
members = st.sampled_from(["TN", "TN", "EG", "EG", "JO", "GS", "OC", "XX"])
openings = st.builds(
    says.ThreadOpened,
    st.sampled_from([*LAW.forms, "wrong_data", "no_such_form"]),
    st.sampled_from(["EG", "EG", "TN", "GS", "OC", "XX"]),
    st.sampled_from(["", ALERT, ALERT, CASE, HIT, "x-1"]),
    st.sampled_from(["", "", "arrest", "bored"]),
    moments,
)
BODIES: dict[str, st.SearchStrategy[Body]] = {
    "thread.opened": openings,
    "reply.sent": st.builds(
        says.ReplySent,
        st.one_of(st.just(""), hashes),
        st.sampled_from(["", "", "agreed", "not_agreed"]),
        st.booleans(),
    ),
    "message.delivered": st.builds(says.MessageDelivered, hashes),
    "message.read": st.builds(says.MessageRead, hashes),
    "thread.closed": st.just(says.ThreadClosed()),
    "erasure.confirmed": st.just(ErasureConfirmed("0" * 64)),
}
USUAL = {"message.delivered": "node", "erasure.confirmed": "node"}


@st.composite
def statements(draw: st.DrawFn, type: str = "", member: str = "") -> Event:
    """Any statement by anybody at any time, of a type that fits its body or not, in a role that may make it or not."""
    kind = type or draw(st.sampled_from(sorted(BODIES)))
    by, lamport = member or draw(members), draw(st.integers(1, 40))
    role = draw(st.sampled_from([USUAL.get(kind, "bureau")] * 4 + ["border"]))
    named = draw(st.sampled_from([kind, kind, kind, kind, "reply.sent"]))
    return Event(
        named, by, draw(st.integers(1, 500)), lamport, draw(moments), Author("o", "p", role, "a"), THREAD,
        draw(BODIES[kind]), "c" * 64, f"{lamport:064x}", "f" * 64,
    )  # fmt: skip


@st.composite
def journals(draw: st.DrawFn) -> list[Event]:
    """A sound opening with number 1, and anything at all after and before it."""
    form = draw(st.sampled_from(["free_text", "wrong_data"]))
    about, noticed = (ALERT, text(START)) if form == "wrong_data" else ("", "")
    body = says.ThreadOpened(form, "EG", about, noticed_at=noticed)
    author = Author("o", "p", "bureau", "a")
    first = Event("thread.opened", "TN", 1, 1, text(START), author, THREAD, body, "c" * 64, f"{1:064x}", "f" * 64)
    return [first, *draw(st.lists(statements(), max_size=20))]


def folded(events: list[Event]) -> list[Thread | None]:
    """The thread after each statement, in the order of the fold."""
    thread, seen = None, []
    for event in sorted(events, key=lambda event: event.order):
        thread = evolve(thread, event, LAW)
        seen.append(thread)
    return seen


def judge(thread: Thread, now: datetime) -> None:
    """What must hold of any thread at any time."""
    assert thread.messages
    assert len(thread.messages) <= MAX_MESSAGES
    assert len(thread.voids) <= MAX_VOIDS
    assert {message.by for message in thread.messages} <= {thread.opener, thread.to}
    disputable = bool(LAW.forms[thread.form].settle)
    assert disputable or thread.state in {ThreadState.OPEN, ThreadState.CLOSED}
    assert bool(thread.closed_at or thread.state != ThreadState.CLOSED)
    assert msgspec.json.decode(msgspec.json.encode(thread), type=Thread) == thread
    view = status(thread, now)
    assert {owed.by for owed in view.owed} <= {thread.opener, thread.to}
    assert not (view.owed and thread.state == ThreadState.CLOSED)
    assert set(unread(thread, thread.to)) <= set(thread.messages)
    assert unread(thread, "JO" if "JO" not in {thread.opener, thread.to} else "MA") == ()
    erase_from(thread, thread.about, "", LAW)


@given(st.lists(statements(), max_size=25), st.integers(0, 9000))
def test_any_statements_in_any_order(events: list[Event], hours: int) -> None:
    for thread in folded(events):
        if thread is not None:
            judge(thread, START + timedelta(hours=hours))


@given(journals(), st.integers(0, 9000))
def test_any_disturbance_of_a_sound_thread(events: list[Event], hours: int) -> None:
    for thread in folded(events):
        if thread is not None:
            judge(thread, START + timedelta(hours=hours))


@given(journals(), st.randoms(use_true_random=False))
def test_arrival_order_does_not_matter(events: list[Event], chance: object) -> None:
    unique = list({event.order: event for event in events}.values())
    shuffled = sorted(unique, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' own Random
    assert folded(shuffled) == folded(unique)


@given(journals(), statements(member="JO"))
def test_nobody_else_touches_a_thread(events: list[Event], stranger: Event) -> None:
    thread = folded(events)[-1]
    if thread is None or "JO" in {thread.opener, thread.to}:
        return
    after = evolve(thread, stranger, LAW)
    assert after is not None
    assert (after.state, after.messages) == (thread.state, thread.messages)
