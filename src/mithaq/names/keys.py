"""Recall keys: short consonant skeletons that a name shares with its spellings in other scripts and styles.

محمد, Mohamed and Muhammad all give MHMD. Letters that spellings confuse share a class (ق ك q k; ذ ض ظ ز d dh z);
letters with two usual readings give two keys. Vowels, ʿayn, hamza and all but an initial w are dropped. A key only says
*worth comparing*. What is stored stands under its first key; a query may ask for all.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from mithaq.names.fold import CACHED_WORDS
from mithaq.names.phonemes import is_arabic, is_latin, readings
from mithaq.names.words import inner_words

KEYS_A_WORD = 8
"""Keys of one word: who asks for it may ask for all, it is stored under the first."""

LONGEST_KEY = 24
"""Letters kept of a skeleton: bounds what a word of 500 letters can cost."""

_CLASS_ROWS = """
B:bp T:t D:dðḍẓz S:s C:ʃ J:ʤ K:kqɣ H:hħχ F:f L:l M:m N:n R:r
"""
_SEVERAL_CLASSES = {
    "θ": ("T", "S", "D"),
    "ž": ("D", "J"),
    "g": ("K", "J"),
    "č": ("C", "H"),
    "v": ("F", ""),
    "ة": ("", "H"),
}
LETTERS = "BTDSCJKHFLMNRW"


def _classes() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = dict(_SEVERAL_CLASSES)
    for row in _CLASS_ROWS.split():
        letter, symbols = row.split(":")
        table.update(dict.fromkeys(symbols, (letter,)))
    return table


_CLASSES = _classes()


class _FirstClass(dict[int, str]):
    """The usual class of each symbol, as `str.translate` asks for it; nothing for symbols without one."""

    def __missing__(self, symbol: int) -> str:
        self[symbol] = ""
        return ""


_FIRST_CLASS = _FirstClass({ord(symbol): classes[0] for symbol, classes in _CLASSES.items()})


SEVERAL = frozenset(_SEVERAL_CLASSES)
"""Sounds with more than one class: a word without any of them has one skeleton for each reading."""


@lru_cache(maxsize=CACHED_WORDS)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a folded word, the most usual first; at most `KEYS_A_WORD`.

    A word of vowels only gives "A"; a script other than Arabic and Latin gives the word itself.
    """
    return of_readings(word, [sound for each in (word, *inner_words(word)) for sound in readings(each)])


@lru_cache(maxsize=CACHED_WORDS)
def whole_skeletons(word: str) -> tuple[str, ...]:
    """The same of the word as it stands, with nothing taken off."""
    return of_readings(word, readings(word))


def of_readings(word: str, heard: Sequence[str]) -> tuple[str, ...]:
    """The same of a word that is heard so."""
    if not (is_arabic(word) or is_latin(word)):
        return ("~" + word,)
    found = dict.fromkeys(key for sound in heard for key in _skeletons(sound))
    return tuple(itertools.islice(found, KEYS_A_WORD))


def usual_skeleton(word: str, sound: str) -> str:
    """The first of `skeletons`, without working out the others, of a word whose first reading is `sound`."""
    if not (is_arabic(word) or is_latin(word)):
        return "~" + word
    if len(sound) > LONGEST_KEY or not sound.isalpha():
        return skeletons(word)[0]
    head = "W" if sound[0] == "w" else ""
    return head + sound.translate(_FIRST_CLASS) or "A"


def _skeletons(sound: str) -> tuple[str, ...]:
    choices = [_CLASSES[symbol] for symbol in sound if symbol in _CLASSES][:LONGEST_KEY]
    if sound[:1] == "w":
        choices.insert(0, ("W",))
    digits = "".join(symbol for symbol in sound if symbol.isdigit())
    every = itertools.islice(itertools.product(*choices), KEYS_A_WORD)
    return tuple(dict.fromkeys("".join(each) + digits or "A" for each in every))
