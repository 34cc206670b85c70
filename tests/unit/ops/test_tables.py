"""The shipped frequency table is whole."""

from __future__ import annotations

from mithaq.ops.tables import frequency_rows

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
