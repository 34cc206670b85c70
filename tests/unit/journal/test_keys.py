"""Signing keys and their files."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mithaq.journal.encoding import b64url
from mithaq.journal.errors import KeyFileError, RefusalCode
from mithaq.journal.keys import MemberKey, Signature, SigningKey, load_public
from tests.unit.journal.stage import code_of

# RFC 8032 section 7.1, TEST 2
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
KEY = SigningKey.from_seed("TN", "TN-1", SEED)
ORDER = 2**252 + 27742317777372353535851937790883648493


def test_the_known_answer_of_the_rfc() -> None:
    assert KEY.public_bytes.hex() == PUBLIC
    assert KEY.sign(b"\x72").hex() == SIGNATURE
    assert KEY.member_key().verifies(bytes.fromhex(SIGNATURE), b"\x72")


def test_a_signature_with_a_larger_scalar_is_refused() -> None:
    raw = bytes.fromhex(SIGNATURE)
    scalar = int.from_bytes(raw[32:], "little") + ORDER
    assert not KEY.member_key().verifies(raw[:32] + scalar.to_bytes(32, "little"), b"\x72")


def test_a_seed_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        SigningKey.from_seed("TN", "TN-1", SEED[:31])


@pytest.mark.parametrize("passphrase", [None, b"made-up"])
def test_a_key_survives_its_file(passphrase: bytes | None) -> None:
    again = SigningKey.from_pem("TN", "TN-1", KEY.to_pem(passphrase), passphrase)
    assert (again.public_bytes, again.member, again.key_id, again.alg) == (KEY.public_bytes, "TN", "TN-1", "Ed25519")


def test_a_key_does_not_show_its_secret() -> None:
    assert "private" not in repr(KEY)


OTHER = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize(
    ("pem", "passphrase", "code"),
    [
        (b"", None, "not_a_key"),
        (b"\xff\x00", None, "not_a_key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", None, "not_a_key"),
        (KEY.to_pem(b"made-up"), None, "passphrase_needed"),
        (KEY.to_pem(b"made-up"), b"other", "passphrase_wrong"),
        (OTHER, None, "wrong_algorithm"),
    ],
)
def test_files_that_are_no_usable_key(pem: bytes, passphrase: bytes | None, code: str) -> None:
    with pytest.raises(KeyFileError) as caught:
        SigningKey.from_pem("TN", "TN-1", pem, passphrase)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("seq", "code"),
    [(4, RefusalCode.KEY_NOT_VALID), (5, None), (8, None), (9, RefusalCode.KEY_REVOKED), (11, RefusalCode.KEY_REVOKED)],
)
def test_a_key_counts_in_its_part_of_the_journal(seq: int, code: RefusalCode | None) -> None:
    key = MemberKey("TN", "TN-1", "Ed25519", b64url(KEY.public_bytes), from_seq=5, until_seq=10, revoked_from=9)
    if code is None:
        key.check_valid_at(seq)
    else:
        assert code_of(lambda: key.check_valid_at(seq)) == code


def test_an_ended_key_is_not_valid_after_its_end() -> None:
    key = KEY.member_key(1, 10)
    key.check_valid_at(10)
    assert code_of(lambda: key.check_valid_at(11)) == RefusalCode.KEY_NOT_VALID


@pytest.mark.parametrize(
    ("alg", "sig", "code"),
    [
        ("none", b64url(bytes.fromhex(SIGNATURE)), RefusalCode.ALG_MISMATCH),
        ("ed25519", b64url(bytes.fromhex(SIGNATURE)), RefusalCode.ALG_MISMATCH),
        ("HS256", b64url(bytes.fromhex(SIGNATURE)), RefusalCode.ALG_MISMATCH),
        ("Ed25519", b64url(bytes.fromhex(SIGNATURE)) + "==", RefusalCode.BAD_FIELD),
        ("Ed25519", b64url(bytes.fromhex(SIGNATURE))[:-1] + "B", RefusalCode.BAD_FIELD),  # stray bits at the end
        ("Ed25519", b64url(bytes.fromhex(SIGNATURE)[:63]), RefusalCode.BAD_FIELD),
        ("Ed25519", b64url(bytes.fromhex(SIGNATURE) + b"x"), RefusalCode.BAD_FIELD),
        ("Ed25519", "!", RefusalCode.BAD_FIELD),
        ("Ed25519", "é" * 86, RefusalCode.BAD_FIELD),
        ("Ed25519", b64url(b"\0" * 64), RefusalCode.BAD_SIGNATURE),
    ],
)
def test_signatures_that_do_not_count(alg: str, sig: str, code: RefusalCode) -> None:
    signature = Signature(alg=alg, key="TN-1", sig=sig)
    assert code_of(lambda: KEY.member_key().check_signature(signature, b"\x72", "s")) == code


def test_a_public_key_is_parsed_once() -> None:
    public = b64url(KEY.public_bytes)
    assert load_public("Ed25519", public) is load_public("Ed25519", public)
    assert code_of(lambda: load_public("RSA", public)) == RefusalCode.ALG_MISMATCH
    assert code_of(lambda: load_public("Ed25519", public[:-2])) == RefusalCode.BAD_FIELD
