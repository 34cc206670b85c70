"""From a question to an answer: hit, no hit, refused, withheld; and what each side's log says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mithaq.app import alerts, risks
from mithaq.app.connected import asking, declaring, desk
from mithaq.app.connected.arriving import DAMAGED, TASK
from mithaq.app.connected.asking import ASKED, MET
from mithaq.app.ports.rows import LogRow
from mithaq.app.shield import lodging
from mithaq.domain.connected import sheets
from mithaq.domain.connected.sheets import ANSWER_SIZE, QUESTION_SIZE
from mithaq.domain.instant import parse
from mithaq.domain.shield.lodging import Protection
from mithaq.testing import acts
from tests.support.connected import MAPPING, STRANGERS, Asked, answered, connect, person, refused


def lines(asked: Asked, member: str, action: str) -> list[LogRow]:
    """The lines of that member's log with this action."""
    with asked.world[member].store.read() as reader:
        return [row for row in reader.desk.log_lines(0, 10_000) if row.action == action]


def test_a_hit_says_class_score_and_reference_and_that_nobody_is_arrested_on_it(shared: Asked) -> None:
    question = shared.ask("EG", "MA")
    answered(shared.world)
    said = shared.answer(question)
    assert (said.outcome, said.effect) == ("hit", "never_an_arrest")
    (hit,) = said.hits
    assert (hit.database, hit.kind, hit.klass, hit.reference) == (
        "EG-CRIMINAL-RECORDS", "criminal_record", "strong", "R-77",
    )  # fmt: skip
    assert 0.5 < hit.score <= 1
    assert shared.answer(question, "MA").outcome == "no_hit", (
        "who has connected nothing answers like whoever met nobody"
    )


def test_strangers_are_no_hit(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, STRANGERS)
    question = asked.ask("EG")
    answered(asked.world)
    assert asked.answer(question) == sheets.Answer("no_hit")


def test_both_sides_log_the_question_with_its_purpose_before_anything_is_told(shared: Asked) -> None:
    question = shared.ask("EG", purpose="extradition")
    own = lines(shared, "TN", ASKED)[-1]
    shared.world.settle()
    theirs = lines(shared, "EG", MET)[-1]
    for line in (own, theirs):
        assert (line.purpose, line.reference) == ("extradition", question)
        assert line.terms
        assert line.sealed, "about whom is for the commission and an auditor together"
    assert "EG" not in shared.read("TN", question).answers, "the hour has not come"


def test_an_answer_leaves_at_a_quarter_of_an_hour_signed_by_the_node(shared: Asked) -> None:
    clock = shared.world.clock
    clock.forward(seconds=(parse("2026-12-01T08:07:00.000Z") - clock.now()).total_seconds())
    question = shared.ask("EG")
    shared.world.settle()
    assert shared.read("EG", question).due_at == "2026-12-01T09:15:00.000Z"
    clock.forward(minutes=67)
    shared.world.settle()
    assert not shared.read("TN", question).answers
    clock.forward(minutes=1)
    shared.world.settle()
    (event,) = [one for one in shared.events(question) if one.type == "question.answered"]
    assert (event.author.role, event.at) == ("node", "2026-12-01T09:15:00.000Z")
    assert shared.answer(question).outcome == "hit"


def test_headers_say_nothing_but_who_and_when_and_payloads_have_one_length(shared: Asked) -> None:
    question = shared.ask("EG", "MA")
    answered(shared.world)
    with shared.world["GS"].store.read() as reader:
        headers = [one.envelope.header for one in reader.journal.about(question)]
        assert reader.payloads.of(question) == {}, "the Secretariat reads none of it"
    sizes = {(one.type, one.payload.size if one.payload else 0) for one in headers}
    assert sizes == {("question.asked", QUESTION_SIZE), ("question.answered", ANSWER_SIZE)}
    assert [one.body for one in headers if one.type == "question.answered"] == [{}, {}]


def test_each_answer_is_for_the_asker_and_the_commission_alone(shared: Asked) -> None:
    question = shared.ask("EG", "MA")
    answered(shared.world)
    assert set(shared.read("TN", question).answers) == {"EG", "MA"}
    assert set(shared.read("EG", question).answers) == {"EG"}
    assert set(shared.read("MA", question).answers) == {"MA"}
    assert set(shared.read("OC", question, "commissioner").answers) == {"EG", "MA"}


def test_a_question_whose_alert_has_ended_on_the_way_is_refused_and_finds_nobody(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows())
    question = asked.ask("EG")
    alerts.discontinue(asked.world["TN"], asked.world.actor("TN", "bureau"), asked.alert, "found")
    answered(asked.world)
    said = asked.answer(question)
    assert (said.outcome, said.refused, said.hits) == ("refused", "question.closed", ())


@pytest.mark.parametrize("why", ["bureau", "never_to", "officer", "risk", "protected"])
def test_what_is_withheld_is_answered_as_no_hit(asked: Asked, tmp_path: Path, why: str) -> None:
    more = {"never_to": "never_to: [TN]\n", "officer": "answer: officer\n"}.get(why, "")
    connect(asked.world, "EG", tmp_path, asked.rows(), more)
    node, bureau = asked.world["EG"], asked.world.actor("EG", "bureau")
    if why == "risk":
        risks.flag(asked.world["OC"], asked.world.actor("OC", "commissioner"), "TN", "torture", "2026-01-01")
    if why == "protected":
        said = Protection("granted", "state", person(asked.world, asked.alert))
        lodging.lodge(node, asked.world.actor("EG", "prosecutor"), said)
    question = asked.ask("EG")
    asked.world.settle()
    if why == "bureau":
        desk.judge(node, bureau, question, tell=False, reason="an operation runs")
    (met,) = asked.read("EG", question).met
    assert met.withheld == why, "its own bureau sees why"
    answered(asked.world)
    assert asked.answer(question) == sheets.Answer("no_hit")


def test_a_database_that_an_officer_answers_for_tells_what_he_says_yes_to(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows(), "answer: officer\n")
    node, bureau = asked.world["EG"], asked.world.actor("EG", "bureau")
    question = asked.ask("EG")
    asked.world.settle()
    with node.store.read() as reader:
        assert [task.subject for task in reader.desk.tasks("bureau") if task.code == TASK] == [question]
    desk.judge(node, bureau, question, tell=True, reason="nothing against it")
    answered(asked.world)
    assert asked.answer(question).outcome == "hit"
    assert refused(lambda: desk.judge(node, bureau, question, tell=False, reason="too late")) == "question.left"
    with node.store.read() as reader:
        assert [task for task in reader.desk.tasks("bureau") if task.code == TASK] == []


def test_a_decision_leaves_no_line_in_a_log_whose_length_is_published(shared: Asked) -> None:
    question = shared.ask("EG")
    shared.world.settle()
    node = shared.world["EG"]
    with node.store.read() as reader:
        before = reader.desk.log_head()
    desk.judge(node, shared.world.actor("EG", "bureau"), question, tell=False, reason="an operation runs")
    with node.store.read() as reader:
        assert reader.desk.log_head() == before
        row = reader.questions.answer(question)
    assert row is not None
    assert (row.decision, row.decided_by, row.reason) == (
        "no", shared.world.actor("EG", "bureau").id, "an operation runs",
    )  # fmt: skip


def test_what_the_payload_says_is_read_as_one_person_or_one_object(shared: Asked) -> None:
    identity = person(shared.world, shared.alert)
    whole = msgspec.to_builtins(sheets.Question(shared.alert, "prosecution", acts.INSTRUMENT, "x", identity))
    two = whole | {"person": [whole["person"], whole["person"]]}
    none = {key: value for key, value in whole.items() if key != "person"}
    both = whole | {"object": {"kind": "document", "document": "A1"}}
    for said, code in ((two, "content.invalid"), (none, "question.one"), (both, "question.one")):
        assert refused(partial(sheets.decode_question, msgspec.json.encode(said))) == code
    assert sheets.decode_question(sheets.encode_question(sheets.Question(**(whole | {"person": identity})))).person


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": ()}, "question.states"), ({"to": ("EG", "MA", "JO", "SA")}, "question.states"),
        ({"to": ("EG", "EG")}, "question.states"), ({"to": ("TN",)}, "question.states"),
        ({"to": ("GS",)}, "question.states"), ({"to": ("XX",)}, "member.unknown"),
        ({"purpose": "curiosity"}, "question.purpose"), ({"basis": "none"}, "question.basis"),
        ({"words": " "}, "question.basis"), ({"about": "a-544e00000000000000000000"}, "not_found"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_does_not_leave(shared: Asked, change: dict[str, Any], code: str) -> None:
    whole: dict[str, Any] = {
        "to": ("EG",), "about": shared.alert, "purpose": "prosecution", "basis": acts.INSTRUMENT, "words": "art. 38",
    } | change  # fmt: skip
    node, who = shared.world["TN"], shared.world.actor("TN", "bureau")
    assert refused(lambda: asking.ask(node, who, **whole)) == code


def test_an_alert_of_another_state_or_one_that_has_ended_lets_nobody_ask(asked: Asked) -> None:
    other, who = asked.world["EG"], asked.world.actor("EG", "bureau")
    ask = partial(asking.ask, other, who, ("MA",), asked.alert, "prosecution", acts.INSTRUMENT, "x")
    assert refused(ask) == "not_found"
    alerts.discontinue(asked.world["TN"], asked.world.actor("TN", "bureau"), asked.alert, "found")
    assert refused(lambda: asked.ask("EG")) == "question.closed"


def test_four_states_are_not_asked_in_two_questions_either(asked: Asked) -> None:
    asked.ask("EG", "MA")
    asked.ask("SA")
    assert refused(lambda: asked.ask("JO")) == "question.states"
    asked.ask("EG")  # the same state again is a repeat, which the commission sees
    asked.world.clock.forward(days=31)
    asked.ask("JO")


def test_a_case_is_asked_about_by_who_requested_it(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "MA", tmp_path, asked.rows())
    case = acts.CaseActs(asked.world, asked.alert)
    who = asked.world.actor("TN", "prosecutor")

    def ask(member: str) -> str:
        node = asked.world[member]
        return asking.ask(node, who, ("MA",), case.id, "extradition", acts.INSTRUMENT, "art. 42").subject

    assert refused(partial(ask, "EG")) == "not_found"
    question = ask("TN")
    answered(asked.world)
    assert asked.answer(question, "MA").outcome == "hit"


def test_whoever_did_not_connect_by_this_mapping_answers_nothing(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows(), built=False)
    question = asked.ask("EG")
    answered(asked.world)
    assert asked.answer(question).outcome == "no_hit"
    with asked.world["EG"].store.read() as reader:
        assert [task.code for task in reader.desk.tasks("administrator")] == ["connected.stale"]


def test_after_a_year_nobody_holds_what_was_asked_or_answered(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows())
    question = asked.ask("EG")
    answered(asked.world)
    asked.world.clock.forward(days=366)
    asked.world.settle()
    for member in ("TN", "EG", "OC"):
        with asked.world[member].store.read() as reader:
            assert reader.payloads.of(question) == {}, member
            assert (reader.questions.answer(question), reader.questions.asked(question)) == (None, None)


def test_a_damaged_index_answers_nobody_and_stops_nothing_else(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows())
    (records,) = (tmp_path / "EG").rglob("records.db")
    whole = records.read_bytes()
    records.write_bytes(b"no database at all" * 100)
    question = asked.ask("EG", "MA")
    answered(asked.world)
    assert set(asked.read("TN", question).answers) == {"MA"}
    with asked.world["EG"].store.read() as reader:
        assert [task.code for task in reader.desk.tasks("administrator")] == [DAMAGED]
    records.write_bytes(whole)
    answered(asked.world)
    assert asked.answer(question).outcome == "hit"
    with asked.world["EG"].store.read() as reader:
        assert reader.desk.tasks("administrator") == []


def test_a_database_that_the_node_has_lost_is_declared_anew_with_the_same_mapping(asked: Asked, tmp_path: Path) -> None:
    home = connect(asked.world, "EG", tmp_path, asked.rows())
    node, who = asked.world["EG"], asked.world.actor("EG", "prosecutor")
    raw = MAPPING.format(state="EG", url=f"sqlite:///{tmp_path / 'EG' / 'own.db'}").encode()
    assert refused(lambda: declaring.declare(node, who, raw, toml=False, true=True)) == "connected.exists"
    home.drop("EG-CRIMINAL-RECORDS")
    declaring.declare(node, who, raw, toml=False, true=True)
    (one,) = declaring.listed(node, who)
    assert (one.database.name, one.current) == ("EG-CRIMINAL-RECORDS", False)
