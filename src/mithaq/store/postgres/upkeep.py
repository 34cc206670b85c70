"""What a node asks of the server beside reading and writing: whether all is sound, and that what was erased is gone."""

from __future__ import annotations

import time

from sqlalchemy import ForeignKeyConstraint, Table

from mithaq.app.ports.faults import BUSY, StoreFault
from mithaq.store import schema
from mithaq.store.transaction import Transaction

PERSONAL = (
    "payloads", "attachments", "citations", "drafts", "entries", "folds", "replies", "officers", "hits", "tasks", "flags",
    "shield", "shield_keys", "looks", "home_answers", "home_asked", "home_asked_keys",
)  # fmt: skip
"""Tables from which something is erased. Journals keep what they have: it tells of nobody (ADR 4)."""

SMALL = 64 * 1024 * 1024
"""Bytes of a table (with its indexes and long values) up to which it is written anew: whoever reads it waits so long."""

PAUSE_S = 0.02

_AMCHECK = "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'amcheck'"
_INDEXES = (
    "SELECT c.relname FROM pg_class AS c JOIN pg_index AS i ON i.indexrelid = c.oid "
    "WHERE c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"
)
# Whoever holds a snapshot from before now, here or on a replica, keeps what was deleted since.
_OLDER = (
    "SELECT count(*) FROM (SELECT backend_xmin AS held FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND (datname = current_database() OR backend_type = 'walsender') "
    "UNION ALL SELECT xmin FROM pg_replication_slots) AS h "
    "WHERE held IS NOT NULL AND age(held) > age(CAST(CAST(? AS text) AS xid))"
)
_NOW = "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS xid) AS text)"
_MAY = "SELECT pg_has_role('pg_checkpoint', 'USAGE'), has_function_privilege('pg_switch_wal()', 'EXECUTE')"


def findings(tx: Transaction) -> list[str]:
    """Every page of every table is read, and so compared with its checksum where it was not in memory. Raises StoreFault."""
    for table in schema.metadata.sorted_tables:
        tx.all(f"SELECT sum(length(CAST(t AS text))) FROM {table.name} AS t")  # noqa: S608 - our table
    keys = [(table, key) for table in schema.metadata.sorted_tables for key in table.foreign_key_constraints]
    lost = [(table, key) for table, key in keys if tx.all(_orphans(table, key))[0][0]]
    _check_indexes(tx)
    return sorted(f"{table.name}: no such {key.referred_table.name}" for table, key in lost)


def scrub(tx: Transaction, patience_s: float) -> None:
    """Vacuum what may tell of a person, once nobody can see any more what was deleted. Raises StoreFault ``store.busy``."""
    tx.run("SET lock_timeout = 2000")
    try:
        _wait(tx, patience_s)
        for name in PERSONAL:
            ((size,),) = tx.all("SELECT pg_total_relation_size(CAST(? AS text)::regclass)", name)
            # VACUUM alone leaves the bytes in the free space of a page until something else is written there.
            tx.run(f"VACUUM (FULL) {name}" if size <= SMALL else f"VACUUM {name}")
    finally:
        tx.run("RESET lock_timeout")
    _recycle(tx)


def _wait(tx: Transaction, patience_s: float) -> None:
    """Until no snapshot is older than now."""
    now, until = tx.all(_NOW)[0][0], time.monotonic() + patience_s
    while tx.all(_OLDER, now)[0][0]:
        if time.monotonic() > until:
            raise StoreFault(BUSY, "snapshot")
        time.sleep(PAUSE_S)


def _recycle(tx: Transaction) -> None:
    """Begin a new file of the server's log and let it drop those before, as far as this account may."""
    may_checkpoint, may_switch = tx.all(_MAY)[0]
    if may_switch:
        tx.run("SELECT pg_switch_wal()")
    if may_checkpoint:
        tx.run("CHECKPOINT")


def _orphans(table: Table, key: ForeignKeyConstraint) -> str:
    """How many rows refer to one that is not there."""
    pairs = [(one.parent.name, one.column.name) for one in key.elements]
    same = " AND ".join(f"o.{theirs} = t.{ours}" for ours, theirs in pairs)
    other = key.referred_table.name
    return f"SELECT count(*) FROM {table.name} AS t WHERE NOT EXISTS (SELECT 1 FROM {other} AS o WHERE {same})"  # noqa: S608 - our tables


def _check_indexes(tx: Transaction) -> None:
    """Let amcheck compare each index with its table, where that extension is there and may be used. Raises StoreFault."""
    installed = tx.one(_AMCHECK)
    if installed is None:
        return
    check = f"{installed[0]}.bt_index_check"
    if not tx.all("SELECT has_function_privilege(CAST(? AS text), 'EXECUTE')", f"{check}(regclass, boolean)")[0][0]:
        return
    for (name,) in tx.all(_INDEXES):
        tx.all(f"SELECT {check}(CAST(? AS text)::regclass, true)", name)
