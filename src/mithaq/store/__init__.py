"""A node's database: SQLite behind the port `app.ports.store`."""

from mithaq.store.sqlite import SqliteStore, open_store

__all__ = ["SqliteStore", "open_store"]
