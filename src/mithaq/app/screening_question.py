"""What the screening is asked: content with its words read and its dates in one calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import structs

from mithaq.app.findable import gregorian
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.complete import missing_for
from mithaq.domain.content import Content, Firearm, Missing, TravelDocument, Vehicle, Wanted, Warrant, identity_of
from mithaq.domain.law import Law
from mithaq.domain.screening.dates import span
from mithaq.domain.screening.question import Known, Question
from mithaq.domain.screening.topic import Folded, read
from mithaq.names.text_words import folded

REQUEST = "detention"
NUMBERED = (Missing, TravelDocument, Vehicle, Firearm)


def question_of(law: Law, kind: str, owner: str, content: Content, on: date, known: Known) -> Question:
    """The question about an alert of this kind, on that day of its owner."""
    identity = identity_of(content)
    births = identity.births if identity is not None else ()
    return Question(
        content=content,
        kind=kind,
        owner=owner,
        on=on,
        law=law.screening,
        texts=_texts(law, content),
        lacking=_lacking(content, owner),
        born=tuple(found for birth in births for text in gregorian(birth) if (found := span(text)) is not None),
        offences=law.offences,
        known=known,
    )


def question_of_request(
    law: Law, requesting: str, request: DetentionRequest, on: date, known: Known, memorandum: str = ""
) -> Question:
    """The question about a request for provisional detention, with the memorandum once the file is here."""
    comment = f"{request.comment}\n{memorandum}".strip()
    follows = request.extradition_follows
    wanted = Wanted(request.identity, _warrant(request), request.offence, follows, "", "", comment)
    return question_of(law, REQUEST, requesting, wanted, on, known)


def _warrant(request: DetentionRequest) -> Warrant:
    """The warrant, or the judgment with what the request says of the sentence."""
    sentence = request.sentence
    if sentence is None:
        return request.warrant
    return structs.replace(
        request.warrant,
        kind="judgment_in_absentia" if sentence.presence == "absent" else "judgment",
        presence=sentence.presence,
        notice_given=sentence.notice_given,
        retrial=sentence.retrial,
    )


def _lacking(content: Content, owner: str) -> tuple[str, ...]:
    """What the kind needs, and a number of a report for whatever has one."""
    missing = missing_for(content, owner)
    if isinstance(content, NUMBERED) and not content.report_number.strip() and "report_number" not in missing:
        return (*missing, "report_number")
    return missing


def _texts(law: Law, content: Content) -> Mapping[str, tuple[Folded, ...]]:
    language = law.screening.language
    return {
        field: read(folded(text), language) for field, text in (_written(content) | _shown(content)).items() if text
    }


def _written(content: Content) -> dict[str, str]:
    """The fields in which somebody writes words, by their names in the content."""
    match content:
        case Wanted():
            act = content.offence
            return {
                "warrant.authority": content.warrant.authority,
                "offence.characterisation": act.characterisation,
                "offence.summary": act.summary,
                "offence.own_part": act.own_part,
                "offence.means": act.means,
                "offence.provisions": act.provisions,
                "proportionality": content.proportionality,
                "earlier_requests": content.earlier_requests,
                "importance": content.importance,
                "marker_evidence": content.marker_evidence,
                "comment": content.comment,
            }
        case Missing():
            return {
                "reported_by": content.reported_by,
                "danger": content.danger,
                "court_order": content.court_order,
                "comment": content.comment,
            }
        case _:
            return {"comment": content.comment}


def _shown(content: Content) -> dict[str, str]:
    """What every post reads of it that somebody wrote in words: of a person the identity, of a thing what it is."""
    match content:
        case Vehicle():
            return {"thing": "\n".join((content.make, content.model, content.colour))}
        case Firearm():
            return {"thing": "\n".join((content.make, content.model, content.calibre))}
        case TravelDocument():
            return {}
    identity = content.identity
    places = (text for place in identity.birthplaces for text in (place.city, place.province, place.note))
    besides = (identity.mother_name, identity.register_entry, *places, *(paper.note for paper in identity.documents))
    return {
        "identity.names": "\n".join(name.full for name in identity.names),
        "identity.besides": "\n".join(besides),
        "identity.description": identity.description,
    }
