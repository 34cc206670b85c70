"""What the statements of a review do to its lot, and who may answer: the same on every node, without a clock of its own.

Each function gives the new value, or the code under which the statement is void.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from mithaq.domain.events import Body, Event
from mithaq.domain.law import Kind, Law
from mithaq.domain.message.clocks import due_at
from mithaq.domain.review import lot as lots
from mithaq.domain.review.duty import Duty, line_of
from mithaq.domain.review.events import LotAnswered, LotDrawn, LotSealed, ReviewerCalled
from mithaq.domain.review.lot import Call, Drawn, Lot
from mithaq.domain.review.questions import Inquiry, later, pause

ORDINARY, URGENT, URGENT_FULL = "review_answer", "review_urgent", "review_urgent_full"
"""The house rules that say how long a called reviewer has: usually, for the first word on an urgent alert, and for the
full review of one that circulates already."""


class Matter(Struct, frozen=True):
    """What a review is about, as its fold sees it. `reviews`: who has accepted, and whose nationals they are."""

    owner: str
    kind: Kind
    content: str
    approval: str
    urgent: bool
    reviews: tuple[Drawn, ...]
    questions: tuple[Inquiry, ...] = ()

    @property
    def seats(self) -> int:
        """How many reviewers the review needs now: an urgent alert one, and the others only after his yes."""
        return 1 if self.urgent and not self.reviews else self.kind.reviewers

    @property
    def clock(self) -> str:
        """The house rule for whoever is called now."""
        if not self.urgent:
            return ORDINARY
        return URGENT_FULL if self.reviews else URGENT


def said(lot: Lot | None, event: Event, matter: Matter, law: Law, duty: Duty) -> Lot | str:
    """The lot after this statement. `duty`: the roster at the statement's place in the Secretariat's journal."""
    body = event.body
    if not matter.kind.by_lot:
        return "lot.not_for_kind"
    if lot is None:
        return _begun(body, matter, duty)
    match body:
        case LotAnswered():
            return _answered(lot, event, body, matter)
        case LotDrawn():
            return _drawn(lot, body)
        case ReviewerCalled():
            return _called(lot, event, body, matter, law, duty)
        case _:
            return "lot.again"


def _begun(body: Body, matter: Matter, duty: Duty) -> Lot | str:
    if not isinstance(body, LotSealed):
        return "lot.not_begun"
    return lots.begun(matter.content, matter.approval, body.seal, duty, matter.owner)


def _answered(lot: Lot, event: Event, body: LotAnswered, matter: Matter) -> Lot | str:
    if event.member != matter.owner:
        return "alert.not_owner"
    return "lot.again" if lot.answer else structs.replace(lot, answer=body.value)


def _drawn(lot: Lot, body: LotDrawn) -> Lot | str:
    if not lot.answer:
        return "lot.not_answered"
    if lot.value:
        return "lot.again"
    return lots.opened(lot, body.value) if lots.seal_of(body.value) == lot.seal else "lot.other_value"


def _called(lot: Lot, event: Event, body: ReviewerCalled, matter: Matter, law: Law, duty: Duty) -> Lot | str:
    if not lot.value:
        return "lot.not_drawn"
    place = place_for_next(lot, matter, duty, event.at)
    if isinstance(place, str):
        return place
    calls, taken = place
    line = lots.callable_now(lot, duty, matter.owner, event.at, taken)
    passed = frozenset(body.passed)
    upto = next((index for index, one in enumerate(line) if one.reviewer not in passed), len(line))
    if upto == len(line) or line[upto].reviewer != body.reviewer or len(passed) != upto:
        return "lot.not_next"
    every = (*lot.passed, *(one.reviewer for one in line[:upto]))
    if len(states_of(every, lot, duty, matter.owner)) > matter.kind.passes:
        return "lot.passed_too_many"
    due = due_at(law, matter.clock, event.member, event.at)
    call = Call(body.reviewer, line[upto].national_of, event.at, due)
    return structs.replace(lot, calls=(*calls, call), passed=every)


def place_for_next(lot: Lot, matter: Matter, duty: Duty, at: str) -> tuple[tuple[Call, ...], frozenset[str]] | str:
    """The calls as they stand once somebody is to be called, and the states that hold a seat; or why nobody is due."""
    done = {one.reviewer for one in matter.reviews}
    waiting = [call for call in lot.called if call.reviewer not in done]
    calls = lot.calls
    if len(done) + len(waiting) >= matter.seats:
        silent = next((call for call in waiting if may_replace(call, matter, duty, at)), None)
        if silent is None:
            return "lot.nobody_due"
        waiting.remove(silent)
        calls = tuple(structs.replace(call, over=True) if call == silent else call for call in calls)
    return calls, frozenset(one.national_of for one in matter.reviews) | {call.national_of for call in waiting}


def may_replace(call: Call, matter: Matter, duty: Duty, at: str) -> bool:
    """Whether the next one may be called instead: this one left the roster, or let his time pass with no question open."""
    line = line_of(duty, call.reviewer)
    if line is None or line.national_of != call.national_of:
        return True
    return at >= call.due_at and not any(question.holds(at) for question in matter.questions)


def states_of(reviewers: Iterable[str], lot: Lot, duty: Duty, owner: str) -> frozenset[str]:
    """The states whose nationals these reviewers are."""
    known = {one.reviewer: one.national_of for one in lots.line_up(lot, duty, owner)}
    return frozenset(known.get(reviewer, "") for reviewer in reviewers)


def seat(lot: Lot | None, reviewer: str, national_of: str, duty: Duty) -> str:
    """Why this reviewer may not answer; empty if the lot called him and he is still on the roster."""
    if lot is None or not lot.value:
        return "lot.not_drawn"
    call = lot.call_of(reviewer)
    if call is None:
        return "review.not_called"
    if call.national_of != national_of:
        return "review.nationality"
    line = line_of(duty, reviewer)
    return "" if line is not None and line.national_of == national_of else "review.not_listed"


def resumed(lot: Lot | None, question: Inquiry, matter: Matter) -> Lot | None:
    """The lot after the owner's answer: whoever still has to answer has so much longer as the question held his clock."""
    if lot is None:
        return None
    done, by = {one.reviewer for one in matter.reviews}, pause(question)
    calls = tuple(
        call if call.over or call.reviewer in done else structs.replace(call, due_at=later(call.due_at, by))
        for call in lot.calls
    )
    return structs.replace(lot, calls=calls)
