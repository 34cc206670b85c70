"""Which Latin spellings of a name were counted, in which state, and which Arabic names a Latin spelling was counted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from mithaq.names.fold import fold
from mithaq.names.suggest.align import Sign, align
from mithaq.names.suggest.letters import Letters, Taught
from mithaq.names.suggest.styles import ANY, LETTERS_OF, STATES, capital
from mithaq.names.suggest.usual import USUAL
from mithaq.names.suggest.usual import weights as usual_weights

FIRM = 5.0
"""Spellings that a state must have counted before its own habit outweighs that of its neighbours."""

DISCOUNT = 0.25
"""Taken off every count: what was seen once may be a slip of one editor."""

MOST_TAUGHT = 5_000
"""Spellings that the letters are learnt from, beside all of the own style: as good as all for names of a Palestinian
registry, and learnt in half the time."""

FOREIGN = 3
"""Times that a spelling unlike the letters must have been counted to be one: Joseph of جوزيف, not Moses of موسى."""

_NOT_LETTER = re.compile("[^a-z]")
SHORTEST_WITH_ARTICLE = 4
"""الي and الان are words of their own."""

COUNTED_IN_ALL = 40_000
"""Spellings counted in the table for one role, about: what a share is of."""

ARTICLE = re.compile(
    r"^(?:[ae]l[\s'-]+|[ae]([rnszdt]|sh|ch)[\s'-]+(?=\1)|[ae]l(?=.{4})|e(?=([rnszdt])\2))", re.IGNORECASE
)


class SpelledName(Protocol):
    """What a row of the shipped table offers (see ops/tables.py)."""

    @property
    def country(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def share(self) -> float: ...
    @property
    def latin(self) -> tuple[tuple[str, int], ...]: ...


class Seen(NamedTuple):
    """A spelling, the state where it was counted, and how often."""

    text: str
    state: str
    times: int


class Counted:
    """The counts of the shipped table, by name and by spelling."""

    def __init__(self, rows: Sequence[SpelledName]) -> None:
        self._rows = rows
        self._letters: dict[str, Letters] = {}
        self._signs: dict[tuple[str, str], tuple[Sign, ...]] = {}

    def latin_of(self, key: str) -> Sequence[Seen]:
        """Latin spellings of an Arabic name, by its `arabic_key`."""
        return self._by_name.get(key, ())

    def bare_latin_of(self, core: str) -> Iterator[Seen]:
        """The same for a name without article, also out of its spellings with one, whose article is taken off."""
        yield from self.latin_of(core)
        for seen in self.latin_of("ال" + core):
            yield seen._replace(text=capital(ARTICLE.sub("", seen.text)))

    def arabic_of(self, key: str) -> Sequence[Seen]:
        """Arabic names (keys) that a Latin spelling was counted for, by its `latin_key`."""
        return self._by_spelling.get(key, ())

    def share_of(self, key: str) -> float:
        """How common an Arabic name is over all states, 0 to 1."""
        return self._common.get(key, 0.0)

    def display(self, key: str) -> str:
        """The usual orthography of an Arabic name; its key where it was never counted."""
        return self._display.get(key, key)

    def letters(self, style: str) -> Letters:
        """The spelling habits of a style, learnt when they are first needed."""
        style = LETTERS_OF.get(style, style)
        if style not in self._letters:
            self._letters[style] = Letters(self._taught(style), style)
        return self._letters[style]

    def usual_arabic_of(self, key: str) -> Mapping[str, float]:
        """Everyday names that are usually spelled so but were not counted: key → weight, as many as counts would be."""
        return self._usual.get(key, {})

    @cached_property
    def _usual(self) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for name, spellings in USUAL.items():
            for spelling, weight in usual_weights(spellings).items():
                found[latin_key(spelling)][name] = weight * (1.0 + COUNTED_IN_ALL * self.share_of(name))
        return found

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {name: arabic_key(name) for name in dict.fromkeys(row.name for row in self._rows)}

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Seen]]:
        found: dict[str, list[Seen]] = defaultdict(list)
        for row in self._rows:
            found[self._keys[row.name]] += [Seen(plain(text), row.country, count) for text, count in row.latin]
        return found

    @cached_property
    def _by_spelling(self) -> Mapping[str, Sequence[Seen]]:
        found: dict[str, list[Seen]] = defaultdict(list)
        for row in self._rows:
            for text, count in row.latin:
                found[latin_key(text)].append(Seen(self._keys[row.name], row.country, count))
        return found

    @cached_property
    def _common(self) -> Mapping[str, float]:
        found: dict[str, float] = defaultdict(float)
        states = len({row.country for row in self._rows}) or 1
        for row in self._rows:
            found[self._keys[row.name]] += row.share / states
        return found

    @cached_property
    def _display(self) -> Mapping[str, str]:
        """Of several orthographies the one with more of its letters kept, then the commonest."""
        best: dict[str, tuple[int, float, str]] = {}
        shares: dict[str, float] = defaultdict(float)
        for row in self._rows:
            shares[row.name] += row.share
        for name, share in shares.items():
            key = self._keys[name]
            kept = sum(letter not in key for letter in name if letter != " ")
            best[key] = max(best.get(key, (-1, 0.0, "")), (kept, share, name))
        return {key: name for key, (_, _, name) in best.items()}

    def _taught(self, style: str) -> Iterator[Taught]:
        own = [pair for pair in self._pairs if pair[2] == style]
        for name, word, where in [*own, *(pair for pair in self._pairs if pair[2] != style)][: len(own) + MOST_TAUGHT]:
            if signs := self._aligned(name, word):
                yield Taught(signs, where)

    @cached_property
    def _pairs(self) -> Sequence[tuple[str, str, str]]:
        """Name, spelling and style of single words, without articles; the most counted first."""
        counts: dict[tuple[str, str, str], int] = defaultdict(int)
        for row in self._rows:
            key = self._keys[row.name]
            article = key.startswith("ال") and len(key) > SHORTEST_WITH_ARTICLE
            for text, count in row.latin if " " not in row.name else ():
                word = latin_key(ARTICLE.sub("", text) if article else text)
                style = STATES.get(row.country, ANY)
                counts[key[2:] if article else key, word, LETTERS_OF.get(style, style)] += count
        return sorted(counts, key=lambda pair: (-counts[pair], pair))

    def _aligned(self, name: str, word: str) -> tuple[Sign, ...]:
        if (name, word) not in self._signs:
            self._signs[name, word] = align(name, word)
        return self._signs[name, word]


def arabic_key(name: str) -> str:
    """Folded and in one word; only the آل of a house stays apart from the article."""
    words = fold(name).split()
    if len(words) > 1 and words[0] == "ال":
        return "ال " + "".join(words[1:])
    return "".join(words)


def latin_key(text: str) -> str:
    """Folded, without spaces, hyphens and apostrophes."""
    folded = text.lower() if text.isascii() else fold(text)
    return _NOT_LETTER.sub("", folded)


def plain(text: str) -> str:
    """A counted spelling in the 26 letters that every machine has."""
    if not text.isascii():
        text = " ".join(fold(word) for word in text.split())
    return capital(" ".join(text.replace("'", "").replace("`", "").split()).lower())


def is_spelling(key: str, latin: str, count: int) -> bool:
    """Whether the letters of a counted spelling could be those of the name; table rows hold other names too."""
    return (
        count >= FOREIGN
        or " " in latin.strip()
        or bool(align(key.removeprefix("ال"), latin_key(ARTICLE.sub("", latin))))
    )


def mixed(seen: Iterable[Seen], state: str, style: str, behind: Mapping[str, float]) -> dict[str, float]:
    """Shares of the spellings in a state, leaning on those of its style, of all states, and on `behind`."""
    everywhere: dict[str, float] = defaultdict(float)
    near: dict[str, float] = defaultdict(float)
    here: dict[str, float] = defaultdict(float)
    for text, where, times in seen:
        everywhere[text] += times
        if style and STATES.get(where) == style:
            near[text] += times
        if where == state:
            here[text] += times
    return _leaning(here, _leaning(near, _leaning(everywhere, behind)))


def _leaning(counts: Mapping[str, float], behind: Mapping[str, float]) -> dict[str, float]:
    """Counts a little discounted, the rest of the weight given to what stands behind them."""
    if not behind:
        whole = sum(counts.values())
        return {text: times / whole for text, times in counts.items()}
    lean = FIRM + DISCOUNT * len(counts)
    whole = sum(counts.values()) + FIRM
    texts = dict.fromkeys([*counts, *behind])
    return {text: (max(0.0, counts.get(text, 0.0) - DISCOUNT) + lean * behind.get(text, 0.0)) / whole for text in texts}
