"""Suggested spellings of a typed name in the other script, ranked: for the eye of an officer who fills in a form.

An Arabic name is spelled in Latin as is usual in the given state; a Latin name in Arabic. Suggestions rest on
counts of spellings (`counted.py`) and, where a name was never or seldom counted, on letters (`letters.py`). Matching never
reads any of this: a suggestion is a guess, and an officer chooses it or types another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from mithaq.names.fold import NameTooLong, fold
from mithaq.names.parts import Kind, Part, parts
from mithaq.names.phonemes import is_arabic, is_latin
from mithaq.names.suggest.arabic import arabic_link, arabic_part
from mithaq.names.suggest.counted import Counted, SpelledName, arabic_key, latin_key
from mithaq.names.suggest.latin import latin_link, latin_part

MOST = 6
"""Suggestions given unless fewer or more are asked for."""

MAX_MOST = 20
"""Most suggestions that can be asked for."""

MAX_PARTS = 12
"""Most parts of a name that is spelled: bounds the work, and twice as many as the longest chain in use."""

_KEPT = 40
"""Spellings of the beginning of a name that are kept while the rest is added."""

_EACH = 12
"""Spellings of one part that are looked at."""

_WORTH = 0.005
"""A spelling is shown if it is at least so likely, as a share of the likeliest."""

Source = Literal["counted", "guessed", "mixed"]


class Suggestion(msgspec.Struct, frozen=True):
    """One spelling of the whole name.

    `share`: estimated share (0 to 1) of those who would write the name so; `source`: whether every part of it was
    ``counted`` in this spelling, none was (``guessed``), or some (``mixed``).
    """

    text: str
    share: float
    source: Source


class _Choice(msgspec.Struct, frozen=True):
    text: str
    share: float
    counted: int
    guessed: int


class Suggester:
    """Suggests from the rows of the shipped table, which are passed in (see `ops.tables.suggester`)."""

    def __init__(self, rows: Sequence[SpelledName]) -> None:
        self._counted = Counted(rows)

    def suggest(self, name: str, state: str = "", most: int = MOST) -> tuple[Suggestion, ...]:
        """The likeliest spellings in the other script, best first: at most `most`, none for a name without letters.

        `state`: ISO code of the state whose habits count; any other text counts as none. The script of the first
        part decides; parts that are in the other script already stay as they are. Raises `NameTooLong`.
        """
        found = parts(name)
        if len(found) > MAX_PARTS:
            raise NameTooLong(f"suggestions are made for at most {MAX_PARTS} parts")
        if not found or not (is_arabic(found[0].core) or is_latin(found[0].core)):
            return ()
        choices = [_Choice("", 1.0, 0, 0)]
        for part, words_before in _with_links(name, found):
            for word in words_before:
                choices = _joined(choices, self._link(word, found[0], state))
            choices = _joined(choices, self._part(part, found[0], state))
        best = sorted(choices, key=lambda one: (-one.share, one.text))[: max(1, min(most, MAX_MOST))]
        worth = _WORTH * best[0].share
        return tuple(
            Suggestion(one.text, round(one.share, 4), _source(one)) for one in best if one.text and one.share >= worth
        )

    def _part(self, part: Part, first: Part, state: str) -> list[_Choice]:
        if is_arabic(first.core):
            known = self._counted.latin_of(arabic_key(part.original))
            counted = {latin_key(seen.text) for seen in known}
            return self._choices(part, first, lambda: latin_part(part, self._counted, state), latin_key, counted)
        counted = {seen.text for seen in self._counted.arabic_of(latin_key(part.original))}
        return self._choices(part, first, lambda: arabic_part(part, self._counted, state), arabic_key, counted)

    def _choices(
        self,
        part: Part,
        first: Part,
        spell: Callable[[], Mapping[str, float]],
        key: Callable[[str], str],
        counted: set[str],
    ) -> list[_Choice]:
        if is_arabic(part.core) != is_arabic(first.core) or part.kind is Kind.INITIAL or part.core.isdigit():
            return [_Choice(part.original, 1.0, 0, 0)]
        shares = sorted(spell().items(), key=lambda item: (-item[1], item[0]))[:_EACH]
        known = [(text, share, key(text) in counted) for text, share in shares if text]
        return [_Choice(text, share, int(was), int(not was)) for text, share, was in known] or [
            _Choice(part.original, 1.0, 0, 1)
        ]

    def _link(self, word: str, first: Part, state: str) -> list[_Choice]:
        if is_arabic(fold(word)) != is_arabic(first.core):
            return [_Choice(word, 1.0, 0, 0)]
        spell = latin_link if is_arabic(first.core) else arabic_link
        shares = sorted(spell(word, self._counted, state).items(), key=lambda item: (-item[1], item[0]))
        return [_Choice(text, share, 0, 0) for text, share in shares[:_EACH]] or [_Choice(word, 1.0, 0, 0)]


def _with_links(name: str, found: Sequence[Part]) -> list[tuple[Part, list[str]]]:
    """Each part with the words before it that `parts` reads over: links and titles."""
    rows, at = [], 0
    for part in found:
        start = name.find(part.original, at)
        if start < 0:
            continue  # a ligature is one chunk with several words, and its parts share their original
        words = [word for word in name[at:start].replace("-", " ").split() if fold(word)]
        rows.append((part, words))
        at = start + len(part.original)
    return rows


def _joined(before: Sequence[_Choice], after: Sequence[_Choice]) -> list[_Choice]:
    every = [
        _Choice(
            f"{one.text} {two.text}".strip(),
            one.share * two.share,
            one.counted + two.counted,
            one.guessed + two.guessed,
        )
        for one in before
        for two in after
    ]
    return sorted(every, key=lambda one: (-one.share, one.text))[:_KEPT]


def _source(one: _Choice) -> Source:
    if not one.guessed:
        return "counted"
    return "mixed" if one.counted else "guessed"
