"""Writing people's names down: numbers of parts in, texts out; every word is spelled once and remembered."""

from __future__ import annotations

import numpy as np

from mithaq.testing.people.dice import Dice, Flags, Ints, Throws
from mithaq.testing.people.orthography import typed
from mithaq.testing.people.pools import WOMAN, Lexicon
from mithaq.testing.people.spell import spelled
from mithaq.testing.people.states import (
    DAUGHTER_ARABIC,
    DAUGHTER_MAURITANIA,
    LINKS,
    SON_ARABIC,
    SON_MAURITANIA,
    STATES,
    STYLES,
)

ARABIC = 0
"""The form of a name in Arabic script; 1 and more are the styles."""

_FORMS = 1 + len(STYLES)
_WAYS = np.cumsum([44, 22, 13, 9, 7, 5])
"""Up to six spellings of one name in one form, and how many of a hundred writers choose each."""

_LINK_WORDS = tuple(f"{word.lower()} " for arabic, latin in LINKS.items() for word in (arabic, *latin))
_MAURITANIA = next(place for place, state in enumerate(STATES) if state.code == "MR")


class Teller:
    """Knows how every name is written; the same name, form and way always give the same word."""

    def __init__(self, seed: int, lexicon: Lexicon) -> None:
        self._seed = seed
        self._lexicon = lexicon
        self._words: dict[int, str] = {}

    def parts(self, names: Ints, forms: Ints, dice: Dice, what: str) -> list[list[str]]:
        """The written parts of each person, without the absent ones. `what` separates one writing from another."""
        ways = np.stack([dice.pick(f"{what}/way {part}", _WAYS) for part in range(names.shape[1])], axis=1)
        keys = np.where(names < 0, -1, (names * _FORMS + forms[:, None]) * len(_WAYS) + ways)
        known = self._words
        for key in set(np.unique(keys).tolist()) - known.keys():
            known[key] = self._word(key)
        return [[known[key] for key in row if key >= 0] for row in keys.tolist()]

    def link(self, whole: list[list[str]], given: Ints, states: Ints, forms: Ints, linked: Flags) -> None:
        """Put *son of* or *daughter of* before the second part where `linked`."""
        women = self._lexicon.sex[np.minimum(given, len(self._lexicon.names))] == WOMAN
        rows = np.flatnonzero(linked)
        for row, state, form, woman in zip(
            rows.tolist(), states[rows].tolist(), forms[rows].tolist(), women[rows].tolist(), strict=True
        ):
            link, second = _link(state, form, woman), whole[row][1]
            if not second.lower().startswith(_LINK_WORDS):  # a family called بن سعود has its link already
                whole[row][1] = f"{link} {second}"

    def _word(self, key: int) -> str:
        if key < 0:
            return ""
        rest, way = divmod(key, len(_WAYS))
        number, form = divmod(rest, _FORMS)
        arabic = self._lexicon.arabic(number)
        throws = Throws(self._seed, number, form, way)
        if form == ARABIC:
            return typed(arabic, throws)
        return spelled(arabic, STYLES[form - 1], throws, self._lexicon.seen.get((number, form - 1), ()))


def _link(state: int, form: int, woman: bool) -> str:
    if state == _MAURITANIA:
        word = DAUGHTER_MAURITANIA if woman else SON_MAURITANIA
    else:
        word = DAUGHTER_ARABIC if woman else SON_ARABIC
    return word if form == ARABIC else LINKS[word][form - 1]
