"""The seal's key, its certificate, and how the journal key vouches for it."""

from __future__ import annotations

import pytest

from mithaq.documents.certificate import SEED_BYTES, SERIAL_BYTES, SealKey, vouched
from mithaq.domain.errors import Refusal
from mithaq.journal.keys import SigningKey

JOURNAL = SigningKey.from_seed("TN", "TN-1", b"1" * 32)
CHANCE = bytes(range(SEED_BYTES + SERIAL_BYTES))


@pytest.fixture(scope="module")
def key() -> SealKey:
    return SealKey.make(JOURNAL, CHANCE)


def test_the_journal_key_vouches_for_it(key: SealKey) -> None:
    assert vouched(key.certificate, key.issuer, JOURNAL.public_bytes)
    assert not vouched(key.certificate, key.issuer, b"2" * 32)


def test_an_issuer_of_the_same_name_does_not(key: SealKey) -> None:
    other = SealKey.make(SigningKey.from_seed("TN", "TN-1", b"2" * 32), CHANCE)
    assert not vouched(key.certificate, other.issuer, other.private.public_key().public_numbers().x.to_bytes(32, "big"))
    assert not vouched(other.certificate, key.issuer, JOURNAL.public_bytes)


def test_it_reads_back_what_it_wrote(key: SealKey) -> None:
    again = SealKey.read(key.key_pem(), key.chain_pem())
    assert again.certificate == key.certificate
    assert again.issuer == key.issuer
    assert "PRIVATE" not in repr(key)


@pytest.mark.parametrize("chance", [bytes(SEED_BYTES + SERIAL_BYTES), b"\xff" * (SEED_BYTES + SERIAL_BYTES)])
def test_any_chance_gives_a_key(chance: bytes) -> None:
    made = SealKey.make(JOURNAL, chance)
    assert made.certificate.serial_number > 0


def test_what_does_not_fit_together_is_refused(key: SealKey) -> None:
    other = SealKey.make(JOURNAL, CHANCE[::-1])
    for pem, chain in (
        (other.key_pem(), key.chain_pem()),
        (JOURNAL.to_pem(), key.chain_pem()),
        (b"", key.chain_pem()),
        (key.key_pem(), b""),
        (key.key_pem(), key.chain_pem() + key.chain_pem()),
    ):
        with pytest.raises(Refusal, match=r"document\.seal_key"):
            SealKey.read(pem, chain)
