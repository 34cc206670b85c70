"""Spelling a name that no table knows, from the habits seen in those that are known.

To Latin, every Arabic letter is two choices: how its consonant is written (*k* or *q*, once or twice) and which short
vowel follows. The first is a matter of style, the second of the shape of the word: in فعيل the first vowel is an *a*.
To Arabic, every Latin sound is one choice: a letter, two, or none for a short vowel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from mithaq.names.suggest.align import LETTERS, WEAK, Sign
from mithaq.names.suggest.habit import Habits, Spelled, likeliest
from mithaq.names.suggest.views import arabic_views, latin_views, sounds_of

MAX_WORD = 24
"""Letters of a word that is still spelled; the longest single name counted has 14."""

OWN_STYLE = 4.0
"""A name counted in the own style weighs as much as so many others."""

_CONSONANT = re.compile("[^aeiouy]*|y(?=[aeiou])")

_SEED = 0.01
_PLAIN = tuple((letter, sound) for letter, sounds in LETTERS.items() for sound in sounds) + tuple(
    (letter, sound) for letter in sorted(WEAK) for sound in ("a", "")
)
"""What any letter may become even if no name taught it, with the weight of a hundredth of a name."""


class Taught(NamedTuple):
    """The signs of one counted spelling, and in which style it was counted."""

    signs: tuple[Sign, ...]
    style: str


Allows = Callable[[int, str], bool]
"""Whether the Arabic letter at a place may be written with these Latin letters."""


class Letters:
    """The spelling habits of one style, with those of all styles behind them."""

    def __init__(self, taught: Iterable[Taught], style: str) -> None:
        self._taught = [(signs, OWN_STYLE if own == style else 1.0) for signs, own in taught]

    @cached_property
    def _latin(self) -> Habits:
        habits = Habits()
        for signs, weight in self._taught:
            _learn_latin(habits, signs, weight)
        for letter, sound in _PLAIN:
            habits.add([("c", letter)], sound, _SEED)
        return habits

    @cached_property
    def _arabic(self) -> Habits:
        habits = Habits()
        for signs, weight in self._taught:
            _learn_arabic(habits, signs, weight)
        for letter, sound in _PLAIN:
            if sound:
                habits.add([sound], letter, _SEED)
        return habits

    def to_latin(self, word: str, allows: Allows = lambda at, latin: True) -> list[Spelled]:
        """Latin spellings of a folded Arabic word, likeliest first; none for a word that is too long."""
        if not word or len(word) > MAX_WORD:
            return []

        def choices(step: int, text: str) -> Iterable[tuple[str, float]]:
            at, vowel = divmod(step, 2)
            found = self._latin.choices(latin_views(word, at, bool(vowel), text))
            kept = [(chunk, share) for chunk, share in found.items() if vowel or allows(at, chunk)]
            return kept or found.items() or [("", 1.0)]

        return likeliest(2 * len(word), choices)

    def to_arabic(self, word: str) -> list[Spelled]:
        """Folded Arabic spellings of a folded Latin word, likeliest first; none for a word that is too long."""
        sounds = sounds_of(word)
        if not word or len(word) > MAX_WORD:
            return []

        def choices(step: int, text: str) -> Iterable[tuple[str, float]]:
            return self._arabic.choices(arabic_views(sounds, step, text)).items() or [("", 1.0)]

        return likeliest(len(sounds), choices)


def _learn_latin(habits: Habits, signs: Sequence[Sign], weight: float) -> None:
    word, text = "".join(sign.arabic for sign in signs), ""
    for at, (letter, chunk) in enumerate(signs):
        consonant = chunk if letter in WEAK else _consonant(letter, chunk)
        habits.add(latin_views(word, at, False, text), consonant, weight)
        text += consonant
        vowel = chunk[len(consonant) :]
        habits.add(latin_views(word, at, True, text), vowel, weight)
        text += vowel


def _learn_arabic(habits: Habits, signs: Sequence[Sign], weight: float) -> None:
    """Each sound stands for the letters whose signs begin in it; a silent last letter goes with the last sound."""
    starts: list[tuple[int, str]] = []
    at = 0
    for letter, chunk in signs:
        starts.append((at, letter))
        at += len(chunk)
    sounds, text, at = sounds_of("".join(sign.latin for sign in signs)), "", 0
    for step, sound in enumerate(sounds):
        last = step == len(sounds) - 1
        end = at + len(sound)
        letters = "".join(letter for start, letter in starts if at <= start and (last or start < end))
        habits.add(arabic_views(sounds, step, text), letters, weight)
        text += letters
        at = end


def _consonant(letter: str, chunk: str) -> str:
    """The consonant of a chunk, without its vowel."""
    if letter == "ه" and not chunk.startswith("h"):
        return chunk
    found = _CONSONANT.match(chunk)
    return found.group() if found else ""
