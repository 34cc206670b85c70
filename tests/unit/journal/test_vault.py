"""Boxes for what lies on a disk: opened with the key and the name they were closed with, and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.vault import KEY_BYTES, MORE_BYTES, Vault

VAULT, OTHER = Vault(b"k" * KEY_BYTES), Vault(b"o" * KEY_BYTES)


@given(st.binary(max_size=300), st.binary(max_size=64))
def test_a_box_gives_back_what_was_put_in(plain: bytes, name: bytes) -> None:
    box = VAULT.close(plain, name)
    assert len(box) == (len(plain) + MORE_BYTES if plain else 0)
    assert VAULT.open(box, name) == plain
    assert len(plain) < 4 or plain not in box


@given(st.binary(min_size=1, max_size=80), st.data())
def test_a_changed_box_does_not_open(plain: bytes, data: st.DataObject) -> None:
    box = bytearray(VAULT.close(plain, b"n"))
    place = data.draw(st.integers(0, len(box) - 1))
    box[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused) as caught:
        VAULT.open(bytes(box), b"n")
    assert caught.value.code is RefusalCode.BAD_SIGNATURE


def test_another_name_another_key_and_no_box_do_not_open() -> None:
    box = VAULT.close("محمد".encode(), b"a")
    for vault, what, name in ((VAULT, box, b"b"), (OTHER, box, b"a"), (VAULT, b"{}", b"a")):
        with pytest.raises(Refused):
            vault.open(what, name)


def test_a_key_has_its_length_and_does_not_show() -> None:
    with pytest.raises(ValueError, match="key"):
        Vault(b"short")
    assert "kkkk" not in repr(VAULT)
