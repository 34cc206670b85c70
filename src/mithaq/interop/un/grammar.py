"""The closed vocabulary of the list: which element may stand in which, how often, with which attributes.

It is that of the list's own schema (sc-sanctions.xsd) together with the elements that the published lists
carry beyond it (STREET of a place of birth, NOTE of an alias of an entity). What is in neither is refused: an
element that nobody understands may say that a person is no longer listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from lxml import etree

from mithaq.interop.un.errors import ListError

ROOT: Final = "CONSOLIDATED_LIST"
PERSON: Final = "INDIVIDUAL"
ENTITY: Final = "ENTITY"
MAX_ELEMENTS = 5_000  # elements of one entry; the longest entries of the real list have about 300
MAX_VALUE = 20_000  # characters of one element's text, as `content.check` allows; the real list stays under 2,000
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

_COMMON = {
    "COMMENTS1",
    "DATAID",
    "DELISTED_ON",
    "FIRST_NAME",
    "LAST_DAY_UPDATED",
    "LISTED_ON",
    "LIST_TYPE",
    "NAME_ORIGINAL_SCRIPT",
    "REFERENCE_NUMBER",
    "SORT_KEY",
    "SORT_KEY_LAST_MOD",
    "SUBMITTED_BY",
    "SUBMITTED_ON",
    "UN_LIST_TYPE",
    "VERSIONNUM",
}
_ADDRESS = frozenset({"CITY", "COUNTRY", "NOTE", "STATE_PROVINCE", "STREET", "ZIP_CODE"})
_ALIAS = frozenset({"ALIAS_NAME", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "DATE_OF_BIRTH", "NOTE", "QUALITY"})
_VALUES = frozenset({"VALUE"})

CHILDREN: Mapping[str, frozenset[str]] = {
    ROOT: frozenset({"INDIVIDUALS", "ENTITIES"}),
    "INDIVIDUALS": frozenset({PERSON}),
    "ENTITIES": frozenset({ENTITY}),
    PERSON: frozenset(
        {
            *_COMMON,
            "DESIGNATION",
            "FOURTH_NAME",
            "GENDER",
            "INDIVIDUAL_ADDRESS",
            "INDIVIDUAL_ALIAS",
            "INDIVIDUAL_DATE_OF_BIRTH",
            "INDIVIDUAL_DOCUMENT",
            "INDIVIDUAL_PLACE_OF_BIRTH",
            "NATIONALITY",
            "NATIONALITY2",
            "SECOND_NAME",
            "THIRD_NAME",
            "TITLE",
        }
    ),
    ENTITY: frozenset({*_COMMON, "ENTITY_ADDRESS", "ENTITY_ALIAS"}),
    "DESIGNATION": _VALUES,
    "LAST_DAY_UPDATED": _VALUES,
    "LIST_TYPE": _VALUES,
    "NATIONALITY": _VALUES,
    "TITLE": _VALUES,
    "ENTITY_ADDRESS": _ADDRESS,
    "ENTITY_ALIAS": _ALIAS,
    "INDIVIDUAL_ADDRESS": _ADDRESS,
    "INDIVIDUAL_ALIAS": _ALIAS,
    "INDIVIDUAL_DATE_OF_BIRTH": frozenset({"DATE", "FROM_YEAR", "NOTE", "TO_YEAR", "TYPE_OF_DATE", "YEAR"}),
    "INDIVIDUAL_DOCUMENT": frozenset(
        {
            "CITY_OF_ISSUE",
            "COUNTRY_OF_ISSUE",
            "DATE_OF_ISSUE",
            "ISSUING_COUNTRY",
            "NOTE",
            "NUMBER",
            "TYPE_OF_DOCUMENT",
            "TYPE_OF_DOCUMENT2",
        }
    ),
    "INDIVIDUAL_PLACE_OF_BIRTH": _ADDRESS,
}
_REPEATABLE = frozenset(CHILDREN) - {ROOT, "INDIVIDUALS", "ENTITIES"} | {
    "COMMENTS1",
    "NAME_ORIGINAL_SCRIPT",
    "NATIONALITY2",
    "VALUE",
}


class Walk:
    """Follows the start and end of elements and refuses the first that does not belong where it stands."""

    def __init__(self) -> None:
        self._open: list[tuple[str, set[str]]] = []
        self._elements = 0

    def enter(self, element: etree._Element) -> None:
        """An element begins. Raises ListError for one that does not fit; see its table of codes."""
        tag, line = str(element.tag), line_of(element)
        if not self._open:
            if tag != ROOT:
                raise ListError("list.root", line, _name(tag))
        else:
            self._fits(tag, line)
        for attribute in element.attrib:
            name = str(attribute)
            if not name.startswith(_XSI) and (tag, name) != (ROOT, "dateGenerated"):
                raise ListError("list.attribute", line, f"{tag}/@{_name(name)}")
        self._open.append((tag, set()))

    def _fits(self, tag: str, line: int) -> None:
        parent, seen = self._open[-1]
        if tag not in CHILDREN.get(parent, frozenset()):
            raise ListError("list.element", line, f"{parent}/{_name(tag)}")
        if tag in seen and tag not in _REPEATABLE:
            raise ListError("list.repeated", line, f"{parent}/{tag}")
        seen.add(tag)
        self._elements = 0 if tag in (PERSON, ENTITY) else self._elements + 1
        if self._elements > MAX_ELEMENTS:
            raise ListError("list.too_many", line, f"{parent}/{tag}")

    @property
    def done(self) -> bool:
        """Every element that began has ended."""
        return not self._open

    def leave(self, element: etree._Element) -> None:
        """An element ends. Raises ListError ``list.text`` if words stand between its children."""
        tag, _ = self._open.pop()
        if tag not in CHILDREN:
            if len(element.text or "") > MAX_VALUE:
                raise ListError("list.too_long", line_of(element), tag)
            return
        if not _blank(element.text):
            raise ListError("list.text", line_of(element), tag)
        for child in element:
            if not _blank(child.tail):
                raise ListError("list.text", line_of(child), tag)


def drop_before(element: etree._Element) -> None:
    """Free the entries before this one. Raises ListError ``list.text`` for words between them."""
    parent = element.getparent()
    while parent is not None and (earlier := element.getprevious()) is not None:
        if not _blank(earlier.tail):
            raise ListError("list.text", line_of(earlier), str(parent.tag))
        parent.remove(earlier)


def line_of(element: etree._Element) -> int:
    """The line on which the element begins."""
    return int(cast(Any, element).sourceline or 0)  # lxml's stubs give it no type


def value(element: etree._Element, tag: str) -> str:
    """The text of the one child of that name, with single spaces; empty if it is not there."""
    return _spaced(element.findtext(tag))


def values(element: etree._Element, path: str) -> tuple[str, ...]:
    """The texts of all children at that path, each once, empty ones left out."""
    texts = (_spaced(child.text) for child in element.iterfind(path))
    return tuple(dict.fromkeys(text for text in texts if text))


def _spaced(text: str | None) -> str:
    """The list breaks and indents lines within values; that is layout, and changes from list to list."""
    return " ".join((text or "").split())


def _blank(text: str | None) -> bool:
    return not (text or "").strip()


def _name(tag: str) -> str:
    """A foreign element's name, cut and cleaned so that it can stand in an error."""
    return re.sub(r"[^\w:.-]", "", tag.rpartition("}")[2])[:40]
