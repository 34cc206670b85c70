from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.journal import number_box
from mithaq.journal.errors import Refused

numbers = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=24, max_size=24)


@given(numbers, st.binary(max_size=300))
def test_it_opens_with_its_number(number: str, plain: bytes) -> None:
    box = number_box.closed(number, plain)
    assert number_box.opened(number, box) == plain
    assert number not in number_box.name_of(number)


@given(numbers, numbers, st.binary(min_size=1, max_size=300), st.integers(0, 10_000))
def test_with_another_number_or_changed_it_does_not(number: str, other: str, plain: bytes, place: int) -> None:
    box = bytearray(number_box.closed(number, plain))
    if other != number:
        assert number_box.name_of(other) != number_box.name_of(number)
        with pytest.raises(Refused):
            number_box.opened(other, bytes(box))
    box[place % len(box)] ^= 1
    with pytest.raises(Refused):
        number_box.opened(number, bytes(box))
