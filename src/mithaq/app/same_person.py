"""By what two papers show that they may mean one person, and one act of that person.

A common key is a reason to look, and two descriptions of an act that are word for word the same are the same act; whatever
lies between is for a person to decide.
"""

from __future__ import annotations

from mithaq.domain.content import Offence
from mithaq.domain.identity import Identity
from mithaq.names.fold import fold
from mithaq.search.exact import normal_document

Act = tuple[str, str, str]
"""Code, place and date of an act, as a paper gives them."""


def keys(identity: Identity) -> frozenset[str]:
    """A document's number, a national number, or a name with a birth date; whoever shares one may be one person."""
    found = set()
    for document in identity.documents:
        number = normal_document(document.number)
        if number:
            found.add(f"document {document.issuer} {number}")
    if identity.national_number:
        found.add(f"national {' '.join(identity.nationalities)} {normal_document(identity.national_number)}")
    for name in identity.names:
        for born in identity.births:
            found.add(f"name {fold(name.full)} {born.year} {born.month} {born.day}")
    return frozenset(found)


def act_of(offence: Offence) -> Act:
    """What of an offence tells it from another act."""
    return offence.code, fold(offence.place), offence.date


def same_act(one: Offence, other: Offence) -> bool:
    """Whether both surely describe one act: nothing is left open, and nothing differs."""
    return all(act_of(one)) and act_of(one) == act_of(other)
