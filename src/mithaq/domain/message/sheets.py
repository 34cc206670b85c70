"""What the bureaux write: the payloads of a thread. Only the two members and the commission read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import Hash, Id
from mithaq.domain.content import field_of
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import MAX_TEXT
from mithaq.domain.instant import parse
from mithaq.domain.law import Form, FormField, Law

MAX_LINE = 300  # characters of a field of one line, as wide as the console's
MAX_ATTACHED = 50  # attachments of one message
Attached = Annotated[tuple[Hash, ...], Meta(max_length=MAX_ATTACHED)]


class Sheet(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A filled-in form: the values by field, what it is about, and attachments by SHA-256.

    A choice of several codes has them side by side with spaces.
    """

    fields: Mapping[str, str]
    about: str = ""
    attachments: Attached = ()


class Answer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A reply in words, with attachments by SHA-256."""

    text: str
    attachments: Attached = ()


Paper = Sheet | Answer
SHAPES: Mapping[str, type[Paper]] = {"thread.opened": Sheet, "reply.sent": Answer}


def decode(type: str, raw: bytes) -> Paper:
    """The paper in a payload of such a statement. Raises Refusal ``content.invalid`` naming the field, never its value."""
    try:
        return msgspec.json.decode(raw, type=SHAPES[type])
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as problem:
        raise Refusal("content.invalid", field_of(problem)) from None


def encode(paper: Paper) -> bytes:
    """The bytes that are committed to: compact JSON, keys in order, defaults left out."""
    return msgspec.json.encode(paper, order="sorted")


def check_answer(answer: Answer) -> None:
    """Refuse a reply that says nothing or too much. Raises Refusal."""
    if not answer.text.strip():
        raise Refusal("content.invalid", "text")
    _short(answer.text, MAX_TEXT, "text")


def check_sheet(sheet: Sheet, form: Form, law: Law) -> None:
    """Refuse a form that lacks something or holds what it does not ask for. Raises Refusal, `missing` naming fields."""
    known = {field.code: field for field in form.fields}
    if set(sheet.fields) - set(known):
        raise Refusal("content.invalid", "fields")
    lacks = tuple(code for code, field in known.items() if field.required and not sheet.fields.get(code, "").strip())
    if lacks:
        raise Refusal("form.incomplete", "fields", missing=lacks)
    for code, value in sheet.fields.items():
        if value:
            _check(known[code], value, law)


def _check(field: FormField, value: str, law: Law) -> None:
    where = f"fields.{field.code}"
    _short(value, MAX_TEXT if field.widget == "text" else MAX_LINE, where)
    options = law.options.get(field.options, {})
    sound: Mapping[str, Callable[[], bool]] = {
        "day": lambda: _is_day(value),
        "moment": lambda: bool(parse(value, where)),
        "alert": lambda: _is_alert(value),
        "ground": lambda: value in law.grounds and law.grounds[value].use == "case",
        "state": lambda: value in law.members and law.members[value].kind == "state",
        "choice": lambda: value in options,
        "choices": lambda: all(code in options for code in value.split()),
    }
    if field.widget in sound and not sound[field.widget]():
        raise Refusal("content.invalid", where)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_alert(value: str) -> bool:
    try:
        return msgspec.convert(value, Id)[0] in "ab"
    except msgspec.ValidationError:
        return False


def _short(value: str, most: int, where: str) -> None:
    if len(value) > most:
        raise Refusal("text.too_long", where)
