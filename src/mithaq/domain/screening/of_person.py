"""Tests of the person: age, position, where the act was committed, and who reports a missing person."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.content import Missing
from mithaq.domain.screening.dates import span, whole, years
from mithaq.domain.screening.of_matter import says
from mithaq.domain.screening.question import Question
from mithaq.domain.screening.rule import Rule

Params = Mapping[str, str] | None
DANGER, FLIGHT, CUSTODY, CONTROL = "danger", "flight", "custody", "control"
PARENTS = frozenset({"father", "mother"})


def minor_at_act(rule: Rule, question: Question) -> Params:
    """Younger than the rule's number of years at the time of the act, whatever the birth date may be. {age}"""
    ages = _ages_at_act(question)
    return {"age": str(ages[1])} if ages is not None and ages[1] < rule.number else None


def minor_perhaps(rule: Rule, question: Question) -> Params:
    """Birth or act is known in part, and the person may have been younger than that. {age}"""
    ages = _ages_at_act(question)
    return {"age": str(ages[0])} if ages is not None and ages[0] < rule.number <= ages[1] else None


def position(rule: Rule, question: Question) -> Params:
    """The person holds a position for which people are persecuted. {position}"""
    code = question.wanted.position if question.wanted is not None else ""
    row = question.law.positions.get(code)
    if not code or (row is not None and not row.concern):
        return None
    return {"position": code}


def act_abroad(rule: Rule, question: Question) -> Params:
    """Committed outside the owner's territory by somebody who is not its national. {country}"""
    wanted = question.wanted
    if wanted is None or not wanted.offence.country:
        return None
    abroad = wanted.offence.country != question.owner and question.owner not in wanted.identity.nationalities
    return {"country": wanted.offence.country} if abroad else None


def country_unknown(rule: Rule, question: Question) -> Params:
    """Nobody says in which state the act was committed."""
    return {} if question.wanted is not None and not question.wanted.offence.country else None


def left_those_who_control(rule: Rule, question: Question) -> Params:
    """Husband, guardian, parent or employer report an adult, and the report tells no fact of danger. {relation}"""
    told = _adult(question)
    if told is None or not _controls(question, told) or says(question, DANGER, rule.fields):
        return None
    return {"relation": told.relation or told.reported_by}


def flight_without_danger(rule: Rule, question: Question) -> Params:
    """Whoever reports it: the report says that an adult left, and no fact of danger."""
    if _adult(question) is None or says(question, DANGER, rule.fields):
        return None
    return {} if says(question, FLIGHT, rule.fields) else None


def reported_by_those_who_control(rule: Rule, question: Question) -> Params:
    """Husband, guardian, parent or employer report an adult in danger: the person alone says who may learn. {relation}"""
    told = _adult(question)
    if told is None or not _controls(question, told) or not says(question, DANGER, rule.fields):
        return None
    return {"relation": told.relation or told.reported_by}


def danger_unclear(rule: Rule, question: Question) -> Params:
    """Facts are told in which the screening knows no danger, and no flight either."""
    told = _adult(question)
    if told is None or not told.danger.strip() or _controls(question, told):
        return None
    return None if says(question, DANGER, rule.fields) or says(question, FLIGHT, rule.fields) else {}


def custody_without_order(rule: Rule, question: Question) -> Params:
    """A dispute over the custody of a child, without the order of a court."""
    return {} if _disputed(rule, question) and not _ordered(question) else None


def custody_with_order(rule: Rule, question: Question) -> Params:
    """A dispute over the custody of a child, with the order of a court: a person reads it."""
    return {} if _disputed(rule, question) and _ordered(question) else None


def kind_against_age(rule: Rule, question: Question) -> Params:
    """An adult as a missing child, or a child as a missing adult; a vulnerable adult may be the first. {age}"""
    born = whole(question.born)
    if born is None or not isinstance(question.content, Missing):
        return None
    youngest, oldest = years(born[1], question.on), years(born[0], question.on)
    if question.kind == "missing_adult" and oldest < rule.number:
        return {"age": str(oldest)}
    return {"age": str(youngest)} if question.kind == "missing_child" and youngest >= rule.number else None


def _ages_at_act(question: Question) -> tuple[int, int] | None:
    """The youngest and the oldest that the person can have been."""
    wanted = question.wanted
    born = whole(question.born)
    act = span(wanted.offence.date) if wanted is not None else None
    if born is None or act is None:
        return None
    return years(born[1], act[0]), years(born[0], act[1])


def _adult(question: Question) -> Missing | None:
    return question.content if isinstance(question.content, Missing) and question.kind == "missing_adult" else None


def _controls(question: Question, told: Missing) -> bool:
    row = question.law.relations.get(told.relation)
    return (row is not None and row.controls) or says(question, CONTROL, ("reported_by",))


def _disputed(rule: Rule, question: Question) -> bool:
    told = question.content if isinstance(question.content, Missing) else None
    return told is not None and question.kind == "missing_child" and says(question, CUSTODY, rule.fields)


def _ordered(question: Question) -> bool:
    return isinstance(question.content, Missing) and bool(question.content.court_order.strip())
