"""The guards of what lies after and beside the main path. See `guards.py` for how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case.case import Case
from mithaq.domain.case.events_beside import RemovalAnswered, RequestsRanked
from mithaq.domain.case.events_counsel import CounselNamed, CounselRelieved
from mithaq.domain.case.events_transit import TransitRequested
from mithaq.domain.case.facts_after import Removal
from mithaq.domain.case.guards_desk import GUARDS_DESK
from mithaq.domain.case.guards_floor import GUARDS_FLOOR
from mithaq.domain.case.guards_speciality import GUARDS_SPECIALITY
from mithaq.domain.case.moves import Party
from mithaq.domain.case.rules import CaseLaw, cites
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal

MAX_COUNSEL = 10
"""More lawyers than one person has at a time, and few enough to read."""


def open_removal(case: Case, said: Said) -> Removal | None:
    """The stated removal that this statement of the commission answers, if nobody has answered it."""
    of = said.body.of if isinstance(said.body, RemovalAnswered) else ""
    return next((one for one in case.removals if one.hash == of and not one.answer), None)


def _removal_open(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if open_removal(case, said) else Refusal("removal.unknown", "of")


def _removal_reported(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Only counsel's word still has to move the case; a party's own did so when it was said."""
    one = open_removal(case, said)
    return None if one is not None and one.reported else Refusal("removal.unknown", "of")


def _in_transit(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.transit is not None else Refusal("transit.none", "case")


def _held_on_the_way(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    held = case.transit is not None and case.held_by == Party.REQUESTED
    return None if held else Refusal("case.not_possible", case.state.value)


def _transit_permitted(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    permitted = case.transit is not None and case.transit.permitted_at
    return None if permitted else Refusal("transit.not_permitted", "case")


def _granted_cited(said: Said, law: CaseLaw) -> Refusal | None:
    """Transit serves a surrender that another state granted: that decision is cited. Nobody passes through the state
    that decided, nor through his own.
    """
    body = said.body
    if isinstance(body, TransitRequested) and cites(said.cites, body.holder, body.granted):
        sides = {said.member, body.requested, body.holder}
        return None if len(sides) == 3 else Refusal("transit.same_state", "requested")
    return Refusal("transit.no_granted_case", "granted")


def _own_national_refused(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.prosecution is not None else Refusal("prosecution.not_owed", "ground")


def _prosecution_undertaken(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    undertaken = case.prosecution is not None and case.prosecution.undertaken_at
    return None if undertaken else Refusal("prosecution.not_undertaken", "case")


def _prosecution_not_undertaken(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Whoever undertook to prosecute reports what came of it; nobody takes the undertaking back."""
    undertaken = case.prosecution is not None and case.prosecution.undertaken_at
    return Refusal("prosecution.undertaken", "case") if undertaken else None


def _place_among(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    body = said.body
    within = isinstance(body, RequestsRanked) and body.place <= body.among
    return None if within else Refusal("requests.place_invalid", "place")


def _not_deferred(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """No date of surrender to a state behind which another stands; a new ranking may change that."""
    return Refusal("requests.deferred", "place") if case.place is not None and case.place.deferred else None


def _counsel_not_named(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    body = said.body
    known = isinstance(body, CounselNamed) and body.counsel in case.counsel
    return Refusal("counsel.named", "counsel") if known or len(case.counsel) >= MAX_COUNSEL else None


def _counsel_named(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Somebody was named; whoever is to be relieved is one of them."""
    body = said.body
    known = body.counsel in case.counsel if isinstance(body, CounselRelieved) else bool(case.counsel)
    return None if known else Refusal("counsel.not_named", "counsel")


OPENING_AFTER: Mapping[str, Callable[[Said, CaseLaw], Refusal | None]] = {
    "granted_cited": _granted_cited,
}

GUARDS_AFTER: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "removal_open": _removal_open,
    "removal_reported": _removal_reported,
    "own_national_refused": _own_national_refused,
    "prosecution_undertaken": _prosecution_undertaken,
    "prosecution_not_undertaken": _prosecution_not_undertaken,
    **GUARDS_DESK,
    **GUARDS_SPECIALITY,
    **GUARDS_FLOOR,
    "place_among": _place_among,
    "not_deferred": _not_deferred,
    "counsel_not_named": _counsel_not_named,
    "counsel_named": _counsel_named,
    "in_transit": _in_transit,
    "held_on_the_way": _held_on_the_way,
    "transit_permitted": _transit_permitted,
}
