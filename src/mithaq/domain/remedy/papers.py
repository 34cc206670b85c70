"""What is written in an application, for the commission alone: never in a header, never handed to a state.

Each paper is filled up to a multiple of `BLOCK`, because a header shows how long its payload is.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import Code, Hash, Id
from mithaq.domain.errors import Refusal, place_in
from mithaq.domain.remedy.order_events import MAX_CODES

BLOCK = 4096
"""Bytes: a page of words, so that most applications are one block long and look alike."""

Line = Annotated[str, Meta(max_length=300)]
Long = Annotated[str, Meta(max_length=20_000)]
Words = Annotated[str, Meta(min_length=1, max_length=20_000)]
Language = Literal["ar", "en", "fr"]
Codes = Annotated[tuple[Code, ...], Meta(max_length=MAX_CODES)]


class Paper(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of these papers."""


class Filing(Paper, frozen=True):
    """What the applicant says. `route`: how it reached the commission. `quiet`: the owner is not to learn of it.

    `alert`: if the applicant knows its id. `birth`, `document`: to find what is held; free text, because a person who
    is looked for under a wrong date says so here.
    """

    name: Annotated[str, Meta(min_length=1, max_length=300)]
    words: Words
    language: Language
    contact: Line = ""
    counsel: Line = ""
    route: Line = ""
    birth: Line = ""
    document: Line = ""
    nationality: Annotated[str, Meta(pattern=r"^([A-Z]{2})?\Z")] = ""
    alert: Id | Literal[""] = ""
    quiet: bool = False


class Link(Paper, frozen=True):
    """The alert that the application is about; empty where nothing is held about the applicant."""

    alert: Id | Literal[""] = ""


class Why(Paper, frozen=True):
    """The coded ground of a freeze, or the coded method by which an identity was shown: for the commission alone."""

    code: Code


class Reasons(Paper, frozen=True):
    """Reasons in words: of a rejection, or of a dissent."""

    text: Words


class Ruling(Paper, frozen=True):
    """The decision in words, for the applicant, and what is ordered on the alert once it is decided.

    `erase`: a coded ground, and the alert ends with immediate erasure. `correct`: fields that its owner has to correct,
    and `wrong` says how. `answer`: what an applicant for access is told.
    """

    text: Words
    answer: Long = ""
    erase: Code | Literal[""] = ""
    correct: Codes = ()
    wrong: Long = ""


class Statement(Paper, frozen=True):
    """What an owner answers to a hearing."""

    text: Words


class Wrong(Paper, frozen=True):
    """What is wrong with the fields that an owner has to correct; the owner reads this. `was`: for each field a digest of
    what it said when this was ordered (`domain.remedy.corrected`), empty for a field that was not there.
    """

    text: Words
    fields: Codes = ()
    was: Annotated[tuple[Hash | Literal[""], ...], Meta(max_length=MAX_CODES)] = ()


P = TypeVar("P", bound=Paper)
S = TypeVar("S", bound=Struct)


def encode(paper: Paper) -> bytes:
    """The bytes that are committed to."""
    raw = msgspec.json.encode(paper)
    return raw.ljust(-(-len(raw) // BLOCK) * BLOCK)


def decode(raw: bytes, shape: type[P]) -> P:
    """The paper. Raises Refusal ``content.invalid``."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "paper") from None


def checked(said: S) -> S:
    """What an officer's choices made, as its own shape allows it: built in code, it was not checked yet. Raises Refusal
    ``content.invalid`` naming the field.
    """
    try:
        return msgspec.convert(msgspec.to_builtins(said), type(said))
    except msgspec.ValidationError as problem:
        raise Refusal("content.invalid", place_in(problem, "form")) from None
