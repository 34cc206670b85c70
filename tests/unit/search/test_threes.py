"""Numbers of three bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.kernels.postings import three
from mithaq.search.threes import packed_three, unpacked_three


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, (1 << 24) - 1), max_size=20))
def test_what_is_packed_is_unpacked_and_the_kernels_read_it(numbers: list[int]) -> None:
    data = packed_three(np.array(numbers, np.uint32))
    assert len(data) == 3 * len(numbers)
    assert unpacked_three(data).tolist() == numbers
    assert [three(data, at) for at in range(len(numbers))] == numbers
