"""What is laid before the processes of a demonstration start: two nodes on PostgreSQL, files of three servers, one clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mithaq.demo.federation import MEMBERS, READY, opened_federation
from mithaq.demo.load import Size, loaded
from mithaq.demo.network.ground import ON_POSTGRES, laid
from mithaq.domain.errors import Refusal
from mithaq.home.directory import info

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SMALL = Size(chunks=1, persons=1, objects=1)


def test_two_nodes_live_on_a_server_that_goes_with_the_demonstration(tmp_path: Path) -> None:
    (tmp_path / READY).touch()
    (tmp_path / "clock").write_bytes(b"what an earlier one left")
    with laid(tmp_path, NOW, SMALL) as ground:
        databases = {member: info(tmp_path / member).database for member in MEMBERS}
        assert {member for member, database in databases.items() if database} == set(ON_POSTGRES)
        assert not any((tmp_path / member / "mithaq.db").exists() for member in ON_POSTGRES)
        places = {Path(databases[member].rpartition("host=")[2]) for member in ON_POSTGRES}
        assert all(place.is_dir() for place in places)
        with opened_federation(tmp_path, ground.clock) as federation:
            assert loaded(federation) == SMALL.total
        assert len(set(ground.servers)) == 3
        assert len(set(ground.ports.values())) == len(MEMBERS)
        assert all((ground.tls / f"{member}.key").exists() for member in MEMBERS)
    assert not any(place.exists() for place in places), "the server ended, and its folder is gone"


def test_the_nodes_of_another_demonstration_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / READY).touch()
    (tmp_path / "TN").mkdir()
    with pytest.raises(Refusal) as problem, laid(tmp_path, NOW, SMALL):
        raise AssertionError("it began")
    assert problem.value.code == "home.exists"
    assert (tmp_path / "TN").is_dir()
