"""Everything from one store into another of the same schema, whatever their databases: a backup, or a move.

Rows go as they lie there: what is in boxes stays in them, and bytes that are signed or hashed are the same afterwards.
"""

from __future__ import annotations

from itertools import islice

from sqlalchemy import Table

from mithaq.app.ports.faults import NOT_MITHAQ, StoreFault
from mithaq.store import ddl, queries, schema, sql
from mithaq.store.transaction import Transaction

AT_ONCE = 200
"""Rows in one turn; a file has 20 MiB at most."""


def pour(source: Transaction, target: Transaction) -> None:
    """Every row of the one into the other, which has to be empty, and the number that its next entry gets.

    Raises StoreFault, ``store.not_mithaq`` where something is there already.
    """
    if any(target.all(query)[0][0] for query in ddl.counts().values()):
        raise StoreFault(NOT_MITHAQ, "not empty")
    for table in schema.metadata.sorted_tables:
        rows = source.each(_in_order(table))
        while some := list(islice(rows, AT_ONCE)):
            target.many(sql.insert(table), some)
    target.count_on(source.all(queries.HIGHEST_NUMBER)[0][0])


def _in_order(table: Table) -> str:
    return f"{sql.rows_of(table)} ORDER BY {', '.join(column.name for column in table.primary_key.columns)}"
