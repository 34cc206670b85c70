"""The commission's registers and looks in the database. Whom they name lies in boxes (`journal.vault`)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from mithaq.app.ports.shield import LookRow, ShieldRow
from mithaq.journal.errors import Refused
from mithaq.journal.vault import Vault
from mithaq.store import queries, schema, sql
from mithaq.store.shelf import Shelf
from mithaq.store.transaction import Transaction

_rows = Shelf(schema.shield, ShieldRow)
_looks = Shelf(schema.looks, LookRow)
_PUT_KEY = sql.insert(schema.shield_keys, or_ignore=True)


class Shield:
    """`app.ports.shield.ShieldReader`."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        self._tx = tx
        self._vault = vault

    def entry(self, id: str) -> ShieldRow | None:
        row = _rows.get(self._tx, id)
        return self._said(row) if row is not None else None

    def entries(self, register: str, *, limit: int, offset: int = 0) -> list[ShieldRow]:
        return [self._said(row) for row in _rows.where(self._tx, queries.SHIELD_NEWEST, register, limit, offset)]

    def made(self, register: str, year: str) -> int:
        found = self._tx.one(queries.SHIELD_MADE, register, year)
        return int(found[0]) if found else 0

    def keyed(self, keys: Sequence[bytes]) -> list[tuple[bytes, ShieldRow]]:
        return [(row[0], self._said(ShieldRow(*row[1:]))) for row in self._tx.all_in(queries.SHIELD_KEYED, list(keys))]

    def _said(self, row: ShieldRow) -> ShieldRow:
        try:
            said = self._vault.open(row.said, row.id.encode()) if self._vault is not None else row.said
        except Refused:
            return row  # a row from before there were boxes
        return structs.replace(row, said=said)

    def look(self, id: str) -> LookRow | None:
        return _looks.get(self._tx, id)

    def awaited(self) -> list[LookRow]:
        return _looks.where(self._tx, queries.LOOKS_AWAITED)

    def unanswered(self, until: str = "9999") -> list[LookRow]:
        return _looks.where(self._tx, queries.LOOKS_UNANSWERED, until)

    def looks(self, *, limit: int, offset: int = 0) -> list[LookRow]:
        return _looks.where(self._tx, queries.LOOKS_FOR_PEOPLE, limit, offset)


class ShieldChanges(Shield):
    """`app.ports.shield.ShieldWriter`."""

    def put(self, row: ShieldRow, keys: Sequence[bytes] = ()) -> None:
        said = self._vault.close(row.said, row.id.encode()) if self._vault is not None else row.said
        _rows.put(self._tx, structs.replace(row, said=said))
        self._tx.many(_PUT_KEY, [(key, row.id) for key in keys])

    def drop_keys(self, id: str) -> None:
        self._tx.run(queries.DROP_SHIELD_KEYS, id)

    def put_look(self, row: LookRow) -> None:
        _looks.put(self._tx, row)

    def forget_forms(self, subject: str) -> None:
        self._tx.run(queries.FORGET_FORMS, subject)

    def forget_words(self, subject: str) -> None:
        self._tx.run(queries.FORGET_WORDS, subject)
