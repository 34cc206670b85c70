"""A row of a connected table as a record: whom or what it is about, read by its mapping. Pure: no database is known here."""

from __future__ import annotations

import re
from collections.abc import Mapping as Row
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from mithaq.domain import countries
from mithaq.domain.connected.mapping import MARKS, Birth, Mapping, Parts, Person, Thing
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, PartialDate, PersonName
from mithaq.domain.identity import Sex as SexSaid

MAX_NAME = 300  # as everywhere (`Identity.check`)
Fault = Literal["", "reference", "name", "birth", "number"]
"""What a row lacks: without a reference, a name or a number it cannot be found; of an unreadable date only that is lost."""

_SHAPES = {"d": r"(?P<d>\d{1,2})", "m": r"(?P<m>\d{1,2})", "Y": r"(?P<Y>\d{4})"}


class Item(Struct, frozen=True):
    """A stolen object by its numbers."""

    kind: Literal["document", "vehicle", "firearm"]
    document: str = ""
    plate: str = ""
    serial: str = ""


class Record(Struct, frozen=True, omit_defaults=True):
    """One row. Exactly one of `identity` and `item`, unless `fault` says why there is neither."""

    reference: str
    identity: Identity | None = None
    item: Item | None = None
    fault: Fault = ""


def record_of(mapping: Mapping, row: Row[str, Any]) -> Record:
    """The record of a row. Never raises: a row that cannot be read says so in `fault`."""
    reference = _text(row.get(mapping.reference))
    if not reference:
        return Record("", fault="reference")
    if mapping.person is not None:
        return _person(reference, mapping.person, row)
    return _thing(reference, mapping.thing, row)


def birth_of(birth: Birth, value: Any) -> PartialDate | None:
    """The date in a column; None for an empty one. Raises Refusal ``date.invalid`` for what is none."""
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    text = _text(value)
    if not text:
        return None
    try:
        return _dated(birth.format, text)
    except ValueError:
        raise Refusal("date.invalid", "birth") from None


def _dated(format: str, text: str) -> PartialDate:
    match format:
        case "year":
            found = PartialDate(int(text))
        case "iso" | "date" | "hijri":
            year, *rest = (int(part) for part in text[:10].split("-"))
            if len(rest) > 2:
                raise ValueError(text)
            month, day = (*rest, None, None)[:2]
            found = PartialDate(year, month, day, calendar="hijri" if format == "hijri" else "gregorian")
        case _:
            pattern = "".join(_SHAPES.get(part, "") if at % 2 else re.escape(part)
                              for at, part in enumerate(MARKS.split(format)))  # fmt: skip
            met = re.fullmatch(pattern, text)
            if met is None:
                raise ValueError(text)
            found = PartialDate(int(met["Y"]), int(met["m"]), int(met["d"]))
    if found.calendar == "gregorian" and found.month and found.day:
        date(found.year, found.month, found.day)  # the 31st of February is no date
    found.check("birth")
    return found


def _person(reference: str, person: Person, row: Row[str, Any]) -> Record:
    names = _names(person, row)
    if not names:
        return Record(reference, fault="name")
    births: tuple[PartialDate, ...] = ()
    fault: Fault = ""
    if person.birth is not None:
        try:
            found = birth_of(person.birth, row.get(person.birth.column))
            births = (found,) if found is not None else ()
        except Refusal:
            fault = "birth"
    papers = ((one, _text(row.get(one.column))[:60]) for one in person.documents)
    identity = Identity(
        names=tuple(PersonName(name) for name in names),
        sex=_sex(person, row),
        births=births,
        nationalities=_nationality(_text(row.get(person.nationality))) if person.nationality else (),
        national_number=_text(row.get(person.national_number))[:60] if person.national_number else "",
        documents=tuple(Document(number, one.type, one.issuer) for one, number in papers if number),
    )
    return Record(reference, identity, fault=fault)


def _thing(reference: str, thing: Thing | None, row: Row[str, Any]) -> Record:
    if thing is None:
        return Record(reference, fault="number")
    said = {name: _text(row.get(name))[:60] for name in (thing.number, thing.plate, thing.vin, thing.serial) if name}
    item = Item(
        thing.kind,
        said.get(thing.number, ""),
        said.get(thing.plate, ""),
        said.get(thing.vin, "") or said.get(thing.serial, ""),
    )
    if not any((item.document, item.plate, item.serial)):
        return Record(reference, fault="number")
    return Record(reference, item=item)


def _names(person: Person, row: Row[str, Any]) -> tuple[str, ...]:
    whole = [_text(row.get(column)) for column in (person.name_ar, person.name_latin) if column]
    joined = [_joined(parts, row) for parts in (person.parts_ar, person.parts_latin) if parts is not None]
    return tuple(dict.fromkeys(name[:MAX_NAME] for name in (*whole, *joined) if any(map(str.isalpha, name))))


def _joined(parts: Parts, row: Row[str, Any]) -> str:
    columns = (parts.given, parts.father, parts.grandfather, parts.family)
    return " ".join(text for column in columns if column and (text := _text(row.get(column))))


def _sex(person: Person, row: Row[str, Any]) -> SexSaid:
    if person.sex is None:
        return "unspecified"
    value = _text(row.get(person.sex.column))
    return "male" if value in person.sex.male else "female" if value in person.sex.female else "unspecified"


def _nationality(value: str) -> tuple[str, ...]:
    code = value.upper()
    if len(code) == 3:
        code = countries.from_three(code) or code
    return (code,) if countries.is_country(code) else ()


def _text(value: Any) -> str:
    """A value as text in one line; nothing for NULL."""
    if value is None:
        return ""
    return " ".join(str(value).replace("\0", " ").encode("utf-8", "replace").decode().split())
