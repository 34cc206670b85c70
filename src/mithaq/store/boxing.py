"""Once, when a database gets its vault: what lay in it as it was is put into boxes, all of it or nothing.

Bytes that are overwritten are wiped (`secure_delete`); the write-ahead log is emptied by whoever calls.
"""

from __future__ import annotations

from mithaq.journal.vault import Vault
from mithaq.store import attachments, payloads, queries
from mithaq.store.sealed import opened
from mithaq.store.transaction import Transaction

MARK = "store.vault"
"""The key in `meta` that says that it has been done, and with which key."""

PAGE = 200
"""Rows looked at in one turn; a photo has 200 KiB, a file 20 MiB."""


def box(tx: Transaction, vault: Vault) -> int:
    """Every payload, file and word of the commission's registers. Returns how many rows."""
    return _payloads(tx, vault) + _attachments(tx, vault) + _said(tx, vault)


def mark(vault: Vault) -> str:
    """What tells one vault from another, and nothing of its key."""
    return vault.close(MARK.encode(), MARK.encode()).hex()


def _payloads(tx: Transaction, vault: Vault) -> int:
    moved = after = 0
    while rows := tx.all(queries.PAYLOADS_TO_BOX, after, PAGE):
        boxed = [(payloads.boxed(vault, hash.hex(), body), place) for place, hash, body in rows]
        tx.many(queries.BOX_PAYLOAD, boxed)
        moved, after = moved + len(rows), rows[-1][0]
    return moved


def _attachments(tx: Transaction, vault: Vault) -> int:
    moved = 0
    for (hash,) in tx.all(queries.ATTACHMENT_HASHES):
        row = opened(tx.all(queries.ATTACHMENT, hash)[0], attachments.TABLE)
        tx.run(queries.BOX_ATTACHMENT, hash, attachments.boxed(vault, row)[-1])
        moved += 1
    return moved


def _said(tx: Transaction, vault: Vault) -> int:
    rows = tx.all(queries.SAID_TO_BOX)
    tx.many(queries.BOX_SAID, [(vault.close(said, id.encode()), id) for id, said in rows])
    return len(rows)
