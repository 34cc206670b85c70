"""A node's directory: the key of its disk, and where its index lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.app import alerts
from mithaq.app.node import Actor
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.domain.content import Firearm
from mithaq.home.directory import STORE_KEY, create_alone
from mithaq.home.open import opened
from mithaq.home.searchable import index_folder, prepare
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy

SERIAL = "KNR-7734561"
BUREAU = Actor("o-00000000000000aa", "bureau@TN", "bureau", "TN-LIAISON", "TN-LIAISON")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "node"
    create_alone(place, "TN", load_law(), SystemEntropy())
    with opened(place) as node:
        alerts.draft(node, BUREAU, "firearm", Firearm(SERIAL, "TN", "7/2026"))
    return place


def test_no_file_of_the_directory_tells_what_was_drafted(home: Path) -> None:
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path.name for path in files if SERIAL.encode() in path.read_bytes()] == []
    assert (home / "keys" / STORE_KEY).stat().st_mode & 0o777 == 0o600


def test_a_lost_key_is_told_and_nothing_is_overwritten(home: Path) -> None:
    key = home / "keys" / STORE_KEY
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(StoreFault) as told, opened(home):
        pass
    assert (told.value.code, told.value.where) == (CORRUPT, "store.key")
    key.write_bytes(kept)
    with opened(home) as node:
        assert node.store.sizes()["payloads"] == 1


def test_the_index_may_lie_elsewhere(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert index_folder(home) == home / "index"
    monkeypatch.setenv("MITHAQ_INDEX_DIR", str(tmp_path / "memory"))
    with opened(home) as node:
        prepare(node)
        node.searching.sweep(node.store)
    assert index_folder(home) == tmp_path / "memory" / "node"
    assert index_folder(home).stat().st_mode & 0o777 == 0o700
    assert not any((home / "index").rglob("*"))
