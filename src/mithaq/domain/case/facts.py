"""The facts that statements add to a case, whatever they do to its state. Used by the fold alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case, Goods, Lending, Lodged, Proposal, seconds
from mithaq.domain.case.clocks import sound, stopped
from mithaq.domain.case.fold_desk import answered, receipt
from mithaq.domain.case.guards import Said
from mithaq.domain.case.guards_person import day_ends
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import NEVER
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.stopping import answers, applying

Fields = dict[str, Any]


def noted(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with the facts of the statement."""
    note = NOTES.get(said.type)
    fields = note(case, said, law) if note else {}
    return structs.replace(case, **fields) if fields else case


def stretch_ended(case: Case, said: Said) -> Case:
    """The time in custody added up, once the requested state no longer holds the person for this request.

    Until the act or its signing, whichever is later, so that no day that was served is lost. What still ran then stops;
    what had run out stays so.
    """
    holds = case.held_by == Party.REQUESTED and case.state != CaseState.POSTPONED
    if holds or not case.held_from or case.held_until:
        return case
    until = said.signed if said.when == NEVER else said.when
    held = case.held_before + seconds(case.held_from, until)
    rest = stopped(case.clocks, [run.clock for run in case.clocks if not run.over(until)], until)
    first = case.first_held or case.held_from
    return structs.replace(case, first_held=first, held_until=until, held_before=held, clocks=rest)


def _admitted(case: Case, said: Said, law: CaseLaw) -> Fields:
    body = said.body
    if not isinstance(body, says.DetentionAdmitted):
        return {}
    held = max(case.held_before, body.held_before)
    return {
        "decided_arguable": body.decided, "held_before": held, "held_elsewhere": held, "also": body.also,
        "ordered_for": held if case.rearrest_at else 0,
    }  # fmt: skip


def _counted(case: Case, said: Said, law: CaseLaw) -> Fields:
    """More was served elsewhere than was known. What was counted once stays counted."""
    body = said.body
    if not isinstance(body, says.DetentionCounted) or body.other_facts:
        return {}
    more = max(0, body.held_elsewhere - case.held_elsewhere)
    return {
        "held_before": case.held_before + more, "held_elsewhere": case.held_elsewhere + more,
        "barred_elsewhere": case.barred_elsewhere or body.not_collected,
    }  # fmt: skip


def _arrested(case: Case, said: Said, law: CaseLaw) -> Fields:
    """The first moment of the hold is the earliest that anybody stated. After an earlier stretch a new one begins: the
    person is told the rights anew, and clocks count again, less what was held before.
    """
    body = said.body
    if not isinstance(body, says.PersonArrested):
        return {}
    again = bool(case.held_until)
    held = sound("" if again else case.held_from, body.held_from, body.arrested_at, said.at)
    arrests = sound("" if again else case.arrested_at, body.arrested_at) or sound(said.at)
    fields: Fields = {
        "held_from": held[0] if held else "",
        "arrested_at": arrests[0] if arrests else "",
        "last_arrest": max(case.last_arrest, said.first),
        "held_by": Party.REQUESTED,
    }
    if again:
        fields |= {"held_until": "", "clocks": (), "informed_at": "", "surrender_day": "", "proposal": None}
    if again and case.state in LAWFULLY:
        fields |= {
            "release_due_at": "", "release_reason": "", "lapse_signed_at": "", "noticed_at": "", "released_at": "",
            "release_ground": "",
        }  # fmt: skip
    return fields


LET_GO = frozenset({CaseState.RELEASE_DUE, CaseState.RELEASED})

# In these an arrest after an earlier stretch is lawful: what was due then was done, and its clocks count anew.
LAWFULLY = frozenset({CaseState.ADMITTED, CaseState.ESCAPED})


def _lodged(case: Case, said: Said, law: CaseLaw) -> Fields:
    papers = said.body.papers if isinstance(said.body, says.FileLodged) else ()
    return {"lodged": (*case.lodged, Lodged(said.hash, said.type, papers, lodged_at=said.signed))}


def _received(case: Case, said: Said, law: CaseLaw) -> Fields:
    """Only the requested state's receipt counts; what it received in time answers the document clock."""
    body = said.body
    if not isinstance(body, says.LodgementReceived):
        return {}
    lodged = tuple(receipt(row, said, body) if row.hash == body.of else row for row in case.lodged)
    packs = applying(case, law)
    row = next((row for row in lodged if row.hash == body.of), None)
    if row is not None and answers(row, packs):
        return {"lodged": lodged, "clocks": answered(case, row.received_at)}
    return {"lodged": lodged}


def _removed(case: Case, said: Said, law: CaseLaw) -> Fields:
    to = said.body.to if isinstance(said.body, says.PersonRemoved) else ""
    return {"held_by": Party.REQUESTING if to == case.requesting else None}


def _withdrawn(case: Case, said: Said, law: CaseLaw) -> Fields:
    """On the other title nobody is held for this request any more; a person who was lent is to be returned at once."""
    if case.state == CaseState.POSTPONED:
        return {"held_by": None}
    if case.state != CaseState.LENT or case.lending.withdrawn_at:
        return {}
    due = min(case.lending.due_at or said.signed, said.signed)
    return {"lending": structs.replace(case.lending, withdrawn_at=said.signed, due_at=due)}


def _revoked(case: Case, said: Said, law: CaseLaw) -> Fields:
    """Everything that rested on consent falls; a person who was lent on it is to be returned at once. That nobody came on
    the day of surrender stays a fact (Riyadh 48).
    """
    fields: Fields = {
        "consent_at": "", "decision": None, "court_at": "", "minister_at": "", "proposal": None,
        "surrender_day": case.surrender_day if case.state in LET_GO else "",
    }  # fmt: skip
    lending = case.lending
    if case.state == CaseState.LENT:
        fields["lending"] = structs.replace(lending, due_at=min(lending.due_at or said.signed, said.signed))
    else:
        fields["lending"] = Lending()
    return fields


def _court(case: Case, said: Said, law: CaseLaw) -> Fields:
    return {"court_at": said.when, "ground": getattr(said.body, "ground", "")}


def _minister(case: Case, said: Said, law: CaseLaw) -> Fields:
    if said.body.outcome_code == "granted":
        return {"minister_at": said.when}
    left = {"held_by": None} if case.state == CaseState.POSTPONED else {}
    return {"ground": getattr(said.body, "ground", ""), **left}


def _postponed(case: Case, said: Said, law: CaseLaw) -> Fields:
    title = getattr(said.body, "title", "")
    return {"postponed_for": title, "surrender_day": "", "proposal": None}


def _resumed(case: Case, said: Said, law: CaseLaw) -> Fields:
    """Held for this request again: a new stretch, counted from the earliest that was stated."""
    at = sound(said.body.acted_at, said.at)
    return {
        "postponed_for": "", "held_from": at[0] if at else "", "held_until": "", "clocks": (), "lending": Lending(),
    }  # fmt: skip


def _undertaken(case: Case, said: Said, law: CaseLaw) -> Fields:
    return {"lending": structs.replace(case.lending, undertaken_day=getattr(said.body, "day", ""), return_day="")}


def _agreed(case: Case, said: Said, law: CaseLaw) -> Fields:
    day = getattr(said.body, "day", "")
    return {"lending": structs.replace(case.lending, return_day=day)}


def _lent(case: Case, said: Said, law: CaseLaw) -> Fields:
    """The person is with the requesting state: lent, if it was agreed, until the end of the day agreed."""
    if case.lending.lent_at or not case.lending.return_day:
        return {"held_by": Party.REQUESTING}
    due = day_ends(case.lending.return_day, case, law)
    return {
        "held_by": Party.REQUESTING,
        "lending": structs.replace(case.lending, lent_at=said.when, due_at=due),
    }


def _returned(case: Case, said: Said, law: CaseLaw) -> Fields:
    return {"held_by": None if case.lending.withdrawn_at else Party.REQUESTED}


def _goods(case: Case, said: Said, law: CaseLaw) -> Fields:
    claimed = getattr(said.body, "third_parties", case.goods.third_parties)
    place = {"property.seized": "seized_at", "property.handed": "handed_at"}.get(said.type, "received_at")
    goods: Goods = structs.replace(case.goods, third_parties=claimed, **{place: said.when})
    return {"goods": goods}


def _handed_over(case: Case, said: Said, law: CaseLaw) -> Fields:
    days = said.body.custody_days if isinstance(said.body, says.PersonSurrendered) else None
    counted = {"custody_days": days} if days is not None else {}
    return {"surrendered_at": said.when, "held_by": Party.REQUESTING, **counted}


def _proposed(case: Case, said: Said, law: CaseLaw) -> Fields:
    by = case.party(said.member)
    return {"proposal": Proposal(by, getattr(said.body, "day", ""))} if by else {}


def _gone(field: str) -> Callable[[Case, Said, CaseLaw], Fields]:
    """The person is no longer held by anybody."""
    return lambda case, said, law: {field: said.when, "held_by": None}


def _at(field: str) -> Callable[[Case, Said, CaseLaw], Fields]:
    """The statement sets one instant."""
    return lambda case, said, law: {field: said.when}


NOTES: dict[str, Callable[[Case, Said, CaseLaw], Fields]] = {
    "detention.admitted": _admitted,
    "detention.refused": lambda case, said, law: {"ground": getattr(said.body, "ground", "")},
    "cure.asked": lambda case, said, law: {"cure_at": said.when, "cure_by": getattr(said.body, "by_day", "")},
    "rearrest.ordered": lambda case, said, law: {"rearrest_at": said.first, "ordered_for": case.held_elsewhere},
    "detention.counted": _counted,
    "person.arrested": _arrested,
    "rights.informed": lambda case, said, law: {
        "informed_at": said.when,
        "language": getattr(said.body, "language", ""),
    },
    "warrant.lodged": _lodged,
    "continuation.requested": _lodged,
    "file.lodged": _lodged,
    "lodgement.received": _received,
    "custody.reviewed": _at("reviewed_at"),
    "judge.heard": _at("judge_heard_at"),
    "consent.given": _at("consent_at"),
    "consent.revoked": _revoked,
    "court.decided": _court,
    "appeal.decided": _court,
    "minister.decided": _minister,
    "minister.not_foreseen": _at("minister_absent_at"),
    "surrender.dated": lambda case, said, law: {"surrender_day": getattr(said.body, "day", "")},
    "surrender.redate_proposed": _proposed,
    "surrender.redated": lambda case, said, law: {"surrender_day": getattr(said.body, "day", ""), "proposal": None},
    "surrender.postponed": _postponed,
    "postponement.ended": _resumed,
    "return.undertaken": _undertaken,
    "temporary.agreed": _agreed,
    "person.lent": _lent,
    "person.lent_received": _lent,
    "person.return_received": _returned,
    "property.seized": _goods,
    "property.handed": _goods,
    "property.received": _goods,
    "person.surrendered": _handed_over,
    "surrender.received": _handed_over,
    "speciality.undertaken": _at("speciality_at"),
    "custody.credited": lambda case, said, law: {"credited_days": getattr(said.body, "custody_days", 0)},
    "detention.lapsed": _at("lapse_signed_at"),
    "release.noticed": _at("noticed_at"),
    "request.withdrawn": _withdrawn,
    "person.released": lambda case, said, law: {
        "released_at": said.when,
        "release_ground": getattr(said.body, "ground", ""),
        "held_by": None,
    },
    "person.escaped": _gone("escaped_at"),
    "person.died": _gone("died_at"),
    "person.removed": _removed,
}
