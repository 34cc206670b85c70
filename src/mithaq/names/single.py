"""The words of a written name, each with what it is when it stands by itself: nine names in ten need no more."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from mithaq.names import lexicon
from mithaq.names import words as inside
from mithaq.names.fold import CACHED_WORDS, fold, fold_words
from mithaq.names.part import Kind, Part, Read, compound, servant_of
from mithaq.names.x_scheme import arabic_words

_GAPS = str.maketrans(dict.fromkeys("-‐‑‒–—―_.,;:/\\|()[]{}،؛<>+*=&", " "))
SUN = re.compile(r"^[aeu](r|n|s|z|d|t|l|sh|ch|dh|th)$")
SERVANT_SUN = re.compile(r"^abd[aeou]{0,2}(r|n|s|z|d|t|l|sh|ch|dh|th)$")
"""An article, or Abd with one, that took the first letter of the word behind it (es-Sayed, Abd ur-Rahman)."""

_LEADERS = (
    lexicon.TITLES
    | lexicon.LINKS
    | lexicon.FATHER_OF
    | lexicon.MOTHER_OF
    | lexicon.SERVANT
    | lexicon.ARTICLES
    | lexicon.THE_FAITH
    | lexicon.FAITH
    | lexicon.OF_GOD
    | {lexicon.LOST_YA}
)

_LEADS = re.compile("|".join(f"(?:{each.pattern})" for each in (SUN, SERVANT_SUN, inside.FIRST_HALF)))


class Word(msgspec.Struct, frozen=True):
    """A folded word.

    `written` is the chunk it stands in, which it `starts` unless spaces were lost; `leads` says that it may do something
    to the next word or to the one before, `alone` what it is if not.
    """

    folded: str
    written: str
    starts: bool
    leads: bool
    alone: Part


def words_of(name: str) -> list[Word]:
    """The words of one name in their order, remembered one by one."""
    chunks = chunks_of(name)
    if name.isupper() and (arabic := arabic_words(chunks)):
        return [_word(fold(letters), chunk, True) for letters, chunk in zip(arabic, chunks, strict=True)]
    return [word for chunk in chunks for word in _seen(chunk)]


def chunks_of(written: str) -> list[str]:
    """A text at its gaps: spaces, hyphens, dots."""
    return [written] if written.isalnum() else written.translate(_GAPS).split()


def words_in(chunk: str) -> tuple[Word, ...]:
    """The words of a chunk without gaps; more than one where spaces were lost."""
    found = [each for folded in fold_words(chunk) for each in inside.names_in(folded)]
    return tuple([_word(each, chunk, at == 0) for at, each in enumerate(found)])


_seen = lru_cache(maxsize=CACHED_WORDS)(words_in)


def _word(folded: str, chunk: str, starts: bool) -> Word:
    leads = folded in _LEADERS or _LEADS.match(folded) is not None
    core = inside.servant_core(folded)
    kind, core, joined = _plain(folded) if core is None else servant_of(core)
    return Word(folded, chunk, starts, leads, Part(chunk, core, joined, kind))


def _plain(folded: str) -> Read:
    """What a word is that stands by itself."""
    word = inside.without_article(folded)
    word = word if word is folded else inside.family_of(word)
    word = lexicon.SHORT_FORMS.get(word, word)
    if len(word) == 1:
        return Kind.INITIAL, word, word
    if core := inside.faith_core(word):
        return compound(Kind.OF_THE_FAITH, core)
    if core := inside.god_core(word):
        return compound(Kind.OF_GOD, core)
    if child := inside.child_of(word):
        return Kind.FATHER_OF, child, ("abu" if child.isascii() else "ابو") + child
    return Kind.NAME, word, word
