"""Tests of the matter: what the words and the offence's code are about, and whether there is an act behind a label."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.screening import topic as topics
from mithaq.domain.screening.question import Question
from mithaq.domain.screening.rule import Rule

Params = Mapping[str, str] | None
FINANCING = "financing"
CODE = "offence.code"


def words_settle(rule: Rule, question: Question) -> Params:
    """Words that settle the matter stand in the rule's fields, and nothing makes it give way. {word}"""
    return None if _gives_way(rule, question) else _word(question, rule.topic, rule.fields, mention=False)


def words_touch(rule: Rule, question: Question) -> Params:
    """Words that touch the topic stand in the rule's fields: a person has to say what the matter is about. {word}"""
    return None if _gives_way(rule, question) else _word(question, rule.topic, rule.fields, mention=True)


def code_settles(rule: Rule, question: Question) -> Params:
    """The offence's code has this character, and nothing makes it give way. {code}"""
    if rule.topic not in question.law.characters.get(question.code, ()) or _gives_way(rule, question):
        return None
    return {"code": question.code}


def label_without_act(rule: Rule, question: Question) -> Params:
    """A terrorism label (by code or word) with no act of violence, its financing or preparation as the person's own part,
    or without its place, time or means. {word}
    """
    wanted, label = question.wanted, _label(rule, question)
    if wanted is None or not label:
        return None
    act = wanted.offence
    stated = all(value.strip() for value in (act.place, act.date, act.means, act.own_part))
    return None if stated and _gives_way(rule, question) else {"word": label}


def label_by_financing(rule: Rule, question: Question) -> Params:
    """A terrorism label for which the person's own part shows money, and no act of violence. {word}"""
    label = _label(rule, question)
    paid = says(question, FINANCING, rule.gives_way_in)
    return {"word": label} if label and paid and not _gives_way(rule, question) else None


def vague_part(rule: Rule, question: Question) -> Params:
    """The person's own part is said in fewer words than the rule's number, or in words that say nothing. {word}"""
    own = question.texts.get("offence.own_part", ())
    if question.wanted is None or not own:
        return None
    said = " ".join(forms[0] for forms in own)
    if len(own) < rule.number:
        return {"word": said}
    return _word(question, rule.topic, ("offence.own_part",), mention=False)


def no_known_harm(rule: Rule, question: Question) -> Params:
    """What the person is said to have done shows nothing that the rule's topics know: a person has to say what it was."""
    own = question.texts.get("offence.own_part", ())
    return {} if own and not _gives_way(rule, question) else None


def markers_unproved(rule: Rule, question: Question) -> Params:
    """A warning for the posts is asked for, and nothing shows the evidence. {word}"""
    wanted = question.wanted
    if wanted is None or not wanted.markers or wanted.marker_evidence.strip():
        return None
    return {"word": ", ".join(wanted.markers)}


def _word(question: Question, topic: str, fields: tuple[str, ...], *, mention: bool) -> Params:
    known = question.law.topics.get(topic)
    if known is None:
        return None
    ask = topics.touched if mention else topics.settled
    for field in fields or tuple(question.texts):
        if word := ask(known, question.texts.get(field, ())):
            return {"word": word}
    return None


def _label(rule: Rule, question: Question) -> str:
    """The words of the label, else the code that has its character; empty where there is neither."""
    named = _word(question, rule.topic, rule.fields, mention=False)
    if named is not None:
        return named["word"]
    return question.code if rule.topic in question.law.characters.get(question.code, ()) else ""


def says(question: Question, topic: str, fields: tuple[str, ...] = ()) -> bool:
    """Whether words that settle this topic stand in these fields (in any, if none are named)."""
    return _word(question, topic, fields, mention=False) is not None


def _gives_way(rule: Rule, question: Question) -> bool:
    """Words of a graver topic where the rule says, or such a character of the offence if the rule names its code."""
    characters = question.law.characters.get(question.code, ()) if CODE in rule.gives_way_in else ()
    return any(one in characters or says(question, one, rule.gives_way_in) for one in rule.gives_way)
