"""Words of one topic in a folded text: whole words and phrases, with the prefixes that Arabic writes together with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

STEM = "*"
REACH = 6  # words that may stand in a gap: about one clause
SHORTEST = 3  # letters that have to be left when an Arabic prefix is taken off
Place = tuple[str, ...]
"""The words any of which may stand at a place of a pattern; none for a gap."""
GAP: Place = ()
Pattern = tuple[Place, ...]
Folded = tuple[str, ...]


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """`skipped`: words that carry nothing (articles, of) and part no phrase. `prefixes` and `suffixes` are what Arabic
    writes together with a word (و ف ب ل ك ال before it, pronouns behind it): a word is also read without them.

    `verbs`: what an Arabic verb may begin with in its persons and tenses, for the words of a list that are written ~.
    `particles`: short words that are read without a prefix all the same (ولم).
    """

    skipped: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()


class Topic(Struct, frozen=True):
    """The words of a topic, folded. `settled` settle the matter, `mention` only touch it; beside `unless` neither is meant,
    if no more than `near` words stand between. A word that ends in * stands for all that begin so; between two words that ..
    parts, a clause of other words may stand.
    """

    code: str
    settled: Mapping[str, tuple[Pattern, ...]] = {}
    mention: Mapping[str, tuple[Pattern, ...]] = {}
    unless: Mapping[str, tuple[Pattern, ...]] = {}
    near: int = 0


Terms = Mapping[str, tuple[Pattern, ...]]
"""Patterns by the first letters of their first word, so that a text asks few of them."""

KEY = 3


def terms(patterns: Sequence[Pattern]) -> Terms:
    """Patterns by the beginning of their first word."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for pattern in patterns:
        for key in {word.rstrip(STEM)[:KEY] for word in pattern[0]}:
            found[key] = (*found.get(key, ()), pattern)
    return found


def read(words: Sequence[str], language: Language) -> tuple[Folded, ...]:
    """Each word that counts, as all it may be: itself, and without what Arabic writes before it."""
    return tuple(_forms(word, language) for word in words if word not in language.skipped)


def _forms(word: str, language: Language) -> Folded:
    begun = [word, *(word[len(one) :] for one in language.prefixes if word.startswith(one))]
    every = [*begun, *(form.removesuffix(one) for one in language.suffixes for form in begun if form.endswith(one))]
    return (word, *(form for form in every[1:] if len(form) >= SHORTEST or form in language.particles))


def settled(topic: Topic, text: Sequence[Folded]) -> str:
    """The first words of the text that settle the matter; empty if there are none."""
    return _first(topic, text, (topic.settled,))


def touched(topic: Topic, text: Sequence[Folded]) -> str:
    """The first words that touch the topic at all; what would settle it counts even beside `unless`."""
    return _first(topic, text, (topic.mention,)) or next((word for _, word in _hits(topic.settled, text)), "")


def _first(topic: Topic, text: Sequence[Folded], lists: Sequence[Terms]) -> str:
    excused = [place for place, _ in _hits(topic.unless, text)]
    for listed in lists:
        for (start, end), word in _hits(listed, text):
            if not any(start - topic.near < until and since < end + topic.near for since, until in excused):
                return word
    return ""


def _hits(listed: Terms, text: Sequence[Folded]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where a pattern stands (first word, word after the last), and the words themselves."""
    for place, forms in enumerate(text):
        for form in forms:
            for pattern in listed.get(form[:KEY], ()):
                end = _end(pattern, text, place)
                if end:
                    yield (place, end), " ".join(forms[0] for forms in text[place:end])


def _end(pattern: Pattern, text: Sequence[Folded], place: int) -> int:
    """The word after the pattern if it stands at this place, else 0."""
    if not pattern:
        return place
    if pattern[0] == GAP:
        within = range(place, min(place + REACH, len(text) - 1) + 1)
        return next((end for start in within if (end := _end(pattern[1:], text, start))), 0)
    if place < len(text) and _fits(pattern[0], text[place]):
        return _end(pattern[1:], text, place + 1)
    return 0


def _fits(place: Place, forms: Folded) -> bool:
    return any(_is(wanted, forms) for wanted in place)


def _is(wanted: str, forms: Folded) -> bool:
    if wanted.endswith(STEM):
        return any(form.startswith(wanted[:-1]) for form in forms)
    return wanted in forms
