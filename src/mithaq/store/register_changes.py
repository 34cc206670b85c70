"""Folded states and what can be found, changed: collected in memory and written together, sorted by key.

A bulk load of a thousand objects becomes a few statements over a thousand rows each. Whatever reads a table first writes
what was collected for it, so nobody can see the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.rows import TO_COUNSEL, Deadline, Entry, FoldRow
from mithaq.store import queries, schema, sql
from mithaq.store.register import Register
from mithaq.store.sealed import sealed
from mithaq.store.transaction import Row, Transaction

_PUT_FOLD = sql.put(schema.folds)
_PUT_DEADLINE = sql.insert(schema.deadlines, or_ignore=True)
_ENTER = sql.insert(schema.entries)
_DEPART = sql.insert(schema.departures, skip="turn")


class RegisterChanges(Register):
    """`app.ports.store.RegisterWriter`."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._folds: dict[str, FoldRow] = {}
        self._deadlines: dict[str, tuple[Sequence[Deadline], str]] = {}
        self._entries: dict[str, Entry] = {}

    def fold(self, id: str) -> FoldRow | None:
        return self._folds.get(id) or super().fold(id)

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
        self.settle()
        return super().folds(about, member=member, party=party, kind=kind, states=states, limit=limit, offset=offset)

    def count_folds(self, about: str, *, member: str = "", kind: str = "", states: Sequence[str] = ()) -> int:
        self.settle()
        return super().count_folds(about, member=member, kind=kind, states=states)

    def fold_states(self) -> Iterator[tuple[str, bytes]]:
        self.settle()
        return super().fold_states()

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
        self.settle()
        return super().deadlines(
            codes, party=party, member=member, partner=partner, until=until, limit=limit, offset=offset
        )

    def count_subjects(self, codes: Sequence[str], *, party: str = "", until: str = "9999") -> int:
        self.settle()
        return super().count_subjects(codes, party=party, until=until)

    def unnoticed(self, now: str, limit: int) -> list[Deadline]:
        self.settle()
        return super().unnoticed(now, limit)

    def entry(self, id: str) -> Entry | None:
        self.settle()
        return super().entry(id)

    def count_entries(self) -> dict[str, int]:
        self.settle()
        return super().count_entries()

    def entries_of(self, alert: str) -> list[Entry]:
        self.settle()
        return super().entries_of(alert)

    def entry_digest(self, now: str) -> Iterator[tuple[str, str]]:
        self.settle()
        return super().entry_digest(now)

    def numbered(self, numbers: Sequence[int], now: str) -> dict[int, Entry]:
        self.settle()
        return super().numbered(numbers, now)

    def entered_after(self, number: int, limit: int) -> list[tuple[int, Entry]]:
        self.settle()
        return super().entered_after(number, limit)

    def departed_after(self, turn: int, upto: int) -> tuple[int, list[int]]:
        self.settle()
        return super().departed_after(turn, upto)

    def ghosts(self) -> list[int]:
        self.settle()
        return super().ghosts()

    def put_fold(self, row: FoldRow) -> None:
        self._folds[row.id] = row

    def put_deadlines(self, subject: str, rows: Sequence[Deadline], at: str) -> None:
        self._deadlines[subject] = (rows, at)

    def notice(self, ids: Sequence[str]) -> None:
        self.settle()
        self._tx.run_in(queries.NOTICE, ids)

    def enter(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if not sql.raw_hash(entry.payload):
                raise self._tx.failed(IntegrityFault("entries.payload"))
            self._entries[entry.id] = entry

    def leave(self, ids: Sequence[str]) -> None:
        for id in ids:
            self._entries.pop(id, None)
        self._drop(list(dict.fromkeys(ids)))

    def settle(self) -> None:
        """Write what was collected."""
        if self._folds:
            rows = [_fold_columns(self._folds[id]) for id in sorted(self._folds)]
            self._folds.clear()
            self._tx.many(_PUT_FOLD, rows)
        if self._deadlines:
            self._put_deadlines(self._deadlines)
            self._deadlines = {}
        if self._entries:
            entries = [self._entries[id] for id in sorted(self._entries)]
            self._entries.clear()
            self._drop([entry.id for entry in entries])
            self._add(entries)

    def _put_deadlines(self, all: Mapping[str, tuple[Sequence[Deadline], str]]) -> None:
        kept = [row for subject in sorted(all) for row in all[subject][0]]
        ids = {row.id for row in kept}
        gone = [row for row in self._tx.all_in(queries.DEADLINES_OF, sorted(all)) if row[0] not in ids]
        over = [(all[subject][1], id, id + TO_COUNSEL) for id, subject, noticed in gone if noticed]
        self._tx.many(queries.FINISH_WITH, over)
        self._tx.run_in(queries.DROP_DEADLINES, [id for id, *_ in gone])
        self._tx.many(_PUT_DEADLINE, [(*msgspec.structs.astuple(row), 0) for row in kept])

    def _add(self, entries: list[Entry]) -> None:
        first = self._next_number(len(entries))
        self._tx.many(_ENTER, [_entry_columns(number, entry) for number, entry in enumerate(entries, first)])

    def _drop(self, ids: list[str]) -> None:
        found = sorted(self._tx.all_in(queries.ENTRIES_TO_LEAVE, ids))
        if found:
            self._tx.many(_DEPART, found)
            self._tx.run_in(queries.DROP_ENTRIES, [number for (number,) in found])

    def _next_number(self, count: int) -> int:
        """The first of `count` numbers that no entry ever had."""
        last: int = self._tx.all(queries.LAST_NUMBER, count)[0][0]
        return last + 1


def _fold_columns(row: FoldRow) -> Row:
    return sealed(
        (row.id, row.about, row.kind, row.state, row.member, row.partner, row.changed_at, *row.order, row.fold)
    )


def _entry_columns(number: int, entry: Entry) -> Row:
    payload = sql.raw_hash(entry.payload)
    return (number, entry.id, entry.alert, entry.owner, entry.kind, payload, entry.expires_at)
