"""What Alembic runs. Begin, commit and rollback belong to `store.opening`, so that a migration is all or nothing."""

from __future__ import annotations

from alembic import context

from mithaq.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
