"""A node whose database is on a server: made, backed up, restored into either database, and checked by fsck."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.fsck import fsck
from mithaq.app.node import operator_actor
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.home.backup import make
from mithaq.home.open import DATABASE, check_database, opened
from mithaq.home.restore import restore
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from mithaq.store import open_store
from mithaq.testing.clock import NodeClock, SimClock
from tests.support import postgres
from tests.unit.home.test_backup import held


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.database() as place:
        yield place


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def home(tmp_path: Path, url: str) -> Path:
    directory.create_alone(tmp_path / "node", "TN", load_law(), SystemEntropy(), database=url)
    return tmp_path / "node"


def test_a_backup_is_restored_into_a_file_and_onto_a_server(
    home: Path, url: str, tmp_path: Path, clock: SimClock
) -> None:
    with opened(home, clock=NodeClock(clock)) as node:
        manifest = make(node, operator_actor(node), held(node), tmp_path / "backup")
        assert fsck(node).sound
    assert not (home / DATABASE).exists()
    restore(tmp_path / "backup", home / "keys", tmp_path / "in_a_file", clock.now())
    with postgres.database("template0") as other:
        made = restore(tmp_path / "backup", home / "keys", tmp_path / "on_a_server", clock.now(), other)
        assert made.heads == manifest.heads
        assert (tmp_path / "in_a_file" / DATABASE).exists()
        assert not (tmp_path / "on_a_server" / DATABASE).exists()
        found = []
        for place in ("in_a_file", "on_a_server"):
            with opened(tmp_path / place, clock=NodeClock(clock)) as node:
                assert fsck(node).sound
                found.append((list(node.store.derived()), node.store.sizes()))
        assert found[0] == found[1]
        assert found[0][1]["journal"] == sum(manifest.heads.values()) >= 1


def test_a_backup_is_not_restored_onto_another_node(home: Path, url: str, tmp_path: Path, clock: SimClock) -> None:
    with opened(home, clock=NodeClock(clock)) as node:
        make(node, operator_actor(node), held(node), tmp_path / "backup")
        before = node.store.sizes()
    (home / "node.json").unlink()  # the node is lost, its database is not
    with pytest.raises(Exception, match="not_mithaq"):
        restore(tmp_path / "backup", home / "keys", tmp_path / "again", clock.now(), url)
    assert not (tmp_path / "again").exists()
    with closing(open_store(url)) as store:
        assert store.sizes() == before


def test_a_place_for_a_new_node_is_checked_before_anything_is_made(home: Path, url: str) -> None:
    with postgres.database("template0") as empty:
        check_database(empty)
    with opened(home), pytest.raises(Exception, match=r"store\.taken"):
        check_database(url)
    with opened(home) as node, node.store.write() as tx:
        tx.desk.put_meta("k", "v")
    with pytest.raises(Refusal, match=r"home\.exists"):
        check_database(url)
    with pytest.raises(Refusal, match=r"home\.database"):
        check_database("mysql://localhost")


def test_a_key_of_another_node_does_not_open_the_database(home: Path, url: str, tmp_path: Path) -> None:
    with opened(home):
        pass
    directory.create_alone(tmp_path / "other", "TN", load_law(), SystemEntropy(), database=url)
    with pytest.raises(Exception, match=r"store\.key"), opened(tmp_path / "other"):
        pass
