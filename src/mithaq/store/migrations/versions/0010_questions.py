"""Questions to databases that stay at home: how this state will answer, and what the commission compares."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    """Make three tables. Nothing was kept before."""
    op.create_table(
        "home_answers",
        *_texts("id", "arrived_at", "due_at"),
        sa.Column("found", sa.LargeBinary, nullable=False),
        *_texts("refused", "decision", "decided_by", "decided_at", "reason"),
        sa.Column("ready", sa.LargeBinary, nullable=False),
        *_texts("answered_at"),
        sa.PrimaryKeyConstraint("id", name="pk_home_answers"),
        sa.CheckConstraint("decision IN ('', 'yes', 'no')", name=op.f("ck_home_answers_decision")),
        sa.CheckConstraint("(decision = '') = (decided_by = '')", name=op.f("ck_home_answers_decided")),
        sqlite_strict=True,
    )
    op.create_index("ix_home_answers_answered_at", "home_answers", ["answered_at"])
    op.create_table(
        "home_asked",
        *_texts("id", "member", "officer", "at"),
        sa.Column("parts", sa.Integer, nullable=False),
        *_texts("met"),
        sa.PrimaryKeyConstraint("id", name="pk_home_asked"),
        sqlite_strict=True,
    )
    op.create_index("ix_home_asked_at", "home_asked", ["at"])
    op.create_table(
        "home_asked_keys",
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", "id", name="pk_home_asked_keys"),
        sa.CheckConstraint("length(key) = 16", name=op.f("ck_home_asked_keys_key")),
        sa.ForeignKeyConstraint(["id"], ["home_asked.id"], name="fk_home_asked_keys_home_asked"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_home_asked_keys_id", "home_asked_keys", ["id"])
