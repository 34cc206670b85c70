"""Payloads and their salted commitments."""

from __future__ import annotations

import hashlib

import pytest

from mithaq.journal.payload import Payload, commit, matches

SALT = bytes(range(16))


def test_the_commitment_is_the_hash_of_prefix_salt_and_body() -> None:
    expected = hashlib.sha256(b"mithaq/payload/v1\x00" + SALT + b"body").hexdigest()
    assert commit(Payload(SALT, b"body")) == expected


def test_salt_and_body_both_count() -> None:
    hash = commit(Payload(SALT, b"body"))
    assert matches(Payload(SALT, b"body"), hash)
    assert not matches(Payload(SALT, b"bodz"), hash)
    assert not matches(Payload(SALT[::-1], b"body"), hash)


@pytest.mark.parametrize("salt", [b"", SALT[:15], SALT + b"b"])
def test_the_boundary_between_salt_and_body_cannot_move(salt: bytes) -> None:
    hash = commit(Payload(SALT, b"body"))
    assert not matches(Payload(salt, b"ody"), hash)
    with pytest.raises(ValueError, match="16 bytes"):
        commit(Payload(salt, b"body"))


def test_a_payload_does_not_show_itself() -> None:
    assert "body" not in repr(Payload(SALT, b"body"))
    assert "body" not in f"{Payload(SALT, b'body')!s}"
