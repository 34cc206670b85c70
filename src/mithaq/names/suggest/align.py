"""Which Latin letters of a known spelling stand for which Arabic letter: Kha|li|d for خ ا ل د.

A *sign* is one Arabic letter with the Latin letters written for it: the consonant and the short vowel that follows. What
an Arabic letter may become in some state's Latin spelling stands in `LETTERS`; counting says what it usually becomes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Sign(NamedTuple):
    """One folded Arabic letter and the lower-case Latin letters written for it, which may be none."""

    arabic: str
    latin: str


MAX_CHUNK = 5
"""Most Latin letters that one Arabic letter is written with: *ghou* of غ has four."""

_NEVER = 99.0
_MOST_COST = 2.2
"""A spelling that fits worse is another name (a pen name, an initial) and teaches nothing."""

_ROWS = """
ب:b p|پ:p b|ت:t|ث:th t s|ج:j g dj dg gu|چ:ch tch|ح:h|خ:kh k h ch|د:d|ذ:dh d z th|ر:r|ز:z|ژ:zh j z|س:s c|ش:sh ch sch s
ص:s c|ض:d dh z|ط:t|ظ:z dh d th|غ:gh g rh|ف:f ph v|ڤ:v f|ق:q k g c gh qu|ك:k c q ck|گ:g gu|ل:l|م:m|ن:n|ه:h
"""
LETTERS = {row[0]: tuple(row[2:].split()) for row in re.split(r"[|\n]", _ROWS.strip())}
"""Arabic consonant → Latin spellings that occur, the plainest first."""

WEAK = frozenset("اويع")
"""Letters that are written as a vowel, as a glide, or not at all."""

_VOWELS = re.compile("[aeiouy]*$")
_WEAK_SOUND = {
    "ا": re.compile("[aeiou]{0,3}h?$"),
    "ع": re.compile("(?:[aeiou]{0,3}|h[aeiou]?)$"),
    "و": re.compile("(?:[aeo]?[uow]{1,2}|[aeiou]?[wv]{1,2}[aeiouy]{0,3}|aoua?|oua|oui|oue|ouai|ue)?$"),
    "ي": re.compile("(?:[aeiou]?[iy]{1,2}[aeou]{0,3}|ee|ei|ai|ay|e|ea|eya|iya|a)?$"),
}


def align(arabic: str, latin: str) -> tuple[Sign, ...]:
    """The signs of a folded Arabic word and a folded Latin spelling of it; empty when they do not fit."""
    paths: dict[int, tuple[float, tuple[Sign, ...]]] = {0: (0.0, ())}
    for at, letter in enumerate(arabic):
        place = "last" if at == len(arabic) - 1 else "first" if at == 0 else "inner"
        paths = _step(paths, letter, latin, place)
    cost, signs = paths.get(len(latin), (_NEVER, ()))
    return signs if cost <= _MOST_COST else ()


def _step(
    paths: dict[int, tuple[float, tuple[Sign, ...]]], letter: str, latin: str, place: str
) -> dict[int, tuple[float, tuple[Sign, ...]]]:
    """Every way to write one more Arabic letter, the cheapest for each place reached in the Latin spelling."""
    reached: dict[int, tuple[float, tuple[Sign, ...]]] = {}
    for start, (cost, signs) in paths.items():
        for end in range(start, min(start + MAX_CHUNK, len(latin)) + 1):
            chunk = latin[start:end]
            whole = cost + _cost(letter, chunk, place)
            if whole <= _MOST_COST and whole < reached.get(end, (_NEVER,))[0]:
                reached[end] = whole, (*signs, Sign(letter, chunk))
    return reached


@lru_cache(maxsize=65_536)
def _cost(letter: str, chunk: str, place: str) -> float:
    """How far-fetched it is to write the letter so, there."""
    if letter in WEAK:
        if not _WEAK_SOUND[letter].match(chunk):
            return _NEVER
        return 0.0 if chunk else 0.1 if letter == "ع" else 0.5
    if letter == "ه" and place == "last" and chunk in ("", "a", "ah", "e", "eh", "et", "at", "o", "ou"):
        return 0.0 if chunk else 0.3
    return min((_consonant(sound, chunk) for sound in LETTERS.get(letter, ())), default=_NEVER) + _missing(chunk)


def _missing(chunk: str) -> float:
    return 0.0 if chunk else 1.5


def _consonant(sound: str, chunk: str) -> float:
    """The consonant once or twice, then at most a short vowel or two."""
    if not chunk:
        return 0.0
    for written in (sound + sound, sound[0] + sound, sound):
        if chunk.startswith(written):
            vowels = chunk[len(written) :]
            return 0.05 * len(vowels) + 0.1 * (len(vowels) > 0) if _VOWELS.match(vowels) else _NEVER
    return _NEVER
