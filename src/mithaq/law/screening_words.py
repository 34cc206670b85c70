"""Reads word lists: folded once, as every text that they are looked for in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from mithaq.domain.screening.topic import STEM, Language, Pattern, Topic, terms
from mithaq.law.malformed import LawMalformed
from mithaq.law.yaml_tree import Tree, read_tree
from mithaq.names.text_words import folded

SHORTEST_STEM = 3  # letters before a *: a shorter beginning would mean everything
ARTICLE = "ال"

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
    return Language(skipped, _longest_first(found.prefixes), _longest_first(found.suffixes))


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
    """The words of a phrase as they will be compared: folded, without articles. Raises ValueError."""
    found = []
    for word in phrase.split():
        stem = STEM if word.endswith(STEM) else ""
        for part in folded(word.rstrip(STEM)):
            if part in language.skipped and not stem:
                continue
            bare = part.removeprefix(ARTICLE) if len(part) > len(ARTICLE) + 2 else part
            if stem and len(bare) < SHORTEST_STEM:
                raise ValueError(f"{phrase}: a stem has at least {SHORTEST_STEM} letters")
            found.append(bare + stem)
    if not found:
        raise ValueError(f"{phrase}: nothing is left of it")
    return tuple(found)


def _converted(name: str, tree: Tree, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(tree.value, shape)
    except msgspec.ValidationError as problem:
        reason, _, path = str(problem).partition(" - at ")
        raise LawMalformed(name, tree.line(path.strip("`$")), reason) from None
