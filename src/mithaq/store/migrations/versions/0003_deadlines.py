"""What will have to be noticed of a case, and when, stands in a table of its own. The node fills it from its cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of deadlines."""
    op.create_table(
        "deadlines",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("id", "subject", "clock", "code", "at", "member", "partner")
        ),
        sa.Column("noticed", sa.Integer, nullable=False),
        sa.CheckConstraint("noticed IN (0, 1)", name=op.f("ck_deadlines_noticed")),
        sa.PrimaryKeyConstraint("id", name="pk_deadlines"),
        sqlite_strict=True,
    )
    op.create_index("ix_deadlines_code_at_id", "deadlines", ["code", "at", "id"])
    op.create_index("ix_deadlines_noticed_at_id", "deadlines", ["noticed", "at", "id"])
    op.create_index("ix_deadlines_subject", "deadlines", ["subject"])
