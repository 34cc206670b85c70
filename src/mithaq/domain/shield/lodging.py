"""Protection, as somebody lodges it with the commission alone: granted, or claimed and not yet decided, or at its end."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from mithaq.domain.alert_events import Id, Member
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity

Day = Annotated[str, Meta(pattern=r"^[12]\d{3}-[01]\d-[0-3]\d\Z")]
Word = Literal["state", "unhcr", "unrwa", "counsel", "person"]
Note = Annotated[str, Meta(max_length=2000)]


class Protection(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="protection"):
    """This person is protected, or has claimed it (law.md, *Protection*).

    `word`: on whose word. A state says it of its own decision; the commission writes down what UNHCR, UNRWA, counsel or the
    person told it. `feared`: the states that the person fears, empty where nobody said. Neither tells where the person is.
    """

    standing: Literal["granted", "pending"]
    word: Word
    identity: Identity
    feared: Annotated[tuple[Member, ...], Meta(max_length=22)] = ()
    since: Day | Literal[""] = ""
    reference: Annotated[str, Meta(max_length=200)] = ""
    note: Note = ""


class ProtectionEnded(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="protection_ended"):
    """What was lodged under this id has ended: the claim was refused for good, or the protection ceased."""

    lodgement: Id
    note: Note = ""


def check(said: Protection, *, state: bool) -> None:
    """Refuse what cannot be matched, and a word that is not this member's to give. Raises Refusal ``protection.word``."""
    said.identity.check()
    if state != (said.word == "state"):
        raise Refusal("protection.word", "word")
