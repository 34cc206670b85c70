"""What the instrument asks before a person is detained: small tests, each *met*, *not met* or *arguable*,
never silent.

Which tests apply, and their numbers, stand in the pack (`Rule.test`, `Rule.months`). What is arguable goes to
a person: a prosecutor of the requested state names it in `detention.admitted`, or refuses on a coded ground.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct

from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.events import Cite, Event
from mithaq.domain.instrument import Effect, Ground, Instrument, PartyRow, Result, Rule, Words, binding
from mithaq.domain.law import HouseRule


class CaseLaw(Protocol):
    """What of the law a case needs. `zones`: IANA zone name of each member; `oversight`: the members that are the
    commission.
    """

    @property
    def instruments(self) -> Mapping[str, Instrument]: ...
    @property
    def parties(self) -> tuple[PartyRow, ...]: ...
    @property
    def effects(self) -> Mapping[str, Effect]: ...
    @property
    def grounds(self) -> Mapping[str, Ground]: ...
    @property
    def zones(self) -> Mapping[str, str]: ...
    @property
    def house(self) -> Mapping[str, HouseRule]: ...
    @property
    def oversight(self) -> frozenset[str]: ...


class Question(Struct, frozen=True):
    """What is tested: this request, between these states, on this day, over a pair bound so surely."""

    requesting: str
    requested: str
    request: DetentionRequest
    on: date
    bound: Result


class Finding(Struct, frozen=True):
    """The answer of one test. `why` is a code; `says` is our summary, never the official text."""

    test: str
    article: str
    result: Result
    why: str
    says: Words
    confirmed: bool


Answer = tuple[Result, str]


def admissibility(question: Question, instrument: Instrument) -> tuple[Finding, ...]:
    """Every test that the instrument names, in the order of its rules. An unknown test is *arguable*."""
    return tuple(_finding(rule, question) for rule in instrument.rules if rule.test)


def arguable(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The tests that a person has to decide."""
    return tuple(found.test for found in findings if found.result == "arguable")


def failed(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The tests that are not met."""
    return tuple(found.test for found in findings if found.result == "not_met")


def bound(law: CaseLaw, instrument: str, pair: tuple[str, str], on: date) -> Result:
    """Whether the instrument binds requesting and requested state on that day (`parties.csv`)."""
    return "not_met" if instrument not in law.instruments else binding(law.parties, instrument, pair, on)


def cites(cited: tuple[Cite, ...], member: str, hash: str) -> bool:
    """Whether the header cites exactly that statement of that member."""
    return bool(hash) and any(cite.member == member and cite.hash == hash for cite in cited)


def states_bound(event: Event, instrument: str, requesting: str, requested: str) -> bool:
    """Whether this statement is the requested state's word that the instrument binds it towards the
    requesting one.
    """
    from_requested = event.type == "bound.stated" and event.member == requested
    body = event.body
    return (
        from_requested and getattr(body, "instrument", "") == instrument and getattr(body, "towards", "") == requesting
    )


def _finding(rule: Rule, question: Question) -> Finding:
    test = TESTS.get(rule.test)
    result, why = test(question, rule) if test else ("arguable", "test_unknown")
    return Finding(rule.test, rule.article, result, why, rule.summary, rule.confirmed)


def _pair(question: Question, _: Rule) -> Answer:
    return question.bound, {"met": "bound", "not_met": "not_bound", "arguable": "unconfirmed"}[question.bound]


def _own_national(question: Question, _: Rule) -> Answer:
    nationalities = question.request.identity.nationalities
    if not nationalities:
        return "arguable", "nationality_unknown"
    return ("arguable", "own_national") if question.requested in nationalities else ("met", "not_a_national")


def _threshold_charge(question: Question, rule: Rule) -> Answer:
    if _convicted(question.request):
        return "met", "convicted"
    maximum = question.request.offence.maximum_months
    if maximum is None:
        # Jordan's Court of Cassation found 40(a) not met where the law leaves the penalty to the court.
        return "arguable", "penalty_discretionary"
    return ("met", "reached") if maximum >= rule.months else ("not_met", "below_threshold")


def _threshold_sentence(question: Question, rule: Rule) -> Answer:
    sentence = question.request.sentence
    if sentence is None or not _convicted(question.request):
        return "met", "charged"
    if sentence.presence == "absent" and not sentence.notice_given:
        return "arguable", "absent_without_notice"
    return ("met", "reached") if sentence.months >= rule.months else ("not_met", "below_threshold")


def _dual_criminality(question: Question, _: Rule) -> Answer:
    """The requested state's own law decides, and nobody but its officers can say what it is."""
    return "arguable", "requested_law_decides"


def _place(question: Question, _: Rule) -> Answer:
    place = question.request.offence_state
    if not place:
        return "arguable", "place_unknown"
    return ("arguable", "own_territory") if place == question.requested else ("met", "elsewhere")


def _third_place(question: Question, _: Rule) -> Answer:
    place, nationalities = question.request.offence_state, question.request.identity.nationalities
    if place and (place == question.requesting or question.requesting in nationalities):
        return "met", "jurisdiction"
    return "arguable", "outside_territory" if place else "place_unknown"


def _limitation(question: Question, _: Rule) -> Answer:
    try:
        barred_on = date.fromisoformat(question.request.offence.limitation_date)
    except ValueError:
        return "arguable", "limitation_unknown"
    return ("met", "not_barred") if question.on < barred_on else ("not_met", "time_barred")


def _statements(question: Question, _: Rule) -> Answer:
    request = question.request
    stated = (
        request.document_exists
        and request.extradition_follows
        and all((request.offence.summary, request.offence.place, request.offence.date))
    )
    return ("met", "stated") if stated else ("not_met", "statements_missing")


def _convicted(request: DetentionRequest) -> bool:
    """Whether a judgment is executed. In absentia without a retrial counts as a charge (law.md, 40 c, H)."""
    sentence = request.sentence
    return sentence is not None and (sentence.presence != "absent" or sentence.retrial)


TESTS: Mapping[str, Callable[[Question, Rule], Answer]] = {
    "bound": _pair,
    "own_national": _own_national,
    "threshold_charge": _threshold_charge,
    "threshold_sentence": _threshold_sentence,
    "dual_criminality": _dual_criminality,
    "place": _place,
    "third_place": _third_place,
    "limitation": _limitation,
    "statements": _statements,
}
