"""Places, and how equals share them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.bench.ranking import Place, place_of


class Found(NamedTuple):
    number: int
    rank: int
    klass: str = "possible"

    @property
    def order(self) -> tuple[bool, int, int]:
        return self.klass == "strong", self.rank, 0


def test_a_clear_place() -> None:
    place = place_of(7, [Found(3, 9), Found(7, 8), Found(1, 1)])
    assert place == Place(1, 1)
    assert place is not None
    assert (place.within(1), place.within(2), place.reciprocal()) == (0.0, 1.0, 0.5)


def test_who_is_not_found_has_no_place() -> None:
    assert place_of(7, [Found(3, 9)]) is None


def test_equals_share_their_places_whatever_order_they_are_listed_in() -> None:
    first = place_of(7, [Found(7, 8), Found(3, 8), Found(1, 8), Found(9, 8)])
    last = place_of(7, [Found(3, 8), Found(1, 8), Found(9, 8), Found(7, 8)])
    assert first == last == Place(0, 4)
    assert first is not None
    assert (first.within(1), first.within(2), first.within(10)) == (0.25, 0.5, 1.0)
    assert first.reciprocal() == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4)


def test_strong_ones_stand_before_others_whatever_their_rank() -> None:
    assert place_of(7, [Found(3, 1, "strong"), Found(7, 8)]) == Place(1, 1)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(1, 40))
def test_sharing_is_the_mean_over_the_places(better: int, equal: int, top: int) -> None:
    places = range(better + 1, better + equal + 1)
    mean = sum(rank <= top for rank in places) / equal
    assert Place(better, equal).within(top) == pytest.approx(mean)
