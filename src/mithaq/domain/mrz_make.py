"""Writing machine-readable zones: for papers of the demonstration, and to compare with what was read."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from mithaq.domain.errors import Refusal
from mithaq.domain.mrz_arabic import to_x_scheme
from mithaq.domain.mrz_layout import MRV_A, MRV_B, TD1, TD2, TD3, Format, Layout, Span, check_digit

_LAYOUTS: dict[Format, Layout] = {"TD1": TD1, "TD2": TD2, "TD3": TD3, "MRV-A": MRV_A, "MRV-B": MRV_B}
# ICAO 9303-3 section 6.A, where the bare letter is not the recommended one.
_LATIN = str.maketrans(
    {
        "Ä": "AE",
        "Å": "AA",
        "Æ": "AE",
        "Ö": "OE",
        "Ø": "OE",
        "Œ": "OE",
        "Ü": "UE",
        "Þ": "TH",
        "Đ": "D",
        "Ł": "L",
    }
)
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


class Printed(Struct, frozen=True):
    """What a paper says. `issuer`, `nationality`: as in the zone (``SAU``); dates: YYMMDD; `sex`: M, F or <.

    Names in Arabic letters are written in the X scheme, Latin ones as they are spelled.
    """

    issuer: str
    number: str
    nationality: str
    birth: str
    sex: str
    expires: str
    surname: str
    given_names: str = ""
    optional: str = ""
    optional_2: str = ""
    document_code: str = "P"


def td3(printed: Printed) -> tuple[str, str]:
    """The two lines of a passport (ICAO 9303-4). Raises Refusal as `lines`."""
    first, second = lines("TD3", printed)
    return first, second


def lines(format: Format, printed: Printed) -> tuple[str, ...]:
    """The lines of a zone, check digits included; a name too long is cut at the end of its field.

    Raises Refusal ``mrz.field`` with the field that does not fit, ``mrz.character`` for what a zone cannot
    hold, and ``mrz.name`` for a name that cannot be transcribed.
    """
    layout = _LAYOUTS[format]
    rows = [["<"] * layout.width for _ in range(layout.lines)]
    number, number_digit, optional = _number(layout, printed)
    name = _cut(name_field(printed.surname, printed.given_names), layout.name.width)
    for where, span, text, digit in (
        ("document_code", layout.code, printed.document_code, ""),
        ("issuer", layout.issuer, printed.issuer, ""),
        ("name", layout.name, name, ""),
        ("number", layout.number, number, number_digit),
        ("nationality", layout.nationality, printed.nationality, ""),
        ("birth", layout.birth, printed.birth, check_digit(printed.birth)),
        ("sex", layout.sex, printed.sex, ""),
        ("expires", layout.expires, printed.expires, check_digit(printed.expires)),
        (
            "optional",
            layout.optional,
            optional,
            check_digit(optional) if layout.optional_digit and optional else "",
        ),
        ("optional_2", layout.optional_2, printed.optional_2, ""),
    ):
        _put(rows, span, where, text)
        _put(rows, span.digit, where, digit)
    done = tuple("".join(row) for row in rows)
    if layout.composite:
        covered = "".join(span.of(done) for span in layout.composite)
        _put(rows, layout.composite_end.digit, "composite", check_digit(covered))
    return tuple("".join(row) for row in rows)


def name_field(surname: str, given_names: str) -> str:
    """Surname and given names as the zone writes them, not yet padded. Raises Refusal ``mrz.name``."""
    parts = [_transcribed(part) for part in (surname, given_names) if part.strip()]
    if not parts or not all(parts):
        raise Refusal("mrz.name", "name")
    return "<<".join(parts)


def _cut(name: str, width: int) -> str:
    """The name at most `width` long. One that is cut ends in a letter, which is how a reader knows."""
    while len(name) > width and name[width - 1] == "<":
        last = len(name[:width].rstrip("<"))
        name = name[: last - 1] + name[last:]
    return name[:width]


def _transcribed(name: str) -> str:
    if _ARABIC.search(name):
        return to_x_scheme(name)
    plain = unicodedata.normalize("NFKC", name).upper().translate(_LATIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    text = re.sub(r"[\s,<\-]+", "<", re.sub(r"['’‘ʿʾ`.]", "", bare)).strip("<")
    if not re.fullmatch("[A-Z<]*", text):
        raise Refusal("mrz.name", "name")
    return text


def _number(layout: Layout, printed: Printed) -> tuple[str, str, str]:
    """Number field, its digit, and optional data; a long number goes on there (9303-5 and -6, 4.2.2)."""
    number = re.sub(r"[\s\-/.]", "<", printed.number.upper())
    digit, room = check_digit(number), layout.number.width
    if not layout.long_number or len(number) <= room:
        return number, digit, printed.optional
    return number[:room], "<", f"{number[room:]}{digit}<{printed.optional}".rstrip("<")


def _put(rows: list[list[str]], span: Span, where: str, text: str) -> None:
    if len(text) > span.width:
        raise Refusal("mrz.field", where)
    if not re.fullmatch("[A-Z0-9<]*", text):
        raise Refusal("mrz.character", where)
    rows[span.line][span.start : span.start + len(text)] = text
