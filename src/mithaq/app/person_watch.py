"""What happens to a person in one case is told in the other cases on him here: to the prosecutor, and to every counsel.

The fold of a case cannot know of another (`person_follow`). Nothing is signed, and no requesting state learns of another's
request.
"""

from __future__ import annotations

import hashlib

from mithaq.app.alarms import CUSTODY
from mithaq.app.duplicates import OPEN
from mithaq.app.node import Node
from mithaq.app.person_follow import ADMITTED, GONE, MOVED, TO_RANK, custody, taken, waiting
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Writer
from mithaq.app.whereabouts import COMPETES, others_on_person
from mithaq.domain.case.case import Case
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.table_beside import RANKED
from mithaq.domain.case.whereabouts import gone_at
from mithaq.domain.instant import text


def watch_person(node: Node) -> None:
    """Tell the other cases on a person what became of him since the last round, and who has to rank the requests for him."""
    with node.store.read() as reader:
        if not any(waiting(reader, key) for key in (ADMITTED, MOVED)):
            return
    now = text(node.now())
    with node.write() as tx:
        for case in taken(tx.store, ADMITTED):
            _of_admission(tx.store, case, now)
        for case in taken(tx.store, MOVED):
            _of_custody(tx.store, case, now)


def _of_admission(tx: Writer, case: Case, now: str) -> None:
    """Every request that competes gets a place, the old ones a new one among more; and one that is admitted for somebody who
    is gone says so.
    """
    foreign = [one for one in others_on_person(tx, case, _matters) if one.requesting != case.requesting]
    competing = [case, *(one for one in foreign if one.state in COMPETES)]
    if len(competing) > 1 and any(one.place is None or one.place.among < len(competing) for one in competing):
        together = sorted(one.id for one in competing)
        for one in competing:
            if one.state in RANKED:
                _put(tx, "prosecutor", TO_RANK, one.id, now, *together)
    for one in foreign:
        if gone_at(one) > case.arrested_at:
            _put(tx, "prosecutor", GONE, case.id, now, *_became(one))


def _matters(case: Case) -> bool:
    return case.state in COMPETES or bool(gone_at(case))


def _of_custody(tx: Writer, case: Case, now: str) -> None:
    """Counsel of every case on the person is told of a transfer, and each case that rests on having him is answered."""
    gone = gone_at(case)
    for one in others_on_person(tx, case, lambda one: one.state != CaseState.CLOSED):
        if one.counsel:
            _put(tx, "counsel", CUSTODY, one.id, now, *_became(case))
        if gone and one.state in OPEN and not gone_at(one) and one.arrested_at <= gone:
            _put(tx, "prosecutor", GONE, one.id, now, *_became(case))


def _became(case: Case) -> tuple[str, ...]:
    return (case.id, str(case.state), case.since, *custody(case))


def _put(tx: Writer, role: str, code: str, subject: str, now: str, *because: str) -> None:
    """`because`: what is told; anything else is another task."""
    id = hashlib.sha256("\0".join((subject, code, *because)).encode()).hexdigest()[:24]
    tx.desk.put_task(TaskRow(f"t-{id}", role, code, subject, now))
