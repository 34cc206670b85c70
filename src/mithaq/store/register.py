"""Folded states and what can be found, read from the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import Entry, FoldRow
from mithaq.store import queries, schema, sql
from mithaq.store.sealed import opened
from mithaq.store.transaction import Row, Transaction

Keys = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

_FOLD = sql.row_of(schema.folds)
_FOLDS = f"{sql.rows_of(schema.folds)} {queries.FOLDS_WHERE}"
_FOLD_STATES = f"{sql.rows_of(schema.folds)} {queries.FOLD_STATES}"

_keys = msgspec.json.Decoder(Keys)


class Register:
    """`app.ports.store.RegisterReader`. Entries come without their keys, but from `entries_of`."""

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

    def entry(self, id: str) -> Entry | None:
        row = self._tx.one(queries.ENTRY, id)
        return _entry(row) if row else None

    def count_entries(self) -> dict[str, int]:
        return dict(self._tx.all(queries.ENTRY_COUNTS))

    def entries_of(self, alert: str) -> list[Entry]:
        """The entries of this alert, with their keys, so that they can be entered again."""
        entries = []
        for *columns, packed in self._tx.all(queries.ENTRIES_OF, alert):
            names, exact = unpacked(packed)
            entries.append(msgspec.structs.replace(_entry(columns), names=names, exact=exact))
        return entries

    def entry_digest(self, now: str) -> Iterator[tuple[str, str]]:
        return ((id, payload.hex()) for id, payload in self._tx.each(queries.ENTRY_DIGEST, now))

    def exact(self, field: str, value: str, now: str) -> list[Entry]:
        return [_entry(row) for row in self._tx.all(queries.ENTRIES_EXACT, field, value, now)]

    def key_counts(self, keys: Sequence[str]) -> dict[str, int]:
        distinct = list(dict.fromkeys(keys))
        return dict.fromkeys(distinct, 0) | dict(self._tx.all_in(queries.KEY_COUNTS, distinct))

    def numbers_with(self, keys: Sequence[str], limit: int) -> list[tuple[int, int]]:
        distinct = list(dict.fromkeys(keys))
        query = sql.with_marks(queries.NUMBERS_WITH, len(distinct))
        return [(number, shared) for number, shared in self._tx.all(query, *distinct, limit)]

    def numbered(self, numbers: Sequence[int], now: str) -> dict[int, Entry]:
        rows = self._tx.all_in(queries.ENTRIES_NUMBERED, list(dict.fromkeys(numbers)))
        entries = {number: _entry(columns) for number, *columns in rows}
        return {number: e for number, e in entries.items() if not e.expires_at or e.expires_at > now}


def as_list(values: Sequence[str]) -> str:
    """A list as one value of a query: JSON text."""
    return msgspec.json.encode(list(values)).decode()


def packed(entry: Entry) -> bytes:
    """All keys of an entry as one value: JSON [names, exact], each key once and in order, so equal keys are equal bytes."""
    return msgspec.json.encode((sorted(set(entry.names)), sorted(set(entry.exact))))


def unpacked(data: bytes) -> Keys:
    """The keys behind `packed`. Raises StoreFault."""
    try:
        keys: Keys = _keys.decode(data)
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "entries.keys") from None
    return keys


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
