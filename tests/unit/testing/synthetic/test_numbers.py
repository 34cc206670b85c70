"""Numbers are well formed and never given twice."""

from __future__ import annotations

import re
from random import Random

import pytest

from mithaq.testing.synthetic import numbers
from mithaq.testing.synthetic.customs import CUSTOMS
from mithaq.testing.synthetic.numbers import Serials


def serials(*reserved: str) -> Serials:
    return Serials(Random(1), frozenset(reserved))


def test_a_series_gives_each_number_once() -> None:
    source = serials()
    given = [source.next("A", 3) for _ in range(1000)]
    assert len(set(given)) == 1000
    assert all(re.fullmatch(r"A\d{3}", number) for number in given)


def test_a_reserved_number_is_skipped() -> None:
    source = serials("A5", "A6")
    assert {source.next("A", 1) for _ in range(8)} == {f"A{digit}" for digit in (0, 1, 2, 3, 4, 7, 8, 9)}


@pytest.mark.parametrize(
    ("vin", "check"),
    [("1M8GDM9AXKP042788", "X"), ("11111111111111111", "1"), ("5GZCZ43D13S812715", "1")],
)
def test_check_digits_of_published_examples(vin: str, check: str) -> None:
    assert numbers.vin_check(vin) == check


def test_vins_are_valid() -> None:
    source = serials()
    for year in range(2000, 2026):
        vin = numbers.vin(source, CUSTOMS["JO"], year)
        assert re.fullmatch(r"A0S[A-HJ-NPR-Z0-9]{5}[0-9X][A-HJ-NPR-Z0-9]{8}", vin)
        assert vin[8] == numbers.vin_check(vin)


def test_two_states_never_make_one_vin() -> None:
    made = {numbers.vin(serials(), custom, 2012) for custom in CUSTOMS.values()}
    assert len(made) == len(CUSTOMS)


@pytest.mark.parametrize(
    ("state", "shape"),
    [
        ("TN", r"9\d\d تونس \d{4}"),
        ("EG", r"([أبجدرسصطعف] ){3}0\d{3}"),
        ("SA", r"([ابحدرسصطعق] ){3}0\d{3}"),
        ("JO", r"9\d-\d{5}"),
        ("MA", r"\d{5}-[أبدهوط]-9\d"),
    ],
)
def test_plates_look_as_the_state_writes_them(state: str, shape: str) -> None:
    source = serials()
    plates = [numbers.plate(source, CUSTOMS[state]) for _ in range(2000)]
    assert all(re.fullmatch(shape, plate) for plate in plates)
    assert len(set(plates)) == 2000


@pytest.mark.parametrize(
    ("state", "shape"),
    [("TN", r"Z\d{6}"), ("EG", r"Z\d{8}"), ("SA", r"Y\d{8}"), ("JO", r"Y\d{6}"), ("MA", r"ZZ\d{7}")],
)
def test_passports_have_the_states_format(state: str, shape: str) -> None:
    assert re.fullmatch(shape, numbers.passport(serials(), CUSTOMS[state]))


def test_every_paper_fits_a_machine_readable_zone() -> None:
    for custom in CUSTOMS.values():
        assert len(numbers.passport(serials(), custom)) <= 9
        assert len(numbers.card(serials(), custom, "C")) == 9
