"""Frequency: common names weigh little in every spelling."""

from __future__ import annotations

import msgspec

from mithaq.names.frequency import COMMONEST_BITS, INITIAL_BITS, RAREST_BITS, FrequencyTable
from mithaq.names.parts import parts


class Row(msgspec.Struct, frozen=True):
    country: str
    name: str
    share: float


ROWS = [
    Row("TN", "محمد", 0.10),
    Row("EG", "محمد", 0.10),
    Row("TN", "قادر", 0.001),
    Row("EG", "عبد القادر", 0.01),
    Row("EG", "علي", 0.9),
]
TABLE = FrequencyTable.from_rows(ROWS)


def bits(name: str) -> float:
    (part,) = parts(name)
    return TABLE.bits(part)


def test_share_is_pooled_over_the_states() -> None:
    assert bits("محمد") == 3.32
    assert bits("Mohammed") == bits("محمد")


def test_compounds_are_counted_as_such() -> None:
    assert bits("Abdelkader") == bits("عبد القادر") < bits("قادر")


def test_bounds() -> None:
    assert bits("الأوتيكي") == RAREST_BITS
    assert bits("علي") >= COMMONEST_BITS
    assert bits("M.") == INITIAL_BITS
    assert FrequencyTable.from_rows([]).bits(parts("محمد")[0]) == RAREST_BITS
