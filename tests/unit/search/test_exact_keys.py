"""Numbers of documents, plates and serials, as sorted hashes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.exact_keys import exact_keys, key_of, merged

KEYS = st.sampled_from((0, 1, 2, 1 << 63, (1 << 64) - 1))
PAIRS = st.lists(st.tuples(KEYS, st.integers(1, 9)), max_size=20)


@settings(max_examples=30, deadline=None)
@given(PAIRS, PAIRS)
def test_whoever_bears_a_key_is_found(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    found = merged([exact_keys(one), exact_keys([]), exact_keys(two)])
    for key in (0, 1, 2, 3, 1 << 63, (1 << 64) - 1):
        assert exact_keys(one).find(key) == sorted({number for other, number in one if other == key})
        assert set(found.find(key)) == {number for other, number in one + two if other == key}


def test_a_plate_is_no_document() -> None:
    assert key_of("plate", "X1") != key_of("document", "X1")
    assert key_of("plate", "X1") == key_of("plate", "X1") < 1 << 64
    assert key_of("a", "bc") != key_of("ab", "c")
