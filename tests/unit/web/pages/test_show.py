"""Values on a page: both calendars, the member's own clock and months, and nothing that could reverse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate
from mithaq.law.load import load_law
from mithaq.ops.texts import Language, translator
from mithaq.web.pages.show import Show, from_input

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _show(language: Language = "ar", member: str = "TN") -> Show:
    return Show(translator(language), load_law(), member)


@pytest.mark.parametrize(
    ("member", "month"), [("TN", "نوفمبر"), ("JO", "تشرين الثاني"), ("SA", "نوفمبر"), ("GS", "نوفمبر")]
)
def test_months_have_the_names_of_the_member(member: str, month: str) -> None:
    assert month in _show("ar", member).day("2026-11-22")


@pytest.mark.parametrize(("member", "hour"), [("TN", "13:00"), ("EG", "14:00"), ("SA", "15:00"), ("GS", "13:00")])
def test_an_instant_shows_by_the_clocks_of_the_member(member: str, hour: str) -> None:
    assert f'<bdi dir="ltr">{hour}</bdi>' in _show("ar", member).when(NOON)


def test_a_clock_of_the_other_state_shows_by_its_own_time() -> None:
    assert "14:00" in _show("en", "TN").when_at(NOON, "EG")
    assert "Egypt" in _show("en", "TN").zone_of("EG")


def test_the_secretariat_names_its_time_after_a_state() -> None:
    assert "تونس" in _show("ar", "GS").zone_name


def test_a_day_shows_in_both_calendars() -> None:
    shown = _show("ar").day("2026-11-22")
    assert "22 نوفمبر 2026" in shown
    assert "12 جمادى الآخرة 1448 هـ" in shown


@pytest.mark.parametrize("year", [1900, 2190])
def test_a_day_outside_the_hijri_tables_shows_all_the_same(year: int) -> None:
    assert str(year) in _show().day(f"{year}-01-01")


@pytest.mark.parametrize(
    ("birth", "shown"),
    [
        (PartialDate(1979), "1979"),
        (PartialDate(1979, 4), "April 1979"),
        (PartialDate(1979, 4, 12), "12 April 1979"),
        (PartialDate(1960, until_year=1965), "1960/1965"),
        (PartialDate(1399, 5, 15, calendar="hijri"), "15 Jumada al-Ula 1399"),
        (PartialDate(1979, circa=True), "about"),
        (PartialDate(1979, 2, 30), "1979-02-30"),
    ],
)
def test_a_birth_date_shows_as_far_as_it_is_known(birth: PartialDate, shown: str) -> None:
    assert shown in _show("en").born(birth)


@pytest.mark.parametrize(
    ("plate", "direction"),
    [("970 تونس 6500", "ltr"), ("12345 أ 6", "ltr"), ("س ص ع 1234", "rtl"), ("10-12345", "ltr"), ("٩٧٠ تونس", "ltr")],
)
def test_a_plate_stands_as_on_its_metal(plate: str, direction: str) -> None:
    shown = _show().plate(plate)
    assert shown.startswith(f'<bdi dir="{direction}" class="code"><bdi>')
    assert shown.count("<bdi>") == len(plate.split())


def test_codes_and_texts_are_isolated_and_escaped() -> None:
    assert _show().code("1234 تونس <b>") == '<bdi dir="ltr" class="code">1234 تونس &lt;b&gt;</bdi>'
    assert _show().text("<script>") == '<bdi dir="auto">&lt;script&gt;</bdi>'


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "أقل من دقيقة"), (61, "دقيقة واحدة"), (7200, "ساعتان"), (86400 * 5, "أيام"), (86400 * 26, "يوما")],
)
def test_what_is_left_takes_the_right_plural(seconds: int, shown: str) -> None:
    assert shown in _show().left(seconds)


def test_a_typed_time_is_that_of_the_member() -> None:
    assert from_input("2026-11-22T14:00", "Africa/Cairo", "x") == NOON
    assert from_input("2026-11-22T14:00+02:00", "Africa/Tunis", "x") == NOON
    with pytest.raises(Refusal) as refused:
        from_input("yesterday", "Africa/Cairo", "held_from")
    assert (refused.value.code, refused.value.where) == ("instant.invalid", "held_from")


def test_an_offence_has_its_name_and_an_unknown_code_shows_as_it_was_written() -> None:
    assert _show("en").offence("07041") == 'Money laundering <bdi dir="ltr" class="code">07041</bdi>'
    assert _show("en").offence("<fraud>") == '<bdi dir="auto">&lt;fraud&gt;</bdi>'


def test_only_offences_that_an_alert_may_be_about_are_offered() -> None:
    offered = dict(_show("en").offences)
    assert offered["0101"] == "Intentional homicide · القتل العمد · Homicide intentionnel"
    assert not {"0803", "09061"} & set(offered)


def test_a_reason_of_the_choice_is_said_in_words() -> None:
    assert _show("en").reason("only_one") == "It is the only one that can carry the request"
    assert _show("en").reason("no_such_reason") == "no_such_reason"


@pytest.mark.parametrize(
    "value",
    ["9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00+14:00", "2199-19-39T29:00:00Z"],
)
def test_an_instant_of_another_member_that_no_clock_shows_breaks_no_page(value: str) -> None:
    """A statement says when it was signed, and its signer may say anything."""
    for member in ("TN", "SA"):
        assert "none" in _show("en", member).when(value)
        assert "none" in _show("en", member).both_at(value, "EG")
