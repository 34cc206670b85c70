"""Where each field stands in the five machine-readable zones, and the check digit (ICAO 9303-3 section 4.9).

TD1: ICAO 9303-5, cards. TD2: 9303-6. TD3: 9303-4, passports. MRV-A and MRV-B: 9303-7, visas.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mithaq.domain.errors import Refusal

Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]
_WEIGHTS = (7, 3, 1)
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


class Span(Struct, frozen=True):
    """Columns `start` (included) to `end` (not included) of a line, all counted from 0."""

    line: int
    start: int
    end: int

    def of(self, lines: tuple[str, ...]) -> str:
        """The characters there."""
        return lines[self.line][self.start : self.end]

    @property
    def width(self) -> int:
        """How many characters."""
        return self.end - self.start

    @property
    def digit(self) -> Span:
        """The column behind the field, where its check digit stands."""
        return Span(self.line, self.end, self.end + 1)


class Layout(Struct, frozen=True):
    """One format. A digit stands behind number, birth, expiry, and with `optional_digit` behind `optional`.

    `composite`: what the last digit is computed over, which stands behind `composite_end`; visas have none.
    `long_number`: a number of more than nine characters continues in `optional` (9303-5 and -6, section
    4.2.2).
    """

    format: Format
    lines: int
    width: int
    name: Span
    number: Span
    nationality: Span
    birth: Span
    sex: Span
    expires: Span
    optional: Span
    optional_digit: bool = False
    optional_2: Span = Span(0, 0, 0)
    composite: tuple[Span, ...] = ()
    composite_end: Span = Span(0, 0, 0)
    long_number: bool = False
    code: Span = Span(0, 0, 2)
    issuer: Span = Span(0, 2, 5)


def _two_lines(format: Format, width: int, optional_end: int, composite: bool) -> Layout:
    """TD2, TD3 and the visas differ in width, in the length of the optional data and in the last digits."""
    digit = format == "TD3"
    end = optional_end + digit
    spans = (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, end)) if composite else ()
    return Layout(
        format=format,
        lines=2,
        width=width,
        name=Span(0, 5, width),
        number=Span(1, 0, 9),
        nationality=Span(1, 10, 13),
        birth=Span(1, 13, 19),
        sex=Span(1, 20, 21),
        expires=Span(1, 21, 27),
        optional=Span(1, 28, optional_end),
        optional_digit=digit,
        composite=spans,
        composite_end=Span(1, end, end),
        long_number=format == "TD2",
    )


TD1 = Layout(
    format="TD1",
    lines=3,
    width=30,
    name=Span(2, 0, 30),
    number=Span(0, 5, 14),
    nationality=Span(1, 15, 18),
    birth=Span(1, 0, 6),
    sex=Span(1, 7, 8),
    expires=Span(1, 8, 14),
    optional=Span(0, 15, 30),
    optional_2=Span(1, 18, 29),
    composite=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
    composite_end=Span(1, 29, 29),
    long_number=True,
)
TD2 = _two_lines("TD2", 36, 35, composite=True)
TD3 = _two_lines("TD3", 44, 42, composite=True)
MRV_A = _two_lines("MRV-A", 44, 44, composite=False)
MRV_B = _two_lines("MRV-B", 36, 36, composite=False)


def check_digit(text: str) -> str:
    """The check digit of a field: weights 7, 3, 1; digits count themselves, A to Z 10 to 35, the filler 0.

    Raises Refusal ``mrz.character`` for anything else.
    """
    try:
        return str(sum(_VALUES[char] * _WEIGHTS[place % 3] for place, char in enumerate(text)) % 10)
    except KeyError:
        raise Refusal("mrz.character", "check digit") from None
