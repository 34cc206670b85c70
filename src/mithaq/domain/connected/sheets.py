"""What a question, an answer and a decision on core data say: payloads, each filled up to one length."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import Code, Id
from mithaq.domain.connected.record import Item
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity

QUESTION_SIZE, ANSWER_SIZE, DATA_SIZE = 16_384, 4_096, 65_536
"""Bytes of each, whatever it says: a header shows how long a payload is."""

MOST_HITS = 5
"""Records that one answer names: more is no answer to a question about one person."""

MOST_NAMES = 12
"""Spellings of the person asked about."""

T = TypeVar("T", bound=Struct)


class Question(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One person or one object, and why. `about`: the open alert or case; `item`: of a batch, which object.

    There is one field for a person and one for an object, so that no question can be about two.
    """

    about: Id
    purpose: Code
    basis: Code
    words: Annotated[str, Meta(min_length=1, max_length=1000)]
    person: Identity | None = None
    object: Item | None = None
    item: Id | Literal[""] = ""


class HomeHit(Struct, frozen=True, forbid_unknown_fields=True):
    """A record that may be about the one asked for: which database, its class and score, and under which reference."""

    database: Annotated[str, Meta(max_length=140)]
    kind: Code
    klass: Literal["possible", "strong"]
    score: Annotated[float, Meta(ge=0, le=1)]
    reference: Annotated[str, Meta(max_length=200)]


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What one state says. `refused`: the question itself was not in order, which depends on nothing that stays at home.

    `effect` is the same in every answer: it informs, and no arrest rests on it.
    """

    outcome: Literal["no_hit", "hit", "refused"]
    hits: Annotated[tuple[HomeHit, ...], Meta(max_length=MOST_HITS)] = ()
    refused: Annotated[str, Meta(pattern=r"^[a-z0-9_.-]{0,60}\Z")] = ""
    effect: Literal["never_an_arrest"] = "never_an_arrest"


class CoreRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The core data of one record: column and value, as the state's own table has them."""

    database: Annotated[str, Meta(max_length=140)]
    reference: Annotated[str, Meta(max_length=200)]
    values: Annotated[tuple[tuple[str, str], ...], Meta(max_length=64)]


class Data(Struct, frozen=True, forbid_unknown_fields=True):
    """What the officer decided, with the core data if they were given."""

    decision: Literal["given", "refused"]
    rows: Annotated[tuple[CoreRow, ...], Meta(max_length=MOST_HITS)] = ()
    words: Annotated[str, Meta(max_length=1000)] = ""


def encode_question(said: Question) -> bytes:
    """The bytes that are committed to. Raises Refusal ``text.too_long``."""
    return _filled(said, QUESTION_SIZE)


def encode_answer(said: Answer) -> bytes:
    """The same of an answer: a hit is as long as none."""
    return _filled(said, ANSWER_SIZE)


def encode_data(said: Data) -> bytes:
    """The same of a decision on core data."""
    return _filled(said, DATA_SIZE)


def decode_question(raw: bytes) -> Question:
    """What was asked. Raises Refusal ``content.invalid``, also where it is about nobody or about two."""
    said = _read(raw, Question)
    if (said.person is None) == (said.object is None):
        raise Refusal("question.one", "person")
    if said.person is not None:
        said.person.check()
        if len(said.person.names) > MOST_NAMES:
            raise Refusal("identity.too_many_names", "names")
    return said


def decode_answer(raw: bytes) -> Answer:
    """What was answered. Raises Refusal ``content.invalid``."""
    return _read(raw, Answer)


def decode_data(raw: bytes) -> Data:
    """What was decided. Raises Refusal ``content.invalid``."""
    return _read(raw, Data)


def _filled(said: Struct, size: int) -> bytes:
    raw = msgspec.json.encode(said)
    if len(raw) > size:
        raise Refusal("text.too_long", "words")
    return raw.ljust(size)


def _read(raw: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "question") from None
