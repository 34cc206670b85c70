"""Whether two papers speak of one person and one act: a request and the alert it rests on, or two requests.

An alert was reviewed for one person and one act, and what rests on it is about these. And all detention for one person,
requester and facts adds up, whatever alert or instrument the next request rests on (law.md, *The two gates*): of two
readings the one by which more was served is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mithaq.app.alike import alike, contradictions, names_agree, numbers
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import Content, Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.names.fold import fold
from mithaq.search.exact import normal_document, normal_reference
from mithaq.search.scales import Scales

Said = DetentionRequest | Wanted
"""What says whom and for what: a request, or an alert."""


def person_keys(identity: Identity) -> Iterator[str]:
    """By what two requests show that they may mean one person: a document's number, or a name with a birth date."""
    for document in identity.documents:
        number = normal_document(document.number)
        if number:
            yield f"document {document.issuer} {number}"
    if identity.national_number:
        yield f"national {' '.join(identity.nationalities)} {normal_document(identity.national_number)}"
    for name in identity.names:
        for born in identity.births:
            yield f"name {fold(name.full)} {born.year} {born.month} {born.day}"


def check_as_reviewed(request: DetentionRequest, reviewed: Content | DetentionRequest | None) -> None:
    """Raises Refusal ``request.other_person`` or ``request.other_act`` where a request is not about whom and what the alert
    was reviewed for, or a passage not about whom and what the extradition was granted for; ``payload.not_held`` where
    nothing is held to compare it with. It may say more: a newer passport, a nationality, a penalty.
    """
    if not isinstance(reviewed, Wanted | DetentionRequest):
        raise Refusal("payload.not_held", "alert")
    if not _is_person(request.identity, reviewed.identity):
        raise Refusal("request.other_person", "identity")
    mine, theirs = request.offence, reviewed.offence
    same = (mine.code, mine.date) == (theirs.code, theirs.date)
    if not same or _warrant(request) != _warrant(reviewed):
        raise Refusal("request.other_act", "offence")


def _is_person(one: Identity, other: Identity) -> bool:
    """The same name, and a number or a date of birth that both bear; the name alone where one of them bears neither."""
    if fold(one.primary.full) not in {fold(name.full) for name in other.names}:
        return False
    left, right = numbers(one), numbers(other)
    if left & right or set(one.births) & set(other.births):
        return True
    return not (left and right) and not (one.births and other.births)


def _warrant(said: Said) -> tuple[str, str, str]:
    return said.warrant.authority, said.warrant.number, said.warrant.date


def may_be_one(one: Said, other: Said) -> bool:
    """Whether two papers show that they mean one person, whatever act they are about: by a number, or by a name that is
    written alike and a birth date.
    """
    return bool(set(person_keys(one.identity)) & set(person_keys(other.identity)))


def is_one(one: Identity, other: Identity) -> bool:
    """Whether two descriptions mean one person for whoever must not be handed on: by a number, by a name that is written
    alike and a birth date, or by a name that agrees in whatever script while both state a birth and nothing speaks against.
    """
    if set(person_keys(one)) & set(person_keys(other)):
        return True
    return bool(one.births and other.births) and names_agree(one, other) and not contradictions(one, other)


def about_same_facts(one: Said, other: Said) -> bool:
    """Whether two papers are about one person and one act: the same warrant, the same day, or the same offence at the same
    place. Where the person is written otherwise, only the same warrant for a name that agrees, with nothing against it.
    Whatever else is alike, such as the offence alone, a prosecutor answers by name (`earlier.Earlier.unsure`).
    """
    warrants = one_warrant(one, other)
    if not may_be_one(one, other):
        them = one.identity, other.identity
        return warrants and names_agree(*them) and not contradictions(*them)
    mine, theirs = one.offence, other.offence
    there = mine.code == theirs.code and (mine.country, fold(mine.place)) == (theirs.country, fold(theirs.place))
    return warrants or mine.date == theirs.date or there


def perhaps_one(scales: Scales, said: Said, others: Sequence[Said]) -> frozenset[int]:
    """The places of those among the others that may be about the same person: by a number, the warrant, or as the search for
    him would show whoever is wanted. All are compared at once.
    """
    own, court = numbers(said.identity), fold(said.warrant.authority)
    born = {(one.year, one.month, one.day) for one in said.identity.births}
    found = {
        place
        for place, other in enumerate(others)
        if own & numbers(other.identity)
        or (one_warrant(said, other) and court == fold(other.warrant.authority))
        or (born & {(one.year, one.month, one.day) for one in other.identity.births} and may_be_one(said, other))
    }
    return frozenset(found | alike(scales, said.identity, [other.identity for other in others]))


def one_warrant(one: Said, other: Said) -> bool:
    """Whether two warrants bear one number and date, however they were typed; their courts may be named otherwise."""
    mine, theirs = one.warrant, other.warrant
    if normal_reference(mine.date) != normal_reference(theirs.date):
        return False
    number = normal_reference(mine.number)
    return bool(number) and number == normal_reference(theirs.number)
