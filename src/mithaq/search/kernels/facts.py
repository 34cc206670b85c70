"""What sex and nationality say."""

from __future__ import annotations

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.question import SEX, STATES
from mithaq.search.kernels.shapes import Asked, Evidence

MALE_OR_FEMALE = 3
"""The bits of `Segment.fact_table` that say the sex."""


@kernel
def most_other_bits(asked: Asked, evidence: Evidence) -> int:
    """The most that `other_bits` may be."""
    found = evidence.sex_same if asked.facts[SEX] else 0
    return found + evidence.nationality_same if asked.facts[STATES] else found


@kernel
def other_bits(facts: int, asked: Asked, evidence: Evidence) -> int:
    """What sex and nationality say, where both sides know them."""
    found = 0
    sex = facts & MALE_OR_FEMALE
    if sex and asked.facts[SEX]:
        found += evidence.sex_same if sex == asked.facts[SEX] else evidence.sex_other
    states = facts >> 2
    if states and asked.facts[STATES]:
        found += evidence.nationality_same if states & asked.facts[STATES] else evidence.nationality_other
    return found
