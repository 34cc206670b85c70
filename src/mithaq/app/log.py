"""The local log: every search and every act, hash-chained, sealed, never replicated.

A search is answered only after its line is on disk. What can be read here without the auditors' keys is who, when,
where and for which purpose; terms are keyed hashes with a new key each month, for finding misuse.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

import msgspec

from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import LogRow, ReplyRow
from mithaq.app.ports.store import DeskWriter
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.journal.seal import seal

ZERO = "0" * 64
MAX_TERMS = 64  # keyed hashes of one line; a query has no more parts than that


def write_line(
    node: Node,
    desk: DeskWriter,
    actor: Actor,
    action: str,
    *,
    purpose: str = "",
    reference: str = "",
    terms: Iterable[str] = (),
    secret: object = None,
) -> LogRow:
    """Append one line. `secret` is what only auditors may read; it is sealed before it touches the disk."""
    at = text(node.now())
    _claim(desk, actor, reference, at)
    size, previous = desk.log_head()
    sealed = seal(node.seal_keys, msgspec.json.encode(secret)) if secret is not None else b""
    hashes = tuple(keyed(node.log_secret, at[:7], term) for term in list(terms)[:MAX_TERMS])
    row = LogRow(size + 1, at, actor.id, actor.post, action, purpose, reference, hashes, sealed, previous, "")
    row = msgspec.structs.replace(row, hash=line_hash(row))
    desk.log(row)
    return row


def _claim(desk: DeskWriter, actor: Actor, reference: str, at: str) -> None:
    """Spend the request's idempotency key in this very transaction. Raises Refusal ``idempotency.repeated``."""
    if actor.claim is None:
        return
    key, request = actor.claim
    actor.claim = None
    if desk.reply(key, actor.id) is not None:
        raise Refusal("idempotency.repeated", "Idempotency-Key")
    desk.put_reply(ReplyRow(key, actor.id, request, 0, reference.encode(), at))


def keyed(secret: bytes, month: str, term: str) -> str:
    """The keyed hash of a term in that month (``2026-11``): equal terms meet within a month, and never across months."""
    key = hmac.digest(secret, month.encode(), hashlib.sha256)
    return hmac.new(key, term.encode(), hashlib.sha256).hexdigest()[:32]


def line_hash(row: LogRow) -> str:
    """SHA-256 over the line without its own hash, in the order of the fields, the previous hash included."""
    fields = msgspec.to_builtins(msgspec.structs.replace(row, hash=""), builtin_types=(bytes,))
    return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()


def broken_at(rows: Iterable[LogRow], previous: str = ZERO, number: int = 0) -> int | None:
    """The number of the first line that does not follow from the one before it; None when the chain holds."""
    for row in rows:
        number += 1
        if row.number != number or row.previous != previous or row.hash != line_hash(row):
            return number
        previous = row.hash
    return None
