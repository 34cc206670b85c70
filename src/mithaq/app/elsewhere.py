"""What a person was held in other cases beside this one, and that this one does not count yet.

Two states may be asked in parallel, and both may admit before either arrests. The fold of one case cannot know of another,
so the custodian's node states what it knows of them (`detention.counted`): before anybody is arrested, and whenever the word
of a longer detention elsewhere arrives (law.md, the two gates).
"""

from __future__ import annotations

from mithaq.app.case_reading import load
from mithaq.app.custody_elsewhere import await_content, taken
from mithaq.app.earlier import Earlier, earlier_of, of_person, said_in
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.again import EARLIER, counted
from mithaq.domain.case.case import Case
from mithaq.domain.case.events import CaseBody, DetentionCounted, PersonArrested
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.table_beside import COUNTED
from mithaq.search.scales import Scales

EVERY = 10_000_000
BEGINS = frozenset({"person.arrested", "postponement.ended", "rearrest.ordered"})
"""What begins a detention, or lets it begin: before it is said, the other cases are looked at again."""
COUNTING, UNCOUNTED = "detention.counted", "detention.uncounted"


def others_of(reader: Reader, case: Case, at: str, scales: Scales) -> Earlier:
    """The other cases on the person. `unsure` without those of which a prosecutor has found that the facts are others."""
    found, answered = earlier_of(reader, case, at, scales), set((reader.desk.meta(_key(case)) or "").split())
    same = (one for one in found.same if one.transit is None or one.transit.main != case.id)
    return Earlier(tuple(same), tuple(one for one in found.unsure if one.id not in answered))


def uncounted(case: Case, others: tuple[Case, ...], at: str, body: CaseBody | None = None) -> DetentionCounted | None:
    """What there is to state of these cases before `body` is said, or by itself; None where all of it is counted."""
    if lapse(case, at).state not in COUNTED:
        return None
    until = body.held_from if isinstance(body, PersonArrested) and body.held_from < at else at
    said = counted(case, DetentionCounted(), others, until)
    more = said.held_elsewhere > case.held_elsewhere or (said.not_collected and not case.barred_elsewhere)
    return said if more else None


def answered(tx: Writer, case: Case, spoken: CaseBody, beside: Earlier, at: str) -> None:
    """A prosecutor has answered for these cases: counted, or found to be about other facts, so that they are not counted in
    this one.
    """
    if EARLIER in getattr(spoken, "decided", ()) or getattr(spoken, "other_facts", False):
        known = (tx.desk.meta(_key(case)) or "").split()
        tx.desk.put_meta(_key(case), " ".join(dict.fromkeys((*known, *(one.id for one in beside.unsure)))))
    if isinstance(spoken, DetentionCounted):
        tx.desk.finish_tasks(case.id, UNCOUNTED, at)


def affected(tx: Writer, member: str, at: str, scales: Scales) -> list[Case]:
    """The cases in which this state holds the person, or may yet, and which those concern that are to be looked at. They are
    looked at once.
    """
    changed = [load(tx, id) for id in taken(tx)]
    found: dict[str, Case] = {}
    for other in changed:
        for case in _under_way(tx, member, other, at, scales) if other is not None else ():
            found[case.id] = case
    return list(found.values())


def _under_way(tx: Writer, member: str, changed: Case, at: str, scales: Scales) -> list[Case]:
    other = (load(tx, changed.transit.main) if changed.transit is not None else None) or changed
    states = tuple(str(state) for state in COUNTED if state != CaseState.RELEASED)
    rows = tx.register.folds("case", party=member, states=states, limit=EVERY)
    ours = [load(tx, row.id) for row in rows if (row.member, row.partner) == (other.requesting, member)]
    if not ours:
        return []
    said = said_in(tx, other)
    if said is None:
        await_content(tx, other)
    found = of_person(tx, other.requesting, other.alert, said, at, scales)
    near = {one.id for one in (*found.same, *found.unsure)}
    return [one for one in ours if one is not None and (one.id in near or other.id in one.earlier)]


def _key(case: Case) -> str:
    return f"case.other_facts {case.id}"
