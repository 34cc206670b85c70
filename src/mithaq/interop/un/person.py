"""One INDIVIDUAL of the list as a sanctions notice. Whatever has no field of its own ends in the comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from mithaq.domain import content
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.countries import from_english
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity, Place, Sex
from mithaq.interop.un.dates import birth_remarks, births, iso
from mithaq.interop.un.documents import document_remarks, documents
from mithaq.interop.un.errors import ListError
from mithaq.interop.un.grammar import PERSON, line_of, value, values
from mithaq.interop.un.names import alias_remarks, names

_SEX = re.compile(r"\b(?:gender|sex)\s*[:\[]+\s*(male|female)\b", re.IGNORECASE)
_SEXES: Mapping[str, Sex] = {"male": "male", "female": "female"}
_MEASURES = (
    (re.compile(r"assets? freeze", re.IGNORECASE), "assets"),
    (re.compile(r"travel ban", re.IGNORECASE), "travel"),
    (re.compile(r"arms embargo", re.IGNORECASE), "arms"),
)
_DATAID = re.compile(r"[0-9]{1,20}")


def source_id(entry: etree._Element) -> str:
    """The DATAID of an entry. Raises ListError ``list.missing`` or ``list.value``."""
    found = value(entry, "DATAID")
    if not found:
        raise ListError("list.missing", line_of(entry), f"{entry.tag}/DATAID")
    if not _DATAID.fullmatch(found):
        raise ListError("list.value", line_of(entry), f"{entry.tag}/DATAID")
    return found


def delisted(entry: etree._Element) -> bool:
    """The list still carries the entry, but says that the person is no longer listed."""
    return bool(value(entry, "DELISTED_ON"))


def notice(entry: etree._Element, regimes: Mapping[str, tuple[str, ...]]) -> SanctionsNotice:
    """The notice for an entry. `regimes`: measures by UN_LIST_TYPE, added to those that its words name.

    Raises ListError ``list.missing`` without a name, ``list.value`` for a listing date that is none, and
    whatever `content.check` refuses, with the line of the entry.
    """
    line, regime = line_of(entry), value(entry, "UN_LIST_TYPE")
    found = SanctionsNotice(
        identity=_identity(entry),
        source_id=source_id(entry),
        reference=value(entry, "REFERENCE_NUMBER"),
        regime=regime,
        listed_on=iso(value(entry, "LISTED_ON")),
        measures=_measures(entry, regimes.get(regime, ())),
        titles=values(entry, "TITLE/VALUE"),
        designations=values(entry, "DESIGNATION/VALUE"),
        addresses=tuple(dict.fromkeys(filter(None, map(_address, entry.iterfind("INDIVIDUAL_ADDRESS"))))),
        updated_on=tuple(map(iso, values(entry, "LAST_DAY_UPDATED/VALUE"))),
        comment="\n".join(_comment(entry)),
    )
    if not found.identity.names:
        raise ListError("list.missing", line, f"{PERSON}/FIRST_NAME")
    try:
        content.check(found)
    except Refusal as refusal:
        code = "list.value" if refusal.code == "date.invalid" else refusal.code
        raise ListError(code, line, f"{PERSON}/{refusal.where}") from None
    return found


def _identity(entry: etree._Element) -> Identity:
    words = (*values(entry, "NATIONALITY/VALUE"), *_second_nationalities(entry))
    return Identity(
        names=names(entry),
        sex=_sex(entry),
        births=births(entry),
        birthplaces=tuple(dict.fromkeys(filter(None, map(_place, entry.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"))))),
        nationalities=tuple(dict.fromkeys(from_english(word) or word for word in words)),
        documents=documents(entry),
    )


def _second_nationalities(entry: etree._Element) -> Iterator[str]:
    for text in values(entry, "NATIONALITY2"):
        yield from filter(None, map(str.strip, text.split(";")))


def _sex(entry: etree._Element) -> Sex:
    """GENDER, which most entries lack; else the words *Gender: male* that many comments carry."""
    if said := value(entry, "GENDER"):
        return _SEXES.get(said.lower(), "unspecified")
    found = _SEX.search(" ".join(values(entry, "COMMENTS1")))
    return _SEXES[found[1].lower()] if found else "unspecified"


def _measures(entry: etree._Element, of_regime: tuple[str, ...]) -> tuple[str, ...]:
    words = " ".join(values(entry, "COMMENTS1"))
    named = (measure for pattern, measure in _MEASURES if pattern.search(words))
    return tuple(dict.fromkeys((*of_regime, *named)))


def _place(born: etree._Element) -> Place | None:
    country = value(born, "COUNTRY")
    place = Place(
        city=value(born, "CITY"),
        province=value(born, "STATE_PROVINCE"),
        country=from_english(country) or country,
        note="; ".join(filter(None, (value(born, "STREET"), value(born, "ZIP_CODE"), value(born, "NOTE")))),
    )
    return place if place != Place() else None


def _address(address: etree._Element) -> str:
    """One line; countries as the list names them."""
    tags = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
    line = ", ".join(part for tag in tags if (part := value(address, tag)))
    note = value(address, "NOTE")
    return f"{line} ({note})" if line and note else line or note


def _comment(entry: etree._Element) -> Iterator[str]:
    """The list's comment, then a line for each thing without a field. SORT_KEY repeats the name: left out."""
    yield from values(entry, "COMMENTS1")
    yield from alias_remarks(entry)
    yield from birth_remarks(entry)
    yield from document_remarks(entry)
    if (said := value(entry, "GENDER")) and said.lower() not in _SEXES:
        yield f"Gender: {said}"
    for label, tag, usual in (
        ("Submitted by", "SUBMITTED_BY", ""),
        ("Submitted on", "SUBMITTED_ON", ""),
        ("Version", "VERSIONNUM", "1"),
    ):
        if (said := value(entry, tag)) != usual and said:
            yield f"{label}: {said}"
    for kind in values(entry, "LIST_TYPE/VALUE"):
        if kind != "UN List":
            yield f"List: {kind}"
