"""Rows as records: dates in their formats, names in parts, and what cannot be read says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.connected.mapping import Birth, Mapping, PaperColumn, Parts, Person, Sex, Thing
from mithaq.domain.connected.record import birth_of, record_of
from mithaq.domain.errors import Refusal

PERSON = Person(
    name_ar="ar", parts_latin=Parts("g", "f", "gf", "fam"), birth=Birth("born", "%d/%m/%Y"), sex=Sex("sex", ("1",), ("2",)),
    nationality="nat", national_number="nin", documents=(PaperColumn("pass", "passport", "TN"),),
)  # fmt: skip


def mapping(**more: Any) -> Mapping:
    whole = {"person": PERSON} | more
    return Mapping(1, "TN-X", "criminal_record", "TN-Y", "sqlite:///x", "t", "ref", **whole)


def test_a_whole_row() -> None:
    row = {"ref": 7, "ar": " محمد  علي ", "g": "Mohamed", "f": "Ali", "gf": None, "fam": "Trabelsi", "born": "05/03/1980",
           "sex": "1", "nat": "TUN", "nin": "0123", "pass": "A1"}  # fmt: skip
    found = record_of(mapping(), row)
    assert (found.reference, found.fault) == ("7", "")
    assert found.identity is not None
    assert [name.full for name in found.identity.names] == ["محمد علي", "Mohamed Ali Trabelsi"]
    assert [str(birth) for birth in found.identity.births] == ["1980-03-05"]
    assert (found.identity.sex, found.identity.nationalities, found.identity.national_number) == (
        "male",
        ("TN",),
        "0123",
    )
    assert [(one.number, one.type, one.issuer) for one in found.identity.documents] == [("A1", "passport", "TN")]


@pytest.mark.parametrize(
    ("format", "value", "text"),
    [
        ("iso", "1980-03-05", "1980-03-05"), ("iso", "1980-03", "1980-03"), ("iso", "1980", "1980"),
        ("iso", "1980-03-05T00:00:00", "1980-03-05"), ("year", "1980", "1980"), ("hijri", "1400-05-17", "1400-05-17H"),
        ("%d/%m/%Y", "5/3/1980", "1980-03-05"), ("%Y%m%d", "19800305", "1980-03-05"),
        ("%m-%d-%Y", "03-05-1980", "1980-03-05"),
        ("date", date(1980, 3, 5), "1980-03-05"), ("iso", datetime(1980, 3, 5, 12), "1980-03-05"),  # noqa: DTZ001 - as a driver gives it
    ],
)  # fmt: skip
def test_dates_are_read_in_their_format(format: str, value: object, text: str) -> None:
    assert str(birth_of(Birth("b", format), value)) == text


@pytest.mark.parametrize(
    ("format", "value"),
    [("iso", "05/03/1980"), ("iso", "1980-02-31"), ("%d/%m/%Y", "31/02/1980"), ("%d/%m/%Y", "1980-03-05"),
     ("year", "80"), ("hijri", "1980-03-05"), ("iso", "1980-13"), ("iso", "1-2-3-4"), ("year", "unknown")],
)  # fmt: skip
def test_what_is_no_date_is_refused(format: str, value: str) -> None:
    with pytest.raises(Refusal):
        birth_of(Birth("b", format), value)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"ref": None, "ar": "محمد علي"}, "reference"), ({"ref": "1", "ar": " ", "g": ""}, "name"), ({"ref": "1"}, "name"),
        ({"ref": "1", "ar": "12345"}, "name"), ({"ref": "1", "ar": "محمد علي", "born": "?"}, "birth"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_says_what_it_lacks(row: dict[str, object], fault: str) -> None:
    found = record_of(mapping(), row)
    assert found.fault == fault
    assert (found.identity is None) == (fault != "birth"), "of an unreadable date only that is lost"


def test_things_by_their_numbers() -> None:
    vehicle = mapping(person=None, thing=Thing("vehicle", plate="p", vin="v"))
    found = record_of(vehicle, {"ref": "1", "p": "123 تونس 4567", "v": "VF1"})
    assert found.item is not None
    assert (found.item.kind, found.item.plate, found.item.serial) == ("vehicle", "123 تونس 4567", "VF1")
    assert record_of(vehicle, {"ref": "1", "p": "", "v": None}).fault == "number"


@given(st.dictionaries(st.sampled_from(("ref", "ar", "g", "fam", "born", "sex", "nat", "nin", "pass")),
                       st.none() | st.text(max_size=40) | st.integers() | st.dates() | st.binary(max_size=9)))  # fmt: skip
def test_no_row_breaks_the_reader(row: dict[str, object]) -> None:
    found = record_of(mapping(), row)
    assert (found.identity is not None) == (found.fault in ("", "birth"))
