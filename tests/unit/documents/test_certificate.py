"""The seal's key, its certificate, and how the journal key vouches for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.documents.certificate import SEED_BYTES, SERIAL_BYTES, SealKey, vouched
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.journal.keys import SigningKey
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy

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


def test_a_node_gets_its_seal_when_it_is_made_and_an_older_one_when_it_is_opened(tmp_path: Path) -> None:
    home = tmp_path / "node"
    directory.create_alone(home, "TN", load_law(), SystemEntropy())
    journal, _, _ = directory.keys(home, "TN")
    pem, chain = home / "keys" / "document.pem", home / "keys" / "document.crt"
    made = directory.document_seal(home, journal, SystemEntropy())
    assert vouched(made.certificate, made.issuer, journal.public_bytes)
    assert pem.stat().st_mode & 0o077 == 0
    pem.unlink()
    with pytest.raises(Refusal, match=r"document\.seal_key"):
        directory.document_seal(home, journal, SystemEntropy())
    chain.unlink()
    assert directory.document_seal(home, journal, SystemEntropy()).certificate != made.certificate
