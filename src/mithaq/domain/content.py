"""What an alert says: the payload behind its envelope, one shape a kind. Only its audience ever reads it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from mithaq.domain.errors import Refusal, place_in
from mithaq.domain.identity import MAX_TEXT, Identity, PartialDate


class Warrant(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The warrant or judgment an arrest alert rests on (Riyadh 42 b). `scan` is the SHA-256 of its attachment."""

    authority: str
    number: str
    date: str
    kind: Literal["warrant", "judgment", "judgment_in_absentia"] = "warrant"
    scan: str = ""


class Offence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The act: what, where, when, and the person's own part in it. Terms are in months.

    `maximum_months` is the maximum penalty in law; None where the law leaves it to the court (*discretionary*).
    `remaining_months` is what is left to serve after a judgment. `limitation_date` is empty where nobody has it.
    """

    code: str
    summary: str
    place: str
    date: str
    own_part: str
    provisions: str
    maximum_months: int | None = None
    remaining_months: int | None = None
    limitation_date: str = ""


class Wanted(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="wanted", tag_field="kind"):
    """مطلوب: a person sought for arrest with a view to extradition. See law.md, *An arrest alert needs*."""

    identity: Identity
    warrant: Warrant
    offence: Offence
    undertaking: bool
    proportionality: str
    earlier_requests: str
    comment: str = ""


class Missing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="missing", tag_field="kind"):
    """A missing adult or child. `danger`: the facts of danger, without which a guardian's report is refused."""

    identity: Identity
    reported_by: str
    report_number: str
    danger: str
    since: str = ""
    comment: str = ""


class SanctionsNotice(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="sanctions", tag_field="kind"
):
    """One individual of a UN Security Council list. It informs; it never asks for an arrest."""

    identity: Identity
    source_id: str
    reference: str
    regime: str
    listed_on: str
    measures: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    updated_on: tuple[str, ...] = ()
    comment: str = ""


class TravelDocument(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag="travel_document",
    tag_field="kind",
):
    """A travel document stolen, lost, or stolen blank, entered by the state that issued it."""

    number: str
    issuer: str
    type: Literal["passport", "identity_card", "residence", "visa", "other"]
    circumstance: Literal["stolen", "lost", "stolen_blank"]
    report_number: str
    since: str = ""
    comment: str = ""


class Vehicle(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="vehicle", tag_field="kind"):
    """A stolen vehicle: plate, identification number (VIN), or both."""

    country: str
    report_number: str
    plate: str = ""
    vin: str = ""
    make: str = ""
    model: str = ""
    colour: str = ""
    year: int | None = None
    since: str = ""
    comment: str = ""


class Firearm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="firearm", tag_field="kind"):
    """A stolen or lost firearm, by serial number."""

    serial: str
    country: str
    report_number: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    since: str = ""
    comment: str = ""


Content = Wanted | Missing | SanctionsNotice | TravelDocument | Vehicle | Firearm
PersonContent = Wanted | Missing | SanctionsNotice

_decoder: msgspec.json.Decoder[Content] = msgspec.json.Decoder(Content)


def decode(body: bytes) -> Content:
    """The content in a payload. Raises Refusal ``content.invalid`` naming the field, never its value."""
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as problem:
        raise Refusal("content.invalid", field_of(problem)) from None


def encode(content: Content) -> bytes:
    """The bytes that are committed to: compact JSON, fields in the order of the shape, defaults left out."""
    return msgspec.json.encode(content)


def field_of(problem: Exception) -> str:
    """The path that msgspec names (``$.identity.names[0]``) without the value it quarrels with."""
    return place_in(problem, "json")


def identity_of(content: Content) -> Identity | None:
    """The person whom the content describes; None for an object."""
    return content.identity if isinstance(content, PersonContent) else None


def check(content: Content) -> None:
    """Refuse content that no reader could use, whatever its kind. What a kind needs more: `alert.missing_for`."""
    identity = identity_of(content)
    if identity is not None:
        identity.check()
    if len(content.comment) > MAX_TEXT:
        raise Refusal("text.too_long", "comment")
    if isinstance(content, Vehicle) and not (content.plate or content.vin):
        raise Refusal("content.invalid", "plate")
    for name, value in _dates(content):
        if value:
            iso_date(value, name)


def _dates(content: Content) -> tuple[tuple[str, str], ...]:
    match content:
        case Wanted():
            act, warrant = content.offence, content.warrant
            return (
                ("offence.date", act.date),
                ("offence.limitation_date", act.limitation_date),
                ("warrant.date", warrant.date),
            )
        case SanctionsNotice():
            return (("listed_on", content.listed_on),)
        case _:
            return (("since", content.since),)


def iso_date(value: str, where: str) -> PartialDate:
    """``2026-11-23``, ``2026-11`` or ``2026`` as a partial date. Raises Refusal ``date.invalid``."""
    try:
        year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    except ValueError:
        raise Refusal("date.invalid", where) from None
    if value.count("-") > 2:
        raise Refusal("date.invalid", where)
    date = PartialDate(year, month or None, day or None)
    date.check(where)
    return date
