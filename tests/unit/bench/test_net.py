"""The measurement of the network: what lies on the disk before it begins."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mithaq.app import alerts
from mithaq.bench.asking import nobody
from mithaq.bench.net_world import MEMBERS, OWNER, NetWorld, prepare


def test_prepared_alerts_wait_on_the_disk_for_their_owner_alone(tmp_path: Path) -> None:
    made, later = prepare(tmp_path, 3, 4, nobody)
    with closing(NetWorld(tmp_path, 3, MEMBERS, later)) as world:
        assert [_state(world, alert) for alert in made] == ["reviewed"] * 4
        for alert in made[:2]:
            alerts.circulate(world[OWNER], world.actor(OWNER, "bureau"), alert)
        world.settle()
        assert [_state(world, alert, "EG") for alert in made] == ["circulated"] * 2 + ["reviewed"] * 2
        assert world.agree()


def _state(world: NetWorld, alert: str, at: str = OWNER) -> str:
    with world[at].store.read() as reader:
        found = alerts.load(reader, alert)
    assert found is not None
    return found.state
