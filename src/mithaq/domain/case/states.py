"""The case as one literal table: in which state, which party, by which statement, may bring it where.

Read a row as a sentence: *in ARRESTED the requested state, by rights.informed, brings the case to INFORMED,
if the rights are complete*. What is not a row has no effect. `tests/unit/domain/case/test_paths.py` walks the
table.
"""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CUSTODY, PASSING, CaseState, Move, Party
from mithaq.domain.case.table_after import AFTER
from mithaq.domain.case.table_away import AWAY, MORE
from mithaq.domain.case.table_before import BEFORE
from mithaq.domain.case.table_beside import BESIDE
from mithaq.domain.case.table_desk import DESK
from mithaq.domain.case.table_floor import FLOOR
from mithaq.domain.case.table_speciality import SPECIALITY
from mithaq.domain.case.table_transit import TRANSIT
from mithaq.domain.instrument import Clock

__all__ = ["CUSTODY", "PASSING", "TRANSITIONS", "CaseState", "Clock", "Move", "Party"]

TABLES = (BEFORE, AWAY, AFTER, MORE, SPECIALITY, BESIDE, DESK, TRANSIT, FLOOR)
"""In the order in which their rows are tried."""

TRANSITIONS: Mapping[CaseState, tuple[Move, ...]] = {
    state: tuple(row for table in TABLES for row in table.get(state, ())) for state in CaseState
}
