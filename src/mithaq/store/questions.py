"""What a node keeps beside questions to databases that stay at home. What tells of a person lies in boxes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.questions import AnswerRow, AskedRow
from mithaq.journal.errors import Refused
from mithaq.journal.vault import Vault
from mithaq.store import queries, schema, sql
from mithaq.store.shelf import Shelf
from mithaq.store.transaction import Transaction

_answers = Shelf(schema.home_answers, AnswerRow)
_asked = Shelf(schema.home_asked, AskedRow)
_PUT_KEY = sql.insert(schema.home_asked_keys, or_ignore=True)


class Questions:
    """`app.ports.questions.QuestionReader`."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        self._tx = tx
        self._vault = vault

    def answer(self, id: str) -> AnswerRow | None:
        row = _answers.get(self._tx, id)
        return self._opened(row) if row is not None else None

    def answers(self, *, open_only: bool = True) -> list[AnswerRow]:
        clause = queries.HOME_UNANSWERED if open_only else queries.HOME_ANSWERS
        return [self._opened(row) for row in _answers.where(self._tx, clause)]

    def asked(self, id: str) -> AskedRow | None:
        return _asked.get(self._tx, id)

    def repeated(self) -> list[AskedRow]:
        return _asked.where(self._tx, queries.HOME_REPEATED)

    def keyed(self, keys: Sequence[bytes]) -> list[tuple[bytes, AskedRow]]:
        rows = self._tx.all_in(queries.HOME_KEYED, list(keys))
        return [(row[0], AskedRow(*row[1:])) for row in rows]

    def _opened(self, row: AnswerRow) -> AnswerRow:
        if self._vault is None:
            return row
        try:
            found, ready = (self._vault.open(box, row.id.encode()) for box in (row.found, row.ready))
        except Refused:
            raise StoreFault(CORRUPT, "home_answers") from None
        return structs.replace(row, found=found, ready=ready)


class QuestionChanges(Questions):
    """`app.ports.questions.QuestionWriter`."""

    def put_answer(self, row: AnswerRow) -> None:
        if self._vault is not None:
            found, ready = (self._vault.close(plain, row.id.encode()) for plain in (row.found, row.ready))
            row = structs.replace(row, found=found, ready=ready)
        _answers.put(self._tx, row)

    def put_asked(self, row: AskedRow, keys: Sequence[bytes]) -> None:
        _asked.put(self._tx, row)
        self._tx.many(_PUT_KEY, [(key, row.id) for key in keys])

    def forget(self, ids: Sequence[str]) -> None:
        for query in (queries.HOME_FORGET_KEYS, queries.HOME_FORGET_ASKED, queries.HOME_FORGET_ANSWERS):
            self._tx.run_in(query, ids)
