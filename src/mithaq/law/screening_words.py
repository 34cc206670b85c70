"""Reads word lists: folded once, as every text that they are looked for in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from mithaq.domain.screening.topic import GAP, STEM, Language, Pattern, Place, Topic, terms
from mithaq.law.malformed import LawMalformed
from mithaq.law.yaml_tree import Tree, read_tree
from mithaq.names.text_words import folded

SHORTEST_STEM = 3  # letters before a *: a shorter beginning would mean everything
ARTICLE = "ال"
VERB, EITHER, GAP_MARK = "~", "|", ".."

Shape = TypeVar("Shape", bound=Struct)


class Lists(Struct, frozen=True, forbid_unknown_fields=True):
    """The same kind of words in the three languages."""

    ar: tuple[str, ...]
    en: tuple[str, ...]
    fr: tuple[str, ...]


class WordFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of words: see `domain.screening.topic.Topic`."""

    settled: Lists
    mention: Lists
    unless: Lists
    near: int


def read_topic(name: str, text: str, language: Language) -> Topic:
    """The topic of a file, named like it. Raises LawMalformed."""
    tree = read_tree(name, text)
    file = _converted(name, tree, WordFile)
    code = name.rsplit("/", 1)[-1].removesuffix(".yaml")
    read = {
        part: terms(_patterns(name, tree, part, getattr(file, part), language))
        for part in ("settled", "mention", "unless")
    }
    return Topic(code, read["settled"], read["mention"], read["unless"], file.near)


def read_language(name: str, text: str) -> Language:
    """The words to skip and the Arabic prefixes, folded. Raises LawMalformed."""
    tree = read_tree(name, text)
    found = _converted(name, tree, Language)
    skipped = frozenset(word for one in found.skipped for word in folded(one))
    particles = frozenset(word for one in found.particles for word in folded(one))
    prefixes, suffixes, verbs = map(_longest_first, (found.prefixes, found.suffixes, found.verbs))
    return Language(skipped, prefixes, suffixes, verbs, particles)


def _longest_first(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted((folded(one)[0] for one in parts), key=len, reverse=True))


def _patterns(name: str, tree: Tree, part: str, lists: Lists, language: Language) -> list[Pattern]:
    found: dict[Pattern, None] = {}
    for tongue in ("ar", "en", "fr"):
        words: Sequence[str] = getattr(lists, tongue)
        for place, phrase in enumerate(words):
            try:
                found[_pattern(phrase, language)] = None
            except ValueError as problem:
                raise LawMalformed(name, tree.line(f".{part}.{tongue}[{place}]"), str(problem)) from None
    return list(found)


def _pattern(phrase: str, language: Language) -> Pattern:
    """The words of a phrase as they will be compared: folded, without articles. Raises ValueError.

    ``a|b`` is either word, ``~a`` an Arabic verb in any person and tense, ``..`` a few other words.
    """
    found = []
    for word in phrase.split():
        if word == GAP_MARK:
            found.append(GAP)
        else:
            found += _places(phrase, word, language)
    if not found or GAP in (found[0], found[-1]):
        raise ValueError(f"{phrase}: nothing is left of it, or a gap stands at its end")
    return tuple(found)


def _places(phrase: str, word: str, language: Language) -> Sequence[Place]:
    """What a word of a phrase asks: one place with all that may stand there, or a place for each part (l'État)."""
    read = [list(_read(phrase, part, language)) for part in word.split(EITHER)]
    if len(read) == 1 and not word.startswith(VERB):
        return [(part,) for part in read[0]]
    every = tuple(part for parts in read for part in parts)
    return [every] if every else []


def _read(phrase: str, word: str, language: Language) -> Iterator[str]:
    stem = STEM if word.endswith(STEM) or word.startswith(VERB) else ""
    for part in folded(word.strip(VERB + STEM)):
        if part in language.skipped and not stem:
            continue
        bare = part.removeprefix(ARTICLE) if len(part) > len(ARTICLE) + 2 else part
        if stem and len(bare) < SHORTEST_STEM:
            raise ValueError(f"{phrase}: a stem has at least {SHORTEST_STEM} letters")
        yield bare + stem
        if word.startswith(VERB):
            yield from (before + bare + stem for before in language.verbs)


def _converted(name: str, tree: Tree, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(tree.value, shape)
    except msgspec.ValidationError as problem:
        reason, _, path = str(problem).partition(" - at ")
        raise LawMalformed(name, tree.line(path.strip("`$")), reason) from None
