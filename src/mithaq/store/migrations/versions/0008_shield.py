"""The commission keeps who is protected, what is barred, and what it looks at before an alert circulates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    """Make three tables. Nothing was kept before."""
    op.create_table(
        "shield",
        *_texts("id", "register", "standing", "member", "about", "at"),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("said", sa.LargeBinary, nullable=False),
        *_texts("officer", "ended_at"),
        sa.PrimaryKeyConstraint("id", name="pk_shield"),
        sa.CheckConstraint("register IN ('protection', 'bar')", name=op.f("ck_shield_register")),
        sa.CheckConstraint("(standing = 'ended') = (ended_at <> '')", name=op.f("ck_shield_ended")),
        sqlite_strict=True,
    )
    op.create_index("ix_shield_register_at", "shield", ["register", "at"])
    op.create_table(
        "shield_keys",
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", "id", name="pk_shield_keys"),
        sa.CheckConstraint("length(key) = 16", name=op.f("ck_shield_keys_key")),
        sa.ForeignKeyConstraint(["id"], ["shield.id"], name="fk_shield_keys_shield"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shield_keys_id", "shield_keys", ["id"])
    op.create_table(
        "looks",
        *_texts("id", "kind", "subject", "content"),
        sa.Column("urgent", sa.Integer, nullable=False),
        *_texts("arrived_at", "due_at"),
        sa.Column("found", sa.LargeBinary, nullable=False),
        sa.Column("forms", sa.LargeBinary, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        *_texts("decision", "decided_by", "decided_at", "reasons", "answer", "answered_at"),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
        sa.CheckConstraint("kind IN ('arrival', 'later', 'case')", name=op.f("ck_looks_kind")),
        sa.CheckConstraint("decision IN ('', 'clear', 'stop')", name=op.f("ck_looks_decision")),
        sa.CheckConstraint("(decision = '') = (decided_by = '')", name=op.f("ck_looks_decided")),
        sa.CheckConstraint("(answer = '') = (answered_at = '')", name=op.f("ck_looks_answered")),
        sqlite_strict=True,
    )
    op.create_index("ix_looks_answer_due_at", "looks", ["answer", "due_at"])
    op.create_index("ix_looks_subject", "looks", ["subject"])
