"""A name as its parts: what each word is (ism, forefather, kunya, compound), with the original spelling kept.

Articles, links (بن, ould) and titles carry no identity and are dropped; عبد + name of God, X الدين, X الله, أبو/أم + X
become one part, whether written in one word or in several.
"""

from __future__ import annotations

import enum
import re

import msgspec

from mithaq.names import lexicon
from mithaq.names import words as inside
from mithaq.names.fold import MAX_NAME_CHARS, MAX_TOKENS, NameTooLong, check_length, fold_word

MAX_SPELLINGS = 16
"""Most spellings in one field: the longest alias of the UN list holds nine."""


class Kind(enum.StrEnum):
    """What a part is. The value is what explanations and the API show."""

    NAME = "name"
    FOREFATHER = "forefather"
    SERVANT = "servant"
    FATHER_OF = "father_of"
    MOTHER_OF = "mother_of"
    OF_THE_FAITH = "of_the_faith"
    OF_GOD = "of_god"
    INITIAL = "initial"


class Part(msgspec.Struct, frozen=True):
    """One part of a name.

    `original` is as it was written, prefix and article included; `core` the folded word that tells people apart
    (قادر in عبد القادر); `joined` the folded words in one, without article (عبدقادر); `kind` what it is.
    """

    original: str
    core: str
    joined: str
    kind: Kind = Kind.NAME


class _Word(msgspec.Struct, frozen=True):
    folded: str
    start: int
    end: int


_CHUNK = re.compile(r"[^\s\-‐-―_.,;:/\\|()\[\]{}،؛<>+*=&]+")
_SUN = re.compile(r"^[aeu](r|n|s|z|d|t|l|sh|ch|dh|th)$")
_SERVANT_SUN = re.compile(r"^abd[aeou]{0,2}(r|n|s|z|d|t|l|sh|ch|dh|th)$")
_BEFORE_FAITH = lexicon.ARTICLES | {"ud", "ed", "ad", "id"}
_SEVERAL = re.compile(r"[;|؛\n()\[\]]")


def spellings(text: str) -> tuple[str, ...]:
    """The names in a field that lists several: parted by semicolons, or in brackets (often in the other script).

    Raises `NameTooLong`, also for more than `MAX_SPELLINGS`.
    """
    check_length(text)
    found = _spellings(text)
    if len(found) > MAX_SPELLINGS:
        raise NameTooLong(f"one field lists at most {MAX_SPELLINGS} spellings")
    return found


def parts(name: str) -> tuple[Part, ...]:
    """The parts of one name, in the order written; empty if it holds no letter.

    Raises `NameTooLong`, also for more than `MAX_TOKENS` words.
    """
    check_length(name)
    words = _words(name)
    if len(words) > MAX_TOKENS:
        raise NameTooLong(f"a name has at most {MAX_TOKENS} words")
    return tuple(_Reader(name, words).read())


def stored_parts(text: str) -> tuple[tuple[Part, ...], ...]:
    """The parts of each spelling of a name that a register holds already; never raises.

    What is held must stay findable, whatever it is: beyond the limits, its beginning counts.
    """
    pieces = _spellings(text[:MAX_NAME_CHARS])[:MAX_SPELLINGS]
    every = (tuple(_Reader(piece, _words(piece)[:MAX_TOKENS]).read()) for piece in pieces)
    return tuple(found for found in every if found)


def _spellings(text: str) -> tuple[str, ...]:
    pieces = (piece.strip(" ,،") for piece in _SEVERAL.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if any(map(str.isalnum, piece))))


def _words(name: str) -> list[_Word]:
    return [
        _Word(folded, chunk.start(), chunk.end())
        for chunk in _CHUNK.finditer(name)
        for folded in fold_word(chunk.group())
    ]


def _compound(kind: Kind, core: str) -> tuple[Kind, str, str]:
    """نور الدين, Noureddine and Noor ud-Din differ only in their core."""
    core = lexicon.FAITH_CORES.get(core, core)
    latin, arabic = ("din", "دين") if kind is Kind.OF_THE_FAITH else ("lah", "له")
    if kind is Kind.OF_GOD and core.endswith("ه"):
        core = core[:-1] + "ت"  # هبة is spoken hibat before another word, and Latin writes it so
    return kind, core, core + (latin if core.isascii() else arabic)


class _Reader:
    """Reads words from left to right; each method consumes what it understands."""

    def __init__(self, name: str, found: list[_Word]) -> None:
        self.name = name
        self.words = found
        self.at = 0

    def read(self) -> list[Part]:
        parts: list[Part] = []
        while self.at < len(self.words):
            if self._more() and self._word() in lexicon.TITLES:
                self.at += 1
                continue
            forefather = self._skip(lexicon.LINKS)
            part = self._part()
            if forefather and part.kind is Kind.NAME:
                part = msgspec.structs.replace(part, kind=Kind.FOREFATHER)
            parts.append(part)
        return parts

    def _part(self) -> Part:
        start = self.words[self.at].start
        self._skip_articles()
        kind, core, joined = self._kunya() or self._servant() or self._plain()
        return Part(self.name[start : self.words[self.at - 1].end], core, joined, kind)

    def _kunya(self) -> tuple[Kind, str, str] | None:
        word = self._word()
        kind = Kind.FATHER_OF if word in lexicon.FATHER_OF else Kind.MOTHER_OF if word in lexicon.MOTHER_OF else None
        if kind is None or not self._more():
            return None
        self.at += 1
        child = self._part()
        return kind, child.core, word + child.joined

    def _servant(self) -> tuple[Kind, str, str] | None:
        word = self._word()
        if self._more() and (word in lexicon.SERVANT or self._before_sun(_SERVANT_SUN)):
            self.at += 1
            self._skip_articles()
            core = inside.god_or(inside.without_article(self._take()))
        elif found := inside.servant_core(word):
            self.at += 1
            core = found
        else:
            return None
        return Kind.SERVANT, core, ("abd" if core.isascii() else "عبد") + core

    def _plain(self) -> tuple[Kind, str, str]:
        word = inside.without_article(self._take())
        word = lexicon.SHORT_FORMS.get(word, word)
        if len(word) == 1:
            return Kind.INITIAL, word, word
        if core := inside.faith_core(word):
            return _compound(Kind.OF_THE_FAITH, core)
        if core := inside.god_core(word):
            return _compound(Kind.OF_GOD, core)
        if kind := self._second_half():
            self.at += 1
            return _compound(kind, word)
        return Kind.NAME, word, word

    def _second_half(self) -> Kind | None:
        """What the next word makes of this one, if anything; an article written apart before it is skipped."""
        rest = [word.folded for word in self.words[self.at : self.at + 2]]
        if rest and rest[0] in lexicon.THE_FAITH:
            return Kind.OF_THE_FAITH
        if rest and rest[0] in lexicon.OF_GOD:
            return Kind.OF_GOD
        if len(rest) == 2 and rest[1] in lexicon.FAITH and rest[0] in _BEFORE_FAITH:
            self.at += 1
            return Kind.OF_THE_FAITH
        return None

    def _word(self) -> str:
        return self.words[self.at].folded

    def _take(self) -> str:
        self.at += 1
        return self.words[self.at - 1].folded

    def _more(self) -> bool:
        return self.at + 1 < len(self.words)

    def _skip(self, these: frozenset[str]) -> bool:
        """Skip words of a set as long as something follows."""
        start = self.at
        while self._more() and self._word() in these:
            self.at += 1
        return self.at > start

    def _skip_articles(self) -> None:
        while self._more() and (self._word() in lexicon.ARTICLES or self._before_sun(_SUN)):
            self.at += 1

    def _before_sun(self, article: re.Pattern[str]) -> bool:
        """Whether this is an article (or Abd with one) that took the first letter of the word that follows."""
        found = article.match(self._word())
        return bool(found and self._more() and self.words[self.at + 1].folded.startswith(found[1]))
