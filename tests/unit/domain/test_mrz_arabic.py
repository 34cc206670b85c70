"""The X scheme: the examples of ICAO 9303-3, both ways, and what is not written in it."""

from __future__ import annotations

import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.mrz_arabic import MAX_TEXT, from_x_scheme, is_x_scheme, to_x_scheme
from mithaq.domain.mrz_arabic_table import CODES, SILENT
from tests.unit.domain.test_mrz import rows


@pytest.mark.parametrize("row", rows("x_scheme.tsv"), ids=lambda row: row["zone"])
def test_examples_both_ways(row: dict[str, str]) -> None:
    assert to_x_scheme(row["arabic"]) == row["zone"]
    assert from_x_scheme(row["zone"]) == row["arabic"]


@pytest.mark.parametrize("row", rows("x_scheme.tsv"), ids=lambda row: row["zone"])
def test_examples_are_recognised(row: dict[str, str]) -> None:
    assert is_x_scheme(row["zone"]) is ("X" in row["zone"] or "EBD" in row["zone"] or "ALDYN" in row["zone"])


@pytest.mark.parametrize(
    "field",
    [
        "",
        "<<<",
        "ABU<BAKR<MOHAMMED<IBN<ZAKARIA<AL<RAZI",
        "ALEXANDER<<MAX",
        "FELIX",
        "XAVIER",
        "XHAKA<<GRANIT",
        "HASSAN<<AMIRA",
        "BEN<ALI",
        "L1",
        "A" * (MAX_TEXT + 1),
    ],
)
def test_a_phonetic_name_is_not_taken_for_it(field: str) -> None:
    assert not is_x_scheme(field)


@pytest.mark.parametrize("field", ["OMAR", "XTALIB", "XAHMD", "MXBD", "محمد", "MXAHD", "KARIM", ""])
def test_what_cannot_be_read_in_it(field: str) -> None:
    assert from_x_scheme(field) is None


@pytest.mark.parametrize(
    ("arabic", "zone"),
    [
        ("مُحَمَّد", "MXHMMD"),
        ("محمـــد", "MXHMD"),
        ("عبد\u200cالله", "EBDALLH"),
        ("اللّه", "ALLXH"),
        ("أحمد-آدم", "XAEXHMD<XAADM"),
        ("فاطمة الزهراء", "FAXTTMXAH<ALZHRAXE"),
        ("ﻻﻣﻊ", "LAME"),
        ("نعمةالله", "NEMXTAALLH"),
    ],
)
def test_written_in_it(arabic: str, zone: str) -> None:
    assert to_x_scheme(arabic) == zone


@pytest.mark.parametrize("text", ["", "  ", "Salim", "سالم X", "سالم1", "ـ", "\0", "س" * (MAX_TEXT + 1)])
def test_cannot_be_written_in_it(text: str) -> None:
    with pytest.raises(Refusal, match=r"mrz\.name"):
        to_x_scheme(text)


@pytest.mark.parametrize(
    ("zone", "arabic"),
    [
        ("MMDWXH", "ممدوح"),
        ("ALMMDWXH", "الممدوح"),
        ("ALXSHXSHMS", "الشّمس"),
        ("ALLXTTYF", "اللطيف"),
        ("MXHMMD", "محمّد"),
        ("EBDALLXH", "عبدالله"),
        ("XAEXHMD", "أحمد"),
    ],
)
def test_doubled_letters(zone: str, arabic: str) -> None:
    assert from_x_scheme(zone) == arabic


def test_the_table_gives_every_letter_one_code() -> None:
    letters = [letter for letter, _ in CODES]
    assert len(set(letters)) == len(letters)
    assert not SILENT & set(letters)
    shared = {code for _, code in CODES if [c for _, c in CODES].count(code) > 1}
    assert shared == {"Y"}  # ي and ې
