"""Small pieces of Markdown: headings, tables, lists. Every value is escaped, so that no file of the law breaks a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTHING = "–"
_ESCAPES = str.maketrans({"|": "\\|", "\n": " ", "<": "&lt;"})


def cell(value: object) -> str:
    """A value in a table; a dash for an empty one."""
    return str(value).strip().translate(_ESCAPES) or NOTHING


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table and the empty line after it; nothing at all without rows."""
    lines = [_row(row) for row in rows]
    return [_row(head), "|" + "---|" * len(head), *lines, ""] if lines else []


def heading(level: int, words: str) -> list[str]:
    """A heading and the empty line after it."""
    return [f"{'#' * level} {words}", ""]


def paragraph(*sentences: str) -> list[str]:
    """The sentences as one paragraph; nothing where all are empty."""
    said = [sentence for sentence in sentences if sentence]
    return [" ".join(said), ""] if said else []


def bullets(items: Iterable[str], *, numbered: bool = False) -> list[str]:
    """A list and the empty line after it."""
    return [*(f"{place}. {item}" if numbered else f"- {item}" for place, item in enumerate(items, 1)), ""]


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(map(cell, cells)) + " |"
