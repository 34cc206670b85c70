"""The numbers of the house: a malformed row is refused with file and line, and so is an earlier number nobody would read."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.domain.earlier import EarlierNumber
from mithaq.law.house import DATED, load_house, read_house
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import shipped

HEAD = shipped("house_rules.csv").partition("\n")[0]


def row(code: str = "reply", number: str = "12", earlier: str = "") -> str:
    return f"{code},{number},hours,no,x,أ,a,a,{earlier}"


def test_every_number_that_may_have_an_earlier_one_is_there() -> None:
    assert set(load_house()) >= DATED


def test_an_earlier_number_is_read() -> None:
    rule = read_house(f"{HEAD}\n{row(earlier='2020-06-01:20 2027-01-01:40')}\n")["reply"]
    assert rule.earlier == (EarlierNumber(date(2020, 6, 1), 20), EarlierNumber(date(2027, 1, 1), 40))
    assert [rule.on(date(year, 1, 1)).number for year in (2020, 2021, 2027)] == [20, 40, 12]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (row("majority", "216", "2027-01-01:240"), "majority is read as it stands today"),
        (row(earlier="2027-01-01"), "is written 2027-01-01:40"),
        (row(earlier="2027-01-01:12"), "another one than"),
        (row(earlier="2027-01-01:20 2026-01-01:30"), "the oldest number comes first"),
        (row(earlier="2027-13-01:20"), "date"),
        (row("first"), "first stands twice"),
        (row(number="0"), ">= 1"),
        ("reply,12,hours", "one value for each column"),
    ],
)
def test_a_malformed_row_names_line_and_reason(line: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason) as caught:
        read_house(f"{HEAD}\n{row('first')}\n{line}\n")
    assert (caught.value.file, caught.value.line) == ("house_rules.csv", 3)
