"""Whatever arrives, in whatever order, from whomever: the fold of a question does not raise and says the same everywhere."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.connected import events as says
from mithaq.domain.connected.question import Database, Question, evolve, evolve_database, papers
from mithaq.domain.events import Author, Body, Event
from mithaq.law.load import load_law

LAW = load_law()
ID, DATABASE = "n-544e000000000000000001", "n-544e000000000000000002"
members = st.sampled_from(["TN", "TN", "EG", "MA", "JO", "GS", "OC", "XX"])
moments = st.sampled_from(["", "no instant", "2026-11-22T08:00:00.000Z", "2026-11-23T08:00:00.000Z"])
asked = st.lists(members, min_size=1, max_size=3).map(lambda to: says.QuestionAsked(tuple(to)))
declared = st.sampled_from(["criminal_record", "health"]).map(
    lambda kind: says.DatabaseDeclared("TN-X", kind, "TN-Y", "c0" * 32)
)
BODIES: dict[str, st.SearchStrategy[Body]] = {
    "question.asked": asked,
    "question.answered": st.just(says.QuestionAnswered()),
    "question.data_asked": members.map(says.DataAsked),
    "question.data_decided": st.just(says.DataDecided()),
    "database.declared": declared,
    "database.withdrawn": st.just(says.DatabaseWithdrawn()),
}


@st.composite
def statements(draw: st.DrawFn) -> Event:
    """Any statement by anybody at any time, in a role that may make it or not."""
    type, by, lamport = draw(st.sampled_from(sorted(BODIES))), draw(members), draw(st.integers(1, 60))
    role = draw(st.sampled_from(["bureau", "prosecutor", "node", "border"]))
    return Event(
        type, by, draw(st.integers(1, 500)), lamport, draw(moments), Author("o", "p", role, "a"), ID, draw(BODIES[type]),
        "c" * 64, f"{lamport:064x}", f"{lamport + 1:064x}",
    )  # fmt: skip


def folded(events: list[Event]) -> tuple[Question | None, Database | None]:
    question, database = None, None
    for event in sorted({event.order: event for event in events}.values(), key=lambda event: event.order):
        question, database = evolve(question, event, LAW), evolve_database(database, event, LAW)
    return question, database


@given(st.lists(statements(), max_size=20), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(events: list[Event], chance: object) -> None:
    again = [*events, *events[:5]]
    chance.shuffle(again)  # type: ignore[attr-defined] # hypothesis hands a random.Random
    assert folded(again) == folded([*events, *events[:5]])


@given(st.lists(statements(), max_size=30))
def test_what_a_question_says_is_never_more_than_it_may(events: list[Event]) -> None:
    question, database = folded(events)
    if database is not None:
        assert database.kind == "criminal_record", "no other kind is ever declared"
    if question is None:
        return
    assert 1 <= len(question.to) <= says.MOST_ASKED
    assert len(set(question.to)) == len(question.to)
    assert question.member not in question.to
    assert {LAW.members[code].kind for code in (question.member, *question.to)} == {"state"}
    assert set(question.answers) <= set(question.to)
    assert set(question.data) <= set(question.answers), "core data only of who has answered"
    for _, author, audience in papers(question).values():
        assert {author, *audience} <= {question.member, *question.to}
    assert msgspec.json.decode(msgspec.json.encode(question), type=Question) == question
