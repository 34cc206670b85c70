"""Text that people wrote, made fit for a page: nothing in it can reorder, hide or break what stands around it.

Controls and bidirectional marks go; a character that our fonts do not have becomes its code, such as ``U+1F642``, because a
PDF/A may not show an empty box for it. Inside Arabic text each Latin word, number, date or code is isolated (Unicode UAX 9,
LRI, RLI and PDI), so that 2026-11-23 reads from the left wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Literal

Direction = Literal["rtl", "ltr"]

LRI, RLI, PDI, BREAK = "\u2066", "\u2067", "\u2069", "\u200b"
_MARKS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_JOINERS = frozenset("\u200c\u200d")  # they shape letters and move nothing
_ARABIC = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LATIN_RUN = re.compile(rf"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff@#%+*/][^{_ARABIC}\n()\[\]]*")
_ARABIC_RUN = re.compile(rf"[{_ARABIC}](?:[{_ARABIC} \u200c\u200d]*[{_ARABIC}])?")
_TRAILING = re.compile(r"[\s.,;:!?'\"»”\-–—]+$")
_LONG = re.compile(r"\S{30,}")
_HASH = re.compile(r"[0-9a-f]{64}")
_HALF = 32  # a hash breaks in the middle or not at all
_STEP = 12  # characters between the places where an endless word may break


def clean(text: str) -> str:
    """The text without controls and marks, every other character one that can be printed. Lines are kept."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    kept = _MARKS.sub("", lines.replace("\u2029", "\n").replace("\t", " "))
    return "".join(_printable(letter) for letter in kept).strip()


def direction(text: str) -> Direction:
    """The direction of the first letter that has one (UAX 9, P2); left to right where none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def isolated(text: str) -> str:
    """Clean text with each run of the other direction isolated, so that it keeps its order and its place."""
    rightward = direction(text) == "rtl"
    kept = _LATIN_RUN.sub(_left_to_right, text) if rightward else _ARABIC_RUN.sub(rf"{RLI}\g<0>{PDI}", text)
    return _LONG.sub(_breakable, kept)


@cache
def coverage() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of the ranges that the fonts have, in order (`fonts/coverage.txt`)."""
    lines = files("mithaq.documents").joinpath("fonts", "coverage.txt").read_text("utf-8").split()
    ranges = [tuple(int(end, 16) for end in line.split("-")) for line in lines]
    return tuple(first for first, _ in ranges), tuple(last for _, last in ranges)


def printable(code: int) -> bool:
    """Whether the fonts have this code point."""
    first, last = coverage()
    place = bisect_right(first, code) - 1
    return place >= 0 and code <= last[place]


def _printable(letter: str) -> str:
    if letter == "\n" or letter in _JOINERS:
        return letter
    if unicodedata.category(letter) in ("Cc", "Cs"):
        return ""
    if unicodedata.category(letter) == "Zs":
        return " "
    return letter if printable(ord(letter)) else f" U+{ord(letter):04X} "


def _left_to_right(found: re.Match[str]) -> str:
    run = found.group()
    trailing = _TRAILING.search(run)
    body = run[: trailing.start()] if trailing else run
    return f"{LRI}{body}{PDI}{run[len(body) :]}" if body else run


def _breakable(found: re.Match[str]) -> str:
    word = found.group()
    if any(unicodedata.bidirectional(letter) == "AL" for letter in word):
        return word  # a break inside a joined Arabic word would cut its letters
    step = _HALF if _HASH.fullmatch(word) else _STEP
    return BREAK.join(word[place : place + step] for place in range(0, len(word), step))
