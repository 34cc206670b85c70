"""Arabic names in the zone, letter for letter: the X scheme of ICAO 9303-3, section 6.C and appendix B.

Most states print a phonetic spelling (``MOHAMMED``); some print the Arabic letters in this code (``MXHMD``),
which gives the name back exactly. Short vowels are not in it.
"""

from __future__ import annotations

import re
import unicodedata

from mithaq.domain.errors import Refusal
from mithaq.domain.mrz_arabic_table import CODES, SILENT

MAX_TEXT = 300  # characters: the length of a name in an identity
_SHADDA = "\u0651"
_TEH_MARBUTA, _TEH_MARBUTA_LAST = "\u0629", "XAH"  # note 2: XTA within a word, XAH at its end
_ALLAH, _ALLAH_CODE = "\u0627\u0644\u0644\u0647", "ALLXH"  # appendix B writes the heh as XH here alone

_ENCODE = dict(CODES)
_DECODE = {code: letter for letter, code in reversed(CODES)} | {_TEH_MARBUTA_LAST: _TEH_MARBUTA}
_TOKEN = re.compile("|".join(sorted(_DECODE, key=len, reverse=True)))
_SEPARATORS = re.compile(r"[\s<\-\u2010\u2011]+")

# The sun letters, which the article before them doubles.
_SUN = frozenset({"T", "XTH", "D", "XDH", "R", "Z", "S", "XSH", "XSS", "XDZ", "XTT", "XZZ", "N"})
_NEVER_DOUBLED = frozenset({"A", "XAA", "XAE", "I", "XXA", "XE", "XAY", "XAH", "U", "XI"})
_NEVER_FIRST = frozenset({"U", "XE", "XI", "XTA", "XAY", "XAH"})
_TELLING = frozenset({"EBD", "BN", "BNT", "ABW", "ALDYN"})  # words that no Latin spelling writes so


def to_x_scheme(arabic: str) -> str:
    """An Arabic name in the X scheme, words parted by a filler. Shadda doubles; other signs are dropped.

    Raises Refusal ``mrz.name`` for a letter that is not in the table, and for text without any that is.
    """
    if len(arabic) > MAX_TEXT:
        raise Refusal("mrz.name", "name")
    text = "".join(c for c in unicodedata.normalize("NFKC", arabic) if unicodedata.category(c) != "Cf")
    words = [_encoded(word) for word in _SEPARATORS.split(text) if word]
    if not any(words):
        raise Refusal("mrz.name", "name")
    return "<".join(filter(None, words))


def from_x_scheme(text: str) -> str | None:
    """The Arabic letters behind a name field or part of it; None if it cannot be in the X scheme.

    A doubled letter becomes a shadda where Arabic can double it: not at the start of a word (ممدوح) and after
    the article only where the article does it (الشّمس). Ask `is_x_scheme` first whether the text is meant so.
    """
    words = [_decoded(word) for word in _words(text)]
    return " ".join(word for word in words if word) if words and None not in words else None


def is_x_scheme(text: str) -> bool:
    """The text can be read in the X scheme, and has an X letter or a word that only the scheme has."""
    words = _words(text)
    if not words or any(_decoded(word) is None for word in words):
        return False
    return any("X" in word or word in _TELLING for word in words)


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word] if len(text) <= MAX_TEXT else []


def _encoded(word: str) -> str:
    if "".join(c for c in word if c in _ENCODE) == _ALLAH:
        return _ALLAH_CODE
    codes: list[str] = []
    for char in word:
        if char == _SHADDA and codes:
            codes[-1] *= 2
        elif char in _ENCODE:
            codes.append(_ENCODE[char])
        elif char not in SILENT and char != _SHADDA:
            raise Refusal("mrz.name", "name")
    if codes and codes[-1] == _ENCODE[_TEH_MARBUTA]:
        codes[-1] = _TEH_MARBUTA_LAST
    return "".join(codes)


def _decoded(word: str) -> str | None:
    if word.endswith(_ALLAH_CODE):
        stem = word.removesuffix(_ALLAH_CODE)
        before = _decoded(stem) if stem else ""
        return None if before is None else before + _ALLAH
    codes = _TOKEN.findall(word)
    if "".join(codes) != word or not _plausible(codes):
        return None
    letters: list[str] = []
    doubled = False
    for place, code in enumerate(codes):
        doubled = not doubled and _doubles(codes, place)
        letters.append(_SHADDA if doubled else _DECODE[code])
    return "".join(letters)


def _doubles(codes: list[str], place: int) -> bool:
    """The code at `place` repeats the one before it, and the pair is one letter with a shadda."""
    code = codes[place]
    if place < 2 or code != codes[place - 1] or code in _NEVER_DOUBLED:
        return False
    if codes[:2] == ["A", "L"] and place <= 3:
        return place == 3 and code in _SUN
    return True


def _plausible(codes: list[str]) -> bool:
    """Spelling rules that Latin names break: no hamza seat first in a word, no إ within, XAH only last."""
    if codes[0] in _NEVER_FIRST or _TEH_MARBUTA_LAST in codes[:-1]:
        return False
    start = 2 if codes[:2] == ["A", "L"] else 0
    return all(code != "I" or place in (0, start) for place, code in enumerate(codes))
