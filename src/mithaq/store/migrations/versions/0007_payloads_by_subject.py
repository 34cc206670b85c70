"""A payload is held, erased and asked for in the name of what it was said about: who names another's moves it no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make four tables anew with wider keys, because SQLite cannot change one, and carry their rows over."""
    op.drop_index("ix_citations_payload", "citations")
    op.drop_index("ix_payloads_subject", "payloads")
    for name in ("citations", "payloads", "erased", "wants"):
        # Not renamed: PostgreSQL would leave the names of its keys to the old one.
        op.execute(f"CREATE TABLE {name}_before AS SELECT * FROM {name}")  # noqa: S608 - our tables
        op.drop_table(name)
    _payloads()
    _erased()
    _wants()
    _citations()
    op.execute("INSERT INTO payloads SELECT * FROM payloads_before")
    op.execute("INSERT INTO erased SELECT hash, '' FROM erased_before")  # of these nobody knows what they were held for
    op.execute("INSERT INTO wants SELECT * FROM wants_before")
    op.execute(
        "INSERT INTO citations SELECT c.attachment, c.payload, p.subject "
        "FROM citations_before AS c JOIN payloads_before AS p ON p.hash = c.payload"
    )
    for name in ("citations", "payloads", "erased", "wants"):
        op.drop_table(f"{name}_before")
    op.create_index("ix_payloads_subject", "payloads", ["subject"])
    op.create_index("ix_citations_subject_payload", "citations", ["subject", "payload"])


def _payloads() -> None:
    op.create_table(
        "payloads",
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.UniqueConstraint("hash", "subject", name="uq_payloads_hash_subject"),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_payloads_hash")),
        sa.CheckConstraint("length(salt) = 16", name=op.f("ck_payloads_salt")),
        sa.PrimaryKeyConstraint("place", name="pk_payloads"),
        sqlite_strict=True,
    )


def _erased() -> None:
    op.create_table(
        "erased",
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", "subject", name="pk_erased"),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_erased_hash")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _wants() -> None:
    op.create_table(
        "wants",
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.UniqueConstraint("hash", "subject", "member", name="uq_wants_hash_subject_member"),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_wants_hash")),
        sa.PrimaryKeyConstraint("turn", name="pk_wants"),
        sqlite_strict=True,
    )


def _citations() -> None:
    op.create_table(
        "citations",
        sa.Column("attachment", sa.LargeBinary, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attachment", "payload", "subject", name="pk_citations"),
        sa.ForeignKeyConstraint(
            ["payload", "subject"],
            ["payloads.hash", "payloads.subject"],
            name="fk_citations_payloads",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("length(attachment) = 32", name=op.f("ck_citations_attachment")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
