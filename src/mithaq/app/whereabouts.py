"""Whether the person of a case is still here, and whether it is this request's turn: what the other cases on him say.

One person can be handed to one state. Where several ask for him, each case is folded for itself, and the node of the state
that has him asks the others before its officers sign a date, a lending or a hand-over (Riyadh 46, 49).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mithaq.app.case_reading import decoded, request_paper
from mithaq.app.ports.store import Reader
from mithaq.app.same_facts import is_one
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import sound
from mithaq.domain.case.events import CaseBody, PersonArrested
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.table_beside import RANKED
from mithaq.domain.case.whereabouts import gone_at, is_kept_away
from mithaq.domain.errors import Refusal

EVERY = 10_000_000
PROMISES = frozenset({"surrender.dated", "surrender.redated", "temporary.agreed"})
"""By these a state says when it hands the person over."""
HANDS_OVER = PROMISES | {"person.lent", "person.surrendered"}
COMPETES = RANKED | {CaseState.DATED}


def check_here(reader: Reader, case: Case, type: str, body: CaseBody, *, noted: bool) -> None:
    """Raises Refusal ``person.not_here``, which names the case, where another state's case says that the person was handed
    over, lent, removed, escaped or died, and he was not arrested in this one since; ``requests.unranked`` and
    ``requests.other_dated`` where a date is to be given while another state's turn is not settled.

    An arrest that happened all the same is stated with a note (`noted`); since the latest that is stated, he is here.
    """
    arrest = isinstance(body, PersonArrested) and not noted
    if case.transit is not None or not (arrest or type in HANDS_OVER):
        return
    gone = is_kept_away if arrest else gone_at
    shown = body.arrested_at if isinstance(body, PersonArrested) else ""
    for other in others_on_person(reader, case, lambda one: bool(gone(one)) and one.requesting != case.requesting):
        if not _is_here(case, gone_at(other), shown):
            raise Refusal("person.not_here", other.id)
    if type in PROMISES:
        _check_turn(reader, case)


def _is_here(case: Case, gone: str, arrested_at: str) -> bool:
    """An arrest in this case after he was gone shows that he came back; one that is stated for before that shows nothing
    against it.
    """
    if arrested_at:
        return (sound(arrested_at) or (gone,))[0] < gone
    return case.last_arrest > gone


def _check_turn(reader: Reader, case: Case) -> None:
    """Each request has a place, and no other stands level with the first; one behind it is deferred by its own rules."""
    place = case.place.place if case.place is not None else 0
    for other in others_on_person(
        reader, case, lambda one: one.state in COMPETES and one.requesting != case.requesting
    ):
        if other.state == CaseState.DATED:
            raise Refusal("requests.other_dated", other.id)
        if not place or other.place is None or other.place.place == place == 1:
            raise Refusal("requests.unranked", other.id)


def others_on_person(reader: Reader, case: Case, matters: Callable[[Case], bool]) -> Iterator[Case]:
    """The other cases of the requested state on this person, among those that matter: of these the papers are compared."""
    paper = request_paper(reader, case.id)
    if paper is None:
        return
    rows = reader.register.folds("case", party=case.requested, limit=EVERY)
    for row in rows:
        if row.id == case.id or row.partner != case.requested:
            continue
        other = decoded(row)
        if other.transit is None and matters(other) and _speak_of_one(paper, request_paper(reader, other.id)):
            yield other


def _speak_of_one(paper: DetentionRequest, other: DetentionRequest | None) -> bool:
    return other is not None and is_one(paper.identity, other.identity)
