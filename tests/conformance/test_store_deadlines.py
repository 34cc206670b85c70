"""Deadlines of a store: found by time, noticed once, and gone with what they were about."""

from __future__ import annotations

import pytest

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.rows import Deadline, TaskRow
from mithaq.app.ports.store import Store

AT = "2026-11-23T10:00:00.000Z"


def at(day: int) -> str:
    """An instant of that day."""
    return f"2026-12-{day:02d}T00:00:00.000Z"


def deadline(id: str, day: int, *, code: str = "lapse", subject: str = "c-1", member: str = "TN") -> Deadline:
    return Deadline(id, subject, "document", code, at(day), member, "EG" if member != "EG" else "TN")


def put(store: Store, *rows: Deadline) -> None:
    """Each case with its rows, in one transaction."""
    with store.write() as tx:
        for subject in {row.subject for row in rows}:
            tx.register.put_deadlines(subject, [row for row in rows if row.subject == subject], AT)


def test_they_come_soonest_first_by_kind_side_and_time(store: Store) -> None:
    rows = [
        deadline("t-4", 9, subject="c-2", member="EG"),
        deadline("t-3", 8, code="end"),
        deadline("t-2", 7, code="warn.half"),
        deadline("t-1", 6, subject="c-3", member="JO"),
    ]
    put(store, *rows)
    with store.read() as reader:
        find = reader.register.deadlines
        assert [row.id for row in find(("lapse", "end"))] == ["t-1", "t-3", "t-4"]
        assert find(("warn.half",)) == [rows[2]]
        assert [row.id for row in find(("lapse", "end"), party="TN")] == ["t-3", "t-4"]
        assert [row.id for row in find(("lapse", "end"), member="TN")] == ["t-3"]
        assert [row.id for row in find(("lapse", "end"), partner="TN")] == ["t-4"]
        assert [row.id for row in find(("lapse", "end"), until=at(8))] == ["t-1", "t-3"]
        assert [row.id for row in find(("lapse", "end"), limit=1, offset=1)] == ["t-3"]
        assert find(()) == []


def test_what_came_is_noticed_once(store: Store) -> None:
    put(store, deadline("t-1", 5), deadline("t-2", 6), deadline("t-3", 7))
    with store.read() as reader:
        assert [row.id for row in reader.register.unnoticed(at(6), 9)] == ["t-1", "t-2"]
        assert [row.id for row in reader.register.unnoticed(at(6), 1)] == ["t-1"]
    with store.write() as tx:
        tx.register.notice(["t-1", "t-2"])
        assert tx.register.unnoticed(at(6), 9) == []
    with store.read() as reader:
        assert [row.id for row in reader.register.unnoticed(at(7), 9)] == ["t-3"]


def test_writing_a_case_again_keeps_what_was_noticed_and_drops_what_is_no_more(store: Store) -> None:
    put(store, deadline("t-1", 5), deadline("t-2", 6), deadline("o-1", 5, subject="c-2"))
    with store.write() as tx:
        tx.register.notice(["t-1", "t-2"])
    put(store, deadline("t-1", 5), deadline("t-3", 6))
    with store.read() as reader:
        assert {row.id for row in reader.register.deadlines(("lapse",))} == {"t-1", "t-3", "o-1"}
        assert {row.id for row in reader.register.unnoticed(at(9), 9)} == {"t-3", "o-1"}
    with store.write() as tx:
        tx.register.put_deadlines("c-1", (), AT)
        assert [row.id for row in tx.register.deadlines(("lapse",))] == ["o-1"]


def test_a_task_is_done_when_its_deadline_goes(store: Store) -> None:
    put(store, deadline("t-1", 5), deadline("t-2", 6))
    with store.write() as tx:
        for id in ("t-1", "t-2"):
            tx.desk.put_task(TaskRow(id, "bureau", "warn.half.document", "c-1", AT))
        tx.register.notice(["t-1", "t-2"])
    put(store, deadline("t-2", 6))
    with store.read() as reader:
        assert [task.id for task in reader.desk.tasks("bureau")] == ["t-2"]
        assert {task.id: task.done_at for task in reader.desk.tasks("bureau", open_only=False)} == {
            "t-1": AT,
            "t-2": "",
        }


def test_they_are_rebuilt_but_for_what_was_noticed(store: Store) -> None:
    put(store, deadline("t-1", 5))
    before = [row for table, row in store.derived() if table == "deadlines"]
    with store.write() as tx:
        tx.register.notice(["t-1"])
    assert before == [("t-1", "c-1", "document", "lapse", at(5), "TN", "EG")]
    assert [row for table, row in store.derived() if table == "deadlines"] == before


def test_nothing_of_a_transaction_that_failed_stays(store: Store) -> None:
    def fail() -> None:
        with store.write() as tx:
            tx.register.put_deadlines("c-1", [deadline("t-1", 5)], AT)
            raise IntegrityFault("test")

    with pytest.raises(IntegrityFault):
        fail()
    with store.read() as reader:
        assert reader.register.deadlines(("lapse",)) == []
