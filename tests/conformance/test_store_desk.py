"""The local rows of a store: officers, sessions, hits, tasks, replies, log."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.rows import ChangeRow, HitRow, ReplyRow, SessionRow, TaskRow
from mithaq.app.ports.store import Store
from tests.support.chains import AT, line_of, officer_of

LATER = "2026-11-24T10:00:00.000Z"
ZERO = "0" * 64


def test_officers_are_found_by_id_and_login(store: Store) -> None:
    amal, badr = officer_of("o-1", "amal"), officer_of("o-2", "badr")
    suspended = msgspec.structs.replace(amal, state="suspended")
    with store.write() as tx:
        for row in (badr, amal, suspended):
            tx.desk.put_officer(row)
    with store.read() as reader:
        assert reader.desk.officer("o-1") == suspended == reader.desk.officer_by_login("amal")
        assert reader.desk.officers() == [suspended, badr]
        assert reader.desk.officer("o-9") is reader.desk.officer_by_login("x") is None


def test_a_login_belongs_to_one_officer(store: Store) -> None:
    with store.write() as tx:
        tx.desk.put_officer(officer_of("o-1", "amal"))
    with pytest.raises(IntegrityFault) as fault, store.write() as tx:
        tx.desk.put_officer(officer_of("o-2", "amal"))
    assert fault.value.where == "officers.login"
    assert "amal" not in str(fault.value)


def test_a_change_is_open_until_somebody_else_decides(store: Store) -> None:
    first = ChangeRow("g-1", AT, "o-1", b"{}", "ab" * 32)
    second = ChangeRow("g-2", LATER, "o-1", b"{}", "cd" * 32)
    decided = msgspec.structs.replace(first, decided_by="o-2", decided_at=LATER, outcome="approved")
    with store.write() as tx:
        for row in (second, first, decided):
            tx.desk.put_change(row)
    with store.read() as reader:
        assert reader.desk.changes() == [second]
        assert reader.desk.changes(open_only=False) == [decided, second]
        assert reader.desk.change("g-1") == decided
    own = msgspec.structs.replace(second, decided_by="o-1", decided_at=LATER, outcome="approved")
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.desk.put_change(own)


def test_sessions_end_one_by_one_and_all_of_an_officer(store: Store) -> None:
    with store.write() as tx:
        for number in (1, 2):
            tx.desk.put_officer(officer_of(f"o-{number}", f"login{number}"))
        for id, officer in (("s1", "o-1"), ("s2", "o-1"), ("s3", "o-2"), ("s4", "o-2")):
            tx.desk.put_session(SessionRow(id, officer, AT, LATER, "csrf"))
        tx.desk.end_session("s3")
        tx.desk.end_sessions_of("o-1")
    with store.read() as reader:
        assert [reader.desk.session(id) for id in ("s1", "s2", "s3")] == [None, None, None]
        assert reader.desk.session("s4") == SessionRow("s4", "o-2", AT, LATER, "csrf")


def test_a_session_needs_an_officer(store: Store) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.desk.put_session(SessionRow("s1", "o-9", AT, LATER, "csrf"))


def test_hits_are_filtered_newest_first(store: Store) -> None:
    hits = [
        HitRow("h-1", "a-1", "open", "PORT", AT, b"1"),
        HitRow("h-2", "a-1", "confirmed", "PORT", LATER, b"2"),
        HitRow("h-3", "a-2", "open", "AIRPORT", LATER, b"3"),
    ]
    with store.write() as tx:
        for row in hits:
            tx.desk.put_hit(row)
    with store.read() as reader:
        desk = reader.desk
        assert [row.id for row in desk.hits()] == ["h-3", "h-2", "h-1"]
        assert [row.id for row in desk.hits(limit=1)] == ["h-3"]
        assert [row.id for row in desk.hits(states=("open",), post="PORT")] == ["h-1"]
        assert desk.hit("h-2") == hits[1]
        assert desk.hit("h-9") is None


def test_tasks_are_finished_by_what_they_are_about(store: Store) -> None:
    waiting = TaskRow("t-1", "bureau", "hit.release", "h-1", AT)
    other = TaskRow("t-2", "bureau", "hit.release", "h-2", LATER)
    with store.write() as tx:
        for row in (other, waiting, TaskRow("t-3", "judge", "x", "h-1", AT)):
            tx.desk.put_task(row)
        tx.desk.finish_tasks("h-1", "hit.release", LATER)
        tx.desk.finish_tasks("h-1", "hit.release", "2030-01-01T00:00:00.000Z")  # does not finish it once more
    with store.read() as reader:
        assert reader.desk.tasks("bureau") == [other]
        done = msgspec.structs.replace(waiting, done_at=LATER)
        assert reader.desk.tasks("bureau", open_only=False) == [done, other]
        assert len(reader.desk.tasks("judge")) == 1


def test_replies_belong_to_a_key_and_an_officer(store: Store) -> None:
    claimed, answered = ReplyRow("k", "o-1", "r", 0, b"", AT), ReplyRow("k", "o-1", "r", 201, b"{}", AT)
    with store.write() as tx:
        for row in (claimed, answered, ReplyRow("k2", "o-1", "r", 200, b"", LATER)):
            tx.desk.put_reply(row)
    with store.write() as tx:
        assert tx.desk.reply("k", "o-1") == answered
        assert tx.desk.reply("k", "o-2") is None
        tx.desk.drop_replies(LATER)
        assert tx.desk.reply("k", "o-1") is None
        assert tx.desk.reply("k2", "o-1") is not None


def test_the_log_is_one_chain(store: Store) -> None:
    first = line_of(1, ZERO)
    second = line_of(2, first.hash)
    with store.write() as tx:
        assert tx.desk.log_head() == (0, ZERO)
        tx.desk.log([])
        tx.desk.log([first])
        tx.desk.log([second])
    with store.read() as reader:
        assert reader.desk.log_head() == (2, second.hash)
        assert reader.desk.log_lines(0, 9) == [first, second]
        assert reader.desk.log_lines(1, 9) == [second]
        assert reader.desk.log_lines(0, 1) == [first]
    with store.write() as tx:
        tx.desk.drop_log(1)
        assert (tx.desk.log_lines(0, 9), tx.desk.log_head()) == ([second], (2, second.hash))
    for line in (line_of(3, first.hash), line_of(4, second.hash), line_of(2, first.hash)):
        with pytest.raises(IntegrityFault), store.write() as tx:
            tx.desk.log([line])


def test_many_lines_are_added_at_once_or_none_of_them(store: Store) -> None:
    lines = [line_of(1, ZERO)]
    for number in range(2, 40):
        lines.append(line_of(number, lines[-1].hash))
    with store.write() as tx:
        tx.desk.log(lines[:37])
    with store.read() as reader:
        assert reader.desk.log_lines(0, 99) == lines[:37]
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.desk.log([lines[37], lines[36]])
    with store.read() as reader:
        assert reader.desk.log_head() == (37, lines[36].hash)


@pytest.mark.parametrize("value", ["\ud800", 2**63])
def test_what_no_database_can_hold_is_refused(store: Store, value: str | int) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.desk.put_meta("key", value)  # type: ignore[arg-type]  # what a careless caller might pass


def test_of_replies_that_name_an_aggregate_only_that_stays(store: Store) -> None:
    rows = [
        ReplyRow("named", "o-1", "r", 201, b'{"id":"a-1","name":"x"}', AT),
        ReplyRow("other", "o-1", "r", 201, b'{"id":"a-2","name":"x"}', AT),
        ReplyRow("moved", "o-1", "r", 303, b"/alerts/a-1", AT),
    ]
    with store.write() as tx:
        for row in rows:
            tx.desk.put_reply(row)
        tx.desk.forget_replies("a-1")
    with store.read() as reader:
        found = [reader.desk.reply(row.key, row.officer) for row in rows]
    assert found == [ReplyRow("named", "o-1", "r", 0, b"a-1", AT), *rows[1:]]
