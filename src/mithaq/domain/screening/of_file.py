"""Tests of the file: what is lacking, which dates cannot be, whether the penalty reaches, whether it is time-barred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mithaq.domain.content import Firearm, Missing, TravelDocument, Vehicle, Wanted, identity_of
from mithaq.domain.minimum import arabic_form
from mithaq.domain.screening.dates import span, whole, years
from mithaq.domain.screening.question import Question, Span
from mithaq.domain.screening.rule import Rule

Params = Mapping[str, str] | None
OLDEST = 90  # years of age from which a birth date is looked at once more


def lacks(rule: Rule, question: Question) -> Params:
    """Fields of the rule that the alert needs and has not. {fields}"""
    missing = [field for field in question.lacking if field in rule.fields]
    return {"fields": ", ".join(missing)} if missing else None


def thin_identity(rule: Rule, question: Question) -> Params:
    """The general form of identity is met, and the Arabic one is not, for a person with an Arabic name: many namesakes.
    {fields}
    """
    wanted = question.wanted
    if wanted is None or any(field.startswith("identity.") for field in question.lacking):
        return None
    arabic = any("\u0600" <= letter <= "\u06ff" for name in wanted.identity.names for letter in name.full)
    missing = arabic_form(wanted.identity) if arabic else ()
    return {"fields": ", ".join(missing)} if missing else None


def nationality_unknown(rule: Rule, question: Question) -> Params:
    """Nobody says which state the person belongs to."""
    wanted = question.wanted
    return {} if wanted is not None and not wanted.identity.nationalities else None


def code_unknown(rule: Rule, question: Question) -> Params:
    """The offence's code is in no catalogue. {code}"""
    return {"code": question.code} if question.code and question.code not in question.offences else None


def impossible_dates(rule: Rule, question: Question) -> Params:
    """An act before the birth, an act or a warrant still to come, a limitation before the act. {date}"""
    for text, impossible in _impossible(question):
        if impossible:
            return {"date": text}
    return None


def impossible_report(rule: Rule, question: Question) -> Params:
    """Somebody born, or missed, or something lost, after today; or missed before the birth. {date}"""
    born, content = whole(question.born), question.content
    since = content.since if isinstance(content, Missing | TravelDocument | Vehicle | Firearm) else ""
    told, identity = span(since), identity_of(content)
    if born and identity is not None and born[0] > question.on:
        return {"date": str(identity.births[0])}
    if told and (told[0] > question.on or (born and told[1] < born[0])):
        return {"date": since}
    return None


def bare_name(rule: Rule, question: Question) -> Params:
    """A person of whom nothing is told but names, sex and nationality: he is found in every namesake."""
    who = identity_of(question.content)
    if who is None:
        return None
    known = (
        who.births, who.documents, who.national_number, who.register_entry, who.mother_name, who.description, who.photo,
    )  # fmt: skip
    return None if any(known) or who.fingerprints else {}


def doubtful_dates(rule: Rule, question: Question) -> Params:
    """An act known to the year alone, a warrant that is older than the act, a person of over ninety. {date}"""
    for text, doubtful in _doubtful(question):
        if doubtful:
            return {"date": text}
    return None


def inconsistent_sentence(rule: Rule, question: Question) -> Params:
    """More left to serve than was imposed, or more imposed than the law carries. {months}"""
    wanted = question.wanted
    if wanted is None or wanted.warrant.kind == "warrant":
        return None
    act = wanted.offence
    imposed = act.sentence_months if act.sentence_months is not None else act.remaining_months
    left, most = act.remaining_months, act.maximum_months
    if imposed is not None and ((left or 0) > imposed or (most is not None and imposed > most)):
        return {"months": str(max(imposed, left or 0))}
    return None


def penalty_below(rule: Rule, question: Question) -> Params:
    """A charge whose maximum is less than so many months, and no word why it matters all the same. {months} {least}"""
    return _below(rule, question, _charged(question), important=False)


def penalty_below_important(rule: Rule, question: Question) -> Params:
    """The same, where the owner says why the matter is of particular importance. {months} {least}"""
    return _below(rule, question, _charged(question), important=True)


def sentence_below(rule: Rule, question: Question) -> Params:
    """A judgment of which less than so many months are left, and no word why it matters all the same. {months} {least}"""
    return _below(rule, question, _left(question), important=False)


def sentence_below_important(rule: Rule, question: Question) -> Params:
    """The same, where the owner says why the matter is of particular importance. {months} {least}"""
    return _below(rule, question, _left(question), important=True)


def penalty_discretionary(rule: Rule, question: Question) -> Params:
    """The law leaves the penalty to the court, so nobody can say that it reaches the threshold."""
    wanted = question.wanted
    if wanted is None or not _is_charge(wanted) or wanted.offence.maximum_months is not None:
        return None
    return {} if wanted.offence.penalty == "discretionary" else None


def death_penalty(rule: Rule, question: Question) -> Params:
    """The act may be punished by death."""
    return {} if question.wanted is not None and question.wanted.offence.penalty == "death" else None


def limitation_passed(rule: Rule, question: Question) -> Params:
    """Prosecution or penalty is time-barred today. {date}"""
    ends = _limitation(question)
    return {"date": _text(question)} if ends is not None and ends[1] <= question.on else None


def limitation_doubtful(rule: Rule, question: Question) -> Params:
    """The limitation date is known in part, and may have passed. {date}"""
    ends = _limitation(question)
    return {"date": _text(question)} if ends is not None and ends[0] <= question.on < ends[1] else None


def absent(rule: Rule, question: Question) -> Params:
    """Judged in absence while a full retrial is open, or deemed present."""
    return {} if _presence(question) in ("retrial", "deemed") else None


def absent_without_retrial(rule: Rule, question: Question) -> Params:
    """Judged in absence without a retrial: it counts as a charge."""
    return {} if _presence(question) == "no_retrial" else None


def presence_unknown(rule: Rule, question: Question) -> Params:
    """A judgment, and nobody says whether the person was there."""
    return {} if _presence(question) == "unknown" else None


def sentence_in_warrant(rule: Rule, question: Question) -> Params:
    """A sentence beside what is called a warrant: it is a judgment, and hides whether the person was heard. {months}"""
    wanted = question.wanted
    if wanted is None or wanted.warrant.kind != "warrant":
        return None
    months = wanted.offence.sentence_months or wanted.offence.remaining_months
    return {"months": str(months)} if months else None


def _presence(question: Question) -> str:
    wanted = question.wanted
    if wanted is None or wanted.warrant.kind == "warrant":
        return ""
    warrant = wanted.warrant
    if warrant.kind == "judgment_in_absentia" or warrant.presence == "absent":
        return "retrial" if warrant.retrial else "no_retrial"
    return {"present": "", "deemed_present": "deemed"}.get(warrant.presence, "unknown")


def _is_charge(wanted: Wanted) -> bool:
    """A judgment in absence without a retrial counts as a charge (law.md, 40 c)."""
    warrant = wanted.warrant
    gone = warrant.kind == "judgment_in_absentia" or warrant.presence == "absent"
    return warrant.kind == "warrant" or (gone and not warrant.retrial)


def _charged(question: Question) -> int | None:
    wanted = question.wanted
    return wanted.offence.maximum_months if wanted is not None and _is_charge(wanted) else None


def _left(question: Question) -> int | None:
    wanted = question.wanted
    return wanted.offence.remaining_months if wanted is not None and wanted.warrant.kind != "warrant" else None


def _below(rule: Rule, question: Question, months: int | None, *, important: bool) -> Params:
    said = question.wanted is not None and bool(question.wanted.importance.strip())
    if months is None or months >= rule.number or said is not important:
        return None
    return {"months": str(months), "least": str(rule.number)}


def _limitation(question: Question) -> Span | None:
    return span(_text(question))


def _text(question: Question) -> str:
    return question.wanted.offence.limitation_date if question.wanted is not None else ""


def _impossible(question: Question) -> Iterator[tuple[str, bool]]:
    wanted = question.wanted
    if wanted is None:
        return
    act, warrant = span(wanted.offence.date), span(wanted.warrant.date)
    born, ends = whole(question.born), _limitation(question)
    yield wanted.offence.date, act is not None and act[0] > question.on
    yield wanted.warrant.date, warrant is not None and warrant[0] > question.on
    yield wanted.offence.date, bool(act and born and act[1] < born[0])
    yield wanted.offence.limitation_date, bool(act and ends and ends[1] < act[0])


def _doubtful(question: Question) -> Iterator[tuple[str, bool]]:
    wanted = question.wanted
    if wanted is None:
        return
    act, warrant = span(wanted.offence.date), span(wanted.warrant.date)
    born = whole(question.born)
    yield wanted.offence.date, act is not None and act[0].year == act[1].year and (act[1] - act[0]).days > 31
    yield wanted.warrant.date, bool(act and warrant and warrant[1] < act[0])
    yield str(wanted.identity.births[0]) if born else "", bool(born and years(born[1], question.on) > OLDEST)
