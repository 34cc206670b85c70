"""A backup: for a living holder, opaque without the key, refused when it is over, foreign, damaged, or has nowhere to go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mithaq.app import holders
from mithaq.app.node import Node, operator_actor
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.home import directory
from mithaq.home.backup import Manifest, digest_of, make
from mithaq.home.open import opened
from mithaq.home.restore import restore
from mithaq.journal.encoding import b64url
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from mithaq.testing.clock import NodeClock, SimClock
from tests.unit.cli.test_copies import ADMINISTRATOR


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def node(tmp_path: Path, clock: SimClock) -> Iterator[Node]:
    home = tmp_path / "node"
    directory.create_alone(home, "TN", load_law(), SystemEntropy())
    with opened(home, clock=NodeClock(clock)) as one:
        yield one


def held(node: Node, kind: str = "backup", hours: int = 24, name: str = "TN-VAULT-1") -> str:
    until = text(node.now() + timedelta(hours=hours))
    asked = holders.Opening(kind, name, "TN-IT", "disaster_copy", until, b64url(bytes(32)))
    return holders.open_holder(node, ADMINISTRATOR, asked).subject


@pytest.fixture
def file(node: Node, tmp_path: Path) -> Path:
    made(node, tmp_path / "backup")
    return tmp_path / "backup"


def made(node: Node, file: Path) -> Manifest:
    return make(node, operator_actor(node), held(node), file)


def again(file: Path, tmp_path: Path, now: datetime, keys: Path | None = None) -> Manifest:
    return restore(file, keys or tmp_path / "node" / "keys", tmp_path / "again", now)


def nothing_left(tmp_path: Path) -> bool:
    return not (tmp_path / "again").exists() and not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_what_left_stands_with_its_holder(node: Node, tmp_path: Path) -> None:
    manifest = made(node, tmp_path / "backup")
    (handed,) = holders.one(node, ADMINISTRATOR, manifest.holder).hand_outs
    assert (handed.what, handed.items, handed.sha256) == ("node_backup", 1, digest_of(tmp_path / "backup"))
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
    assert manifest.expires_at == text(node.now() + timedelta(hours=24))


def test_the_file_says_nothing_without_the_key(node: Node, file: Path) -> None:
    data = file.read_bytes()
    head, _, boxes = data.partition(b"\n")
    assert b"SQLite format" not in boxes
    assert b"holder.opened" not in boxes
    for key in ("store.key", "log.secret", "journal.pem"):
        assert (file.parent / "node" / "keys" / key).read_bytes() not in data
    assert b"disaster_copy" not in head


def test_a_restored_node_is_the_same_and_waits_for_nobody_where_it_is_alone(
    node: Node, file: Path, tmp_path: Path
) -> None:
    with node.store.read() as reader:
        before = reader.journal.head("TN")
    manifest = again(file, tmp_path, node.now())
    assert nothing_left(tmp_path) is False
    assert sorted(one.name for one in tmp_path.iterdir()) == ["again", "backup", "node"]
    with opened(tmp_path / "again") as back, back.store.read() as reader:
        head = reader.journal.head("TN")
        assert head is not None
        assert before is not None
        assert head.seq == manifest.heads["TN"] == before.seq - 1, "its own hand-out came after it"
        assert back.unheard == ()


@pytest.mark.parametrize(("hours", "code"), [(24, "backup.expired"), (-1, "backup.clock")])
def test_no_restore_past_its_end_nor_with_a_clock_set_back(
    node: Node, file: Path, tmp_path: Path, hours: int, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        again(file, tmp_path, node.now() + timedelta(hours=hours))
    assert nothing_left(tmp_path)


@pytest.mark.parametrize("name", ["journal.pem", "store.key", ""])
def test_no_restore_with_another_nodes_keys_or_without_them(node: Node, file: Path, tmp_path: Path, name: str) -> None:
    keys = tmp_path / "kept"
    shutil.copytree(tmp_path / "node" / "keys", keys)
    directory.create_alone(tmp_path / "other", "TN", load_law(), SystemEntropy())
    if name:
        shutil.copy(tmp_path / "other" / "keys" / name, keys / name)
    else:
        (keys / "log.secret").unlink()
    with pytest.raises(Refusal) as told:
        again(file, tmp_path, node.now(), keys)
    assert told.value.code == ("backup.foreign" if name else "backup.keys")
    assert nothing_left(tmp_path)


@pytest.mark.parametrize(
    ("place", "code"), [(12, "backup.format"), (-1, "backup.damaged"), (None, "backup.damaged"), (0, "backup.format")]
)
def test_no_restore_of_what_was_changed_or_cut_short(
    node: Node, file: Path, tmp_path: Path, place: int | None, code: str
) -> None:
    data = bytearray(file.read_bytes())
    if place is None:
        del data[-1]
    else:
        data[place] ^= 1
    file.write_bytes(data)
    with pytest.raises(Refusal) as told:
        again(file, tmp_path, node.now())
    assert told.value.code in (code, "backup.foreign")
    assert nothing_left(tmp_path)


def test_a_later_end_written_into_the_file_is_found_out(node: Node, file: Path, tmp_path: Path) -> None:
    end = text(node.now() + timedelta(hours=24)).encode()
    file.write_bytes(file.read_bytes().replace(end, text(node.now() + timedelta(hours=48)).encode(), 1))
    with pytest.raises(Refusal, match=r"backup\.foreign"):
        again(file, tmp_path, node.now() + timedelta(hours=30))


def test_into_an_empty_directory_only(node: Node, file: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "mine").touch()
    with pytest.raises(Refusal, match=r"home\.exists"):
        again(file, tmp_path, node.now())
    assert [one.name for one in (tmp_path / "again").iterdir()] == ["mine"]
    (tmp_path / "again" / "mine").unlink()
    assert again(file, tmp_path, node.now()).member == "TN"


def test_none_without_a_living_holder_of_that_kind_and_none_over_another_file(
    node: Node, tmp_path: Path, clock: SimClock
) -> None:
    for id, code in (("n-" + "0" * 24, "holder.none"), (held(node, "export", name="TN-VAULT-2"), "holder.none")):
        with pytest.raises(Refusal, match=code):
            make(node, operator_actor(node), id, tmp_path / "backup")
    living = held(node)
    (tmp_path / "mine").write_text("mine", "utf-8")
    with pytest.raises(Refusal, match=r"file\.unwritable"):
        make(node, operator_actor(node), living, tmp_path / "mine")
    clock.forward(hours=25)
    with pytest.raises(Refusal, match=r"holder\.expired"):
        make(node, operator_actor(node), living, tmp_path / "backup")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine", "node"]
