"""Leaving small counts out of a table so that nobody can work them out again from what is left.

A small count says of few people what happened to them. Leaving it out alone does not help where a total stands beside it:
so in each row and each column with its total enough is left out that what is missing stays open (complementary suppression).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

TOTAL = ""
"""Row or column of the totals."""

Cell = tuple[str, str]
Table = Mapping[Cell, int]


def with_totals(counts: Table, rows: Sequence[str], columns: Sequence[str]) -> dict[Cell, int]:
    """The whole table, zeros included, and the totals of rows, of columns, and of everything."""
    found = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    found |= {(row, TOTAL): sum(found[row, column] for column in columns) for row in rows}
    return found | {(TOTAL, column): sum(found[row, column] for row in rows) for column in (*columns, TOTAL)}


def published(counts: Table, rows: Sequence[str], columns: Sequence[str], smallest: int) -> dict[Cell, int | None]:
    """The table with its totals; None for what is left out. A zero is published, unless it would give another away."""
    table = with_totals(counts, rows, columns)
    hidden = {cell for cell, count in table.items() if 0 < count < smallest}
    lines = [[(row, column) for column in (*columns, TOTAL)] for row in (*rows, TOTAL)]
    lines += [[(row, column) for row in (*rows, TOTAL)] for column in (*columns, TOTAL)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            more = _also(line, table, hidden, smallest)
            if more is not None:
                hidden.add(more)
                changed = True
    return {cell: None if cell in hidden else count for cell, count in table.items()}


def alone(count: int, smallest: int) -> int | None:
    """A count that stands in no table."""
    return count if count == 0 or count >= smallest else None


def _also(line: Iterable[Cell], table: Mapping[Cell, int], hidden: set[Cell], smallest: int) -> Cell | None:
    """What else of this line has to be left out; None where what is left out cannot be worked out.

    One missing cell is a subtraction. Several whose sum is small are nearly one: each of them counts at least one.
    """
    cells = list(line)
    missing = [cell for cell in cells if cell in hidden]
    if not missing or (len(missing) > 1 and _open(missing, cells, table, smallest)):
        return None
    left = [cell for cell in cells if cell not in hidden and table[cell] > 0]
    return min(left, key=lambda cell: (TOTAL in cell, table[cell], cell), default=None)


def _open(missing: list[Cell], cells: list[Cell], table: Mapping[Cell, int], smallest: int) -> bool:
    """Whether the missing cells could be other numbers: their sum is not known, or it is no small one."""
    if cells[-1] in missing:
        return True
    return sum(table[cell] for cell in missing) >= smallest
