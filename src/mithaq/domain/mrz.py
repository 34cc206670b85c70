"""The machine-readable zone of a passport, card or visa (ICAO 9303 parts 3 to 7), with every check digit.

A zone is read whole or refused. Refusals name the field or the place, never what stands there:
``mrz.too_long``, ``mrz.lines``, ``mrz.line_length``, ``mrz.character``, ``mrz.check_digit``, ``mrz.date``,
``mrz.sex``, ``mrz.code``, ``mrz.name``.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate, Sex
from mithaq.domain.mrz_arabic import from_x_scheme, is_x_scheme
from mithaq.domain.mrz_dates import birth_date, expiry_date
from mithaq.domain.mrz_layout import MRV_A, MRV_B, TD1, TD2, TD3, Format, Layout, Span, check_digit

MAX_TEXT = 500  # characters: five times the largest zone leaves room for a scanner's noise
_UPPER = {lower: lower - 32 for lower in range(ord("a"), ord("z") + 1)}
_SINGLE = {90: 30, 88: 44, 72: 36}  # a zone that came as one line: its length, and that of each line
_SEXES: dict[str, Sex] = {"M": "male", "F": "female", "<": "unspecified", "X": "unspecified"}


class Mrz(Struct, frozen=True):
    """What a zone says. Fillers are taken away; `number` keeps a space where a filler stood within it.

    `issuer` and `nationality` are the codes of the zone (``SAU``, ``D``); `countries.from_three` gives
    alpha-2. `birth` and `expires` are None without `today` (no century is guessed) or where the zone leaves
    the year open; the `_digits` are as printed (YYMMDD). `name_truncated`: the name fills its field, so
    something may be missing.
    """

    format: Format
    document_code: str
    issuer: str
    number: str
    nationality: str
    birth_digits: str
    birth: PartialDate | None
    sex: Sex
    expires_digits: str
    expires: PartialDate | None
    surname: str
    given_names: str
    name_truncated: bool
    optional: str = ""
    optional_2: str = ""

    @property
    def full_name(self) -> str:
        """Given names, then surname, as in the zone."""
        return f"{self.given_names} {self.surname}".strip()

    @property
    def arabic_name(self) -> str:
        """The name in Arabic letters if the zone was written from them (X scheme), else empty."""
        return (from_x_scheme(self.full_name) or "") if is_x_scheme(self.full_name) else ""


def parse(text: str, *, today: date | None = None) -> Mrz:
    """The zone in a text: lines apart or in one, in any case, with blanks around them. Raises Refusal.

    With `today`, a birth is put in the last century in which it is not in the future, and an expiry in that
    which brings it within fifty years of today. A wrong digit is ``mrz.check_digit`` with `where` one of
    number, birth, expires, optional, composite; a wrong character ``mrz.character`` with `where` as ``line 2
    position 14``.
    """
    lines = _lines(text)
    layout = _layout(lines)
    _check_characters(lines, layout)
    number, optional = _number(lines, layout)
    _check_digits(lines, layout)
    surname, given_names = _names(layout.name.of(lines))
    sex = _SEXES.get(layout.sex.of(lines))
    if sex is None:
        raise Refusal("mrz.sex", "sex")
    birth, expires = layout.birth.of(lines), layout.expires.of(lines)
    return Mrz(
        format=layout.format,
        document_code=layout.code.of(lines).rstrip("<"),
        issuer=layout.issuer.of(lines).rstrip("<"),
        number=number,
        nationality=layout.nationality.of(lines).rstrip("<"),
        birth_digits=birth,
        birth=birth_date(birth, today),
        sex=sex,
        expires_digits=expires,
        expires=expiry_date(expires, today),
        surname=surname,
        given_names=given_names,
        name_truncated=not layout.name.of(lines).endswith("<"),
        optional=optional,
        optional_2=_plain(layout.optional_2.of(lines)),
    )


def _lines(text: str) -> tuple[str, ...]:
    if len(text) > MAX_TEXT:
        raise Refusal("mrz.too_long")
    lines = [line.strip() for line in text.translate(_UPPER).splitlines() if line.strip()]
    if len(lines) == 1:
        lines = lines[0].split()
    if len(lines) == 1 and (width := _SINGLE.get(len(lines[0]))):
        lines = [lines[0][start : start + width] for start in range(0, len(lines[0]), width)]
    if len(lines) not in (2, 3):
        raise Refusal("mrz.lines", str(len(lines)))
    return tuple(lines)


def _layout(lines: tuple[str, ...]) -> Layout:
    """Three lines are a TD1; of two, the width and the letter V tell the format."""
    visa, first = lines[0].startswith("V"), len(lines[0])
    if len(lines) == 3:
        layout = TD1
    elif abs(first - 44) <= abs(first - 36):
        layout = MRV_A if visa else TD3
    else:
        layout = MRV_B if visa else TD2
    for place, line in enumerate(lines, start=1):
        if len(line) != layout.width:
            raise Refusal("mrz.line_length", f"line {place}")
    if not re.match("[A-UW-Z]" if layout is TD1 else "[A-Z]", lines[0]):
        raise Refusal("mrz.code", "document_code")
    return layout


def _check_characters(lines: tuple[str, ...], layout: Layout) -> None:
    """Letters where only letters stand, digits where only digits, elsewhere A to Z, 0 to 9 and the filler."""
    whole = tuple(Span(line, 0, layout.width) for line in range(layout.lines))
    letters = (layout.code, layout.issuer, layout.nationality, layout.name, layout.sex)
    digits = (layout.birth, layout.birth.digit, layout.expires, layout.expires.digit, layout.number.digit)
    for spans, wrong in ((whole, "[^A-Z0-9<]"), (letters, "[^A-Z<]"), (digits, "[^0-9<]")):
        for span in spans:
            if found := re.search(wrong, span.of(lines)):
                place = span.start + found.start() + 1
                raise Refusal("mrz.character", f"line {span.line + 1} position {place}")


def _check_digits(lines: tuple[str, ...], layout: Layout) -> None:
    """All digits but that of the number, which `_number` has checked."""
    fields = [("birth", layout.birth), ("expires", layout.expires)]
    if layout.optional_digit:
        fields.append(("optional", layout.optional))
    for where, span in fields:
        _check(where, span.of(lines), span.digit.of(lines), blank=True)
    if layout.composite:
        covered = "".join(span.of(lines) for span in layout.composite)
        _check("composite", covered, layout.composite_end.digit.of(lines), blank=False)


def _check(where: str, text: str, digit: str, *, blank: bool) -> None:
    """Refuse a wrong digit. `blank`: an empty field may have a filler for its digit."""
    if digit != check_digit(text) and not (blank and digit == "<" and not text.strip("<")):
        raise Refusal("mrz.check_digit", where)


def _number(lines: tuple[str, ...], layout: Layout) -> tuple[str, str]:
    """The document number and the optional data, which a long number shares (9303-5 and -6, 4.2.2)."""
    number, digit = layout.number.of(lines), layout.number.digit.of(lines)
    optional = layout.optional.of(lines)
    if layout.long_number and digit == "<" and not number.endswith("<"):
        rest, _, optional = optional.partition("<")
        number, digit = number + rest[:-1], rest[-1:]
    _check("number", number, digit, blank=False)
    return _plain(number), _plain(optional)


def _names(field: str) -> tuple[str, str]:
    surname, _, given_names = field.strip("<").partition("<<")
    if not surname:
        raise Refusal("mrz.name", "name")
    return _plain(surname), _plain(given_names)


def _plain(field: str) -> str:
    return " ".join(field.replace("<", " ").split())
