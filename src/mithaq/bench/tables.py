"""Tables of tab-separated values, read line by line: what is wrong with one is said with its file, line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mithaq.domain.errors import Refusal

MAX_LINE = 65_536
"""Bytes of a line: a person with every alias of the longest list has some 4,000."""


class TableError(Refusal):
    """A table that cannot be measured with.

    `where` names the table and the column, never what stands there; `line` counts from 1, 0 where it is not about one.

    | code | the table |
    |---|---|
    | ``bench.unreadable`` | could not be read from where it is |
    | ``bench.empty`` | has no line at all, or none below the header |
    | ``bench.encoding`` | is not UTF-8, or has a NUL in it |
    | ``bench.long_line`` | has a line of more than `MAX_LINE` bytes |
    | ``bench.missing_column`` | lacks a column that it needs; `missing` names it |
    | ``bench.double_column`` | names a column twice |
    | ``bench.cells`` | has a line with another number of cells than the header |
    | ``bench.blank`` | has an empty cell where something must stand |
    | ``bench.birth`` | has a birth date that is not ISO 8601 |
    | ``bench.country`` | has a country that is no ISO 3166 code of two letters |
    | ``bench.match`` | has a judgement that is neither 0 nor 1 |
    """

    def __init__(self, code: str, where: str, line: int = 0, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(code, where, missing=missing)
        self.line = line


class Row(NamedTuple):
    """One line of a table: what stands in the columns asked for, in that order; empty where there is no such column."""

    line: int
    cells: tuple[str, ...]


def rows(path: Path, name: str, needed: Sequence[str], wanted: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a file with the columns `needed` and, where they are there, `wanted`; other columns are left alone.

    A byte-order mark and Windows line ends are accepted, empty lines skipped, quotes are letters like others. `name` is
    what the file is called in errors. Raises `TableError`.
    """
    try:
        with path.open("rb") as stream:
            yield from _rows(stream, name, needed, wanted)
    except OSError:
        raise TableError("bench.unreadable", name) from None


def _rows(stream: BinaryIO, name: str, needed: Sequence[str], wanted: Sequence[str]) -> Iterator[Row]:
    lines = _lines(stream, name)
    _, header = next(lines, (0, ""))
    if not header:
        raise TableError("bench.empty", name)
    columns = [cell.strip() for cell in header.split("\t")]
    places = _places(columns, name, needed, wanted)
    empty = True
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise TableError("bench.cells", name, number)
        empty = False
        yield Row(number, tuple(cells[place].strip() if place >= 0 else "" for place in places))
    if empty:
        raise TableError("bench.empty", name)


def _places(columns: Sequence[str], name: str, needed: Sequence[str], wanted: Sequence[str]) -> list[int]:
    for column in (*needed, *wanted):
        if columns.count(column) > 1:
            raise TableError("bench.double_column", f"{name}: {column}", 1)
    missing = tuple(column for column in needed if column not in columns)
    if missing:
        raise TableError("bench.missing_column", name, 1, missing=missing)
    return [columns.index(column) if column in columns else -1 for column in (*needed, *wanted)]


def _lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """Number and text of every line that says something."""
    number = 0
    while data := stream.readline(MAX_LINE + 2):
        number += 1
        if len(data) > MAX_LINE and not data.endswith(b"\n"):
            raise TableError("bench.long_line", name, number)
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise TableError("bench.encoding", name, number) from None
        if "\0" in line:
            raise TableError("bench.encoding", name, number)
        if line.strip():
            yield number, line
