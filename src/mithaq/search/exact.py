"""Numbers as keys: one canonical text for every way to write a document number, a plate or a serial number."""

from __future__ import annotations

import re
import unicodedata

MAX_NUMBER_CHARS = 64
"""Longer input is no number of a document, vehicle or firearm: its beginning is looked up, and will not be found."""

VIN_LENGTH = 17
_VIN = str.maketrans("IOQ", "100")
"""ISO 3779 leaves these letters out of vehicle identification numbers, because they are read as digits."""

_ARABIC_SEATS = str.maketrans(dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ک": "ك", "ی": "ي", "ة": "ه", "ـ": None})
_PLATE_LETTERS = str.maketrans(dict(zip("ابحدرسصطعقكلمنهوي", "ABJDRSXTEGKLZNHUV", strict=True)))
"""The seventeen letter pairs that Gulf plates carry in both scripts."""

_PLATE_WORDS = {"تونس": "TUN", "TUNIS": "TUN", "TUNISIE": "TUN", "TU": "TUN", "TN": "TUN"}
"""The word between the two numbers of a Tunisian plate, as it is written and as it is typed."""

_RUN = re.compile(r"\d+|[^\W\d_]+")


def normal_document(number: str) -> str:
    """Letters and digits only, ASCII digits, upper case; empty if there are none. ``"a ١٢-34"`` → ``"A1234"``."""
    return "".join(_RUN.findall(_plain(number)))


def normal_reference(number: str) -> str:
    """The number of a warrant or a file, its runs of digits and letters apart: ``"٠١٢ / ٢٠٢٤ ب"`` → ``"012 2024 ب"``, but
    ``"12/34"`` is not ``"1/234"``. Empty if there are none.
    """
    return " ".join(_RUN.findall(_plain(number)))


def normal_serial(serial: str) -> str:
    """As `normal_document`; in a vehicle identification number I, O and Q become 1 and 0."""
    normal = normal_document(serial)
    return normal.translate(_VIN) if len(normal) == VIN_LENGTH else normal


def normal_plate(plate: str) -> str:
    """Runs of letters and digits, in Latin where plates have a Latin twin; one run of each: letters first.

    ``"أ ب ح ١٢٣٤"``, ``"1234 ABJ"`` and ``"ABJ-1234"`` → ``"ABJ1234"``; ``"123 تونس 4567"`` → ``"123TUN4567"``.
    """
    runs: list[str] = []
    for run in _RUN.findall(_plain(plate)):
        spelled = _PLATE_WORDS.get(run, run.translate(_PLATE_LETTERS))
        if runs and runs[-1][-1].isdigit() == spelled[0].isdigit():
            runs[-1] += spelled
        else:
            runs.append(spelled)
    if len(runs) == 2 and runs[0].isdigit():
        runs.reverse()
    return "".join(runs)


def _plain(text: str) -> str:
    """Compatible forms joined, marks and invisible characters gone, ASCII digits, upper case."""
    if not text:  # most checks have no number
        return ""
    if text.isascii() and text.isprintable():  # as most are; nothing of it is a mark or has another form
        return text[:MAX_NUMBER_CHARS].upper()
    plain = unicodedata.normalize("NFKC", text[:MAX_NUMBER_CHARS]).upper().translate(_ARABIC_SEATS)
    kept = (char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Cc", "Cs"))
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in kept)
