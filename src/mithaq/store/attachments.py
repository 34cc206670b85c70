"""Attachments in the database: whole files by their SHA-256, sealed, and the citations that keep them alive.

On a disk each file lies in a box (`journal.vault`), whose tag takes the place of the seal: it vouches for the whole row too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import structs

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import AttachmentRow, Citation, DraftRow
from mithaq.journal.errors import Refused
from mithaq.journal.vault import Vault
from mithaq.store import queries, schema, sql
from mithaq.store.sealed import opened, sealed
from mithaq.store.transaction import Row, Transaction

TABLE = "attachments"
_DRAFT = sql.put(schema.drafts)
_CITE = sql.insert(schema.citations, or_ignore=True)


class Attachments:
    """`app.ports.store.AttachmentReader`."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        self._tx = tx
        self._vault = vault

    def get(self, hash: str) -> tuple[AttachmentRow, bytes] | None:
        row = self._tx.one(queries.ATTACHMENT, sql.raw_hash(hash))
        if row is None:
            return None
        *columns, body = self._opened(row)
        found = _row(columns)
        if not found.refused and hashlib.sha256(body).hexdigest() != hash:
            raise StoreFault(CORRUPT, f"attachments {hash}")
        return found, body

    def _opened(self, row: Row) -> Row:
        *columns, box = row
        try:
            return (*columns, self._vault.open(box, named(columns))) if self._vault is not None else opened(row, TABLE)
        except Refused:
            return opened(row, TABLE)  # a file that was refused, or one from before there were boxes

    def about(self, hashes: Sequence[str]) -> dict[str, AttachmentRow]:
        asked = [raw for hash in dict.fromkeys(hashes) if (raw := sql.raw_hash(hash))]
        rows = map(_row, self._tx.all_in(queries.ATTACHMENTS, asked))
        return {row.hash: row for row in rows}

    def hashes(self) -> list[str]:
        return [hash.hex() for (hash,) in self._tx.all(queries.ATTACHMENT_HASHES)]

    def citations(self, *, of: str = "", subject: str = "") -> list[Citation]:
        if of:
            rows = self._tx.all(queries.CITATIONS_OF, sql.raw_hash(of))
        else:
            rows = self._tx.all(queries.CITATIONS_IN, subject) if subject else self._tx.all(queries.CITATIONS)
        return [Citation(attachment.hex(), payload.hex(), subject) for attachment, payload, subject in rows]

    def loose(self) -> list[AttachmentRow]:
        return [_row(row) for row in self._tx.all(queries.LOOSE)]

    def drafts(self, subject: str = "") -> list[DraftRow]:
        rows = self._tx.all(queries.DRAFTS_OF, subject) if subject else self._tx.all(queries.DRAFTS)
        return [DraftRow(case, paper, hash.hex(), bool(first), *more) for case, paper, hash, first, *more in rows]


class AttachmentChanges(Attachments):
    """`app.ports.store.AttachmentWriter`. `settle` writes the payloads that were collected: citations refer to them."""

    def __init__(self, tx: Transaction, settle: Callable[[], None], vault: Vault | None = None) -> None:
        super().__init__(tx, vault)
        self._settle = settle

    def citations(self, *, of: str = "", subject: str = "") -> list[Citation]:
        self._settle()
        return super().citations(of=of, subject=subject)

    def loose(self) -> list[AttachmentRow]:
        self._settle()
        return super().loose()

    def put(self, row: AttachmentRow, body: bytes) -> None:
        columns = structs.astuple(structs.replace(row, size=len(body)))
        self._tx.run(queries.PUT_ATTACHMENT, *boxed(self._vault, (sql.raw_hash(row.hash), *columns[1:], body)))

    def cite(self, payload: str, subject: str, attachments: Sequence[str]) -> None:
        self._settle()
        raw = sql.raw_hash(payload)
        self._tx.many(_CITE, [(sql.raw_hash(one), raw, subject) for one in dict.fromkeys(attachments)])

    def draft(self, row: DraftRow) -> None:
        plain = structs.astuple(structs.replace(row, original=int(row.original)))
        self._tx.run(_DRAFT, *plain[:2], sql.raw_hash(row.attachment), *plain[3:])

    def undraft(self, subject: str, paper: str = "", attachment: str = "") -> None:
        self._tx.run(queries.UNDRAFT, subject, paper, sql.raw_hash(attachment))

    def drop(self, hashes: Sequence[str]) -> None:
        self._tx.run_in(queries.DROP_ATTACHMENTS, [sql.raw_hash(hash) for hash in hashes])


def boxed(vault: Vault | None, row: Row) -> Row:
    """A file's row as it goes to the disk: in a box, or sealed where there is no vault or nothing to hide."""
    *columns, body = row
    return (*columns, vault.close(body, named(columns))) if vault is not None and body else sealed(row)


def named(columns: Sequence[Any]) -> bytes:
    """What a box is bound to: every other column of its row."""
    return b"\0".join(one if isinstance(one, bytes) else str(one).encode() for one in columns)


def _row(columns: Sequence[Any]) -> AttachmentRow:
    hash, media_type, size, kept_at, refused = columns
    return AttachmentRow(hash.hex(), media_type, size, kept_at, refused)
