"""Sealed log lines: readable by the commission together with an auditor, and by nobody else."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mithaq.journal.errors import RefusalCode
from mithaq.journal.seal import Sealed, SealKeys, open_sealed, seal
from tests.unit.journal.stage import code_of

LINE = '{"terms":["محمد"],"answer":"مطلوب"}'.encode()


def key(name: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def code(sealed: bytes, name: str = "first") -> RefusalCode:
    """How these bytes are refused to the first auditor and the commission."""
    return code_of(lambda: open_sealed(sealed, name, FIRST, COMMISSION))


def public(private: X25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


COMMISSION, FIRST, SECOND, STRANGER = (key(name) for name in ("commission", "first", "second", "stranger"))
KEYS = SealKeys(public(COMMISSION), {"first": public(FIRST), "second": public(SECOND)})


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal(KEYS, LINE)


@pytest.mark.parametrize("plaintext", [LINE, b"", bytes(range(256)) * 400])
def test_each_auditor_opens_with_the_commission(plaintext: bytes) -> None:
    sealed = seal(KEYS, plaintext)
    assert open_sealed(sealed, "first", FIRST, COMMISSION) == plaintext
    assert open_sealed(sealed, "second", SECOND, COMMISSION) == plaintext


@pytest.mark.parametrize(
    ("auditor", "commission"),
    [
        (STRANGER, COMMISSION),
        (SECOND, COMMISSION),
        (FIRST, STRANGER),
        (FIRST, SECOND),
        (FIRST, FIRST),
        (COMMISSION, COMMISSION),
        (COMMISSION, FIRST),
        (STRANGER, STRANGER),
    ],
    ids=[
        "auditor is a stranger",
        "auditor is another auditor",
        "commission is a stranger",
        "two auditors",
        "one auditor twice",
        "the commission alone",
        "keys swapped",
        "two strangers",
    ],
)
def test_any_other_pair_of_keys_is_refused(
    sealed: bytes, auditor: X25519PrivateKey, commission: X25519PrivateKey
) -> None:
    assert code_of(lambda: open_sealed(sealed, "first", auditor, commission)) == RefusalCode.BAD_SIGNATURE


def test_an_auditor_who_has_no_box_is_refused(sealed: bytes) -> None:
    assert code(sealed, "third") == RefusalCode.BAD_ENCODING


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff" * 40,
        b"{}",
        msgspec.msgpack.encode({}),
        msgspec.msgpack.encode({"boxes": ["first"]}),
        msgspec.msgpack.encode({"boxes": {"first": 7}}),
    ],
)
def test_what_is_no_sealed_line_is_refused(garbage: bytes) -> None:
    assert code(garbage) == RefusalCode.BAD_ENCODING


@pytest.mark.parametrize("box", [b"", b"short", bytes(31), bytes(32), bytes(200)])
def test_a_box_that_holds_nothing_is_refused(box: bytes) -> None:
    assert code(msgspec.msgpack.encode(Sealed({"first": box}))) == RefusalCode.BAD_SIGNATURE


def test_a_line_cut_short_is_refused(sealed: bytes) -> None:
    for size in range(0, len(sealed), 7):
        assert code(sealed[:size]) == RefusalCode.BAD_ENCODING


def test_every_byte_of_a_box_counts(sealed: bytes) -> None:
    box = msgspec.msgpack.decode(sealed, type=Sealed).boxes["first"]
    for place in range(len(box)):
        altered = bytes([*box[:place], box[place] ^ 1, *box[place + 1 :]])
        assert code(msgspec.msgpack.encode(Sealed({"first": altered}))) == RefusalCode.BAD_SIGNATURE


def test_a_box_opens_only_for_the_auditor_it_was_made_for(sealed: bytes) -> None:
    boxes = msgspec.msgpack.decode(sealed, type=Sealed).boxes
    swapped = msgspec.msgpack.encode(Sealed({"first": boxes["second"], "second": boxes["first"]}))
    assert code(swapped) == RefusalCode.BAD_SIGNATURE


def test_the_text_shows_nowhere_and_no_two_seals_are_alike(sealed: bytes) -> None:
    assert "محمد".encode() not in sealed
    assert seal(KEYS, LINE) != sealed


def test_a_refusal_tells_nothing_of_the_line(sealed: bytes) -> None:
    with pytest.raises(Exception, match="bad_signature") as caught:
        open_sealed(sealed, "first", STRANGER, COMMISSION)
    assert "محمد" not in str(caught.value)
    assert caught.value.__suppress_context__
