"""Attachments are kept: the files by their hash, and which payload cites which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make both tables. Papers of older cases were never kept, so nothing is cited that could be held."""
    op.create_table(
        "attachments",
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
        sa.Column("refused", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("hash", name="uq_attachments_hash"),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_attachments_hash")),
        sa.CheckConstraint("length(body) = size + 16", name=op.f("ck_attachments_body")),
        sa.CheckConstraint("(refused = '') = (size > 0)", name=op.f("ck_attachments_refused")),
        sa.PrimaryKeyConstraint("place", name="pk_attachments"),
        sqlite_strict=True,
    )
    op.create_table(
        "citations",
        sa.Column("attachment", sa.LargeBinary, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("attachment", "payload", name="pk_citations"),
        sa.CheckConstraint("length(attachment) = 32", name=op.f("ck_citations_attachment")),
        sa.ForeignKeyConstraint(["payload"], ["payloads.hash"], name="fk_citations_payloads", ondelete="CASCADE"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_citations_payload", "citations", ["payload"])
