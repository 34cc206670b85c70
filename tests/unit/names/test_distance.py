"""Likeness of single words: high for spellings of one name, low for neighbours that are other names."""

from __future__ import annotations

import pytest

from mithaq.names.compare import ALIKE
from mithaq.names.distance import likeness, same_start
from mithaq.names.fold import fold
from mithaq.names.sound_costs import NEVER, SWAP


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "Mohamed"),
        ("خالد", "Khaled"),
        ("قاسم", "Qasim"),
        ("ضياء", "Dhia"),
        ("Chokri", "Shukri"),
        ("يوسف", "Yusuf"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert likeness(fold(one), fold(other)) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [("حسن", "حسين"), ("محمد", "محمود"), ("محمد", "أحمد"), ("عمر", "عمرو"), ("Hassan", "Hossam"), ("محمد", "Mahmoud")],
)
def test_other_names(one: str, other: str) -> None:
    assert likeness(fold(one), fold(other)) < ALIKE


def test_edges() -> None:
    assert likeness("محمد", "محمد") == 1.0
    assert likeness("", "محمد") == 0.0
    assert likeness("김", "이") == 0.0
    assert likeness("karim", "كريم") == likeness("كريم", "karim")


def test_initials_start_alike() -> None:
    assert same_start("k", "خالد")
    assert same_start("a", "انور")
    assert not same_start("m", "خالد")


def test_costs_are_shares_of_a_consonant_in_both_orders() -> None:
    assert all(0 <= cost <= NEVER for cost in SWAP.values())
    assert all(SWAP[two, one] == cost for (one, two), cost in SWAP.items())
