"""Offences and what they carry: rows of `offences.csv` and `penalties.csv`.

The catalogue is the UNODC's International Classification of Crime for Statistical Purposes (ICCS), as far as it
matters for extradition. It names acts; what an act carries, only a state's own law says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from mithaq.domain.instrument import Months, OffenceClass, Words


class OffenceKind(Struct, frozen=True):
    """A row of the catalogue: the ICCS code, its name, and which instruments may speak of it.

    *Excluded* is what no alert is for: expression, belief, membership, debt, family matters, public morals (law.md,
    *Excluded*).
    """

    code: str
    klass: OffenceClass = field(name="class")
    label: Words


class Penalty(Struct, frozen=True):
    """What the law of one state says of one offence, in months of imprisonment. A maximum of 0: not punishable there.

    Empty is not known. `discretionary`: the law leaves the term to the court. `synthetic`: invented, for a
    demonstration.
    """

    state: str
    offence: str
    article: str
    minimum_months: Months | None
    maximum_months: Months | None
    discretionary: bool
    synthetic: bool
    confirmed: bool
    source: str

    @property
    def counts(self) -> bool:
        """Whether a test may rest on the row: somebody confirmed it, or all of it is a demonstration."""
        return self.confirmed or self.synthetic


Penalties = Mapping[tuple[str, str], Penalty]
"""By state and offence code."""

Term = int | Literal["discretionary", "unknown"]
"""The longest imprisonment in months, or why there is no number."""


def term(penalties: Penalties, state: str, offence: str) -> Term:
    """What the state's law carries for the offence, as far as the table knows. An empty penalty is *unknown*."""
    row = penalties.get((state, offence))
    if row is None or not row.counts:
        return "unknown"
    if row.discretionary:
        return "discretionary"
    return "unknown" if row.maximum_months is None else row.maximum_months


def class_of(offences: Mapping[str, OffenceKind], code: str) -> OffenceClass | None:
    """The class of the offence; None for a code that the catalogue does not know."""
    kind = offences.get(code)
    return kind.klass if kind else None
