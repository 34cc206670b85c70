"""Threads of messages are folded, too: the constraint on what a fold may be about widens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXTS = ("id", "about", "kind", "state", "member", "partner", "changed_at")


def upgrade() -> None:
    """Make the table anew with the wider constraint, because SQLite cannot change one, and carry its rows over."""
    op.drop_index("ix_folds_about_changed_at_id", "folds")
    # Not renamed: PostgreSQL would leave the name of its key to the old one.
    op.execute("CREATE TABLE folds_before AS SELECT * FROM folds")
    op.drop_table("folds")
    op.create_table(
        "folds",
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("order_lamport", sa.Integer, nullable=False),
        sa.Column("order_member", sa.Text, nullable=False),
        sa.Column("order_seq", sa.Integer, nullable=False),
        sa.Column("fold", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("about IN ('alert', 'bond', 'case', 'hit', 'message')", name=op.f("ck_folds_about")),
        sa.PrimaryKeyConstraint("id", name="pk_folds"),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO folds SELECT * FROM folds_before")
    op.drop_table("folds_before")
    op.create_index("ix_folds_about_changed_at_id", "folds", ["about", "changed_at", "id"])
