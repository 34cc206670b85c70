"""The first schema: journals, payloads, folds, search keys and the desk.

A migration is history: it says what was done to files that exist, so it does not use `store.schema`, which moves on.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make every table."""
    _journals()
    _payloads()
    _register()
    _desk()


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str, *, counted: bool = True) -> sa.Column[Any]:
    """`counted`: as the only column of a key the database gives it by itself."""
    return sa.Column(name, sa.Integer, nullable=False, autoincrement="auto" if counted else False)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def _table(name: str, *parts: sa.schema.SchemaItem, **options: Any) -> None:
    op.create_table(name, *parts, sqlite_strict=True, **options)


def _journals() -> None:
    _table(
        "journal",
        _number("place"),
        _text("member"),
        _number("seq"),
        _bytes("hash"),
        _number("lamport"),
        _text("received_at"),
        _number("applied"),
        _text("flags"),
        _bytes("signed"),
        _bytes("signatures"),
        sa.UniqueConstraint("member", "seq", name="uq_journal_member_seq"),
        sa.UniqueConstraint("hash", name="uq_journal_hash"),
        _check("ck_journal_seq", "seq >= 1"),
        _check("ck_journal_hash", "length(hash) = 32"),
        _check("ck_journal_applied", "applied IN (0, 1)"),
        _check("ck_journal_lamport", "lamport >= 1"),
        sa.PrimaryKeyConstraint("place", name="pk_journal"),
    )
    op.create_index("ix_journal_received_at", "journal", ["received_at"])
    _table(
        "touches",
        _text("subject"),
        _number("lamport"),
        _text("member"),
        _number("seq"),
        sa.PrimaryKeyConstraint("subject", "lamport", "member", "seq", name="pk_touches"),
        sa.ForeignKeyConstraint(["member", "seq"], ["journal.member", "journal.seq"], name="fk_touches_journal"),
        _check("ck_touches_lamport", "lamport >= 1"),
        sqlite_with_rowid=False,
    )
    _table(
        "heads",
        _text("member"),
        _number("seq"),
        _bytes("hash"),
        _number("lamport"),
        _bytes("frontier"),
        sa.ForeignKeyConstraint(["member", "seq"], ["journal.member", "journal.seq"], name="fk_heads_journal"),
        _check("ck_heads_lamport", "lamport >= seq"),
        _check("ck_heads_hash", "length(hash) = 32"),
        sa.PrimaryKeyConstraint("member", name="pk_heads"),
    )
    _table("checkpoints", _text("member"), _text("note"), sa.PrimaryKeyConstraint("member", name="pk_checkpoints"))
    _table(
        "quarantine",
        _text("member"),
        _number("seq"),
        _text("code"),
        _text("where"),
        _text("at"),
        _bytes("wire"),
        _bytes("digest"),
        sa.PrimaryKeyConstraint("member", "seq", "code", "digest", name="pk_quarantine"),
    )
    _table(
        "outbox",
        _number("seq", counted=False),
        _check("ck_outbox_seq", "seq >= 1"),
        sa.PrimaryKeyConstraint("seq", name="pk_outbox"),
    )
    _table(
        "receipts",
        _text("peer"),
        _number("seq"),
        _text("hash"),
        _bytes("wire"),
        _check("ck_receipts_seq", "seq >= 0"),
        sa.PrimaryKeyConstraint("peer", name="pk_receipts"),
    )


def _payloads() -> None:
    _table(
        "payloads",
        _number("place"),
        _bytes("hash"),
        _bytes("salt"),
        _bytes("body"),
        _text("subject"),
        _text("item"),
        sa.UniqueConstraint("hash", name="uq_payloads_hash"),
        _check("ck_payloads_hash", "length(hash) = 32"),
        _check("ck_payloads_salt", "length(salt) = 16"),
        sa.PrimaryKeyConstraint("place", name="pk_payloads"),
    )
    op.create_index("ix_payloads_subject", "payloads", ["subject"])
    _table(
        "erased",
        _bytes("hash"),
        _check("ck_erased_hash", "length(hash) = 32"),
        sa.PrimaryKeyConstraint("hash", name="pk_erased"),
        sqlite_with_rowid=False,
    )
    _table(
        "wants",
        _number("turn"),
        _bytes("hash"),
        _text("subject"),
        _text("item"),
        _text("member"),
        sa.UniqueConstraint("hash", name="uq_wants_hash"),
        _check("ck_wants_hash", "length(hash) = 32"),
        sa.PrimaryKeyConstraint("turn", name="pk_wants"),
    )


def _register() -> None:
    _table(
        "folds",
        _text("id"),
        _text("about"),
        _text("kind"),
        _text("state"),
        _text("member"),
        _text("partner"),
        _text("changed_at"),
        _number("order_lamport"),
        _text("order_member"),
        _number("order_seq"),
        _bytes("fold"),
        _check("ck_folds_about", "about IN ('alert', 'bond', 'case', 'hit')"),
        sa.PrimaryKeyConstraint("id", name="pk_folds"),
    )
    op.create_index("ix_folds_about_changed_at_id", "folds", ["about", "changed_at", "id"])
    _table(
        "entries",
        _number("number"),
        _text("id"),
        _text("alert"),
        _text("owner"),
        _text("kind"),
        _bytes("payload"),
        _text("expires_at"),
        _bytes("keys"),
        sa.UniqueConstraint("id", name="uq_entries_id"),
        _check("ck_entries_number", "number >= 1"),
        _check("ck_entries_payload", "length(payload) = 32"),
        sa.PrimaryKeyConstraint("number", name="pk_entries"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entries_alert", "entries", ["alert"])
    _table(
        "name_keys",
        _text("key"),
        _number("number"),
        sa.PrimaryKeyConstraint("key", "number", name="pk_name_keys"),
        sqlite_with_rowid=False,
    )
    _table(
        "exact_keys",
        _text("field"),
        _text("value"),
        _number("number"),
        sa.PrimaryKeyConstraint("field", "value", "number", name="pk_exact_keys"),
        sqlite_with_rowid=False,
    )


def _desk() -> None:
    _table(
        "officers",
        _text("id"),
        _text("login"),
        _text("name_ar"),
        _text("name_latin"),
        _text("role"),
        _text("post"),
        _text("authority"),
        _text("nationality"),
        _text("state"),
        _text("secret"),
        sa.UniqueConstraint("login", name="uq_officers_login"),
        _check("ck_officers_state", "state IN ('active', 'suspended')"),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
    )
    _table(
        "officer_changes",
        _text("id"),
        _text("at"),
        _text("proposed_by"),
        _bytes("change"),
        _text("digest"),
        _text("decided_by"),
        _text("decided_at"),
        _text("outcome"),
        _check("ck_officer_changes_four_eyes", "decided_by <> proposed_by"),
        _check("ck_officer_changes_decided", "(outcome = '') = (decided_at = '')"),
        sa.PrimaryKeyConstraint("id", name="pk_officer_changes"),
    )
    _table(
        "sessions",
        _text("id"),
        _text("officer"),
        _text("opened_at"),
        _text("expires_at"),
        _text("csrf"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["officer"], ["officers.id"], name="fk_sessions_officers"),
    )
    op.create_index("ix_sessions_officer", "sessions", ["officer"])
    _table(
        "hits",
        _text("id"),
        _text("alert"),
        _text("state"),
        _text("post"),
        _text("opened_at"),
        _bytes("fold"),
        sa.PrimaryKeyConstraint("id", name="pk_hits"),
    )
    op.create_index("ix_hits_opened_at", "hits", ["opened_at"])
    _table(
        "tasks",
        _text("id"),
        _text("role"),
        _text("code"),
        _text("subject"),
        _text("at"),
        _text("done_at"),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
    )
    op.create_index("ix_tasks_role_done_at", "tasks", ["role", "done_at"])
    op.create_index("ix_tasks_subject", "tasks", ["subject"])
    _table(
        "replies",
        _text("key"),
        _text("officer"),
        _text("request"),
        _number("status"),
        _bytes("body"),
        _text("at"),
        sa.PrimaryKeyConstraint("key", "officer", name="pk_replies"),
    )
    op.create_index("ix_replies_at", "replies", ["at"])
    _table(
        "log",
        _number("number", counted=False),
        _text("at"),
        _text("officer"),
        _text("post"),
        _text("action"),
        _text("purpose"),
        _text("reference"),
        _text("terms"),
        _bytes("sealed"),
        _text("previous"),
        _text("hash"),
        sa.UniqueConstraint("previous", name="uq_log_previous"),
        _check("ck_log_number", "number >= 1"),
        sa.PrimaryKeyConstraint("number", name="pk_log"),
    )
    _table("meta", _text("key"), _text("value"), sa.PrimaryKeyConstraint("key", name="pk_meta"))
