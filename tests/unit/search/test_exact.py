"""One canonical text for every way to write a number."""

from __future__ import annotations

import pytest

from mithaq.search.exact import MAX_NUMBER_CHARS, normal_document, normal_plate, normal_reference, normal_serial


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("a 12-34", "A1234"),
        ("A١٢٣٤", "A1234"),
        ("A۱۲۳۴", "A1234"),
        ("Z\u200f704\u200e215", "Z704215"),
        ("ｚ７０４", "Z704"),
        ("No. 7/2019", "NO72019"),
        ("أ ١٢", "ا12"),
        ("", ""),
        ("--", ""),
    ],
)
def test_document(raw: str, normal: str) -> None:
    assert normal_document(raw) == normal
    assert normal_document(normal) == normal


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("أ ب ح ١٢٣٤", "ABJ1234"),
        ("1234 ABJ", "ABJ1234"),
        ("abj-1234", "ABJ1234"),
        ("123 تونس 4567", "123TUN4567"),
        ("123 TU 4567", "123TUN4567"),
        ("12345-أ-6", "12345A6"),
        ("12345 A 6", "12345A6"),
        ("ف ق ج ٧٨٩", "فGج789"),
        ("", ""),
    ],
)
def test_plate(raw: str, normal: str) -> None:
    assert normal_plate(raw) == normal
    assert normal_plate(normal) == normal


def test_serial() -> None:
    assert normal_serial("wdb-o23 4567 8901i35") == "WDB02345678901135"
    assert normal_serial("GLOCK-IO17") == "GLOCKIO17"


@pytest.mark.parametrize("normal", [normal_document, normal_plate, normal_reference, normal_serial])
def test_length_is_bounded(normal: object) -> None:
    assert callable(normal)
    assert len(normal("1" * 1_000_000)) == MAX_NUMBER_CHARS


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("12/2024", "12 2024"),
        ("٠١٢ - ٢٠٢٤ ب", "012 2024 ب"),
        ("tn12", "TN 12"),
        ("TN 12", "TN 12"),
        ("", ""),
        ("--", ""),
    ],
)
def test_reference(raw: str, normal: str) -> None:
    assert normal_reference(raw) == normal


def test_the_runs_of_a_reference_stay_apart() -> None:
    assert normal_reference("12/34") != normal_reference("1/234")
