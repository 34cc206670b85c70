"""A file that is put together over days is kept on the desk: which papers, and who certified them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table. Nothing was kept before."""
    op.create_table(
        "drafts",
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("paper", sa.Text, nullable=False),
        sa.Column("attachment", sa.LargeBinary, nullable=False),
        sa.Column("original", sa.Integer, nullable=False),
        sa.Column("certified_by", sa.Text, nullable=False),
        sa.Column("officer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("subject", "paper", "attachment", name="pk_drafts"),
        sa.CheckConstraint("original IN (0, 1)", name=op.f("ck_drafts_original")),
        sa.ForeignKeyConstraint(["attachment"], ["attachments.hash"], name="fk_drafts_attachments"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drafts_attachment", "drafts", ["attachment"])
