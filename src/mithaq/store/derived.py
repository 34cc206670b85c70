"""All that can be rebuilt from envelopes and payloads, row by row, without what is local to one node."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.store import queries
from mithaq.store.transaction import Row, Transaction

_TABLES = {
    "journal": queries.DERIVED_JOURNAL,  # what is kept beside the signed bytes, to find them
    "heads": queries.DERIVED_HEADS,
    "touches": queries.DERIVED_TOUCHES,
    "folds": queries.DERIVED_FOLDS,
    "deadlines": queries.DERIVED_DEADLINES,
    "entries": queries.DERIVED_ENTRIES,
    "citations": queries.DERIVED_CITATIONS,
    "wants": queries.DERIVED_WANTS,
}


def derived_rows(tx: Transaction) -> Iterator[tuple[str, Row]]:
    """(table, row), table by table, each in the order of its own key; hashes as hex digits."""
    for table, query in _TABLES.items():
        for row in tx.each(query):
            yield table, row
