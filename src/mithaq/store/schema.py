"""Every table of a node, with its invariants as constraints: what the program must not do, the database refuses.

Hashes are stored as 32 bytes, instants and ids as text. Columns stand in the order of the fields of the struct in
`app.ports.rows` that they hold, where there is one. `migrations` makes the same schema step by step.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from mithaq.store.schema_home import home_tables

SCHEMA_VERSION = 10
"""Number of the last migration; kept in SQLite's user_version."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: Any, **options: Any) -> Table:
    # Strict tables refuse a text where a number belongs, as PostgreSQL does.
    return Table(name, metadata, *parts, sqlite_strict=True, **options)


def _column(name: str, type: type[TypeEngine[Any]], *parts: Any, **options: Any) -> Column[Any]:
    return Column(name, type, *parts, nullable=False, **options)


def _text(name: str, *parts: Any, **options: Any) -> Column[Any]:
    return _column(name, Text, *parts, **options)


def _texts(*names: str) -> list[Column[Any]]:
    return [_text(name) for name in names]


def _number(name: str, *parts: Any, **options: Any) -> Column[Any]:
    return _column(name, Integer, *parts, **options)


def _bytes(name: str, *parts: Any, **options: Any) -> Column[Any]:
    return _column(name, LargeBinary, *parts, **options)


def _check(name: str, rule: str) -> CheckConstraint:
    return CheckConstraint(rule, name=name)


# Journals. `place` counts admissions on this node: its order is local.

journal = _table(
    "journal",
    _number("place", primary_key=True, autoincrement=True),
    _text("member"),
    _number("seq"),
    _bytes("hash"),
    _number("lamport"),
    _text("received_at"),
    _number("applied"),
    _text("flags"),
    _bytes("signed"),
    _bytes("signatures"),
    UniqueConstraint("member", "seq"),
    UniqueConstraint("hash"),
    Index(None, "received_at"),
    _check("seq", "seq >= 1"),
    _check("hash", "length(hash) = 32"),
    _check("applied", "applied IN (0, 1)"),
    _check("lamport", "lamport >= 1"),
)

touches = _table(
    "touches",
    _text("subject"),
    _number("lamport"),
    _text("member"),
    _number("seq"),
    PrimaryKeyConstraint("subject", "lamport", "member", "seq"),
    ForeignKeyConstraint(["member", "seq"], ["journal.member", "journal.seq"]),
    _check("lamport", "lamport >= 1"),
    sqlite_with_rowid=False,
)

heads = _table(
    "heads",
    _text("member", primary_key=True),
    _number("seq"),
    _bytes("hash"),
    _number("lamport"),
    _bytes("frontier"),
    ForeignKeyConstraint(["member", "seq"], ["journal.member", "journal.seq"]),
    _check("lamport", "lamport >= seq"),
    _check("hash", "length(hash) = 32"),
)

checkpoints = _table("checkpoints", _text("member", primary_key=True), _text("note"))

quarantine = _table(
    "quarantine",
    _text("member"),
    _number("seq"),
    *_texts("code", "where", "at"),
    _bytes("wire"),
    _bytes("digest"),
    # The same bytes refused for the same reason once more are no news; other bytes at the same place are.
    PrimaryKeyConstraint("member", "seq", "code", "digest"),
)

outbox = _table("outbox", _number("seq", primary_key=True, autoincrement=False), _check("seq", "seq >= 1"))

receipts = _table(
    "receipts",
    _text("peer", primary_key=True),
    _number("seq"),
    _text("hash"),
    _bytes("wire"),
    _check("seq", "seq >= 0"),
)

# Payloads, apart from what commits to them. Each is held, erased and asked for in the name of the aggregate that names
# it: commitments are public, and whoever names another's must neither move nor erase what that other named.

payloads = _table(
    "payloads",
    _number("place", primary_key=True, autoincrement=True),
    _bytes("hash"),
    _bytes("salt"),
    _bytes("body"),
    *_texts("subject", "item"),
    UniqueConstraint("hash", "subject"),
    Index(None, "subject"),
    _check("hash", "length(hash) = 32"),
    _check("salt", "length(salt) = 16"),
)

erased = _table(
    "erased",
    _bytes("hash"),
    _text("subject"),  # empty: whatever it was held for
    PrimaryKeyConstraint("hash", "subject"),
    _check("hash", "length(hash) = 32"),
    sqlite_with_rowid=False,
)

wants = _table(
    "wants",
    _number("turn", primary_key=True, autoincrement=True),
    _bytes("hash"),
    *_texts("subject", "item", "member"),
    UniqueConstraint("hash", "subject", "member"),
    _check("hash", "length(hash) = 32"),
)

# Attachments: files by their plain SHA-256, sealed (`sealed`), and which payload cites which. A citation goes with its
# payload; what nothing cites any more is dropped. A file that this node refused to take leaves its row without its bytes.

attachments = _table(
    "attachments",
    _number("place", primary_key=True, autoincrement=True),
    _bytes("hash"),
    _text("media_type"),
    _number("size"),
    *_texts("kept_at", "refused"),
    _bytes("body"),
    UniqueConstraint("hash"),
    _check("hash", "length(hash) = 32"),
    _check("body", "length(body) = size + 16"),
    _check("refused", "(refused = '') = (size > 0)"),
)

citations = _table(
    "citations",
    _bytes("attachment"),
    _bytes("payload"),
    _text("subject"),
    PrimaryKeyConstraint("attachment", "payload", "subject"),
    ForeignKeyConstraint(["payload", "subject"], ["payloads.hash", "payloads.subject"], ondelete="CASCADE"),
    Index(None, "subject", "payload"),
    _check("attachment", "length(attachment) = 32"),
    sqlite_with_rowid=False,
)

# The papers of a file that is being put together and nobody signed yet. Local: no citation that a stranger may ask by.

drafts = _table(
    "drafts",
    *_texts("subject", "paper"),
    _bytes("attachment", ForeignKey("attachments.hash")),
    _number("original"),
    *_texts("certified_by", "officer", "at"),
    PrimaryKeyConstraint("subject", "paper", "attachment"),
    Index(None, "attachment"),
    _check("original", "original IN (0, 1)"),
    sqlite_with_rowid=False,
)

# Folded states and what can be found.

folds = _table(
    "folds",
    _text("id", primary_key=True),
    *_texts("about", "kind", "state", "member", "partner", "changed_at"),
    _number("order_lamport"),
    _text("order_member"),
    _number("order_seq"),
    _bytes("fold"),
    Index(None, "about", "changed_at", "id"),
    _check("about", "about IN ('alert', 'bond', 'case', 'hit', 'message')"),
)

# What will have to be noticed of the cases that concern this member, and when. `noticed` is local: what the node has
# acted on already.

deadlines = _table(
    "deadlines",
    _text("id", primary_key=True),
    *_texts("subject", "clock", "code", "at", "member", "partner"),
    _number("noticed"),
    Index(None, "subject"),
    Index(None, "code", "at", "id"),
    Index(None, "noticed", "at", "id"),
    _check("noticed", "noticed IN (0, 1)"),
)

entries = _table(
    "entries",
    _number("number", primary_key=True),
    *_texts("id", "alert", "owner", "kind"),
    _bytes("payload"),
    _text("expires_at"),
    UniqueConstraint("id"),
    Index(None, "alert"),
    _check("number", "number >= 1"),
    _check("payload", "length(payload) = 32"),
    sqlite_autoincrement=True,  # a number is never used twice, so the index cannot mistake one for another
)

# Numbers that have left, in the order in which they did: what an index that knew them must forget. It says of nobody
# more than that somebody left.

departures = _table(
    "departures",
    _number("turn", primary_key=True),
    _number("number"),
    _check("number", "number >= 1"),
    sqlite_autoincrement=True,
)

# The desk: local rows.

officers = _table(
    "officers",
    _text("id", primary_key=True),
    *_texts("login", "name_ar", "name_latin", "role", "post", "authority", "nationality", "state", "secret"),
    UniqueConstraint("login"),
    _check("state", "state IN ('active', 'suspended')"),
)

officer_changes = _table(
    "officer_changes",
    _text("id", primary_key=True),
    *_texts("at", "proposed_by"),
    _bytes("change"),
    *_texts("digest", "decided_by", "decided_at", "outcome"),
    _check("four_eyes", "decided_by <> proposed_by"),
    _check("decided", "(outcome = '') = (decided_at = '')"),
)

sessions = _table(
    "sessions",
    _text("id", primary_key=True),
    _text("officer", ForeignKey("officers.id")),
    *_texts("opened_at", "expires_at", "csrf"),
    Index(None, "officer"),
)

hits = _table(
    "hits",
    _text("id", primary_key=True),
    *_texts("alert", "state", "post", "opened_at"),
    _bytes("fold"),
    Index(None, "opened_at"),
)

tasks = _table(
    "tasks",
    _text("id", primary_key=True),
    *_texts("role", "code", "subject", "at", "done_at"),
    Index(None, "role", "done_at"),
    Index(None, "subject"),
)

# Flags of this state on one person. Local, and in no log that others see the size of: each says where somebody is.

flags = _table(
    "flags",
    _text("id", primary_key=True),
    *_texts("alert", "ground", "officer", "post", "at", "lifted_by", "lifted_at", "lift_ground"),
    Index(None, "alert"),
    _check("lifted", "(lifted_at = '') = (lifted_by = '') AND (lifted_at = '') = (lift_ground = '')"),
)

replies = _table(
    "replies",
    *_texts("key", "officer", "request"),
    _number("status"),
    _bytes("body"),
    _text("at"),
    PrimaryKeyConstraint("key", "officer"),
    Index(None, "at"),
)

log = _table(
    "log",
    _number("number", primary_key=True, autoincrement=False),
    *_texts("at", "officer", "post", "action", "purpose", "reference", "terms"),
    _bytes("sealed"),
    *_texts("previous", "hash"),
    UniqueConstraint("previous"),  # the chain cannot fork
    _check("number", "number >= 1"),
)

# The commission's shield: whom an alert may meet, under which digests, and each content that is looked at.

shield = _table(
    "shield",
    _text("id", primary_key=True),
    *_texts("register", "standing", "member", "about", "at"),
    _number("parts"),
    _bytes("said"),
    *_texts("officer", "ended_at"),
    Index(None, "register", "at"),
    _check("register", "register IN ('protection', 'bar')"),
    _check("ended", "(standing = 'ended') = (ended_at <> '')"),
)

shield_keys = _table(
    "shield_keys",
    _bytes("key"),
    _text("id", ForeignKey("shield.id")),
    PrimaryKeyConstraint("key", "id"),
    Index(None, "id"),
    _check("key", "length(key) = 16"),
    sqlite_with_rowid=False,
)

looks = _table(
    "looks",
    _text("id", primary_key=True),
    *_texts("kind", "subject", "content"),
    _number("urgent"),
    *_texts("arrived_at", "due_at"),
    _bytes("found"),
    _bytes("forms"),
    _number("parts"),
    *_texts("decision", "decided_by", "decided_at", "reasons", "answer", "answered_at"),
    Index(None, "answer", "due_at"),
    Index(None, "subject"),
    _check("kind", "kind IN ('arrival', 'later', 'case')"),
    _check("decision", "decision IN ('', 'clear', 'stop')"),
    _check("decided", "(decision = '') = (decided_by = '')"),
    _check("answered", "(answer = '') = (answered_at = '')"),
)

home_answers, home_asked, home_asked_keys = home_tables(metadata)

meta = _table("meta", _text("key", primary_key=True), _text("value"))
