"""Rows beside questions to databases that stay at home: how a state will answer, and what the commission compares."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.questions import AnswerRow, AskedRow
from mithaq.app.ports.store import Store
from tests.support.chains import AT

LATER = "2026-11-25T10:00:00.000Z"
ROW = AnswerRow("n-1", AT, LATER, b"found", "", "no", "o-1", LATER, "because", b"ready", "")
KEYS = (b"k" * 16, b"l" * 16)


def test_an_answer_waits_until_it_has_left(store: Store) -> None:
    with store.write() as tx:
        tx.questions.put_answer(ROW)
        tx.questions.put_answer(structs.replace(ROW, id="n-0", answered_at=LATER, ready=b""))
    with store.read() as reader:
        assert reader.questions.answer("n-1") == ROW
        assert reader.questions.answer("n-9") is None
        assert [row.id for row in reader.questions.answers()] == ["n-1"]
        assert [row.id for row in reader.questions.answers(open_only=False)] == ["n-0", "n-1"]


@pytest.mark.parametrize("change", [{"decision": "maybe"}, {"decided_by": ""}, {"decision": ""}])
def test_a_decision_has_its_officer(store: Store, change: dict[str, str]) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.questions.put_answer(structs.replace(ROW, **change))


def test_who_was_asked_about_is_met_by_each_digest(store: Store) -> None:
    first, second = AskedRow("n-1", "TN", "o-1", AT, 4), AskedRow("n-2", "EG", "o-2", LATER, 4, "n-1")
    with store.write() as tx:
        tx.questions.put_asked(first, KEYS)
        tx.questions.put_asked(second, KEYS[:1])
    with store.read() as reader:
        met = {(key, row.id) for key, row in reader.questions.keyed([*KEYS, b"m" * 16])}
        assert met == {(KEYS[0], "n-1"), (KEYS[1], "n-1"), (KEYS[0], "n-2")}
        assert reader.questions.asked("n-1") == first
        assert reader.questions.repeated() == [second]


def test_what_is_forgotten_is_gone(store: Store) -> None:
    with store.write() as tx:
        for id in ("n-1", "n-2"):
            tx.questions.put_answer(structs.replace(ROW, id=id))
            tx.questions.put_asked(AskedRow(id, "TN", "o-1", AT, 4), KEYS)
        tx.questions.forget(["n-1", "n-9"])
    with store.read() as reader:
        assert (reader.questions.answer("n-1"), reader.questions.asked("n-1")) == (None, None)
        assert {row.id for _, row in reader.questions.keyed(list(KEYS))} == {"n-2"}
    assert store.sizes()["home_asked_keys"] == 2
