"""Reads the CSV tables of this room row by row. A malformed table is a clear error with file, line and
reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from io import StringIO
from typing import TypeVar

import msgspec
from msgspec import Struct

from mithaq.law.dated import COLUMN, read_earlier
from mithaq.law.malformed import LawMalformed

Shape = TypeVar("Shape", bound=Struct)
LABELS = ("label_ar", "label_en", "label_fr")
WORDS = {"yes": True, "no": False}


def shipped(name: str) -> str:
    """The text of a file of this room."""
    return files("mithaq.law").joinpath(*name.split("/")).read_text("utf-8")


def rows(name: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers. Raises LawMalformed for a short or long row."""
    reader = csv.DictReader(StringIO(text), strict=True)
    try:
        for row in reader:
            if None in row or None in row.values():
                raise LawMalformed(name, reader.line_num, "a row needs one value for each column")
            yield reader.line_num, row
    except csv.Error as problem:
        raise LawMalformed(name, reader.line_num, str(problem)) from None


def converted(
    name: str,
    text: str,
    shape: type[Shape],
    unknown: frozenset[str] = frozenset(),
    several: frozenset[str] = frozenset(),
) -> Iterator[tuple[int, Shape]]:
    """Each row as `shape` with its line: yes and no are booleans, the label_* columns become one `label`. An empty
    value of an `unknown` column is None; the words in a column of `several` are a list. What stands in a column `earlier` is
    numbers with their days (`dated.py`).

    Raises LawMalformed where a column is unknown, missing, or has a value that the shape does not allow.
    """
    fields = msgspec.structs.fields(shape)
    known = {field.encode_name for field in fields}
    flags = {field.encode_name for field in fields if field.type is bool}
    for line, row in rows(name, text):
        plain: dict[str, object] = {key: value for key, value in row.items() if key not in LABELS}
        plain = {key: WORDS.get(str(value), value) if key in flags else value for key, value in plain.items()}
        plain |= {key: row[key] or None for key in unknown & set(row)} | {
            key: row[key].split() for key in several & set(row)
        }
        if COLUMN in plain:
            plain[COLUMN] = read_earlier(name, line, row[COLUMN])
        if set(LABELS) <= set(row):
            plain["label"] = {key.removeprefix("label_"): row[key] for key in LABELS}
        if set(plain) != known:
            raise LawMalformed(name, line, f"columns should be {', '.join(sorted(known))}")
        try:
            yield line, msgspec.convert(plain, shape, strict=False)
        except msgspec.ValidationError as problem:
            raise LawMalformed(name, line, str(problem)) from None
