"""Reads `clearing.csv`: which kinds of alert need the commission's clearing, and when it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mithaq.domain.shield.hours import Clearing
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

NAME = "clearing.csv"


def load_clearing(kinds: Collection[str], *, demo: bool = False) -> dict[str, Clearing]:
    """The table as shipped; in a demonstration a synthetic row takes the place of the other. Raises LawMalformed."""
    return read_clearing(shipped, kinds, demo=demo)


def read_clearing(text_of: Callable[[str], str], kinds: Collection[str], *, demo: bool = False) -> dict[str, Clearing]:
    """The same from any source of texts by file name. Raises LawMalformed."""
    found: dict[tuple[str, bool], Clearing] = {}
    for line, row in converted(NAME, text_of(NAME), Clearing):
        if row.kind not in kinds:
            raise LawMalformed(NAME, line, f"there is no kind {row.kind}")
        if (row.kind, row.synthetic) in found:
            raise LawMalformed(NAME, line, f"{row.kind} is there already")
        found[row.kind, row.synthetic] = row
    real = {kind: row for (kind, synthetic), row in found.items() if not synthetic}
    shown = {kind: row for (kind, synthetic), row in found.items() if synthetic and demo}
    return real | shown
