"""The local log: every search and every act, hash-chained, sealed, never replicated.

A search is answered only after its line is on disk. What can be read here without the auditors' keys is who, when,
where and for which purpose; terms are keyed hashes with a new key each month, for finding misuse.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec

from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import LogRow, ReplyRow
from mithaq.app.ports.store import DeskWriter
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at
from mithaq.journal.seal_group import seal_together

ZERO = "0" * 64
SEALED_IN = "sealed:"
"""Begins the reference of a line whose group's box is in an earlier one, before that line's number."""

_in_order = msgspec.json.Encoder(order="sorted")

MAX_TERMS = 64  # keyed hashes of one line; a query has no more parts than that


class Said(msgspec.Struct, frozen=True):
    """What one line is to say. `secret` is what only auditors may read; it is sealed before it touches the disk.

    `klass` is the class of a check's answer. It becomes the last term, hashed with the number of the line, so that only
    who has the key can tell whom a check found: equal answers do not look alike.
    """

    actor: Actor
    action: str
    purpose: str = ""
    reference: str = ""
    terms: tuple[str, ...] = ()
    secret: object = None
    klass: str = ""


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
    """Append one line."""
    (row,) = write_lines(node, desk, [Said(actor, action, purpose, reference, tuple(terms), secret)])
    return row


def write_lines(node: Node, desk: DeskWriter, lines: Sequence[Said]) -> list[LogRow]:
    """Append several lines in one transaction, and so with one fsync.

    What they keep secret is sealed together, each line with a key of its own (see journal/seal_group.py). The first of
    them carries the box; the others say in `reference` in which line it is.
    """
    at = text(node.now())
    month = _month_key(node.log_secret, at[:7])
    size, previous = desk.log_head()
    secrets = [msgspec.json.encode(line.secret) for line in lines if line.secret is not None]
    boxes = iter(seal_together(node.seal_keys, secrets))
    carrier, rows = 0, []
    for number, line in enumerate(lines, size + 1):
        claim(desk, line.actor, line.reference, at)
        sealed, reference = b"", line.reference
        if line.secret is not None:
            sealed, reference = next(boxes), f"{SEALED_IN}{carrier}" if carrier else reference
            carrier = carrier or number
        hashes = tuple(_hash(month, term) for term in line.terms[:MAX_TERMS])
        if line.klass:
            hashes = (*hashes, _mark(month, number, line.klass))
        row = LogRow(
            number,
            at,
            line.actor.id,
            line.actor.post,
            line.action,
            line.purpose,
            reference,
            hashes,
            sealed,
            previous,
            "",
        )
        row = msgspec.structs.replace(row, hash=line_hash(row))
        rows.append(row)
        previous = row.hash
    desk.log(rows)
    return rows


def claim(desk: DeskWriter, actor: Actor, reference: str, at: str) -> None:
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
    return _hash(_month_key(secret, month), term)


def marking(secret: bytes, month: str) -> Callable[[int, str], str]:
    """What stands for the class of an answer in the line of that number, in that month."""
    return partial(_mark, _month_key(secret, month))


def _mark(key: bytes, number: int, klass: str) -> str:
    return _hash(key, f"{number}\0{klass}")


def _month_key(secret: bytes, month: str) -> bytes:
    return hmac.digest(secret, month.encode(), "sha256")


def _hash(key: bytes, term: str) -> str:
    return hmac.digest(key, term.encode(), "sha256").hex()[:32]


def is_over(node: Node, at: str) -> bool:
    """Whether a line written then has been kept for as long as the law says (`log_kept` of the house rules)."""
    return due_at(node.law, "log_kept", node.member, at) <= text(node.now())


def line_hash(row: LogRow) -> str:
    """SHA-256 over the line without its own hash, in the order of the fields, the previous hash included."""
    return hashlib.sha256(_in_order.encode(msgspec.structs.replace(row, hash=""))).hexdigest()


def broken_at(rows: Iterable[LogRow], previous: str = ZERO, number: int = 0) -> int | None:
    """The number of the first line that does not follow from the one before it; None when the chain holds."""
    for row in rows:
        number += 1
        if row.number != number or row.previous != previous or row.hash != line_hash(row):
            return number
        previous = row.hash
    return None
