"""What happens to a name between the person and the keyboard: a part left out, parts exchanged, a slip of a finger."""

from __future__ import annotations

import numpy as np

from mithaq.testing.people.dice import Dice, Ints, Throws

DROPPED, REORDERED, TYPO = 0.30, 0.20, 0.22
"""Shares of the names asked for. Any part is left out alike, the given name too; half of the reordered begin with the
family name, in the others two neighbours change places."""

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_KINDS = (40, 65, 80, 100)  # of a hundred slips: another letter, one missing, one too many, two exchanged


def dropped(names: Ints, dice: Dice) -> Ints:
    """Some without one of their parts (-1 in its place)."""
    present = names >= 0
    which = dice.below("dropped part", present.sum(axis=1))
    place = np.cumsum(present, axis=1) - 1
    gone = present & (place == which[:, None]) & dice.chance("dropped", DROPPED)[:, None]
    return np.where(gone, -1, names)


def noisy(parts: list[str], arabic: bool, throws: Throws) -> str:
    """The parts as one text, perhaps in another order, perhaps with one slip."""
    if len(parts) > 1 and throws.chance(REORDERED):
        parts = _reordered(parts, throws)
    text = " ".join(parts)
    return _slipped(text, _ARABIC if arabic else _LATIN, throws) if throws.chance(TYPO) else text


def _reordered(parts: list[str], throws: Throws) -> list[str]:
    if throws.chance(0.5):
        return [parts[-1], *parts[:-1]]
    at = throws.below(len(parts) - 1)
    return [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]]


def _slipped(text: str, letters: str, throws: Throws) -> str:
    """One letter wrong, missing, too many, or exchanged with the next of its word; spaces stay where they are."""
    places = [at for at, letter in enumerate(text) if letter.isalpha()]
    at = places[throws.below(len(places))]
    kind = throws.below(100)
    if kind < _KINDS[0]:
        return text[:at] + letters[throws.below(len(letters))] + text[at + 1 :]
    if kind < _KINDS[1]:
        return text[:at] + text[at + 1 :] if len(places) > 1 else text
    if kind < _KINDS[2]:
        return text[:at] + letters[throws.below(len(letters))] + text[at:]
    pairs = [at for at in places if at + 1 in places]
    if not pairs:
        return text
    at = pairs[throws.below(len(pairs))]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
