"""Names that nobody has: Arabic word shapes over invented roots, for the long tail that no frequency table reaches."""

from __future__ import annotations

from mithaq.testing.people.dice import Throws

MANY = 150_000
"""Invented names; with those drawn, a million persons use about 145,000 distinct words."""

_ROOT = "بتثجحخدذرزسشصضطعغفقكلمنهوي"
_SHAPES = ("1ا23", "12ي3", "12ا3", "م12و3", "123ان", "12و3", "ت12ي3", "1و23", "12ي3ي", "1ا23ي", "ال12ا3ي", "ال12ي3ي")


def invented(number: int) -> str:
    """The rare name of that number, the same for ever."""
    throws = Throws("rare", number)
    first = _ROOT[throws.below(len(_ROOT))]
    second = _ROOT[throws.below(len(_ROOT) - 2)]  # no weak letter in the middle: it would read as a vowel
    third = _ROOT[throws.below(len(_ROOT) - 2)]
    shape = _SHAPES[throws.below(len(_SHAPES))]
    return shape.replace("1", first).replace("2", second).replace("3", third)
