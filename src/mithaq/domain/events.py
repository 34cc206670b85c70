"""The statements that members sign: one type each, what its body says, and which aggregate it is about.

An envelope is read by everybody, so no body has room for personal data: ids are random, reasons are codes, and what
a person wrote goes in the payload. The registry is the schema of admission check 7 and the list that
`access.csv` must cover.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from mithaq.domain.errors import Refusal, place_in

MAX_LISTED = 1000  # alerts in one batch review, items of one discontinuation: the size of a batch


class Body(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all bodies: closed shapes, so that an unknown field is refused, not ignored."""


class EventType(Struct, frozen=True):
    """One row of the registry. `payload`: whether a commitment must, may or must not stand in the header."""

    name: str
    body: type[Body]
    about: Literal["alert", "case", "hit", "message", "node", "remedy"]
    payload: Literal["must", "may", "none", "items"] = "none"


class Author(Struct, frozen=True):
    """Who signed, as everybody may know it: a pseudonym, the post, the role and the authority of the officer."""

    id: str
    post: str
    role: str
    authority: str


class Cite(Struct, frozen=True):
    """Another event that this one rests on."""

    member: str
    seq: int
    hash: str


class Event(Struct, frozen=True):
    """An admitted envelope as the folds see it: no bytes, no signatures.

    `content` is what an approval approves: the hash over type, subject, body, commitment and items. `items` maps the id
    of each object of a batch to its commitment. `order` is the total order of a fold: Lamport time, then member, then seq.
    """

    type: str
    member: str
    seq: int
    lamport: int
    at: str
    author: Author
    subject: str
    body: Body
    content: str
    hash: str
    payload: str = ""
    items: Mapping[str, str] = {}
    cites: tuple[Cite, ...] = ()

    @property
    def order(self) -> tuple[int, str, int]:
        """The place of this event in every fold, the same on every node."""
        return (self.lamport, self.member, self.seq)


def body_of(kind: EventType, raw: Mapping[str, Any]) -> Body:
    """The body in its own shape. Raises Refusal ``event.body_invalid`` that names the field."""
    try:
        return msgspec.convert(raw, kind.body)
    except msgspec.ValidationError as problem:
        raise Refusal("event.body_invalid", place_in(problem, "body")) from None
