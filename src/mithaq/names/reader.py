"""Reads the words of a name from left to right and says which belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mithaq.names import lexicon
from mithaq.names import words as inside
from mithaq.names.part import Kind, Part, Read, compound, servant_of
from mithaq.names.single import SERVANT_SUN, SUN, Word

BEFORE_FAITH = lexicon.ARTICLES | {"ud", "ed", "ad", "id"}


def _places(name: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where each word begins and ends; words of one chunk share its place."""
    places: list[tuple[int, int]] = []
    start = end = 0
    for word in words:
        if word.starts:
            start = name.index(word.written, end)
            end = start + len(word.written)
        places.append((start, end))
    return places


class Reader:
    """Reads words from left to right; each method consumes what it understands."""

    def __init__(self, name: str, found: Sequence[Word]) -> None:
        self.name = name
        self.words = found
        self.places = _places(name, found)
        self.at = 0

    def read(self) -> list[Part]:
        parts: list[Part] = []
        start = 0
        while self.at < len(self.words):
            if self._skip_title(first=not parts) or self._belongs_to(parts, start):
                continue
            forefather = self._skip(lexicon.LINKS)
            start = self.at
            part = self._part()
            if forefather and part.kind is Kind.NAME:
                part = msgspec.structs.replace(part, kind=Kind.FOREFATHER)
            parts.append(part)
        return parts

    def _part(self) -> Part:
        first = self.at
        self._skip_articles()
        if not self.words[self.at].leads and not self._next_leads() and first == self.at:
            self.at += 1
            return self.words[first].alone
        kind, core, joined = self._kunya() or self._servant() or self._plain()
        return Part(self.name[self.places[first][0] : self.places[self.at - 1][1]], core, joined, kind)

    def _skip_title(self, first: bool) -> bool:
        """Titles count only in front of something; at the start of a name also with their article (al-Hajj)."""
        if not self._more():
            return False
        if self._word() in lexicon.TITLES:
            self.at += 1
            return True
        after = first and self._word() in lexicon.ARTICLES and self.words[self.at + 1].folded in lexicon.TITLES
        if after and self.at + 2 < len(self.words):
            self.at += 2
            return True
        return False

    def _belongs_to(self, parts: list[Part], start: int) -> bool:
        """A last عبد or أبو whose name was put in front of it (الرحمن عبد), or a last ya that lost its word (الكان ي)."""
        if self._more() or not parts or parts[-1].kind is not Kind.NAME:
            return False
        before, word = parts[-1], self._word()
        if word == "عبد" and self.words[self.at - 1].folded.startswith("ال"):
            kind, core, joined = servant_of(inside.god_or(before.core))
        elif word in lexicon.EXCHANGED_FATHER:
            kind, core, joined = Kind.FATHER_OF, before.core, word + before.core
        elif word == lexicon.LOST_YA and not before.core.isascii() and before.core[-1] not in "يه":
            kind, core, joined = Kind.NAME, before.core + word, before.joined + word
        else:
            return False
        parts[-1] = Part(self.name[self.places[start][0] : self.places[self.at][1]], core, joined, kind)
        self.at += 1
        return True

    def _kunya(self) -> Read | None:
        word = self._word()
        kind = Kind.FATHER_OF if word in lexicon.FATHER_OF else Kind.MOTHER_OF if word in lexicon.MOTHER_OF else None
        if kind is None or not self._more():
            return None
        self.at += 1
        child = self._part()
        return kind, child.core, word + child.joined

    def _servant(self) -> Read | None:
        word = self._word()
        if self._more() and (self._is_servant(word) or self._before_sun(SERVANT_SUN)):
            self.at += 1
            self._skip_articles()
            name = self._take().removeprefix("ل") if word == "عبدا" else inside.without_article(self._take())
            return servant_of(inside.god_or(name))
        alone = self.words[self.at].alone
        if alone.kind is Kind.SERVANT:
            self.at += 1
            return alone.kind, alone.core, alone.joined
        return None

    def _is_servant(self, word: str) -> bool:
        if word not in lexicon.SERVANT_ALONE:
            return word in lexicon.SERVANT
        follows = self.words[self.at + 1].folded
        return follows in lexicon.GOD or (follows in lexicon.ARTICLES and self.at + 2 < len(self.words))

    def _plain(self) -> Read:
        alone = self.words[self.at].alone
        behind_article = self.at > 0 and self.words[self.at - 1].folded in lexicon.ARTICLES
        self.at += 1
        if alone.kind is not Kind.NAME:
            return alone.kind, alone.core, alone.joined
        if kind := self._second_half():
            torn = self._take() == "لدين"
            return compound(kind, alone.core.removesuffix("ا") if torn else alone.core)
        core = inside.family_of(alone.core) if behind_article else alone.core
        if self.at < len(self.words):
            core = inside.first_half(core, self.words[self.at].folded)
        return Kind.NAME, core, core

    def _second_half(self) -> Kind | None:
        """What the next word makes of this one, if anything; an article written apart before it is skipped."""
        rest = [word.folded for word in self.words[self.at : self.at + 2]]
        if rest and rest[0] in lexicon.THE_FAITH:
            return Kind.OF_THE_FAITH
        if rest and rest[0] in lexicon.OF_GOD:
            return Kind.OF_GOD
        if len(rest) == 2 and rest[1] in lexicon.FAITH and rest[0] in BEFORE_FAITH:
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

    def _next_leads(self) -> bool:
        return self._more() and self.words[self.at + 1].leads

    def _skip(self, these: frozenset[str]) -> bool:
        """Skip words of a set as long as something follows."""
        start = self.at
        while self._more() and self._word() in these:
            self.at += 1
        return self.at > start

    def _skip_articles(self) -> None:
        while self._more() and (self._word() in lexicon.ARTICLES or self._before_sun(SUN)):
            self.at += 1

    def _before_sun(self, article: re.Pattern[str]) -> bool:
        """Whether this is an article (or Abd with one) that took the first letter of the word that follows."""
        found = article.match(self._word())
        return bool(found and self._more() and self.words[self.at + 1].folded.startswith(found[1]))
