"""What lies on a disk: the files of a node that holds another state's alert tell nobody whom it seeks (docs/copies.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.app import border, hits
from mithaq.app.searching import Searching
from mithaq.domain.content import identity_of
from mithaq.domain.instant import text
from mithaq.journal.vault import KEY_BYTES, Vault
from mithaq.ops.tables import scales
from mithaq.search.index import Index
from mithaq.store import open_store
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from tests.fault.deeds import OWNER, READER
from tests.fault.disk_world import DiskWorld
from tests.fault.test_erase import CANARY, canary

FOLDED = [CANARY.lower(), CANARY.upper(), CANARY]
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[DiskWorld, Path]]:
    """Egypt holds Tunisia's alert, on a disk with a vault, with its index in files; it checked, stopped and has a case."""
    root = tmp_path / "nodes"
    world = DiskWorld(root).staffed()
    node = world[READER]
    node.store.close()
    home = root / READER
    (home / "index").mkdir(parents=True)
    node.store = open_store(home / "mithaq.db", vault=Vault(b"v" * KEY_BYTES))
    node.searching = Searching(lambda _: Index.anew(home / "index", scales()))
    alert = acts.circulated(world, content=canary())
    officer = world.actor(READER, "border")
    answer = border.check(node, officer, border.Check(purpose="border", name=CANARY))
    assert answer.candidates
    now = text(world.clock.now())
    hit = hits.open_hit(node, officer, answer.candidates[0].entry, now, now)
    hits.confirm(node, officer, hit.id, "document")
    CaseActs(world, alert)
    node.searching.sweep(node.store)
    yield world, home
    world.close()


def spilled(home: Path, words: list[str]) -> list[tuple[str, str]]:
    """Which file holds which of these words, in whatever encoding."""
    found = []
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        data = file.read_bytes()
        found += [(file.name, word) for word in words for code in ENCODINGS if word.encode(code) in data]
    return found


def test_no_file_of_the_node_holds_whom_another_state_seeks(told: tuple[DiskWorld, Path]) -> None:
    world, home = told
    identity = identity_of(canary())
    assert identity is not None
    words = [part for name in identity.names for part in name.full.split() if len(part) > 3]
    numbers = [one.number for one in identity.documents] + [identity.national_number]
    said = [*FOLDED, *words, *filter(None, numbers), canary().offence.summary]
    assert len(said) > 8
    assert any((home / "index").rglob("*")), "else the index was not looked at"
    assert spilled(home, said) == []
    owner = [one for one in spilled(world.root, said) if one[0].startswith(OWNER)]
    assert owner, "the search finds it in a file without a vault"


def test_the_node_itself_still_opens_one_at_a_time(told: tuple[DiskWorld, Path]) -> None:
    world, _ = told
    node = world[READER]
    before = node.store.sizes()["log"]
    answer = border.check(node, world.actor(READER, "border"), border.Check(purpose="border", name=CANARY))
    assert answer.candidates[0].identity is not None
    assert node.store.sizes()["log"] == before + 1, "each look has its line"
