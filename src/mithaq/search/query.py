"""What is asked of the register about a person."""

from __future__ import annotations

from msgspec import Struct

from mithaq.domain.errors import Refusal
from mithaq.names.fold import NameRefused
from mithaq.names.parts import Part, parts, spellings
from mithaq.search.births import Birth, read_birth


class PersonQuery(Struct, frozen=True):
    """All that is known of the person in front of the officer; any of it may be missing.

    `birth` is ISO text, to the day, month or year. `nationality` is an ISO 3166 code. `document` may be raw or normal.
    """

    name: str | None = None
    birth: str | None = None
    sex: str | None = None
    nationality: str | None = None
    document: str | None = None


class ReadQuery(Struct, frozen=True):
    """A query whose name and date have been read and found sound."""

    asked: PersonQuery
    names: tuple[tuple[Part, ...], ...]
    birth: Birth | None


def read_query(query: PersonQuery) -> ReadQuery:
    """Read the name into parts and the date into numbers. Raises Refusal ``name.too_long``, ``query.birth``."""
    try:
        names = tuple(read for read in map(parts, spellings(query.name or "")) if read)
    except NameRefused as refused:
        raise Refusal(refused.code, "name") from None
    birth = read_birth(query.birth) if query.birth else None
    if query.birth and birth is None:
        raise Refusal("query.birth", "birth")
    return ReadQuery(query, names, birth)
