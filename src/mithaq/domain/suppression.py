"""Publishing running counts, month after month, so that nobody works a small one out.

A small count says of few people what happened to them. Leaving it out does not help where it can be subtracted: from a
total beside it, or from what was published a month ago. So a number rises only when it has risen by as much as may be
published, and then to what it is; until then it stays. Totals add up what is shown and nothing else. So every difference,
of two months, of a total and its parts, or of their sums, is zero or made of steps none of which is small.
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


def published(
    history: Iterable[Table], rows: Sequence[str], columns: Sequence[str], smallest: int
) -> dict[Cell, int | None]:
    """The table with its totals after these months, each with the running counts to its end. None: not nothing, and too
    little to show; a zero is published.
    """
    shown: dict[Cell, int] = {}
    last: Table = {}
    for last in history:
        shown |= {cell: count for cell, count in last.items() if count - shown.get(cell, 0) >= smallest}
    whole, there = with_totals(shown, rows, columns), with_totals(last, rows, columns)
    return {cell: masked(count, there[cell]) for cell, count in whole.items()}


def divided(history: Iterable[Sequence[int]], smallest: int) -> tuple[list[int], int]:
    """What is shown of a whole (first) and its parts, whose rest anybody can work out: so that is never small either. And in
    which of the months, from 0, a part rose last; -1 if none has.
    """
    shown: list[int] = []
    rose = -1
    for month, counts in enumerate(history):
        shown = shown or [0] * len(counts)
        for place, count in enumerate(counts):
            after = [*shown[:place], count, *shown[place + 1 :]]
            rest = after[0] - sum(after[1:])
            if count - shown[place] >= smallest and (rest == 0 or rest >= smallest):
                shown, rose = after, (month if place else rose)
    return shown, rose


def masked(shown: int, count: int) -> int | None:
    """What is shown; None where nothing is and there is something."""
    return None if shown == 0 and count > 0 else shown


def alone(count: int, smallest: int) -> int | None:
    """A count of a time of its own, which is stated once and stands in no running sum."""
    return count if count == 0 or count >= smallest else None
