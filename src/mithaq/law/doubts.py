"""What of the law is not to be trusted yet: rules that nobody confirmed, and rows invented for a demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from mithaq.domain.instrument import Instrument, Words
from mithaq.law.tables import rows, shipped

INVENTED = (
    "authorities.csv", "clearing.csv", "domestic_clocks.csv", "effect.csv", "holidays.csv", "penalties.csv",
    "procedures.csv",
)  # fmt: skip
"""The tables that may have rows marked synthetic."""


class Doubt(Struct, frozen=True):
    """One rule of an instrument that is to be confirmed against the official text, in our own words."""

    instrument: str
    article: str
    says: Words


def doubts(pack: Instrument) -> Iterator[Doubt]:
    """The rules of the pack that nobody confirmed; those of the house are no law and have none."""
    for rule in pack.rules:
        if not rule.confirmed and not rule.house:
            yield Doubt(pack.id, rule.article, rule.summary)


def invented() -> Mapping[str, int]:
    """How many rows of each table are synthetic: outside a demonstration none of them is read into the law."""
    counts = {name: sum(row["synthetic"] == "yes" for _, row in rows(name, shipped(name))) for name in INVENTED}
    return {name: count for name, count in counts.items() if count}
