"""A database with a vault: nothing in its files tells of a person, and what lay there before does not either."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import AttachmentRow
from mithaq.app.ports.shield import ShieldRow
from mithaq.journal.payload import Payload, commit
from mithaq.journal.vault import KEY_BYTES, Vault
from mithaq.store import SqliteStore, open_store

CANARY = "كناري-7734"
VAULT = Vault(b"v" * KEY_BYTES)
PAYLOAD = Payload(b"s" * 16, f'{{"name":"{CANARY}"}}'.encode())
HASH = commit(PAYLOAD)
FILE = f"warrant against {CANARY}".encode()
FILE_HASH = hashlib.sha256(FILE).hexdigest()
ROW = ShieldRow("p-1", "protection", "granted", "TN", "n-1", "2026-11-22T08:00:00.000Z", 3, CANARY.encode())


def fill(store: SqliteStore) -> None:
    with store.write() as tx:
        tx.payloads.put(HASH, PAYLOAD, "a-1")
        tx.attachments.put(AttachmentRow(FILE_HASH, "text/plain", 0, "2026-11-22T08:00:00.000Z", ""), FILE)
        tx.attachments.put(AttachmentRow("ab" * 32, "", 0, "2026-11-22T08:00:00.000Z", "scan.acts"), b"")
        tx.shield.put(ROW)


def read_back(store: SqliteStore) -> None:
    with store.read() as reader:
        assert reader.payloads.get(HASH) == PAYLOAD
        assert reader.payloads.many([HASH], "a-1") == {HASH: PAYLOAD}
        found = reader.attachments.get(FILE_HASH)
        assert found is not None
        assert found[1] == FILE
        refused = reader.attachments.get("ab" * 32)
        assert refused is not None
        assert refused[0].refused == "scan.acts"
        assert reader.shield.entry("p-1") == ROW
        assert reader.shield.entries("protection", limit=9) == [ROW]


def spilled(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if CANARY.encode() in file.read_bytes()]


def test_no_file_holds_what_was_put_into_boxes(tmp_path: Path) -> None:
    store = open_store(tmp_path / "mithaq.db", vault=VAULT)
    fill(store)
    read_back(store)
    assert spilled(tmp_path) == []
    store.scrub()
    store.close()
    assert spilled(tmp_path) == []
    again = open_store(tmp_path / "mithaq.db", vault=VAULT)
    read_back(again)
    again.close()


def test_what_lay_there_before_is_boxed_and_wiped(tmp_path: Path) -> None:
    store = open_store(tmp_path / "mithaq.db")
    fill(store)
    store.close()
    assert spilled(tmp_path) == ["mithaq.db"], "else the search below would find nothing to begin with"
    store = open_store(tmp_path / "mithaq.db", vault=VAULT)
    assert spilled(tmp_path) == []
    read_back(store)
    assert store.box() == 0
    assert store.integrity() == []
    store.close()


def test_another_key_does_not_open_the_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "mithaq.db", vault=VAULT)
    fill(store)
    store.close()
    with pytest.raises(StoreFault) as caught:
        open_store(tmp_path / "mithaq.db", vault=Vault(b"w" * KEY_BYTES))
    assert caught.value.code == CORRUPT


def test_without_the_key_a_payload_is_damage(tmp_path: Path) -> None:
    store = open_store(tmp_path / "mithaq.db", vault=VAULT)
    fill(store)
    store.close()
    thief = open_store(tmp_path / "mithaq.db")
    with thief.read() as reader:
        for attempt in (lambda: reader.payloads.get(HASH), lambda: reader.attachments.get(FILE_HASH)):
            with pytest.raises(StoreFault):
                attempt()
    thief.close()
