"""Hamza, ة and ى, which folding takes away: put back as a Latin spelling suggests, read as hints for one."""

from __future__ import annotations

import re
from collections.abc import Callable

from mithaq.names.fold import fold

_NOT_ALEF_HAMZA = ("ال", "ابن", "ام ", "اث")
"""Beginnings whose alef is silent when joined and takes no hamza."""

_HINTS = {
    "إ": re.compile("[ie]"),
    "أ": re.compile("[aoue]"),
    "آ": re.compile("a"),
    "ى": re.compile("[ae]h?$"),
    "ة": re.compile("(?:[ae](?:h|t|tte)?)$"),
}


def written(arabic: str, latin: str) -> str:
    """A folded Arabic word with the letters that folding took, as they are usual; `latin` is how it sounds.

    إبراهيم for ابراهيم and ibrahim, فاطمة for فاطمه and fatima, مصطفى for مصطفي and mustafa.
    """
    if arabic.endswith("ى") and latin.endswith(("i", "y")):
        arabic = arabic[:-1] + "ي"  # Egypt writes both without dots, and its spelling was counted too
    if arabic != fold(arabic) or len(arabic) < 3:
        return arabic
    return _alef(_end(arabic, latin), latin)


def _end(arabic: str, latin: str) -> str:
    if arabic.endswith("ه") and re.search("(?:a|ah|e|eh|at|et)$", latin) and arabic not in ("طه", "الله", "عبده"):
        return arabic[:-1] + "ة"
    if arabic.endswith("ي") and arabic[-2] not in "اوي" and re.search("a$|ah$", latin):
        return arabic[:-1] + "ى"
    return arabic


def _alef(arabic: str, latin: str) -> str:
    if not arabic.startswith("ا") or arabic.startswith(_NOT_ALEF_HAMZA):
        return arabic
    if arabic.startswith("اي") and latin.startswith(("i", "e")):
        return "إ" + arabic[1:]
    return ("إ" if latin.startswith("i") else "أ") + arabic[1:]


def hints(word: str, core: str) -> Callable[[int, str], bool]:
    """Which Latin letters the written letters of a word allow: إ is no *a*, ى no *i*. `core` is its folded end."""
    bare = [letter for letter in word if fold(letter)]
    tail = bare[len(bare) - len(core) :] if fold("".join(bare)).endswith(core) else []
    asked = {at: _HINTS[letter] for at, letter in enumerate(tail) if letter in _HINTS}
    return lambda at, latin: at not in asked or bool(asked[at].match(latin))
