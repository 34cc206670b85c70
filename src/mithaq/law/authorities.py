"""Reads the directory of competent authorities. Invented rows exist only on a demonstration node."""

from __future__ import annotations

from mithaq.domain.authority import Authority
from mithaq.law.known import Known
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped


def load_authorities(*, demo: bool = False, known: Known | None = None) -> tuple[Authority, ...]:
    """`authorities.csv`; `demo` adds the rows marked synthetic. Raises LawMalformed."""
    return read_authorities("authorities.csv", shipped("authorities.csv"), demo=demo, known=known)


def read_authorities(name: str, text: str, *, demo: bool, known: Known | None = None) -> tuple[Authority, ...]:
    """The directory from its text. Raises LawMalformed: nobody is to be called on a number without a source."""
    found: dict[tuple[str, str, str], Authority] = {}
    for line, row in converted(name, text, Authority, several=frozenset({"languages"})):
        key = (row.state, row.instrument, row.act)
        if not row.source and any((row.telephone, row.languages, row.hours, row.legalisation, row.fee, row.electronic)):
            raise LawMalformed(name, line, "what is known has a source")
        if row.synthetic and row.confirmed:
            raise LawMalformed(name, line, "what is invented is not confirmed")
        problem = known.problem(row.state, row.instrument) if known else ""
        if problem:
            raise LawMalformed(name, line, problem)
        if key in found:
            raise LawMalformed(name, line, f"{' '.join(key)} stands twice")
        found[key] = row
    return tuple(row for row in found.values() if demo or not row.synthetic)
