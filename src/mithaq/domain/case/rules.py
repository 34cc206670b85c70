"""What the instrument asks before a person is detained: small tests, each *met*, *not met* or *arguable*,
never silent.

Which tests apply, and their numbers, stand in the pack (`Rule.test`, `Rule.months`). What is arguable goes to
a person: a prosecutor of the requested state names it in `detention.admitted`, or refuses on a coded ground.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct, structs

from mithaq.domain.case import penal
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.events import Cite, Event
from mithaq.domain.instrument import (
    Effect,
    Ground,
    Instrument,
    OffenceClass,
    PartyRow,
    Procedure,
    Result,
    Rule,
    Words,
    binding,
)
from mithaq.domain.law import HouseRule
from mithaq.domain.offence import OffenceKind, Penalties, class_of
from mithaq.domain.reservation import Reservation, narrowed, reserved
from mithaq.domain.timing import Timing


class CaseLaw(Protocol):
    """What of the law a case needs. `zones`: IANA zone name of each member; `hearings`: the language in
    which its courts hear; `oversight`: the members that are the
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
    def house(self) -> Mapping[str, HouseRule]: ...
    @property
    def procedures(self) -> Mapping[str, Procedure]: ...
    @property
    def offences(self) -> Mapping[str, OffenceKind]: ...
    @property
    def penalties(self) -> Penalties: ...
    @property
    def zones(self) -> Mapping[str, str]: ...
    @property
    def hearings(self) -> Mapping[str, str]: ...
    @property
    def oversight(self) -> frozenset[str]: ...
    @property
    def timing(self) -> Timing: ...
    @property
    def reservations(self) -> Mapping[str, Reservation]: ...


class Question(Struct, frozen=True):
    """What is tested: this request, between these states, on this day, over a pair bound so surely; and what is known
    of offences, of both penal laws, and of the classes of offence that the instrument `covers` (empty: all). `reserved`:
    the reservations that count between the two.
    """

    requesting: str
    requested: str
    request: DetentionRequest
    on: date
    bound: Result
    offences: Mapping[str, OffenceKind] = {}
    penalties: Penalties = {}
    covers: tuple[OffenceClass, ...] = ()
    reserved: tuple[Reservation, ...] = ()

    @property
    def act(self) -> penal.Act:
        """The offence as the penal laws of the two states see it."""
        request = self.request
        return penal.Act(
            self.requesting,
            self.requested,
            request.offence,
            request.identity.nationalities,
            self.offences,
            self.penalties,
        )


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
    """Every test of a request that the instrument names, in the order of its rules."""
    asked = structs.replace(question, covers=instrument.covers)
    return tuple(_finding(rule, test, asked) for rule in instrument.rules if (test := TESTS.get(rule.test)))


def duty_to_prosecute(question: Question, instrument: Instrument) -> Finding | None:
    """Whether a state that refuses its own national for his nationality has to prosecute him itself (Riyadh 39).
    None where the instrument has no such rule.
    """
    rule = instrument.rule("prosecute_own")
    return _finding(rule, _threshold_both, question) if rule else None


def statements(request: DetentionRequest) -> Mapping[str, bool]:
    """What a request states (Riyadh 43), and whether this one does."""
    offence = request.offence
    return {
        "document_exists": request.document_exists,
        "extradition_follows": request.extradition_follows,
        "offence": bool(offence.summary),
        "place": bool(offence.place),
        "date": bool(offence.date),
    }


def arguable(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The tests that a person has to decide."""
    return tuple(found.test for found in findings if found.result == "arguable")


def failed(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The tests that are not met."""
    return tuple(found.test for found in findings if found.result == "not_met")


def bound(law: CaseLaw, instrument: str, pair: tuple[str, str], on: date) -> Result:
    """Whether the instrument binds requesting and requested state on that day (`parties.csv`).

    Nothing rests on a template or an amendment, and what holds case by case only is *arguable* at best.
    """
    pack = law.instruments.get(instrument)
    if pack is None or not pack.is_basis or set(pair) & set(pack.never):
        return "not_met"
    result = binding(law.parties, instrument, pair, on)
    result, _ = narrowed(reservations(law, instrument, pair, on), "bound", result, "")
    return "arguable" if result == "met" and pack.case_by_case else result


def reservations(law: CaseLaw, instrument: str, pair: tuple[str, str], on: date) -> tuple[Reservation, ...]:
    """The reservations that count between requesting and requested state on that day (`parties.csv`)."""
    return reserved(law.parties, law.reservations, instrument, pair, on)


def question(law: CaseLaw, instrument: str, pair: tuple[str, str], request: DetentionRequest, on: date) -> Question:
    """What the tests of this instrument are asked about this request between these two on that day."""
    kept = reservations(law, instrument, pair, on)
    return Question(*pair, request, on, bound(law, instrument, pair, on), law.offences, law.penalties, reserved=kept)


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


def _finding(rule: Rule, test: Test, question: Question) -> Finding:
    result, why = narrowed(question.reserved, rule.test, *test(question, rule))
    return Finding(rule.test, rule.article, result, why, rule.summary, rule.confirmed)


def _pair(question: Question, _: Rule) -> Answer:
    return question.bound, {"met": "bound", "not_met": "not_bound", "arguable": "unconfirmed"}[question.bound]


def _own_national(question: Question, _: Rule) -> Answer:
    nationalities = question.request.identity.nationalities
    if not nationalities:
        return "arguable", "nationality_unknown"
    return ("arguable", "own_national") if question.requested in nationalities else ("met", "not_a_national")


def _threshold_charge(question: Question, rule: Rule) -> Answer:
    return ("met", "convicted") if _convicted(question.request) else penal.reached_in_one(question.act, rule.months)


def _threshold_both(question: Question, rule: Rule) -> Answer:
    return penal.reached_in_both(question.act, rule.months)


def _threshold_sentence(question: Question, rule: Rule) -> Answer:
    sentence = question.request.sentence
    if sentence is None or not _convicted(question.request):
        return "met", "charged"
    if sentence.presence == "absent" and not sentence.notice_given:
        return "arguable", "absent_without_notice"
    return ("met", "reached") if sentence.months >= rule.months else ("not_met", "below_threshold")


def _dual_criminality(question: Question, _: Rule) -> Answer:
    return penal.punishable_in_both(question.act)


def _offence_class(question: Question, _: Rule) -> Answer:
    klass = class_of(question.offences, question.request.offence.code)
    if klass is None:
        return "arguable", "offence_unknown"
    if klass in question.covers:
        return "met", "class_covered"
    return "not_met", "offence_excluded" if klass == "excluded" else "class_not_covered"


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
    made = all(statements(question.request).values())
    return ("met", "stated") if made else ("not_met", "statements_missing")


def _convicted(request: DetentionRequest) -> bool:
    """Whether a judgment is executed. In absentia without a retrial counts as a charge (law.md, 40 c, H)."""
    sentence = request.sentence
    return sentence is not None and (sentence.presence != "absent" or sentence.retrial)


Test = Callable[[Question, Rule], Answer]

TESTS: Mapping[str, Test] = {
    "bound": _pair,
    "own_national": _own_national,
    "threshold_charge": _threshold_charge,
    "threshold_both": _threshold_both,
    "threshold_sentence": _threshold_sentence,
    "dual_criminality": _dual_criminality,
    "offence_class": _offence_class,
    "place": _place,
    "third_place": _third_place,
    "limitation": _limitation,
    "statements": _statements,
}
