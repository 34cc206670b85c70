"""The peers by name, Mithaq first: it is what the others are measured against."""

from __future__ import annotations

from mithaq.bench.peers import fts5, logic, ourselves, postgres, scans, tantivy_fuzzy
from mithaq.bench.peers.peer import Start
from mithaq.domain.errors import Refusal

OURS = "mithaq"
PEERS: dict[str, Start] = {
    OURS: ourselves.start,
    "pg_trgm-gin": postgres.gin,
    "pg_trgm-gist": postgres.gist,
    "tantivy-fuzzy": tantivy_fuzzy.start,
    "fts5-trigram": fts5.start,
    "rapidfuzz-token_sort": scans.token_sort,
    "rapidfuzz-token_set": scans.token_set,
    "rapidfuzz-WRatio": scans.weighted,
    "nomenklatura-logic-v2": logic.start,
}


def chosen(names: str) -> dict[str, Start]:
    """The peers of a comma-separated list, or all; Mithaq is always among them. Raises Refusal ``bench.peer``."""
    asked = [name.strip() for name in names.split(",") if name.strip()] or list(PEERS)
    unknown = [name for name in asked if name not in PEERS]
    if unknown:
        raise Refusal("bench.peer", unknown[0])
    return {name: start for name, start in PEERS.items() if name == OURS or name in asked}
