"""The file of an offline copy: found by the number that one has, and by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.journal import offline
from mithaq.journal.errors import Refused
from mithaq.journal.keys import SigningKey

KEY = SigningKey.from_seed("TN", "TN-1", b"k" * 32)
HEAD = offline.Head(1, "TN", "n-1", "TN-X", "2026-11-22T08:00:00.000Z", "2026-11-24T08:00:00.000Z", "c2FsdA", 0, "")
LOCKED = offline.Locked(b"c" * 15, HEAD.salt)
numbers = st.tuples(st.sampled_from(["document", "plate", "serial"]), st.text("AB01", min_size=1, max_size=5))


@settings(max_examples=60)
@given(st.dictionaries(numbers, st.text("xyz ", max_size=20).map(str.rstrip), max_size=30), numbers)
def test_every_number_finds_its_own_row_and_no_other(told: dict[offline.Key, str], other: offline.Key) -> None:
    data = offline.made(HEAD, [LOCKED.row(key, said) for key, said in told.items()], KEY)
    _, rows = offline.read(data)
    assert {key: offline.find(rows, LOCKED, key) for key in told} == told
    assert offline.find(rows, LOCKED, other) == told.get(other)


def test_a_row_moved_to_another_digest_does_not_open() -> None:
    mine, other = ("document", "A1"), ("document", "A2")
    row = LOCKED.digest(mine) + LOCKED.row(other, "vehicle EG seize -")[offline.DIGEST_BYTES :]
    with pytest.raises(Refused):
        offline.find(row, LOCKED, mine)


def test_equal_numbers_do_not_look_alike_in_two_copies() -> None:
    key = ("document", "A1")
    assert LOCKED.digest(key) != offline.Locked(b"c" * 15, "b3RoZXI").digest(key)
    assert LOCKED.digest(key) != offline.Locked(b"d" * 15, HEAD.salt).digest(key)
    assert LOCKED.term(key) not in LOCKED.row(key, "x").hex()


def test_what_does_not_fit_is_no_row() -> None:
    with pytest.raises(ValueError, match="said"):
        LOCKED.row(("document", "A1"), "x" * (offline.SAID_BYTES + 1))
