"""All traffic between nodes and a server that speaks no TLS, recorded: no look-up leaves a node, no payload is readable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mithaq.app.border import Check, check
from mithaq.app.exchange import PayloadRequest, Wanted, signed
from mithaq.domain.instant import text
from mithaq.journal.payload import matches
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.transport.nats.line import Way
from tests.support.capture import Recording, recording
from tests.support.nats_lines import agreed, quiet, talking, until
from tests.support.nats_servers import plain


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[Way, Recording]]:
    with ExitStack() as stack:
        way = stack.enter_context(plain(tmp_path))
        found = stack.enter_context(recording(int(way.servers[0].rpartition(":")[2])))
        yield Way((f"nats://127.0.0.1:{found.port}",)), found


def _words(world: World) -> set[bytes]:
    """What the alert says of the person: every word of three letters or more, numbers and dates."""
    identity = acts.person("TN").identity
    said = [*(name.full for name in identity.names), *(one.number for one in identity.documents)]
    said += [str(birth) for birth in identity.births]
    return {word.encode() for one in said for word in one.replace("،", " ").split() if len(word) > 2}


def test_no_look_up_leaves_the_node(world: World, recorded: tuple[Way, Recording]) -> None:
    way, found = recorded
    alert = acts.circulated(world)
    identity = acts.person("TN").identity
    asked = [Check("border", name=identity.names[0].full, birth=str(identity.births[0])),
             Check("border", document="ZX987654"), Check("border", name="Zuhayr al-Qurtubi")]  # fmt: skip
    with talking(world, way):
        until(lambda: agreed(world))
        for one in asked:
            answer = check(world["EG"], world.actor("EG", "border"), one)
            if one is asked[0]:
                assert [candidate.alert for candidate in answer.candidates] == [alert]
        acts.drafted(world, "EG")  # something does travel meanwhile
        until(lambda: agreed(world))
    assert b"alert.drafted" in found.unpacked(), "the recording reads what travels"
    everything = found.everything()
    for word in (*_words(world), b"ZX987654", b"Zuhayr", b"Qurtubi"):
        assert word not in everything, word


def test_no_payload_can_be_read_on_its_way(world: World, recorded: tuple[Way, Recording]) -> None:
    way, found = recorded
    alert = acts.approved(world)
    with world["TN"].store.read() as reader:
        (hash,) = reader.payloads.of(alert)
        held = reader.payloads.get(hash, alert)
    assert held is not None
    request = signed(PayloadRequest("GS", "TN", text(world.clock.now()), (Wanted(alert, hash),)), world.keys["GS"])
    with quiet({"TN": world["TN"], "GS": world["GS"]}, way) as networks:
        (came,) = networks["GS"].peer("TN").ask(request)
    assert came is not None
    assert matches(came, hash)
    everything = found.everything()
    assert request in everything, "the exchange is in the recording"
    words = {word for word in _words(world) if word in held.body}
    assert words, "the payload does say something"
    for word in (*words, held.salt, held.body[:24]):
        assert word not in everything, word
