"""Every name an entry gives, as written; and taken apart where one value holds several, or two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import Literal

from lxml import etree

from mithaq.domain.identity import PersonName
from mithaq.interop.un.grammar import value, values

MAX_NAME = 300  # characters: the limit of `Identity.check`; longer ones are prose and go to the comment
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITIES: Mapping[str, Literal["", "good", "low"]] = {"good": "good", "low": "low"}
_IN_NOTE = re.compile(r"(?:original script|in Arabic(?: script)?)\s*:\s*(.+)", re.IGNORECASE)


def names(entry: etree._Element) -> tuple[PersonName, ...]:
    """Primary name, original script, then the aliases in the order of the list, each once.

    FIRST_NAME to FOURTH_NAME are joined: the list numbers the parts and does not say which is the father's or
    the family's, so `parts` stays empty. A value with several names (separated by semicolons, or the same
    name in two scripts) is kept as written, because that is the official alias, and each name in it stands
    beside it.
    """
    primary = " ".join(part for tag in _PARTS if (part := value(entry, tag)))
    found = [PersonName(primary)] if primary else []
    for text in values(entry, "NAME_ORIGINAL_SCRIPT"):
        found += [PersonName(piece, "original_script") for piece in pieces(text)]
    for alias in entry.iterfind("INDIVIDUAL_ALIAS"):
        quality = _QUALITIES.get(value(alias, "QUALITY").lower(), "")
        found += [PersonName(text, "alias", quality) for text in _spellings(alias)]
    return tuple(dict.fromkeys(found))


def alias_remarks(entry: etree._Element) -> tuple[str, ...]:
    """What the list says of an alias and no field holds: birth under that name, notes, unknown qualities."""
    return tuple(line for alias in entry.iterfind("INDIVIDUAL_ALIAS") if (line := _remark(alias)))


def pieces(text: str) -> tuple[str, ...]:
    """The single names in a value: split at semicolons and where the script changes.

    Brackets within one script stay: ``EL PARA (COMBAT NAME)`` is an annotation, not two names.
    """
    runs = groupby(_tagged(text.split()), key=lambda word: word[0])
    found: list[str] = []
    for _, run in runs:
        found += map(_bare, re.split("[;؛]", " ".join(word for _, word in run)))
    names = tuple(dict.fromkeys(name for name in found if any(map(str.isalpha, name))))
    return names if len(names) > 1 else (text,)


def _spellings(alias: etree._Element) -> tuple[str, ...]:
    text = value(alias, "ALIAS_NAME")
    found = [text, *pieces(text)] if text else []
    if noted := _IN_NOTE.search(value(alias, "NOTE")):
        found += [name for name in pieces(noted[1]) if _script(name) != "LATIN"]
    return tuple(name for name in dict.fromkeys(found) if len(name) <= MAX_NAME)


def _tagged(words: list[str]) -> list[tuple[str, str]]:
    """Each word with its script; a word without letters goes with the one before it."""
    tagged, script = [], ""
    for word in words:
        script = _script(word) or script
        tagged.append((script, word))
    return tagged


def _script(text: str) -> str:
    """``LATIN``, ``ARABIC``, ``CYRILLIC``…: by the first letter; empty where there is none."""
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _bare(part: str) -> str:
    """Without commas at its ends, and without a bracket that has lost its other half."""
    part = part.strip(" ,،")
    if part.count("(") == part.count(")") and not (part.startswith("(") and part.endswith(")")):
        return part
    return part.strip(" ,،()")


def _remark(alias: etree._Element) -> str:
    text, quality = value(alias, "ALIAS_NAME"), value(alias, "QUALITY")
    born = [value(alias, f"{what}_OF_BIRTH") for what in ("DATE", "CITY", "COUNTRY")]
    facts = [
        *(["born " + ", ".join(filter(None, born))] if any(born) else []),
        *([f"quality {quality}"] if quality and quality.lower() not in _QUALITIES else []),
        *filter(None, [value(alias, "NOTE")]),
    ]
    if not facts and len(text) <= MAX_NAME:
        return ""
    return f"Alias {text}: " + "; ".join(facts) if facts else f"Alias {text}"
