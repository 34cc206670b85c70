"""Folded states and what can be found, read from the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mithaq.app.ports.rows import Deadline, Entry, FoldRow
from mithaq.store import queries, schema, sql
from mithaq.store.sealed import opened
from mithaq.store.transaction import Row, Transaction

_FOLD = sql.row_of(schema.folds)
_FOLDS = f"{sql.rows_of(schema.folds)} {queries.FOLDS_WHERE}"
_DEADLINES = queries.DEADLINES + queries.DEADLINES_WHERE
_FOLD_STATES = f"{sql.rows_of(schema.folds)} {queries.FOLD_STATES}"


class Register:
    """`app.ports.store.RegisterReader`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def fold(self, id: str) -> FoldRow | None:
        row = self._tx.one(_FOLD, id)
        return _fold_row(row) if row else None

    def folds(
        self,
        about: str,
        *,
        member: str = "",
        party: str = "",
        kind: str = "",
        states: Sequence[str] = (),
        limit: int = 100,
        offset: int = 0,
    ) -> list[FoldRow]:
        rows = self._tx.all(_FOLDS, about, member, party, kind, as_list(states), limit, offset)
        return [_fold_row(row) for row in rows]

    def count_folds(self, about: str, *, member: str = "", kind: str = "", states: Sequence[str] = ()) -> int:
        rows = self._tx.all(queries.COUNT_FOLDS, about, member, "", kind, as_list(states))
        count: int = rows[0][0]
        return count

    def fold_states(self) -> Iterator[tuple[str, bytes]]:
        return ((row[0], row[-1]) for row in map(_opened, self._tx.each(_FOLD_STATES)))

    def deadlines(
        self,
        codes: Sequence[str],
        *,
        party: str = "",
        member: str = "",
        partner: str = "",
        until: str = "9999",
        limit: int = 100,
        offset: int = 0,
    ) -> list[Deadline]:
        rows = self._tx.all(_DEADLINES, as_list(codes), party, member, partner, until, limit, offset)
        return [Deadline(*row) for row in rows]

    def count_subjects(self, codes: Sequence[str], *, party: str = "", until: str = "9999") -> int:
        return int(self._tx.all(queries.COUNT_SUBJECTS, as_list(codes), party, until)[0][0])

    def unnoticed(self, now: str, limit: int) -> list[Deadline]:
        return [Deadline(*row) for row in self._tx.all(queries.UNNOTICED, now, limit)]

    def entry(self, id: str) -> Entry | None:
        row = self._tx.one(queries.ENTRY, id)
        return _entry(row) if row else None

    def count_entries(self) -> dict[str, int]:
        return dict(self._tx.all(queries.ENTRY_COUNTS))

    def entries_of(self, alert: str) -> list[Entry]:
        return [_entry(row) for row in self._tx.all(queries.ENTRIES_OF, alert)]

    def entry_digest(self, now: str) -> Iterator[tuple[str, str]]:
        return ((id, payload.hex()) for id, payload in self._tx.each(queries.ENTRY_DIGEST, now))

    def numbered(self, numbers: Sequence[int], now: str) -> dict[int, Entry]:
        rows = self._tx.all_in(queries.ENTRIES_NUMBERED, list(dict.fromkeys(numbers)))
        entries = {number: _entry(columns) for number, *columns in rows}
        return {number: e for number, e in entries.items() if not e.expires_at or e.expires_at > now}

    def entered_after(self, number: int, limit: int) -> list[tuple[int, Entry]]:
        rows = self._tx.all(queries.ENTRIES_AFTER, number, limit)
        return [(number, _entry(columns)) for number, *columns in rows]

    def departed_after(self, turn: int, upto: int) -> tuple[int, list[int]]:
        (last,) = self._tx.all(queries.LAST_DEPARTURE)[0]
        left = [number for (number,) in self._tx.each(queries.DEPARTURES_AFTER, turn, upto)] if last > turn else []
        return last, left

    def ghosts(self) -> list[int]:
        return [number for (number,) in self._tx.all(queries.GHOSTS)]


def as_list(values: Sequence[str]) -> str:
    """A list as one value of a query: JSON text."""
    return msgspec.json.encode(list(values)).decode()


def _opened(row: Row) -> Row:
    """A fold's row, if no bit of it has flipped. Raises StoreFault: officers decide, and nodes erase, by what it says."""
    return opened(row, "folds")


def _fold_row(row: Row) -> FoldRow:
    id, about, kind, state, member, partner, changed_at, lamport, writer, seq, fold = _opened(row)
    order = (lamport, writer, seq)
    return FoldRow(id, about, kind, state, member, partner, changed_at, order, fold)


def _entry(row: Sequence[str | bytes]) -> Entry:
    id, alert, owner, kind, payload, expires_at = row
    return Entry(id, alert, owner, kind, payload.hex(), expires_at)  # type: ignore[arg-type, union-attr]  # the columns' types
