"""A freeze, told on the seven nodes of the demonstration: in force everywhere before the call returns, and a node that was
away learns of it before anything else when it is back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mithaq.app import commission
from mithaq.app.fsck import fsck
from mithaq.app.ports.peer import Peer
from mithaq.app.replicate import replicate
from mithaq.ops.together import within
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import ask, document, finds, fold

PERSON = acts.person("TN")


@pytest.fixture
def seven() -> Iterator[World]:
    """The seven nodes of the demonstration, each of which calls the others in threads, as it does in earnest."""
    found = World(12)
    for node in found.nodes.values():
        node.together = within
    yield found
    found.close()


def freeze(world: World, alert: str) -> commission.Ordered:
    return commission.freeze(world["OC"], world.actor("OC", "commissioner"), alert, "freeze_application")


def test_a_freeze_is_in_force_on_all_seven_nodes_when_the_call_returns(seven: World) -> None:
    alert = acts.circulated(seven)
    assert all(finds(seven, code, PERSON) for code in ("TN", "EG", "SA", "JO", "MA"))
    done = freeze(seven, alert)
    assert done.pushed.confirmed == ("EG", "GS", "JO", "MA", "SA", "TN")
    assert done.pushed.missing == ()
    assert not any(finds(seven, code, PERSON) for code in ("TN", "EG", "SA", "JO", "MA"))
    assert {fold(seven, code, alert).orders.stopped for code in seven.nodes} == {"frozen"}
    seven.settle()
    assert seven.agree()
    assert all(fsck(node).sound for node in seven.nodes.values())


def test_a_node_that_is_down_is_named_and_pulls_the_orders_first_when_it_is_back(seven: World) -> None:
    alert = acts.circulated(seven)
    seven.hub.detach("MA")
    seven.net.cut("MA", seven.nodes)
    done = freeze(seven, alert)
    assert (done.pushed.missing, len(done.pushed.confirmed)) == (("MA",), 5)
    assert finds(seven, "MA", PERSON), "what it does not know it cannot obey"
    seven.clock.forward(minutes=10)
    away = ask(seven, "MA", document=document(PERSON))
    assert away.orders_not_current_since
    assert away.candidates
    asked: list[tuple[str, str]] = []
    back = seven.restart("MA")
    seven.net.mend()
    answered = ask(seven, "MA", document=document(PERSON)).orders_not_current_since
    assert answered == away.orders_not_current_since, "since when, it still knows after a restart"
    seven.hub._wrap = _listening(seven, asked)
    replicate(back)
    order = list(dict.fromkeys(member for asker, member in asked if asker == "MA"))
    assert order[:2] == ["OC", "GS"]
    assert not ask(seven, "MA", document=document(PERSON)).candidates
    assert ask(seven, "MA", document=document(PERSON)).orders_not_current_since == ""


def _listening(world: World, asked: list[tuple[str, str]]) -> Callable[[str, str, Peer], Peer]:
    def wrap(asker: str, member: str, peer: Peer) -> Peer:
        asked.append((asker, member))
        return world.net.between(asker, member, peer)

    return wrap
