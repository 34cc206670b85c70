"""A mapping: which table of a state's own database holds what, in whose words. Columns are names, never SQL.

What a mapping may not say has no field: there is no place for a condition, an expression, a join or a password.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.connected.tables import ConnectedTables
from mithaq.domain.connected.words import topic_in
from mithaq.domain.errors import Refusal, place_in

MAX_BYTES = 64 * 1024
"""Of a mapping file: the longest real one has two pages."""

Column = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]+\Z")]
"""A name as the database knows it. It is always quoted, so that whatever stands in it is a name and nothing else."""
Code = Annotated[str, Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,24}){1,4}\Z")]
Format = Annotated[str, Meta(min_length=1, max_length=40)]
DocumentType = Literal["passport", "identity_card", "other"]

MARKS = re.compile(r"%([dmY])")
"""Day, month and year in a format."""


class Parts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The name in columns of its parts, in the order in which they are written."""

    given: Column
    father: Column = ""
    grandfather: Column = ""
    family: Column = ""


class Birth(Struct, frozen=True, forbid_unknown_fields=True):
    """The date of birth. `format`: ``iso``, ``date`` (the database's own type), ``year``, ``hijri`` (``1400-05-17``), or
    the marks ``%d %m %Y`` in their order, as in ``%d/%m/%Y``.
    """

    column: Column
    format: Format = "iso"


class Sex(Struct, frozen=True, forbid_unknown_fields=True):
    """The sex, and the values that stand for each; any other says nothing."""

    column: Column
    male: tuple[str, ...] = ("M", "m", "male", "ذكر")
    female: tuple[str, ...] = ("F", "f", "female", "أنثى")


class PaperColumn(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column with the number of a paper."""

    column: Column
    type: DocumentType = "passport"
    issuer: str = ""


class Person(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who a row is about. A name in one column, or in parts, in at least one script."""

    name_ar: Column = ""
    name_latin: Column = ""
    parts_ar: Parts | None = None
    parts_latin: Parts | None = None
    birth: Birth | None = None
    sex: Sex | None = None
    nationality: Column = ""
    national_number: Column = ""
    documents: tuple[PaperColumn, ...] = ()


class Thing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which stolen object a row is about: a document by its number, a vehicle by plate or VIN, a firearm by its serial."""

    kind: Literal["document", "vehicle", "firearm"]
    number: Column = ""
    plate: Column = ""
    vin: Column = ""
    serial: Column = ""


class Mapping(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One connected table. `kind`: of `connected_kinds.csv`. `authority`: the office that answers for the data.

    `password_file`: a file that holds the password, which may stand nowhere else. `table`: may be ``schema.table``.
    `core`: columns that follow a hit once an officer approves. `leave_out`: columns whose names tell of what must not be
    connected, and which are therefore never read. `answer`: *automatic* tells a hit at its hour unless the bureau says no,
    *officer* only if it says yes. `never_to`: states that are never told of a hit.
    """

    mapping: Literal[1]
    database: Code
    kind: str
    authority: Code
    url: Annotated[str, Meta(min_length=1, max_length=1000)]
    table: Column
    reference: Column
    password_file: str = ""
    person: Person | None = None
    thing: Thing | None = None
    core: tuple[Column, ...] = ()
    leave_out: tuple[Column, ...] = ()
    refresh_hours: Annotated[int, Meta(ge=1, le=720)] = 24
    answer: Literal["automatic", "officer"] = "automatic"
    never_to: tuple[Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")], ...] = ()


def columns(mapping: Mapping) -> tuple[str, ...]:
    """Every column that is read, each once, the reference first."""
    return tuple(
        dict.fromkeys((mapping.reference, *_of_person(mapping.person), *_of_thing(mapping.thing), *mapping.core))
    )


def indexed(mapping: Mapping) -> tuple[str, ...]:
    """The columns that the index is made of: all but those of the core data, which are read only on approval."""
    return tuple(dict.fromkeys((mapping.reference, *_of_person(mapping.person), *_of_thing(mapping.thing))))


def read(raw: bytes, *, toml: bool = False) -> Mapping:
    """The mapping in a file's bytes. Raises Refusal ``connected.malformed`` naming the field, never a value."""
    if len(raw) > MAX_BYTES:
        raise Refusal("connected.malformed", "mapping")
    try:
        if toml:
            return msgspec.toml.decode(raw, type=Mapping)
        return msgspec.yaml.decode(_plain(raw), type=Mapping)
    except msgspec.ValidationError as problem:
        raise Refusal("connected.malformed", place_in(problem, "mapping")) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal("connected.malformed", "mapping") from None


def check(mapping: Mapping, tables: ConnectedTables) -> None:
    """Refuse what may not be connected. Raises Refusal ``connected.*``."""
    if mapping.kind not in tables.things:
        raise Refusal("connected.kind", "kind")
    _check_shape(mapping, tables.things[mapping.kind])
    for where, name in _names(mapping):
        topic = topic_in(name, tables.words)
        if topic:
            raise Refusal("connected.topic", where, missing=(topic,))


def unread(mapping: Mapping, live: tuple[str, ...], tables: ConnectedTables) -> tuple[tuple[str, str], ...]:
    """Columns of the live table whose names tell of a refused topic and that the mapping neither leaves out by name nor
    reads: (column, topic). Whoever connects says by `leave_out` that he has seen them.
    """
    known = {*columns(mapping), *mapping.leave_out}
    found = ((name, topic_in(name, tables.words)) for name in live if name not in known)
    return tuple((name, topic) for name, topic in found if topic)


def _check_shape(mapping: Mapping, things: tuple[str, ...]) -> None:
    about = "person" if mapping.person is not None else mapping.thing.kind if mapping.thing is not None else ""
    if (mapping.person is None) == (mapping.thing is None) or about not in things:
        raise Refusal("connected.content", "person")
    person, thing = mapping.person, mapping.thing
    if person is not None and not any((person.name_ar, person.name_latin, person.parts_ar, person.parts_latin)):
        raise Refusal("connected.no_name", "person")
    if thing is not None and not _of_thing(thing):
        raise Refusal("connected.no_number", "thing")
    if person is not None and person.birth is not None:
        _check_format(person.birth.format)
    if any(one in mapping.leave_out for one in columns(mapping)):
        raise Refusal("connected.left_out", "leave_out")


def _check_format(format: str) -> None:
    """Raises Refusal ``connected.format`` for a format in which no date could be written."""
    if format in ("iso", "date", "year", "hijri"):
        return
    marks = MARKS.findall(format)
    if sorted(marks) != ["Y", "d", "m"] or "%" in MARKS.sub("", format):
        raise Refusal("connected.format", "birth.format")


def _names(mapping: Mapping) -> Iterator[tuple[str, str]]:
    yield "database", mapping.database
    yield "table", mapping.table
    yield from (("columns", name) for name in columns(mapping))


def _of_person(person: Person | None) -> Iterator[str]:
    if person is None:
        return
    singles = [person.name_ar, person.name_latin, person.nationality, person.national_number]
    for parts in (person.parts_ar, person.parts_latin):
        singles += [parts.given, parts.father, parts.grandfather, parts.family] if parts is not None else []
    singles += [one.column for one in (person.birth, person.sex) if one is not None]
    yield from (name for name in (*singles, *(one.column for one in person.documents)) if name)


def _of_thing(thing: Thing | None) -> tuple[str, ...]:
    if thing is None:
        return ()
    own = {"document": (thing.number,), "vehicle": (thing.plate, thing.vin), "firearm": (thing.serial,)}[thing.kind]
    return tuple(name for name in own if name)


def _plain(raw: bytes) -> bytes:
    """YAML without anchors: a small file could say a great deal with them."""
    if any(line.lstrip().startswith(b"&") or b" &" in line or b" *" in line for line in raw.splitlines()):
        raise msgspec.DecodeError("anchors")
    return raw
