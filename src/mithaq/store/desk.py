"""Local rows in the database: officers, sessions, hits, tasks, replies and the log."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import astuple

from mithaq.app.ports.faults import CORRUPT, IntegrityFault, StoreFault
from mithaq.app.ports.rows import ChangeRow, HitRow, LogRow, OfficerRow, ReplyRow, SessionRow, TaskRow
from mithaq.domain.own_say.flag import LocalFlag
from mithaq.store import queries, schema, sql
from mithaq.store.register import as_list
from mithaq.store.shelf import Shelf
from mithaq.store.transaction import Row, Transaction

NO_LINE = (0, "0" * 64)
"""Size and last hash of an empty log."""

_officers = Shelf(schema.officers, OfficerRow)
_changes = Shelf(schema.officer_changes, ChangeRow)
_sessions = Shelf(schema.sessions, SessionRow)
_hits = Shelf(schema.hits, HitRow)
_tasks = Shelf(schema.tasks, TaskRow)
_flags = Shelf(schema.flags, LocalFlag)
_replies = Shelf(schema.replies, ReplyRow)

_META = sql.row_of(schema.meta)
_PUT_META = sql.put(schema.meta)
_TERMS = LogRow.__struct_fields__.index("terms")
_LOG_AFTER = f"{sql.rows_of(schema.log)} {queries.LOG_AFTER}"

LINES_AT_ONCE = 16
"""Lines added with one statement: as many as checks are answered together."""

_terms = msgspec.json.Decoder(tuple[str, ...])


class Desk:
    """`app.ports.store.DeskReader`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def officer(self, id: str) -> OfficerRow | None:
        return _officers.get(self._tx, id)

    def officer_by_login(self, login: str) -> OfficerRow | None:
        found = _officers.where(self._tx, queries.BY_LOGIN, login)
        return found[0] if found else None

    def officers(self) -> list[OfficerRow]:
        return _officers.where(self._tx, queries.BY_ROLE_AND_LOGIN)

    def change(self, id: str) -> ChangeRow | None:
        return _changes.get(self._tx, id)

    def changes(self, *, open_only: bool = True) -> list[ChangeRow]:
        return _changes.where(self._tx, queries.UNDECIDED if open_only else queries.IN_ORDER_PROPOSED)

    def session(self, id: str) -> SessionRow | None:
        return _sessions.get(self._tx, id)

    def hit(self, id: str) -> HitRow | None:
        return _hits.get(self._tx, id)

    def hits(self, *, states: Sequence[str] = (), post: str = "", alert: str = "", limit: int = 100) -> list[HitRow]:
        return _hits.where(self._tx, queries.HITS_WHERE, as_list(states), post, limit, alert)

    def tasks(self, role: str, *, open_only: bool = True) -> list[TaskRow]:
        return _tasks.where(self._tx, queries.TASKS_OPEN if open_only else queries.TASKS_OF, role)

    def flags(self) -> list[LocalFlag]:
        return _flags.where(self._tx, queries.FLAGS_NEWEST)

    def flags_of(self, alert: str) -> list[LocalFlag]:
        return _flags.where(self._tx, queries.FLAGS_OF, alert)

    def reply(self, key: str, officer: str) -> ReplyRow | None:
        return _replies.get(self._tx, key, officer)

    def log_head(self) -> tuple[int, str]:
        row = self._tx.one(queries.LOG_HEAD)
        return (row[0], row[1]) if row else NO_LINE

    def log_lines(self, after: int, limit: int) -> list[LogRow]:
        return [_line(row) for row in self._tx.all(_LOG_AFTER, after, limit)]

    def meta(self, key: str) -> str | None:
        row = self._tx.one(_META, key)
        return row[1] if row else None


class DeskChanges(Desk):
    """`app.ports.store.DeskWriter`. `signings`: whether this transaction changed who is signed in, or as what."""

    signings = False

    def put_officer(self, row: OfficerRow) -> None:
        self.signings = True
        _officers.put(self._tx, row)

    def put_change(self, row: ChangeRow) -> None:
        _changes.put(self._tx, row)

    def put_session(self, row: SessionRow) -> None:
        self.signings = True
        _sessions.put(self._tx, row)

    def end_session(self, id: str) -> None:
        self.signings = True
        self._tx.run(queries.END_SESSION, id)

    def end_sessions_of(self, officer: str) -> None:
        self.signings = True
        self._tx.run(queries.END_SESSIONS_OF, officer)

    def put_hit(self, row: HitRow) -> None:
        _hits.put(self._tx, row)

    def put_task(self, row: TaskRow) -> None:
        _tasks.put(self._tx, row)

    def finish_tasks(self, subject: str, code: str, at: str) -> None:
        self._tx.run(queries.FINISH_TASKS, at, subject, code)

    def put_flag(self, row: LocalFlag) -> None:
        _flags.put(self._tx, row)

    def drop_flags(self, alert: str) -> None:
        self._tx.run(queries.DROP_FLAGS, alert)

    def put_reply(self, row: ReplyRow) -> None:
        _replies.put(self._tx, row)

    def drop_replies(self, before: str) -> None:
        self._tx.run(queries.DROP_REPLIES, before)

    def forget_replies(self, subject: str) -> None:
        self._tx.run(queries.FORGET_REPLIES, subject.encode())

    def log(self, rows: Sequence[LogRow]) -> None:
        """Add the next lines, many with one statement: between two statements other threads take the interpreter.

        Raises IntegrityFault for lines that do not follow the last, one after the other.
        """
        head = self.log_head()
        for row in rows:
            if (row.number - 1, row.previous) != head:
                raise self._tx.failed(IntegrityFault("log.previous"))
            head = row.number, row.hash
        for start in range(0, len(rows), LINES_AT_ONCE):
            part = rows[start : start + LINES_AT_ONCE]
            self._tx.run(_log(len(part)), *(value for row in part for value in _columns(row)))

    def drop_log(self, upto: int) -> None:
        self._tx.run(queries.DROP_LOG, upto)

    def put_meta(self, key: str, value: str) -> None:
        self._tx.run(_PUT_META, key, value)


@cache
def _log(lines: int) -> str:
    """The statement that adds so many lines."""
    return sql.insert_many(schema.log, lines)


def _columns(row: LogRow) -> tuple[object, ...]:
    """A line as the table has it."""
    fields = astuple(row)
    return (*fields[:_TERMS], as_list(row.terms), *fields[_TERMS + 1 :])


def _line(row: Row) -> LogRow:
    line = LogRow(*row)
    try:
        return msgspec.structs.replace(line, terms=_terms.decode(row[7]))
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "log.terms") from None
