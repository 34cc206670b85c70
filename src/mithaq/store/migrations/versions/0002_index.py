"""What is found by name or number moves from two tables into the index beside the store, which reads who has left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of departures, drop the tables of keys. The index is built from what is held when it is opened."""
    op.drop_table("name_keys")
    op.drop_table("exact_keys")
    op.drop_column("entries", "keys")
    op.create_table(
        "departures",
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_departures_number")),
        sa.PrimaryKeyConstraint("turn", name="pk_departures"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
