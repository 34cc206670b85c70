"""What surrounds a choice of letters, from a wide view to a close one: the contexts under which habits are counted.

The wide views see only the shape of a word, where its weak letters stand, because that is what decides an Arabic word's
vowels; the close ones see the letters themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mithaq.names.suggest.align import WEAK
from mithaq.names.suggest.habit import View

_SOUNDS = re.compile("kh|gh|sh|ch|th|dh|dj|ou|oo|ee|aa|ei|ai|ay|ey|aw|au|ia|([^aeiou])\\1?|[aeiou]", re.DOTALL)
_EDGE = "·"
_VOWELS = "aeiou"


def latin_views(word: str, at: int, vowel: bool, text: str) -> Sequence[View]:
    """Views of how the letter `at` of a folded Arabic word is written, after `text`.

    `vowel`: of the short vowel that follows the letter, not of the letter itself.
    """
    letter, before, after, beyond = (_at(word, at + step) for step in (0, -1, 1, 2))
    shape = "".join(map(_shape, word[max(0, at - 2) : at + 4]))
    end = text[-1:] if text[-1:] in (*_VOWELS, "y", "") else "c"
    place = min(at, 2), min(len(word) - at, 4)
    if vowel and letter in WEAK:
        return ("w",), ("w", letter)  # a weak letter is a vowel, and none follows it
    if vowel:
        vowels = "".join(one for one in text if one in _VOWELS)
        return (
            ("v", end),
            ("v", _shape(after), _shape(beyond), end == "c"),
            ("v", shape, place, end),
            ("v", shape, place, vowels),
            ("v", before, letter, after, beyond),
        )
    if letter in WEAK or letter == "ه":
        return (
            ("c", letter),
            ("c", letter, end, after == _EDGE),
            ("c", letter, _shape(before), _shape(after), end, place),
            ("c", letter, shape, end),
            ("c", letter, before, after, beyond, end),
        )
    return (
        ("c", letter),
        ("c", letter, after == _EDGE, end == "c"),
        ("c", letter, shape, place, end),
        ("c", letter, before, after, end),
    )


def arabic_views(sounds: Sequence[str], at: int, text: str) -> Sequence[View]:
    """Views of which Arabic letters the Latin sound `at` stands for, after `text`."""
    sound, before, after, earlier, beyond = (_at(sounds, at + step) for step in (0, -1, 1, -2, 2))
    shape = "".join(_sort(_at(sounds, at + step)) for step in range(-2, 4))
    long = text[-1:] in ("ا", "و", "ي")
    return (
        sound,
        (sound, at == 0, at == len(sounds) - 1),
        (sound, _sort(before), _sort(after), _sort(beyond), long),
        (sound, shape, long),
        (sound, before, after, beyond, earlier),
    )


def sounds_of(word: str) -> list[str]:
    """A folded Latin word as sounds: digraphs, long vowels and doubled consonants in one; together they are the word."""
    return [found.group() for found in _SOUNDS.finditer(word)]


def _at(these: Sequence[str], at: int) -> str:
    return these[at] if 0 <= at < len(these) else _EDGE


def _shape(letter: str) -> str:
    """A weak letter (or a final ه) as itself, any other as a consonant."""
    return letter if letter in ("ا", "و", "ي", "ه") else "ك"


def _sort(sound: str) -> str:
    """Vowel, consonant, or doubled consonant."""
    if sound == _EDGE:
        return sound
    if sound[0] in _VOWELS:
        return "V"
    return "D" if len(sound) > 1 and sound[0] == sound[1] else "C"
