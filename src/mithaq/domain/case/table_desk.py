"""The rows about where papers are. They stand wherever papers may still be received."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move
from mithaq.domain.case.rows import ASKS, HOLDS, stay
from mithaq.domain.case.table_after import AFTER
from mithaq.domain.case.table_away import AWAY, MORE
from mithaq.domain.case.table_before import BEFORE
from mithaq.domain.case.table_speciality import SPECIALITY
from mithaq.domain.case.table_transit import TRANSIT


def _desk(state: CaseState) -> tuple[Move, ...]:
    return (
        *stay(state, ASKS, "paper.sent", needs=("paper_unsent",)),
        *stay(state, HOLDS, "paper.received", needs=("paper_not_here", "paper_not_early")),
        *stay(state, HOLDS, "file.forwarded", needs=("received_somewhere",)),
    )


DESK: Mapping[CaseState, tuple[Move, ...]] = {
    state: _desk(state)
    for table in (BEFORE, AWAY, AFTER, MORE, SPECIALITY, TRANSIT)
    for state, rows in table.items()
    if any(row.event == "lodgement.received" for row in rows)
}
