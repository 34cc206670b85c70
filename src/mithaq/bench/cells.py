"""What stands in a cell: a birth date, a country, a judgement."""

from __future__ import annotations

from mithaq.bench.tables import TableError
from mithaq.domain.countries import is_country
from mithaq.search.births import read_birth

SEVERAL = "|"
"""Between several values of one cell."""


def needed(cell: str, table: str, column: str, line: int) -> str:
    """The cell, which must not be empty. Raises TableError ``bench.blank``."""
    if not cell:
        raise TableError("bench.blank", f"{table}: {column}", line)
    return cell


def births(cell: str, table: str, line: int, *, free: bool = False) -> tuple[str, ...]:
    """ISO dates, to the day, month or year, or a range of years; what else stands there is left out if `free`.

    Raises TableError ``bench.birth`` if not.
    """
    parts = tuple(dict.fromkeys(part.strip() for part in cell.split(SEVERAL) if part.strip()))
    found = tuple(part for part in parts if read_birth(part))
    if len(found) < len(parts) and not free:
        raise TableError("bench.birth", f"{table}: dob", line)
    return found


def countries(cell: str, table: str, line: int) -> tuple[str, ...]:
    """ISO codes of two letters, in capitals whatever stood there. Raises TableError ``bench.country``."""
    found = tuple(dict.fromkeys(part.strip().upper() for part in cell.split(SEVERAL) if part.strip()))
    if not all(map(is_country, found)):
        raise TableError("bench.country", f"{table}: country", line)
    return found


def judged(cell: str, table: str, line: int) -> bool:
    """1 for a match, 0 for none. Raises TableError ``bench.match``."""
    if cell not in ("0", "1"):
        raise TableError("bench.match", f"{table}: is_match", line)
    return cell == "1"
