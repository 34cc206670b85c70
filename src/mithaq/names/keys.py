"""Recall keys: short consonant skeletons that a name shares with its spellings in other scripts and styles.

محمد, Mohamed and Muhammad all give MHMD. Letters that spellings confuse share a class (ق ك q k; ذ ض ظ ز d dh z);
letters with two usual readings give two keys. Vowels, ʿayn, hamza and all but an initial w are dropped. A key only says
*worth comparing*: `compare` decides. What is stored gets few keys; a query may ask for more.
"""

from __future__ import annotations

import itertools
from functools import lru_cache

import msgspec

from mithaq.names.fold import CACHED_WORDS
from mithaq.names.parts import Kind, Part, parts, spellings, stored_parts
from mithaq.names.phonemes import is_arabic, is_latin, readings
from mithaq.names.words import inner_words

STORED_KEYS_A_PART = 3
"""Keys kept for one part of a stored name: more would make common postings longer for little recall."""

QUERY_KEYS_A_PART = 8
"""Keys asked for one part of a query."""

SHORTEST_TO_VARY, LONGEST_TO_VARY = 3, 12
"""Shorter skeletons have too many neighbours one edit away to tell anything; longer ones are not words."""

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


class QueryKeys(msgspec.Struct, frozen=True):
    """What to look up for one spelling of a query: a group of keys for each part, and keys of the name as a whole."""

    groups: tuple[tuple[str, ...], ...]
    whole: tuple[str, ...]


def stored_keys(name: str) -> tuple[str, ...]:
    """The keys under which a name is stored, sorted, without repetition; never raises (see `stored_parts`)."""
    found: set[str] = set()
    for read in stored_parts(name):
        found.update(_whole(read))
        for part in read:
            found.update(_part_keys(part)[:STORED_KEYS_A_PART])
    return tuple(sorted(found))


def query_keys(name: str) -> tuple[QueryKeys, ...]:
    """The keys to ask for, one set for each spelling the query lists (usually one). Raises `NameTooLong`."""
    return tuple(
        QueryKeys(tuple(_part_keys(part)[:QUERY_KEYS_A_PART] for part in read), _whole(read))
        for read in map(parts, spellings(name))
        if read
    )


def near_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Every skeleton one edit away from these: a letter dropped, added or taken for another. Sorted."""
    near: set[str] = set()
    for key in keys:
        if not SHORTEST_TO_VARY <= len(key) <= LONGEST_TO_VARY or not (key.isascii() and key.isalpha()):
            continue
        for at in range(len(key) + 1):
            head, tail = key[:at], key[at:]
            near.update(head + letter + tail for letter in LETTERS)
            near.add(head + tail[1:])
            near.update(head + letter + tail[1:] for letter in LETTERS if tail)
    return tuple(sorted(near - set(keys)))


def _part_keys(part: Part) -> tuple[str, ...]:
    """The skeletons of a part, most telling first: compounds in one word, then their core."""
    if part.kind is Kind.INITIAL:
        return ()
    words = (part.core,) if part.kind in (Kind.NAME, Kind.FOREFATHER) else (part.joined, part.core)
    return tuple(dict.fromkeys(key for word in words for key in skeletons(word)))


@lru_cache(maxsize=CACHED_WORDS)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a folded word, the most usual first; at most `QUERY_KEYS_A_PART`.

    A word of vowels only gives "A"; a script other than Arabic and Latin gives the word itself.
    """
    return _of_all((word, *inner_words(word)))


@lru_cache(maxsize=CACHED_WORDS)
def whole_skeletons(word: str) -> tuple[str, ...]:
    """The same of the word as it stands, with nothing taken off."""
    return _of_all((word,))


def _of_all(words: tuple[str, ...]) -> tuple[str, ...]:
    if not (is_arabic(words[0]) or is_latin(words[0])):
        return ("~" + words[0],)
    spelled = [sound for each in words for sound in readings(each)]
    found = dict.fromkeys(key for sound in spelled for key in _skeletons(sound))
    return tuple(itertools.islice(found, QUERY_KEYS_A_PART))


def _skeletons(sound: str) -> tuple[str, ...]:
    choices = [_CLASSES[symbol] for symbol in sound if symbol in _CLASSES][:LONGEST_KEY]
    if sound[:1] == "w":
        choices.insert(0, ("W",))
    digits = "".join(symbol for symbol in sound if symbol.isdigit())
    every = itertools.islice(itertools.product(*choices), QUERY_KEYS_A_PART)
    return tuple(dict.fromkeys("".join(each) + digits or "A" for each in every))


def _whole(read: tuple[Part, ...]) -> tuple[str, ...]:
    """Three keys for the name as a whole: word breaks do not matter to one, word order not to another; the third is
    the spelling itself.

    They find the one whose whole name is محمد علي among the thousands who also bear these two.
    """
    if not read:
        return ()
    bare = [skeletons(part.joined)[0].replace("H", "").replace("J", "K") for part in read]
    return "=" + "".join(bare), "&" + "-".join(sorted(bare)), "!" + "".join(part.joined for part in read)
