"""Tests of what the node knows besides: refusals, other alerts, judgments, and the commission's flags."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.content import EarlierRequest
from mithaq.domain.own_say.tables import answer
from mithaq.domain.screening.of_matter import says
from mithaq.domain.screening.question import Other, Question
from mithaq.domain.screening.rule import Rule

Params = Mapping[str, str] | None
PERSON = frozenset({"wanted", "missing_adult", "missing_child"})
NOTHING, REFUSED = "no_request", "refusal"
DECLARATION = ("earlier_requests",)
ENDED = frozenset({"refused", "deleted"})


def refused_here(rule: Rule, question: Question) -> Params:
    """An earlier alert on the same person, by whomever, was refused in review, or taken back during it. {alert} {ground}"""
    for other in _refused(question):
        if other.kind in PERSON:
            return {"alert": other.alert, "ground": other.refused}
    return None


def refused_often(rule: Rule, question: Question) -> Params:
    """So many other alerts of the owner, `number` at least, were refused of late on one ground. {count} {ground}"""
    grounds = sorted(question.known.refusals.items(), key=lambda one: (-one[1], one[0]))
    for ground, count in grounds[:1]:
        if count >= rule.number:
            return {"count": str(count), "ground": ground}
    return None


def refused_elsewhere(rule: Rule, question: Question) -> Params:
    """The owner declares that an earlier request was refused or deleted. {place} {outcome}"""
    for one in _declared(question):
        if one.outcome in ENDED:
            return {"place": one.place, "outcome": one.outcome}
    return None


def refusal_undocumented(rule: Rule, question: Question) -> Params:
    """The owner declares a refusal, and neither its date nor a reference by which a reviewer could read it. {place}"""
    for one in _declared(question):
        if one.outcome in ENDED and not (one.date.strip() and one.reference.strip()):
            return {"place": one.place}
    return None


def refusal_in_words(rule: Rule, question: Question) -> Params:
    """The declaration speaks of a refusal, and does not say which."""
    wanted = question.wanted
    if wanted is None or wanted.earlier:
        return None
    return {} if says(question, REFUSED, DECLARATION) else None


def declaration_unclear(rule: Rule, question: Question) -> Params:
    """The declaration is neither that there was no earlier request, nor one request by one."""
    wanted = question.wanted
    if wanted is None or wanted.earlier or not wanted.earlier_requests.strip():
        return None
    return None if says(question, NOTHING, DECLARATION) or says(question, REFUSED, DECLARATION) else {}


def false_declaration(rule: Rule, question: Question) -> Params:
    """The owner's own alert on the person was refused here, or taken back; the declaration is silent about it. {alert}"""
    own = [other for other in _refused(question) if other.owner == question.owner and other.kind in PERSON]
    if question.wanted is None or not own:
        return None
    told = any(one.place == "mithaq" and one.outcome in ENDED for one in _declared(question))
    return None if told else {"alert": own[0].alert}


def document_of_refused(rule: Rule, question: Question) -> Params:
    """The document belongs to a person whose alert was refused. {alert}"""
    for other in _refused(question):
        if other.kind in PERSON:
            return {"alert": other.alert}
    return None


def own_duplicate(rule: Rule, question: Question) -> Params:
    """The owner has such an alert on the same person or thing already. {alert}"""
    for other in question.known.others:
        if other.in_force and other.owner == question.owner and other.kind == question.kind:
            return {"alert": other.alert}
    return None


def other_alert(rule: Rule, question: Question) -> Params:
    """Another alert on the same person or thing is in force: which comes first is for people to say. {alert} {owner}"""
    for other in question.known.others:
        beside = other.in_force and (other.owner, other.kind) != (question.owner, question.kind)
        if beside and _joins(question, other) == "concern":
            return {"alert": other.alert, "owner": other.owner}
    return None


def incompatible(rule: Rule, question: Question) -> Params:
    """Another alert on the same person is in force beside which this one may not stand. {alert} {owner}"""
    for other in question.known.others:
        if other.in_force and _joins(question, other) == "refused":
            return {"alert": other.alert, "owner": other.owner}
    return None


def _joins(question: Question, other: Other) -> str:
    """What `compatibility.csv` says of the two."""
    same_owner = other.owner == question.owner
    return answer(question.law.compatible, other.kind, question.kind, same_owner=same_owner)


def contradiction(rule: Rule, question: Question) -> Params:
    """Another alert on the same person says otherwise of birth or sex. {alert} {fields}"""
    for other in question.known.others:
        if other.in_force and other.contradicts:
            return {"alert": other.alert, "fields": ", ".join(other.contradicts)}
    return None


def changed_before(rule: Rule, question: Question) -> Params:
    """The owner changed the text before this version was approved, until nothing stopped it perhaps. {count}"""
    return {"count": str(question.known.changed)} if question.known.changed else None


def person_changed(rule: Rule, question: Question) -> Params:
    """The alert was about another person when it was submitted before, and its reviewers were drawn."""
    return {} if question.known.moved else None


def judged(rule: Rule, question: Question) -> Params:
    """A court has finally judged the person for the same act. {state}"""
    return {"state": question.known.judged[0]} if question.known.judged else None


def urgent_without_danger(rule: Rule, question: Question) -> Params:
    """Entered as urgent, and neither words nor code tell of violence or of danger to life."""
    if not question.known.urgent:
        return None
    characters = question.law.characters.get(question.code, ())
    return None if any(one in characters or says(question, one) for one in rule.gives_way) else {}


def torture_flag(rule: Rule, question: Question) -> Params:
    """The commission has entered a torture-risk flag for the owner. {state}"""
    return {"state": question.owner} if question.owner in question.known.flags else None


def _refused(question: Question) -> list[Other]:
    return [other for other in question.known.others if other.refused]


def _declared(question: Question) -> tuple[EarlierRequest, ...]:
    return question.wanted.earlier if question.wanted is not None else ()
