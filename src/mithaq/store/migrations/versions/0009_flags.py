"""A state's flags on one person: rows of this node alone, because each says where somebody is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table. Nothing was kept before."""
    names = ("alert", "ground", "officer", "post", "at", "lifted_by", "lifted_at", "lift_ground")
    op.create_table(
        "flags",
        sa.Column("id", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in names),
        sa.PrimaryKeyConstraint("id", name="pk_flags"),
        sa.CheckConstraint(
            "(lifted_at = '') = (lifted_by = '') AND (lifted_at = '') = (lift_ground = '')",
            name=op.f("ck_flags_lifted"),
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_flags_alert", "flags", ["alert"])
