"""Reads the catalogue of offences, and what they carry. Invented penalties exist only on a demonstration node."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.offence import OffenceKind, Penalties, Penalty
from mithaq.law.known import Known
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

MONTHS = frozenset({"minimum_months", "maximum_months"})


def load_offences() -> Mapping[str, OffenceKind]:
    """`offences.csv` by code. Raises LawMalformed."""
    return read_offences("offences.csv", shipped("offences.csv"))


def load_penalties(offences: Mapping[str, OffenceKind], *, demo: bool = False, known: Known | None = None) -> Penalties:
    """`penalties.csv` by state and offence; `demo` adds the rows marked synthetic. Raises LawMalformed."""
    return read_penalties("penalties.csv", shipped("penalties.csv"), offences, demo=demo, known=known)


def read_offences(name: str, text: str) -> Mapping[str, OffenceKind]:
    """The catalogue from its text. An ICCS code has 2, 4, 5 or 6 digits. Raises LawMalformed."""
    found: dict[str, OffenceKind] = {}
    for line, kind in converted(name, text, OffenceKind):
        if not (kind.code.isascii() and kind.code.isdigit() and len(kind.code) in (2, 4, 5, 6)):
            raise LawMalformed(name, line, "an ICCS code has 2, 4, 5 or 6 digits")
        if kind.code in found:
            raise LawMalformed(name, line, f"{kind.code} stands twice")
        found[kind.code] = kind
    return found


def read_penalties(
    name: str, text: str, offences: Mapping[str, OffenceKind], *, demo: bool, known: Known | None = None
) -> Penalties:
    """The penalties from their text. Raises LawMalformed."""
    found: dict[tuple[str, str], Penalty] = {}
    for line, row in converted(name, text, Penalty, unknown=MONTHS):
        key = (row.state, row.offence)
        problem = _problem(row, offences) or (known.problem(row.state) if known else "")
        problem = problem or (f"{row.state} {row.offence} stands twice" if key in found else "")
        if problem:
            raise LawMalformed(name, line, problem)
        found[key] = row
    return {key: row for key, row in found.items() if demo or not row.synthetic}


def _problem(row: Penalty, offences: Mapping[str, OffenceKind]) -> str:
    """What is wrong with a row of the right shape; empty if nothing is."""
    low, high = row.minimum_months, row.maximum_months
    if row.offence not in offences:
        return f"{row.offence} is not in the catalogue"
    if row.synthetic and row.confirmed:
        return "what is invented is not confirmed"
    if row.confirmed and not row.source:
        return "what is confirmed names its source"
    if row.discretionary and (low is not None or high is not None):
        return "a penalty left to the court has no limits"
    if low is not None and (high is None or low > high):
        return "the minimum is not above the maximum"
    return ""
