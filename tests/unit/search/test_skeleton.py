"""Recall keys as numbers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.keys import LETTERS
from mithaq.search.skeleton import LONGEST, OTHER, packed

SKELETONS = st.text(LETTERS, min_size=1, max_size=24)


@settings(max_examples=30, deadline=None)
@given(SKELETONS, SKELETONS)
def test_as_long_as_they_are_kept_different_skeletons_are_different_numbers(one: str, two: str) -> None:
    assert (packed(one) == packed(two)) is (one[:LONGEST] == two[:LONGEST])
    assert 0 < packed(one) < OTHER


def test_the_first_letter_is_lowest() -> None:
    assert packed(LETTERS[0]) == 1
    assert packed(LETTERS[1] + LETTERS[0]) == 2 + 1 * 16


@settings(max_examples=30, deadline=None)
@given(SKELETONS, st.sampled_from(("7", "~", "é", "A")), st.sampled_from(("7", "~", "é", "A")))
def test_other_keys_are_marked_and_told_apart(skeleton: str, one: str, two: str) -> None:
    assert OTHER < packed(skeleton + one) < 1 << 63
    assert (packed(skeleton + one) == packed(skeleton + two)) is (one == two)
    assert packed("A") == OTHER + 1 != packed("AA")
