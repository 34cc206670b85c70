"""The names that one field lists: several spellings, another script in brackets, a nickname."""

from __future__ import annotations

import re

from mithaq.names import lexicon
from mithaq.names.fold import NameTooLong, check_length

MAX_SPELLINGS = 16
"""Most spellings in one field: the longest alias of the UN list holds nine."""

_SEVERAL = re.compile(r"[;|؛\n()\[\]]")
_PARTING = frozenset(';|؛\n()[]«“"')
"""What `_SEVERAL` and the beginning of `_NICKNAME` look for."""

_BRACKETS = str.maketrans("()[]", "    ")
_ALSO_CALLED = re.compile(lexicon.ALSO_CALLED, re.IGNORECASE)
_NICKNAME = re.compile(r"(?<![^\s(,;])[«“\"]([^«»“”\"]{2,})[»”\"](?![^\s),;.])")
"""Quotes around words; a double quote within a word is a hamza or ʿayn (Sa"id)."""


def spellings(text: str) -> tuple[str, ...]:
    """The names in a field that lists several: parted by semicolons, in brackets (often in the other script), or a
    nickname (in double quotes, or behind *alias*, *dit*, الملقب), which is never a part of the name.

    Raises `NameTooLong`, also for more than `MAX_SPELLINGS`.
    """
    check_length(text)
    found = every_spelling(text)
    if len(found) > MAX_SPELLINGS:
        raise NameTooLong(f"one field lists at most {MAX_SPELLINGS} spellings")
    return found


def may_part(word: str) -> bool:
    """Whether a written word may make several spellings of the text it stands in; a text without such words is one, if it
    holds a letter or digit."""
    if word.isalnum():
        return word.lower() in lexicon.NICKNAME_WORDS
    if not _PARTING.isdisjoint(word):
        return True
    return not lexicon.NICKNAME_WORDS.isdisjoint(word.lower().translate(_BRACKETS).split())


def every_spelling(text: str) -> tuple[str, ...]:
    """The same without limits."""
    if not lexicon.NICKNAME_WORDS.isdisjoint(text.lower().translate(_BRACKETS).split()):
        text = _ALSO_CALLED.sub(";", text)
    if nicknames := _NICKNAME.findall(text):
        text = ";".join((_NICKNAME.sub(" ", text), *nicknames))
    pieces = (piece.strip(" ,،") for piece in _SEVERAL.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if any(map(str.isalnum, piece))))
