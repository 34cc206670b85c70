"""Which instrument governs a request, when several might: every candidate, what speaks for and against it, and why.

The choice is made once, before the request, and shown with its reasons (`reasons.csv` has the words); the instrument
named at arrest cannot be swapped. Of several that apply the shortest time limit holds, whichever governs. Riyadh 69,
the provision more favourable to extradition, stands beside the choice: it is compared between grounds *for* surrender
only, and changes neither a limit, nor a refusal, nor the floor (law.md, *Instruments*, H).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct, structs

from mithaq.domain.instrument import Clock, ClockRule, Instrument, OffenceClass, PartyRow, Result, binding
from mithaq.domain.reservation import Reservation, narrowed, reserved

ORDER: Mapping[Result, int] = {"met": 0, "arguable": 1, "not_met": 2}


class ChoiceLaw(Protocol):
    """What of the law the choice needs."""

    @property
    def instruments(self) -> Mapping[str, Instrument]: ...
    @property
    def parties(self) -> tuple[PartyRow, ...]: ...
    @property
    def reservations(self) -> Mapping[str, Reservation]: ...


class Candidate(Struct, frozen=True):
    """One instrument: whether it can carry the request, and why (codes of `reasons.csv`)."""

    instrument: str
    result: Result
    why: tuple[str, ...]


class Limit(Struct, frozen=True):
    """The limit that holds for one clock, and the instrument from which it comes."""

    clock: Clock
    days: int
    instrument: str
    article: str
    confirmed: bool
    house: bool


class Choice(Struct, frozen=True):
    """The candidates, most certain first. `governs` is empty where no instrument can carry the request; `why` says
    what decided. `beside`: amendments that may be compared between grounds for surrender, and no further.
    """

    candidates: tuple[Candidate, ...]
    governs: str
    result: Result
    why: tuple[str, ...]
    limits: tuple[Limit, ...]
    beside: tuple[Candidate, ...]


class _Asked(Struct, frozen=True):
    """The question: between these states, on this day, for an offence of this class (None: not in the catalogue)."""

    pair: tuple[str, str]
    on: date
    klass: OffenceClass | None
    stated: frozenset[str]


def choose(
    law: ChoiceLaw,
    pair: tuple[str, str],
    on: date,
    klass: OffenceClass | None,
    stated: Collection[str] = (),
) -> Choice:
    """The instrument for a request of the first state to the second. `stated`: those by which the requested state has
    said in writing that it considers itself bound.
    """
    asked = _Asked(pair, on, klass, frozenset(stated))
    packs = law.instruments
    found = {id: _candidate(pack, law, asked) for id, pack in packs.items() if not pack.amends}
    found = {id: _yielding(packs[id], one, found) for id, one in found.items()}
    applying = [packs[id] for id, one in found.items() if one.result != "not_met"]
    ranked = sorted(found.values(), key=lambda one: _rank(packs[one.instrument], one, on))
    beside = tuple(
        _candidate(pack, law, asked) for pack in packs.values() if any(pack.amends == one.id for one in applying)
    )
    best = ranked[0] if applying else None
    return Choice(
        tuple(ranked),
        best.instrument if best else "",
        best.result if best else "not_met",
        _reasons(ranked, packs, on),
        _limits(applying, on),
        tuple(one for one in beside if one.result != "not_met"),
    )


def _candidate(pack: Instrument, law: ChoiceLaw, asked: _Asked) -> Candidate:
    kept = reserved(law.parties, law.reservations, pack.id, asked.pair, asked.on)
    bound, why = narrowed(kept, "bound", *_bound(pack, law.parties, asked))
    if bound == "not_met":
        return Candidate(pack.id, bound, (why,))
    fits, about = _fits(pack, asked.klass)
    result = max(bound, fits, key=lambda one: ORDER[one])
    said = ("stated",) if bound == "arguable" and pack.id in asked.stated else ()
    narrow = ("reservations_apply",) if kept else ()
    return Candidate(pack.id, result, (why, *said, *((about,) if about else ()), *narrow))


def _bound(pack: Instrument, parties: Iterable[PartyRow], asked: _Asked) -> tuple[Result, str]:
    """Whether it binds the pair on that day."""
    closed = _closed(pack, asked)
    if closed:
        return "not_met", closed
    rows = [row for row in parties if row.instrument == pack.id and row.state in asked.pair]
    result = binding(rows, pack.id, asked.pair, asked.on)
    if result == "not_met":
        doubtful = any(row.doubtful for row in rows)
        return result, "off_by_default" if pack.case_by_case else "doubtful" if doubtful else "not_bound"
    if pack.case_by_case:
        return "arguable", "case_by_case"
    if result == "met":
        return result, "bound"
    return result, "date_unknown" if all(row.confirmed for row in rows) else "unconfirmed"


def _closed(pack: Instrument, asked: _Asked) -> str:
    """Why it can bind nobody here, whatever the table of parties says; empty where it can."""
    if pack.template:
        return "template"
    if set(asked.pair) & set(pack.never):
        return "never_for_state"
    return "not_in_force" if pack.in_force and asked.on < date.fromisoformat(pack.in_force) else ""


def _fits(pack: Instrument, klass: OffenceClass | None) -> tuple[Result, str]:
    """Whether it is for such an offence. An excluded one may be serious after all, which a person decides; under an
    instrument for terrorism or for computer crime it never passes (H).
    """
    if klass == "excluded":
        return ("not_met" if pack.covers else "arguable"), "offence_excluded"
    if not pack.covers:
        return "met", ""
    if klass is None:
        return "arguable", "class_unknown"
    return ("met", "class_covered") if klass in pack.covers else ("not_met", "class_not_covered")


def _yielding(pack: Instrument, one: Candidate, found: Mapping[str, Candidate]) -> Candidate:
    """The same candidate, behind the one to which it yields where that binds the pair."""
    other = found.get(pack.yields_to)
    if one.result == "not_met" or other is None or other.result == "not_met":
        return one
    if other.result == "met":
        return structs.replace(one, result="not_met", why=(*one.why, "yields"))
    return structs.replace(one, result="arguable", why=(*one.why, "may_yield"))


def _rank(pack: Instrument, one: Candidate, on: date) -> tuple[int, bool, bool, tuple[int, bool], bool, str]:
    """Most certain first, with the requested state's word before without; not the one that may have to yield; then
    the shortest time without the warrant, then the one whose limits are confirmed.
    """
    rule = pack.clocks.get(Clock.DOCUMENT)
    return (
        ORDER[one.result],
        "stated" not in one.why,
        "may_yield" in one.why,
        _length(rule.on(on)) if rule else (0, False),
        not (rule and rule.confirmed),
        pack.id,
    )


def _reasons(ranked: list[Candidate], packs: Mapping[str, Instrument], on: date) -> tuple[str, ...]:
    """What put the first one first."""
    applying = [one for one in ranked if one.result != "not_met"]
    if not applying:
        return ("none_binds",)
    if len(applying) == 1:
        why: tuple[str, ...] = ("only_one",)
    else:
        first, second = (_rank(packs[one.instrument], one, on) for one in applying[:2])
        step = next(place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
        why = (("surest", "stated_first", "other_may_yield", "shortest_first", "confirmed_first", "by_name")[step],)
        why = (*why, "shortest_limit_holds")
    best = applying[0].why
    if "bound" not in best and "stated" not in best:
        why = (*why, "needs_statement")
    return (*why, "person_decides") if {"class_unknown", "offence_excluded"} & set(best) else why


def _limits(applying: list[Instrument], on: date) -> tuple[Limit, ...]:
    """Of several limits for one clock, as they hold on that day, the shortest; of equal ones the confirmed."""
    found = []
    for clock in Clock:
        rules = [(pack.clocks[clock].on(on), pack.id) for pack in applying if clock in pack.clocks]
        if rules:
            rule, id = min(rules, key=lambda one: (_length(one[0]), not one[0].confirmed, one[1]))
            found.append(Limit(clock, rule.days, id, rule.article, rule.confirmed, rule.house))
    return tuple(found)


def _length(rule: ClockRule) -> tuple[int, bool]:
    """For comparing limits: local days touched, and whether the last of them runs to its hour and not to midnight."""
    return rule.days + (not rule.first_day_counts), rule.ends == "hour"
