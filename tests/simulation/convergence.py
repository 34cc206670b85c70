"""One seed of the simulation: random acts in bad weather, then the storm is over, and everybody agrees."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.app.fsck import fsck
from tests.simulation.alert_deeds import LIKELY, RARE
from tests.simulation.case_deeds import CASES
from tests.simulation.play import FEW, Play
from tests.simulation.weather import WEATHER, clear

NODES = FEW
DEEDS = (*LIKELY, *RARE, *CASES, *WEATHER)


def run_seed(seed: int, acts: int = 140, nodes: Sequence[str] = FEW) -> Play:
    """Play one seed and assert that all nodes agree afterwards. Returns the play, for what else a test wants to see."""
    play = Play(seed, nodes)
    play.begin()
    for _ in range(acts):
        play.act(DEEDS)
    clear(play)
    play.world.settle()
    check(play)
    return play


def check(play: Play) -> None:
    """Every node shows the same, proves what it shows from its bytes, and waits for nothing."""
    shown = play.world.digests()
    assert play.world.agree(), {
        code: (one.everything[:8], one.circulated[:8], one.heads) for code, one in shown.items()
    }
    for code, node in play.world.nodes.items():
        report = fsck(node)
        assert report.sound, (code, report.faults)
        with node.store.read() as reader:
            assert reader.journal.outbox() == (0, 0), (code, reader.journal.outbox())
            assert not reader.payloads.wanted(9), (code, reader.payloads.wanted(9))
            refused = [(row.member, row.code, row.where) for row in reader.journal.quarantined()]
            assert not refused, (code, refused, "honest members were refused")
