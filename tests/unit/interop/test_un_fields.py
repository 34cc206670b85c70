"""Names in two scripts, dates in words, numbers in prose."""

from __future__ import annotations

import pytest

from mithaq.domain.identity import Document, PartialDate
from mithaq.interop.un.dates import expiry, iso, read
from mithaq.interop.un.documents import plain_number
from mithaq.interop.un.names import pieces
from tests.unit.interop import sample


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Salim Wahban", ("Salim Wahban",)),
        ("EL PARA (COMBAT NAME)", ("EL PARA (COMBAT NAME)",)),
        ("(Sheikh) Salim", ("(Sheikh) Salim",)),
        ("“1-P”", ("“1-P”",)),
        ("A Salim; B Salim ;C", ("A Salim", "B Salim", "C")),
        ("سالم; سليم", ("سالم", "سليم")),
        ("سالم؛ سليم", ("سالم", "سليم")),
        ("Salim Jan سالم جان", ("Salim Jan", "سالم جان")),
        ("Salim (سالم ),", ("Salim", "سالم")),
        ("سالم (Salim; Saleem A.)", ("سالم", "Salim", "Saleem A.")),
        ("Ри Тхэ (Ri Thae) 리태", ("Ри Тхэ", "Ri Thae", "리태")),
        ("Salim 2 سالم", ("Salim 2", "سالم")),
        (";", (";",)),
    ],
)
def test_pieces(text: str, found: tuple[str, ...]) -> None:
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1979-05-27", PartialDate(1979, 5, 27)),
        ("1979-05-27T00:00:00", PartialDate(1979, 5, 27)),
        ("1955", PartialDate(1955)),
        ("Nov. 1973", PartialDate(1973, 11)),
        ("September 1973", PartialDate(1973, 9)),
        ("3 May 1960", PartialDate(1960, 5, 3)),
        ("Between 1960 and 1962", PartialDate(1960, until_year=1962, circa=True)),
        ("Between Aug. and Sep. 1977", PartialDate(1977, circa=True)),
        ("circa 1950", PartialDate(1950, circa=True)),
        ("30-35 years old", None),
        ("1979-13-01", None),
        ("99 May 1960", None),
        ("", None),
    ],
)
def test_dates(text: str, date: PartialDate | None) -> None:
    assert read(text) == date


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("expired on 26 Mar. 2011", "2011-03-26"),
        ("Expiration date: 2026-12-11.", "2026-12-11"),
        ("Date of expiration: 24 Nov 2026", "2026-11-24"),
        ("valid until 10 April 2018", "2018-04-10"),
        ("issued in 1993, expiring 27 Oct. 2013", "2013-10-27"),
        ("issued on 5 May 1998", ""),
    ],
)
def test_expiry(note: str, day: str) -> None:
    assert expiry(note) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("2015-07-01-04:00", "2015-07-01"), ("2015-07-01Z", "2015-07-01"), ("2015", "2015"), ("", "")],
)
def test_iso(text: str, day: str) -> None:
    assert iso(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A1234567", "A1234567"),
        ("OR 1961825", "OR 1961825"),
        ("ABC 123456", "ABC 123456"),
        ("Libyan Passport No. 96/184442", "96/184442"),
        ("Diplomatic Passport D014433", "D014433"),
        ("Social Security Number 423-31-3021 (US)", "423-31-3021"),
        ("381110042 (Expired 25 Jan. 2016)", "381110042"),
        ("R00012098, South Sudan", "R00012098"),
        ("not known", "not known"),
    ],
)
def test_plain_number(text: str, number: str) -> None:
    assert plain_number(text) == number


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
            "<TYPE_OF_DOCUMENT2>Residential card number 665</TYPE_OF_DOCUMENT2>",
            Document("665", "residence", note="National Identification Number; Residential card number 665"),
        ),
        (
            "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X 1</NUMBER>"
            "<COUNTRY_OF_ISSUE>Atlantis</COUNTRY_OF_ISSUE>",
            Document("X 1", "passport", "Atlantis", note="Passport; issued in Atlantis"),
        ),
        (
            "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X1</NUMBER>",
            Document("X1", "passport"),
        ),
        (
            "<TYPE_OF_DOCUMENT>Número de pasaporte</TYPE_OF_DOCUMENT><NUMBER>X1</NUMBER>",
            Document("X1", "passport", note="Número de pasaporte"),
        ),
    ],
)
def test_papers(inner: str, expected: Document) -> None:
    text = sample.listed(sample.person(f"<INDIVIDUAL_DOCUMENT>{inner}</INDIVIDUAL_DOCUMENT>"))
    assert sample.read(text).individuals[0].identity.documents == (expected,)


def test_two_dates_where_the_schema_has_one_are_both_kept() -> None:
    born = "<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1960</YEAR><DATE>1961-01-01</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
    (notice,) = sample.read(sample.listed(sample.person(born))).individuals
    assert notice.identity.births == (PartialDate(1961, 1, 1),)
    assert notice.comment == "Date of birth 1961-01-01: 1961-01-01 1960"
