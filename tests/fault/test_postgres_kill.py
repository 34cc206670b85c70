"""R1 and R7 on PostgreSQL: the server and all its processes die at random points of append and replicate. What was
acknowledged is there, nothing was invented, the nodes refuse meanwhile and go on by themselves afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mithaq.testing.postgres import Server
from tests.fault.deeds import OWNER, Deeds
from tests.fault.judge import judge
from tests.fault.ledger import Ledger
from tests.fault.server_world import ServerWorld, make_databases, strikes
from tests.support.postgres import MEMORY_OR_DISK, QUICK

POINTS = 6


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(QUICK, under=MEMORY_OR_DISK)
    make_databases(found)
    yield found
    found.stop()


def test_nothing_acknowledged_is_lost_and_nothing_is_invented(server: Server, tmp_path: Path) -> None:
    acknowledged, refused = strikes(server, tmp_path, "suite", POINTS)
    assert acknowledged > POINTS
    assert refused >= 1, "no act was ever cut off: nothing was shown"


def test_the_judge_sees_a_lost_event(server: Server, tmp_path: Path) -> None:
    """The test above could fail: an acknowledged event that is taken out of the database is found out."""
    world, ledger = ServerWorld(server, tmp_path, 1), Ledger(tmp_path / "ledger")
    Deeds(world, ledger, "lost").draft()
    judge(world, ledger.lines())
    with psycopg.connect(server.url(OWNER.lower()), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM journal")
        connection.execute("DELETE FROM heads")
    with pytest.raises(AssertionError, match="lost TN/1"):
        judge(world, ledger.lines())
    ledger.close()
    world.close()
