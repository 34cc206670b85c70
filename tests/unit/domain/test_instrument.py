"""Which instrument binds whom, on which day, and how sure that is."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.domain.instrument import PartyRow, Words, binding, locate_only


def row(state: str, since: str = "1990-05-01", until: str = "", *, confirmed: bool = True) -> PartyRow:
    return PartyRow("x-1990", state, since, until, (), confirmed, "")


@pytest.mark.parametrize(
    ("party", "on", "result"),
    [
        (row("JO"), date(1990, 4, 30), "not_met"),
        (row("JO"), date(1990, 5, 1), "met"),
        (row("JO", "1990"), date(1990, 12, 31), "not_met"),
        (row("JO", "1990"), date(1991, 1, 1), "met"),
        (row("JO", until="2000-01-01"), date(1999, 12, 31), "met"),
        (row("JO", until="2000-01-01"), date(2000, 1, 1), "not_met"),
        (row("JO", until="2000"), date(2000, 1, 1), "not_met"),
        (row("JO", confirmed=False), date(2020, 1, 1), "arguable"),
        (row("JO", confirmed=False), date(1980, 1, 1), "not_met"),
        (row("JO", ""), date(2020, 1, 1), "arguable"),
    ],
)
def test_one_row(party: PartyRow, on: date, result: str) -> None:
    assert party.binds(on) == result


@pytest.mark.parametrize(
    ("rows", "result"),
    [
        ((row("JO"), row("IQ")), "met"),
        ((row("JO"), row("IQ", confirmed=False)), "arguable"),
        ((row("JO"), row("IQ", "2030-01-01")), "not_met"),
        ((row("JO"),), "not_met"),
        ((row("JO"), row("IQ", until="2000-01-01"), row("IQ", "2010-01-01")), "met"),
    ],
)
def test_a_pair_is_bound_as_surely_as_its_less_sure_state(rows: tuple[PartyRow, ...], result: str) -> None:
    assert binding(rows, "x-1990", ("JO", "IQ"), date(2020, 1, 1)) == result
    assert binding(rows, "y-2000", ("JO", "IQ"), date(2020, 1, 1)) == "not_met"


def test_without_a_row_nobody_is_held() -> None:
    assert (locate_only("JO").effect, locate_only("JO").hold_hours) == ("locate_only", 0)


def test_words_fall_back_to_arabic() -> None:
    words = Words("ع", "e", "f")
    assert [words.within(language) for language in ("ar", "en", "fr", "de")] == ["ع", "e", "f", "ع"]
