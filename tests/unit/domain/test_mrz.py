"""The specimens of ICAO 9303 are read; each kind of fault is refused by name."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate
from mithaq.domain.mrz import MAX_TEXT, parse

VECTORS = Path(__file__).parents[2] / "vectors" / "mrz"
TODAY = date(2026, 11, 24)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
LONG = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"


def rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def put(zone: str, line: int, column: int, text: str) -> str:
    """The zone with `text` from that column on; line and column counted from 1."""
    lines = zone.split("\n")
    old = lines[line - 1]
    lines[line - 1] = old[: column - 1] + text + old[column - 1 + len(text) :]
    return "\n".join(lines)


@pytest.mark.parametrize("row", rows("specimens.tsv"), ids=lambda row: row["note"] + " " + row["format"])
def test_specimens(row: dict[str, str]) -> None:
    found = parse(row["lines"].replace(" ", "\n"), today=TODAY)
    assert (found.format, found.number, found.issuer) == (row["format"], row["number"], row["issuer"])
    assert (found.nationality, found.sex, found.optional) == (row["nationality"], row["sex"], row["optional"])
    assert (str(found.birth), str(found.expires)) == (row["birth"], row["expires"])
    assert (found.surname, found.given_names) == (row["surname"], row["given_names"])


@pytest.mark.parametrize("row", rows("refused.tsv"), ids=lambda row: row["code"] + " " + row["lines"][:9])
def test_refused_samples(row: dict[str, str]) -> None:
    with pytest.raises(Refusal) as caught:
        parse(row["lines"])
    assert (caught.value.code, caught.value.where) == (row["code"], row["where"])


@pytest.mark.parametrize("zone", [TD1, TD2, TD3, MRV_A, LONG])
def test_noise_of_scanners(zone: str) -> None:
    plain = parse(zone)
    for noisy in (
        zone.replace("\n", ""),
        zone.replace("\n", "\r\n") + "\r\n",
        zone.replace("\n", " \r"),
        zone.replace("\n", " "),
        zone.replace("\n", "\n\n"),
        f"\n  {zone}  \t\n",
        zone.lower(),
    ):
        assert parse(noisy) == plain


@pytest.mark.parametrize(
    ("zone", "line", "column", "text", "where"),
    [
        (TD3, 2, 1, "M", "number"),
        (TD3, 2, 10, "7", "number"),
        (TD3, 2, 14, "8", "birth"),
        (TD3, 2, 20, "3", "birth"),
        (TD3, 2, 28, "8", "expires"),
        (TD3, 2, 29, "A", "optional"),
        (TD3, 2, 43, "2", "optional"),
        (TD3, 2, 43, "<", "optional"),
        (TD3, 2, 44, "1", "composite"),
        (TD3, 2, 44, "<", "composite"),
        (TD3, 2, 10, "<", "number"),
        (TD2, 2, 9, "8", "number"),
        (TD2, 2, 20, "1", "birth"),
        (TD2, 2, 28, "8", "expires"),
        (TD2, 2, 30, "B", "composite"),
        (TD1, 1, 6, "E", "number"),
        (TD1, 1, 20, "B", "composite"),
        (TD1, 2, 7, "3", "birth"),
        (TD1, 2, 15, "8", "expires"),
        (TD1, 2, 20, "B", "composite"),
        (LONG, 1, 18, "5", "number"),
        (LONG, 1, 19, "8", "number"),
        (LONG, 1, 16, "<", "number"),
        (MRV_A, 2, 1, "M", "number"),
        (MRV_A, 2, 20, "9", "birth"),
        (MRV_A, 2, 28, "8", "expires"),
    ],
)
def test_a_bad_digit_names_its_field(zone: str, line: int, column: int, text: str, where: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(put(zone, line, column, text))
    assert (caught.value.code, caught.value.where) == ("mrz.check_digit", where)


@pytest.mark.parametrize(
    ("zone", "line", "column", "text"),
    [
        (TD3, 1, 7, "*"),
        (TD3, 1, 7, "8"),
        (TD3, 1, 3, "1"),
        (TD3, 1, 44, "ة"),
        (TD3, 1, 9, "\0"),
        (TD3, 1, 9, "\u200f"),
        (TD3, 2, 3, " "),
        (TD3, 2, 10, "O"),
        (TD3, 2, 12, "0"),
        (TD3, 2, 14, "O"),
        (TD3, 2, 21, "1"),
        (TD3, 2, 22, "I"),
        (TD1, 3, 30, "5"),
    ],
)
def test_a_bad_character_names_its_place(zone: str, line: int, column: int, text: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(put(zone, line, column, text))
    assert (caught.value.code, caught.value.where) == ("mrz.character", f"line {line} position {column}")


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "mrz.lines", "0"),
        ("P<UTO", "mrz.lines", "1"),
        (TD3 + "\n" + TD3, "mrz.lines", "4"),
        (TD3[:-1], "mrz.line_length", "line 2"),
        (TD3.replace("<<<\n", "<<\n"), "mrz.line_length", "line 1"),
        (TD2 + "<", "mrz.line_length", "line 2"),
        (TD3 + "\n" + "<" * 44, "mrz.line_length", "line 1"),
        ("<" * (MAX_TEXT + 1), "mrz.too_long", ""),
        (put(TD3, 1, 1, "<"), "mrz.code", "document_code"),
        (put(TD1, 1, 1, "V"), "mrz.code", "document_code"),
        (put(TD3, 2, 21, "A"), "mrz.sex", "sex"),
        (put(TD3, 1, 6, "<" * 39), "mrz.name", "name"),
    ],
)
def test_other_faults(text: str, code: str, where: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(text)
    assert (caught.value.code, caught.value.where) == (code, where)


def test_a_refusal_has_nothing_of_the_holder() -> None:
    with pytest.raises(Refusal) as caught:
        parse(put(TD3, 2, 1, "M"))
    assert "ERIKSSON" not in str(caught.value)
    assert "L898902C3" not in repr(caught.value)


def test_no_century_without_today() -> None:
    found = parse(TD3)
    assert (found.birth, found.expires) == (None, None)
    assert (found.birth_digits, found.expires_digits) == ("740812", "120415")


def test_a_name_that_fills_its_field_may_be_cut() -> None:
    assert not parse(TD3).name_truncated
    assert parse(put(TD3, 1, 6, "A" * 20 + "<<" + "B" * 17)).name_truncated


def test_a_name_of_one_part_is_the_surname() -> None:
    found = parse(put(TD3, 1, 6, "ARKFREITH<<<<<<<<<<<<<"))
    assert (found.surname, found.given_names, found.full_name) == ("ARKFREITH", "", "ARKFREITH")


@pytest.mark.parametrize("sex", ["<", "X"])
def test_sex_left_open(sex: str) -> None:
    assert parse(put(TD3, 2, 21, sex)).sex == "unspecified"


@pytest.mark.parametrize(
    ("zone", "birth"),
    [
        (put(put(MRV_A, 2, 14, "<<<<<<"), 2, 20, "0"), None),
        (put(put(MRV_A, 2, 14, "<<<<<<"), 2, 20, "<"), None),
        (put(put(MRV_A, 2, 14, "74<<<<"), 2, 20, "1"), PartialDate(1974)),
        (put(put(MRV_A, 2, 14, "7408<<"), 2, 20, "7"), PartialDate(1974, 8)),
        (put(put(MRV_A, 2, 14, "740000"), 2, 20, "1"), PartialDate(1974)),
    ],
)
def test_a_birth_known_in_part(zone: str, birth: PartialDate | None) -> None:
    assert parse(zone, today=TODAY).birth == birth
