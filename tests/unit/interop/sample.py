"""The synthetic list, whole and altered."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from mithaq.interop.un import UnList, read_list

LIST = Path(__file__).parents[2] / "vectors" / "un" / "list.xml"
TEXT = LIST.read_text(encoding="utf-8")


def read(text: str | bytes) -> UnList:
    """The list in these bytes."""
    return read_list(BytesIO(text if isinstance(text, bytes) else text.encode()))


def altered(old: str, new: str) -> str:
    """The synthetic list with the first `old` replaced, which has to be there."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def person(inner: str = "", number: str = "1", name: str = "<FIRST_NAME>A</FIRST_NAME>") -> str:
    """One INDIVIDUAL."""
    return f"<INDIVIDUAL><DATAID>{number}</DATAID>{name}{inner}</INDIVIDUAL>"


def listed(*people: str) -> str:
    """A list of these individuals."""
    return f"<CONSOLIDATED_LIST><INDIVIDUALS>{''.join(people)}</INDIVIDUALS></CONSOLIDATED_LIST>"


def line_of(text: str, what: str) -> int:
    """The line on which `what` first stands."""
    return text[: text.index(what)].count("\n") + 1
