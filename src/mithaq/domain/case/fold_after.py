"""The facts that statements after and beside the main path add to a case. Called by `fold.py`; total, no clock."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case import events_beside as beside
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import days_end, instant, zone_of
from mithaq.domain.case.events_after import PersonRemoved
from mithaq.domain.case.events_before import AppealDecided, CourtDecided, DetentionRefused, MessageSent
from mithaq.domain.case.events_counsel import CounselNamed, CounselRelieved
from mithaq.domain.case.events_person import MinisterDecided
from mithaq.domain.case.facts_after import MAX_FACTS, Place, Prosecution, Removal
from mithaq.domain.case.fold_desk import of_desk
from mithaq.domain.case.fold_floor import of_floor
from mithaq.domain.case.fold_speciality import of_speciality
from mithaq.domain.case.fold_transit import of_transit, opened
from mithaq.domain.case.moves import Party
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due

__all__ = ["noted_after", "opened", "taken"]

OWN_NATIONAL = "own_national"
"""The ground of refusal that obliges to prosecute instead (Riyadh 39)."""


def noted_after(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with what this statement adds; the same case where it adds nothing, as most do: letters."""
    if isinstance(said.body, MessageSent):
        return case
    for of in FACTS:
        case = of(case, said, law)
    return case


def _of_removal(case: Case, said: Said, law: CaseLaw) -> Case:
    match said.body:
        case PersonRemoved() | beside.RemovalReported():
            return _removed(case, said, said.body)
        case beside.RemovalAnswered():
            return _removal_answered(case, said, said.body)
        case _:
            return case


def _removed(case: Case, said: Said, body: PersonRemoved | beside.RemovalReported) -> Case:
    """A removal that was stated. Beyond the bound the breach is still on the case."""
    if len(case.removals) >= MAX_FACTS:
        return case
    reported = isinstance(body, beside.RemovalReported)
    return structs.replace(case, removals=(*case.removals, Removal(said.hash, said.signed, body.to, reported)))


def taken(case: Case, said: Said) -> Case:
    """The person is with the requesting state though nothing carries it: a removal like those that are stated, which the
    commission answers, which is counted and which suspends the pair.
    """
    if len(case.removals) >= MAX_FACTS:
        return case
    return structs.replace(case, removals=(*case.removals, Removal(said.hash, said.signed, case.requesting)))


def _removal_answered(case: Case, said: Said, body: beside.RemovalAnswered) -> Case:
    """The commission's answer; where it finds what counsel reported, it also says who holds the person now."""
    answered = next((one for one in case.removals if one.hash == body.of), None)
    removals = tuple(
        structs.replace(one, answer=body.outcome, answered_at=said.signed) if one is answered else one
        for one in case.removals
    )
    case = structs.replace(case, removals=removals)
    if answered is None or not answered.reported or body.outcome != "found" or case.surrendered_at:
        return case
    return structs.replace(case, held_by=Party.REQUESTING if answered.to == case.requesting else None)


def _of_prosecution(case: Case, said: Said, law: CaseLaw) -> Case:
    """Refusing a national obliges to prosecute him where the pack says so; an undertaking counts anew, a report ends the
    waiting, and so does the word that nothing is owed.
    """
    body, owed, instrument = said.body, case.prosecution, law.instruments.get(case.instrument)
    decided = isinstance(body, DetentionRefused | CourtDecided | AppealDecided | MinisterDecided)
    refused = decided and getattr(body, "ground", "") == OWN_NATIONAL
    if refused and instrument and instrument.rule("prosecute_own"):
        return structs.replace(case, prosecution=Prosecution(said.when, _silence(case, said, law)))
    if owed is None:
        return case
    if isinstance(body, beside.ProsecutionUndertaken):
        owed = structs.replace(owed, undertaken_at=said.signed, not_owed_at="", due_at=_silence(case, said, law))
    elif isinstance(body, beside.ProsecutionNotOwed):
        owed = structs.replace(owed, not_owed_at=said.signed, due_at="")
    elif isinstance(body, beside.ProsecutionReported):
        due = _silence(case, said, law) if body.outcome == "pending" else ""
        owed = structs.replace(owed, reported_at=said.signed, outcome=body.outcome, due_at=due)
    return structs.replace(case, prosecution=owed)


def _silence(case: Case, said: Said, law: CaseLaw) -> str:
    """When a silence that begins now is too long; empty where no rule says so. Days count as those of every clock of the
    case do: local days of the requested state, which owes the word, from that of the start to the midnight that closes the
    last.
    """
    rule, start = law.house.get("prosecution_word"), instant(said.when)
    if rule is None or start is None:
        return ""
    zone = zone_of(law.zones.get(case.requested, ""))
    first = start.astimezone(zone).date()
    days = rule.on(first).number
    return text(days_end(first, days, zone) if rule.unit == "days" else due(rule, start, zone))


def _of_ranking(case: Case, said: Said, law: CaseLaw) -> Case:
    body = said.body
    if not isinstance(body, beside.RequestsRanked):
        return case
    return structs.replace(case, place=Place(body.place, body.among, body.reasons, said.signed))


def _of_counsel(case: Case, said: Said, law: CaseLaw) -> Case:
    match said.body:
        case CounselNamed(counsel=one):
            return structs.replace(case, counsel=(*case.counsel, one))
        case CounselRelieved(counsel=one):
            return structs.replace(case, counsel=tuple(other for other in case.counsel if other != one))
        case _:
            return case


FACTS = (_of_counsel, _of_ranking, _of_removal, _of_prosecution, of_desk, of_speciality, of_transit, of_floor)
