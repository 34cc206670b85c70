"""The papers of an entry. Numbers are freed from the prose around them: a border looks them up exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from mithaq.domain.countries import from_english
from mithaq.domain.identity import Document
from mithaq.interop.un.dates import expiry, iso
from mithaq.interop.un.grammar import value

_Type = Literal["passport", "identity_card", "residence", "other"]
_TYPES: tuple[tuple[str, _Type], ...] = (
    (r"passe?port|pasaporte", "passport"),
    (r"residen", "residence"),
    (r"identi|tazkira|national", "identity_card"),
)
_WORD = re.compile(r"[^\W\d_]{3,}[.,:]*|n[o°]\.?|№", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)?")
_AFTER_WORD = re.compile(r"\b(?:number|card|no\.?)\s*:?\s+((?:[A-Z]{1,3}-?\s?)?\d[\w/-]*)")


def documents(entry: etree._Element) -> tuple[Document, ...]:
    """The papers with a number, each once, in the order of the list."""
    found = (_document(paper) for paper in entry.iterfind("INDIVIDUAL_DOCUMENT"))
    return tuple(dict.fromkeys(paper for paper in found if paper))


def document_remarks(entry: etree._Element) -> Iterator[str]:
    """What the list says of papers whose number it does not give."""
    for paper in entry.iterfind("INDIVIDUAL_DOCUMENT"):
        if _document(paper) is None and (said := _said(paper)):
            yield f"Document: {said}"


def plain_number(text: str) -> str:
    """The number in a text: ``Libyan passport No. 513519 `` is ``513519``. Other text is left alone."""
    if not re.search(r"[a-z]{2}", text):
        return text
    words = (word for word in _BRACKETS.sub(" ", text).split() if not _WORD.fullmatch(word))
    bare = " ".join(words).strip(" ,.;:")
    return bare if any(map(str.isdigit, bare)) else text


def _document(paper: etree._Element) -> Document | None:
    written, note = value(paper, "NUMBER"), value(paper, "NOTE")
    number = plain_number(written) if written else _number_in(value(paper, "TYPE_OF_DOCUMENT2"), note)
    if not number:
        return None
    authority, place = value(paper, "ISSUING_COUNTRY"), value(paper, "COUNTRY_OF_ISSUE")
    issuer = authority or place
    return Document(
        number=number,
        type=_type(paper, written),
        issuer=from_english(issuer) or issuer,
        issued=iso(value(paper, "DATE_OF_ISSUE")),
        expires=expiry(note) or expiry(written),
        note=_note(paper, written if written != number else ""),
    )


def _number_in(*texts: str) -> str:
    """A number that stands in a description instead of its own element."""
    found = (_AFTER_WORD.search(text) for text in texts)
    return next((match[1] for match in found if match), "")


def _type(paper: etree._Element, number: str) -> _Type:
    """By the finer description first, then by the words beside the number, then by the coarse one."""
    for said in (value(paper, "TYPE_OF_DOCUMENT2"), number, value(paper, "TYPE_OF_DOCUMENT")):
        for pattern, kind in _TYPES:
            if re.search(pattern, said, re.IGNORECASE):
                return kind
        if said and said != number:
            return "other"
    return "other"


def _note(paper: etree._Element, written: str) -> str:
    """Everything that no field of `Document` holds, in the list's own words."""
    issued_in = ", ".join(filter(None, (value(paper, "CITY_OF_ISSUE"), value(paper, "COUNTRY_OF_ISSUE"))))
    facts = (
        value(paper, "TYPE_OF_DOCUMENT"),
        value(paper, "TYPE_OF_DOCUMENT2"),
        written,
        f"issued in {issued_in}" if issued_in else "",
        value(paper, "NOTE"),
    )
    said = [fact for fact in dict.fromkeys(facts) if fact]
    return "; ".join(said) if said != ["Passport"] else ""


def _said(paper: etree._Element) -> str:
    return "; ".join(text for child in paper if (text := value(paper, str(child.tag))))
