"""Keys under a passphrase: closed files, a wrong passphrase told from damage, and nobody else's eyes on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.app import alerts, own_keys
from mithaq.app.node import operator_actor
from mithaq.domain.content import Firearm
from mithaq.domain.errors import Refusal
from mithaq.home.directory import closable, create_alone
from mithaq.home.open import opened
from mithaq.home.secrets import ABOUT, protect, unlocked
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from tests.unit.home.test_open import BUREAU

WORDS = "ثلاث كلمات وواحدة"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "node"
    create_alone(place, "TN", load_law(), SystemEntropy())
    for name in ("MITHAQ_PASSPHRASE", "MITHAQ_PASSPHRASE_FILE", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    return place


def closed(home: Path) -> None:
    protect(home / "keys", WORDS.encode(), closable(home), b"s" * 16)


def code(home: Path) -> str:
    with pytest.raises(Refusal) as problem, opened(home):
        pass
    return problem.value.code


def test_a_closed_folder_opens_with_its_passphrase_from_each_place(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {name: (home / "keys" / name).read_bytes() for name in closable(home)}
    closed(home)
    assert {"journal.pem", "store.key", "log.secret", "document.pem"} <= set(plain)
    for name, before in plain.items():
        after = (home / "keys" / name).read_bytes()
        assert before not in after
        assert b"PRIVATE" not in after
        assert (home / "keys" / name).stat().st_mode & 0o777 == 0o600
    assert code(home) == "keys.passphrase_needed"
    file = tmp_path / "mithaq-passphrase"
    file.write_text(WORDS + "\n", "utf-8")
    for name, value in (
        ("MITHAQ_PASSPHRASE", WORDS),
        ("MITHAQ_PASSPHRASE_FILE", str(file)),
        ("CREDENTIALS_DIRECTORY", str(tmp_path)),
    ):
        monkeypatch.setenv(name, value)
        with opened(home) as node:
            alerts.draft(node, BUREAU, "firearm", Firearm("PASS-1", "TN", "7/2026"))
        monkeypatch.delenv(name)


def test_a_wrong_passphrase_and_a_damaged_file_are_told_apart(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed(home)
    monkeypatch.setenv("MITHAQ_PASSPHRASE", WORDS + " ")
    assert code(home) == "keys.passphrase_wrong"
    monkeypatch.setenv("MITHAQ_PASSPHRASE", WORDS)
    keys = home / "keys"
    good = {name: (keys / name).read_bytes() for name in ("log.secret", "store.key")}
    (keys / "log.secret").write_bytes(good["store.key"])
    assert code(home) == "home.keys", "a file does not stand in for another"
    (keys / "log.secret").write_bytes(good["log.secret"][:-1] + b"?")
    assert code(home) == "home.keys"
    (keys / "log.secret").write_bytes(good["log.secret"])
    (keys / ABOUT).write_text("{}")
    assert code(home) == "home.keys"


def test_a_key_that_others_may_read_is_not_used(home: Path) -> None:
    (home / "keys" / "journal.pem").chmod(0o640)
    assert code(home) == "keys.mode"


def test_closing_twice_is_refused(home: Path) -> None:
    closed(home)
    with pytest.raises(Refusal) as problem:
        closed(home)
    assert problem.value.code == "keys.protected"


def test_another_signing_key_is_kept_closed_and_found_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed(home)
    monkeypatch.setenv("MITHAQ_PASSPHRASE", WORDS)
    with opened(home) as node:
        alerts.draft(node, BUREAU, "firearm", Firearm("PASS-2", "TN", "7/2026"))
        own_keys.rotate(node, operator_actor(node), overlap=0)
    assert b"PRIVATE" not in (home / "keys" / "journal.TN-2.pem").read_bytes()
    with opened(home) as node:
        assert node.key.key_id == "TN-2"
        own_keys.revoke(node, operator_actor(node), "TN-1")
        alerts.draft(node, BUREAU, "firearm", Firearm("PASS-3", "TN", "7/2026"))
    assert unlocked(home / "keys", WORDS.encode).read("log.secret")
