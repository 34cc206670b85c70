"""Which cases changed so that other cases on the person are to be looked at: written down, and looked at once."""

from __future__ import annotations

from mithaq.app.case_reading import load
from mithaq.app.duplicates import OPEN
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.table_beside import RANKED
from mithaq.domain.case.whereabouts import gone_at

TO_RANK, GONE = "requests.rank", "person.gone"
ADMITTED, MOVED = "person.admitted_here", "person.moved_here"
"""Under these stand the ids of the cases that are to be looked at."""


def follow_person(tx: Writer, before: Case | None, after: Case, member: str) -> None:
    """A case in which this state is asked has changed: what it asked of the prosecutor is done with, and what bears on other
    cases is looked at in the next round.
    """
    if after.requested != member or after.transit is not None or before is None:
        return
    if after.place != before.place or (before.state in RANKED and after.state not in RANKED):
        tx.desk.finish_tasks(after.id, TO_RANK, after.place.at if after.place else after.since)
    over = before.state in OPEN and after.state not in OPEN
    if over or gone_at(before) != gone_at(after) or before.arrested_at != after.arrested_at:
        tx.desk.finish_tasks(after.id, GONE, after.since)
    if after.state == CaseState.ADMITTED != before.state:
        _add(tx, ADMITTED, after.id)
    if custody(before) != custody(after):
        _add(tx, MOVED, after.id)


def custody(case: Case) -> tuple[str, ...]:
    """Who has the person by this case, and since when nobody here has."""
    return (str(case.held_by or ""), case.surrendered_at, gone_at(case))


def waiting(reader: Reader, key: str) -> list[str]:
    """The ids of the cases that are to be looked at."""
    return (reader.desk.meta(key) or "").split()


def taken(tx: Writer, key: str) -> list[Case]:
    """These cases, and none is left."""
    found = [load(tx, id) for id in waiting(tx, key)]
    tx.desk.put_meta(key, "")
    return [one for one in found if one is not None]


def _add(tx: Writer, key: str, id: str) -> None:
    tx.desk.put_meta(key, " ".join(dict.fromkeys((*waiting(tx, key), id))))
