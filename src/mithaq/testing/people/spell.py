"""A name in Latin letters as one of six styles writes it: half as editors really wrote it, half by the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mithaq.testing.people.dice import Throws
from mithaq.testing.people.letters import ARTICLE, FAITH, FATHER, LETTERS, SERVANT, SUN
from mithaq.testing.people.readings import read
from mithaq.testing.people.states import LINKS, STYLES, Style

ALLAH: dict[Style, tuple[str, ...]] = {
    "gulf": ("Abdullah", "Abdulla", "Abdullah", "Abdallah"),
    "egypt": ("Abdallah", "Abdalla", "Abdullah", "Abd Allah"),
    "levant": ("Abdallah", "Abdullah", "Abdalla", "Abdallah"),
    "maghreb": ("Abdellah", "Abdallah", "Abdallah", "Abdellah"),
    "iraq": ("Abdullah", "Abdulla", "Abdalla", "Abdullah"),
    "somali": ("Cabdullaahi", "Abdullahi", "Cabdulle", "Abdillahi"),
}
_ARTICLE = "ال"
_HOUSE = "آل"
_FATHERS = ("أبو", "ابو", "بو")
_OF_THE_FAITH = "الدين"
_EXTRA_E = 0.55  # a mute e after a final consonant, as French has it: Amine, Hassane
_ONE_OF_TWO = 0.75  # a doubled sound is written double that often
_MUTE_E = re.compile(r"[aiuo](?:n|m|d|l|r|f)$")


def spelled(arabic: str, style: Style, throws: Throws, seen: Sequence[tuple[str, int]] = ()) -> str:
    """One spelling of a whole name. `seen` are spellings of that state group with their counts; may be empty."""
    if seen and throws.chance(0.5):
        return _drawn(seen, throws)
    words = arabic.split()
    latin = tuple(spelling for spelling, _ in seen)
    if words[0] == "عبد" and len(words) == 2:
        return _servant(words[1], style, throws)
    if words[0] in _FATHERS and len(words) > 1:
        rest = " ".join(_word(word, style, throws) for word in words[1:])
        return _joined(_of(FATHER[style], throws), rest)
    if words[-1] == _OF_THE_FAITH and len(words) == 2:
        return _word(words[0], style, throws) + _of(FAITH[style], throws)
    return " ".join(_word(word, style, throws, latin if len(words) == 1 else ()) for word in words)


def _servant(word: str, style: Style, throws: Throws) -> str:
    if word == "الله":
        return _of(ALLAH[style], throws)
    reading = read(word.removeprefix(_ARTICLE))
    stem = written(reading, style, throws)
    before = _of(SERVANT[style], throws)
    if before.endswith("+"):
        before = before[:-1] + (stem[0] if reading[0] in SUN else "l")
        return before + stem
    return _joined(before, stem.capitalize())


def _joined(before: str, word: str) -> str:
    """A word after what is written before it; its capital goes if both become one word."""
    return before + (word if before[-1] in " -" else word[0].lower() + word[1:])


def _word(word: str, style: Style, throws: Throws, latin: tuple[str, ...] = ()) -> str:
    if word in LINKS:
        return LINKS[word][STYLES.index(style)]
    if word == _HOUSE:
        return "Al"
    if word.startswith(_ARTICLE) and len(word) > 4:
        article = _of(ARTICLE[style], throws)
        bare = tuple(re.sub(r"^(?:[AaEe][a-z]{1,2}[- ]|[AE]l)", "", one) for one in latin)
        stem = written(read(word.removeprefix(_ARTICLE), bare), style, throws)
        return article + (stem if article.isalpha() else stem.capitalize())
    return written(read(word, latin), style, throws).capitalize()


def written(reading: str, style: Style, throws: Throws) -> str:
    """The sounds in that style's letters, small."""
    table, found, at = LETTERS[style], [], 0
    while at < len(reading):
        sound = reading[at]
        double = reading[at + 1 : at + 2] == sound
        letters = _letters(table[sound], throws)
        if sound == "y" and reading[at - 1 : at] == "a" and not double and reading[at + 1 : at + 2] not in "aiuAIU@":
            letters = "i" if throws.chance(0.6) else "y"
        if sound == "s" and letters == "ss" and (at == 0 or at == len(reading) - 1 or double):
            letters = "s"
        found.append(letters * 2 if double and len(letters) == 1 and throws.chance(_ONE_OF_TWO) else letters)
        at += 2 if double else 1
    text = "".join(found) or "a"
    if reading[:2] in ("'a", "3a") and text[0] == "e":
        text = "a" + text[1:]  # nobody hears Ebbas
    return text + "e" if style == "maghreb" and _MUTE_E.search(text) and throws.chance(_EXTRA_E) else text


def _letters(choices: tuple[tuple[int, str], ...], throws: Throws) -> str:
    thrown = throws.below(100)
    return next(letters for upto, letters in choices if thrown < upto)


def _drawn(seen: Sequence[tuple[str, int]], throws: Throws) -> str:
    thrown = throws.below(sum(count for _, count in seen))
    for spelling, count in seen:
        thrown -= count
        if thrown < 0:
            return spelling
    return seen[0][0]


def _of(choices: Sequence[str], throws: Throws) -> str:
    return choices[throws.below(len(choices))]
