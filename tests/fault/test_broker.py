"""R6: three servers, three copies, as in production. One is killed under load, then all lose their disks: 0 lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from mithaq.app.fsck import fsck
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.transport.nats.proof import Terms
from tests.support.nats_lines import agreed, talking, until
from tests.support.nats_servers import servers

MEMBERS = ("TN", "EG", "GS", "OC")


def test_nothing_is_lost_whatever_the_broker_loses(tmp_path: Path) -> None:
    world = World(9, MEMBERS)
    told: dict[str, list[str]] = {"TN": [], "EG": []}
    with servers(tmp_path, MEMBERS, 3) as broker, talking(world, broker.way, Terms()):
        with _load(world, told):
            until(lambda: len(told["EG"]) > 5)
            broker.kill("hub1")
            until(_more(told), "acts while a server is gone")
            broker.start("hub1")
            until(_more(told), "acts while it comes back")
            broker.kill()
            broker.wipe()
            until(_more(told), "acts while there is no broker")
            broker.start()
            until(_more(told), "acts while it is there again")
        until(lambda: agreed(world), "the same everywhere")
        until(lambda: all(_outbox(world, code) == 0 for code in told), "everybody's receipts")
    for member, alerts in told.items():
        for code in MEMBERS:
            with world[code].store.read() as reader:
                held = {one.envelope.header.subject for one in reader.journal.after(member, 0, 10_000)}
            assert set(alerts) == held & set(alerts), f"{code} lacks what {member} was told is kept"
    assert all(fsck(node).sound for node in world.nodes.values())
    world.close()


@contextmanager
def _load(world: World, told: dict[str, list[str]]) -> Iterator[None]:
    """Two bureaux write alerts down, one after the other; what was acknowledged is noted as a client would."""
    stop = Event()

    def work(member: str) -> None:
        while not stop.wait(0.05):
            told[member].append(acts.drafted(world, member))

    threads = [Thread(target=work, args=(member,)) for member in told]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _more(told: dict[str, list[str]]) -> Callable[[], bool]:
    """Ten further acts of each; a moment of work for whoever is there."""
    enough = {member: len(alerts) + 10 for member, alerts in told.items()}
    return lambda: all(len(told[member]) >= count for member, count in enough.items())


def _outbox(world: World, code: str) -> int:
    with world[code].store.read() as reader:
        return reader.journal.outbox()[0]
