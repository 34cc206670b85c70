"""The shipped frequency table is whole."""

from __future__ import annotations

from mithaq.names.fold import fold
from mithaq.ops.tables import census, frequency_rows, state_counts, women_names

STATES = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split()


def test_every_state_has_given_names_and_surnames() -> None:
    assert {(row.country, row.role) for row in frequency_rows()} == {
        (state, role) for state in STATES for role in ("given", "surname")
    }


def test_rows_are_sound() -> None:
    rows = frequency_rows()
    assert all(0.0 < row.share < 1.0 and row.name for row in rows)
    assert all(spelling and count > 0 for row in rows for spelling, count in row.latin)
    assert len({(row.country, row.role, row.name) for row in rows}) == len(rows)


def test_shares_fall_within_a_state() -> None:
    egypt = [row.share for row in frequency_rows() if (row.country, row.role) == ("EG", "given")]
    assert egypt == sorted(egypt, reverse=True)


def test_every_state_has_people_and_counted_names() -> None:
    rows = state_counts()
    assert [row.state for row in rows] == STATES == list(census().states)
    for row in rows:
        assert 500_000 < row.people < 200_000_000
        assert 0 < row.citizens <= 1
        assert 0.05 <= row.women < 0.5
        assert 0 < row.surnames < row.given
    assert 400 < sum(row.people for row in rows) / 1e6 < 550


def test_names_of_women_are_folded_and_counted() -> None:
    names = women_names()
    assert names == sorted(set(names))
    assert all(fold(name) == name for name in names)
    assert {"فاطمه", "مريم"} <= set(names)
    assert "محمد" not in names
