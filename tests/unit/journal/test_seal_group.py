"""Lines sealed together: each opens by itself, with both keys, and tells nothing of its neighbours."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mithaq.journal.errors import RefusalCode
from mithaq.journal.seal_group import Line, open_line, seal_together
from tests.unit.journal.stage import code_of
from tests.unit.journal.test_seal import COMMISSION, FIRST, KEYS, SECOND, STRANGER


def refused(
    line: bytes, carrier: bytes, auditor: X25519PrivateKey = FIRST, commission: X25519PrivateKey = COMMISSION
) -> RefusalCode:
    """How a line is refused."""
    return code_of(lambda: open_line(line, carrier, "first", auditor, commission))


TEXTS = ['{"asked":"محمد"}'.encode(), b"", b"x" * 10_000]


@pytest.fixture(scope="module")
def sealed() -> list[bytes]:
    return seal_together(KEYS, TEXTS)


def test_each_line_opens_with_the_box_of_the_first(sealed: list[bytes]) -> None:
    for name, auditor in (("first", FIRST), ("second", SECOND)):
        assert [open_line(line, sealed[0], name, auditor, COMMISSION) for line in sealed] == TEXTS


def test_only_the_first_carries_the_box_and_no_text_shows(sealed: list[bytes]) -> None:
    assert [bool(msgspec.msgpack.decode(line, type=Line).box) for line in sealed] == [True, False, False]
    assert all("محمد".encode() not in line for line in sealed)
    assert seal_together(KEYS, []) == []


def test_no_line_opens_as_another_nor_with_another_group(sealed: list[bytes]) -> None:
    moved = msgspec.structs.replace(msgspec.msgpack.decode(sealed[2], type=Line), at=1)
    other = seal_together(KEYS, TEXTS)
    for line, carrier in ((msgspec.msgpack.encode(moved), sealed[0]), (sealed[2], other[0])):
        assert refused(line, carrier) == RefusalCode.BAD_SIGNATURE


@pytest.mark.parametrize(("auditor", "commission"), [(STRANGER, COMMISSION), (FIRST, STRANGER), (COMMISSION, FIRST)])
def test_one_key_is_not_enough(sealed: list[bytes], auditor: X25519PrivateKey, commission: X25519PrivateKey) -> None:
    assert refused(sealed[1], sealed[0], auditor, commission) == RefusalCode.BAD_SIGNATURE


@pytest.mark.parametrize("garbage", [b"", b"\xff" * 20, msgspec.msgpack.encode({"at": 0})])
def test_what_is_no_line_is_refused(sealed: list[bytes], garbage: bytes) -> None:
    for line, carrier in ((garbage, sealed[0]), (sealed[0], garbage), (sealed[1], sealed[1])):
        assert refused(line, carrier) == RefusalCode.BAD_ENCODING


def test_a_place_out_of_bounds_is_refused(sealed: list[bytes]) -> None:
    for at in (-1, 1 << 40):
        line = msgspec.msgpack.encode(Line(at, b"x" * 32))
        assert refused(line, sealed[0]) == RefusalCode.BAD_SIGNATURE
