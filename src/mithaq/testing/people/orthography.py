"""How Arabic names are really typed: hamzas left out, ة as ه, ى as ي, compounds written together."""

from __future__ import annotations

from mithaq.testing.people.dice import Throws

NO_HAMZA, NO_DOTS, OTHER_YA, JOINED, NO_SEAT = 0.30, 0.15, 0.12, 0.20, 0.10
"""How often each slip befalls a name that it can befall. Judgements: registers differ more than any one figure says."""

_BARE_ALEF = str.maketrans("أإآ", "ااا")


def typed(arabic: str, throws: Throws) -> str:
    """The name as a clerk may type it."""
    if throws.chance(NO_HAMZA):
        arabic = arabic.translate(_BARE_ALEF)
    if throws.chance(NO_DOTS):
        arabic = arabic.replace("ة", "ه")
    if throws.chance(OTHER_YA):
        arabic = arabic[:-1] + "ى" if arabic.endswith("ي") else arabic.replace("ى", "ي")
    if throws.chance(NO_SEAT):
        arabic = arabic.replace("ئ", "ي").replace("ؤ", "و")
    if arabic.startswith("عبد ") and throws.chance(JOINED):
        arabic = arabic.replace(" ", "", 1)
    return arabic
