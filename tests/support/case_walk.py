"""Walks a case breadth first: every statement of every party, in every order, as far as anything new comes.

Time stands still on one day of the detention, so that no clock cuts a path short: what must not happen may not happen
even with all the time in the world.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from mithaq.domain.case import events as says
from mithaq.domain.case import events_floor as floor
from mithaq.domain.case.case import Case
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.fold_floor import MINOR, TORTURE
from mithaq.domain.case.guards_person import REARREST_AFTER
from mithaq.domain.case.states import TRANSITIONS, CaseState, Party
from mithaq.domain.instant import text
from tests.support import case_variants
from tests.unit.domain.case.story import ALL_PAPERS, JO, OC, TN, Story, days, law, said

S = CaseState
NOW = days(case_variants.NOW)
HANDED_OVER = frozenset({S.SURRENDERED, S.RECEIVED, S.SPECIALITY})
PROCEDURE = {"detention.admitted", "person.arrested", "rights.informed", "lodgement.received", "court.decided"}
"""Without each of these nobody is handed over."""

FLOOR_TYPES = (
    "assurance.asked",
    "assurance.given",
    "assurance.declined",
    "minor.noted",
    "interest.weighed",
    "risk.assessed",
)
# They change nothing that another statement asks for on the way to a hand-over.
BESIDE = {
    "message.sent", "cure.asked", "judge.heard", "custody.credited", "warrant.lodged", "continuation.requested",
    "surrender.redate_proposed", "surrender.redated", "detention.extended", "detention.lapsed",
    "release.noticed",
    "removal.reported", "removal.answered", "requests.ranked", "counsel.named", "counsel.relieved", "filing.lodged",
    "filing.shared", "paper.sent", "paper.received", "file.forwarded", "prosecution.undertaken", "prosecution.reported",
    "prosecution.not_owed",
    "speciality.consent_asked", "speciality.consent_given", "speciality.consent_refused", "onward.asked",
    "onward.consented", "onward.refused", "charge.recharacterised", "release.final", "stay.stated",
    "speciality.breached",
}  # fmt: skip
ENDED = frozenset({S.WITHDRAWN, S.REFUSED, S.REMOVED, S.DIED, S.CLOSED})
WITH_FLOOR = tuple(name for name in says.CASE_TYPES if name not in BESIDE and not name.startswith("property."))
TYPES = tuple(name for name in WITH_FLOOR if name not in FLOOR_TYPES)
AGAINST = {"against", "real_risk"}
OVERSEEN = {row.event for rows in TRANSITIONS.values() for row in rows if row.by == Party.COMMISSION}

Bodies = Callable[[str, Case], Iterable[says.CaseBody]]


class Place(Struct, frozen=True):
    """A case, which statements of the procedure had their effect on the way, and whether a court found against it."""

    case: Case
    passed: frozenset[str]
    against: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """What decides how it can go on: two places with the same key are one."""
        case, lending = self.case, self.case.lending
        if case.state in ENDED:
            return case.state, case.held_by, bool(case.surrendered_at), bool(case.breaches)
        facts = (case.informed_at, case.consent_at, case.court_at, case.minister_at, case.minister_absent_at)
        dates = (case.held_until, case.released_at, case.surrendered_at)
        loan = (lending.undertaken_day, lending.return_day, lending.lent_at, lending.withdrawn_at)
        received = tuple(bool(row.received_at) for row in case.lodged)
        return (
            case.state, case.decision, case.held_by, *_passage(case), case.release_reason in REARREST_AFTER, received,
            *map(bool, facts), case.surrender_day, *map(bool, dates), *map(bool, loan), self.passed, *_floor(case),
            self.against,
        )  # fmt: skip


def _passage(case: Case) -> tuple[bool, bool]:
    return case.transit is not None, bool(case.transit and case.transit.permitted_at)


def _floor(case: Case) -> tuple[bool, ...]:
    kept = case.floor
    asked = bool(kept.assurances), bool(kept.missing)
    return (*asked, *map(bool, (kept.minor_at, kept.interest_at, kept.flagged_at, kept.risk_at)))


def walk(started: Iterable[Story], types: Sequence[str], bodies: Bodies) -> tuple[Place, ...]:
    """Every place that these statements lead to from these beginnings."""
    found = {place.key: place for place in (Place(story.now, frozenset()) for story in started)}
    queue = deque(found.values())
    while queue:
        place = queue.popleft()
        for after in reached(place, types, bodies):
            if after.key not in found:
                found[after.key] = after
                queue.append(after)
    return tuple(found.values())


def reached(place: Place, types: Sequence[str], bodies: Bodies) -> list[Place]:
    """The places one statement further."""
    found = []
    for type in types:
        for body in bodies(type, place.case):
            for member in (TN, JO, OC) if type in OVERSEEN else (TN, JO):
                event = said(type, member, body, NOW, 900 + len(place.case.lodged) + len(place.case.floor.assurances))
                case = evolve(place.case, event, law())
                assert case is not None
                if case.voids == place.case.voids:
                    passed = place.passed | ({type} & PROCEDURE if body.outcome_code in ("", "granted") else set())
                    found.append(Place(case, frozenset(passed), place.against or body.outcome_code in AGAINST))
    return found


def plain_bodies(type: str, case: Case) -> Iterable[says.CaseBody]:
    """The statement in every form that might fit, the first arrest and the first complete file as they should be."""
    if type == "person.arrested":
        return [says.PersonArrested(text(days(15)), text(days(15)))]
    if type == "file.lodged":
        return [] if case.lodged else [says.FileLodged(ALL_PAPERS)]
    return case_variants.bodies(type, case)


TODAY, TOMORROW = text(NOW)[:10], text(days(case_variants.NOW + 1))[:10]


def floor_bodies(type: str, case: Case) -> Iterable[says.CaseBody]:
    """The same, with what the admission may say of the floor, one matter to be assured of, and dates that have not come."""
    match type:
        case "detention.admitted":
            tests = ((), (MINOR,), (TORTURE,), (MINOR, TORTURE))
            return [says.DetentionAdmitted(decided=decided) for decided in tests]
        case "assurance.given":
            return [floor.AssuranceGiven(one.hash) for one in case.floor.assurances]
        case "assurance.declined":
            return [floor.AssuranceDeclined(one.hash) for one in case.floor.assurances]
        case "person.released":
            return [says.PersonReleased(text(NOW), "with_measures")]  # after which a new arrest may be ordered
        case "surrender.dated":
            return [says.SurrenderDated(TODAY), says.SurrenderDated(TOMORROW)]
        case _:
            return plain_bodies(type, case)


def unkept(place: Place) -> list[str]:
    """What of the floor was not kept in a place where the person is with the requesting state."""
    case, kept = place.case, place.case.floor
    lent = case.state == S.LENT
    day = case.lending.return_day if lent else case.surrender_day
    found = {
        "procedure": not place.passed >= PROCEDURE,
        "minor": bool(kept.minor_at) and not kept.interest_at,
        "risk": bool(kept.flagged_at) and kept.risk_at < kept.flagged_at,
        "assurances": bool(kept.missing),
        "against": place.against,
        "day": not day or (not lent and day > TODAY),
    }
    return [name for name, broken in found.items() if broken]
