"""A flag says where a person is. Two worlds that differ in nothing but a flag: no other member can tell one from the other.

Not by content, count, timing, size or place in a journal.
"""

from __future__ import annotations

from mithaq.app import alerts, border, releases
from mithaq.app.border import Check
from mithaq.app.own_say import flags
from mithaq.app.serve import Served
from mithaq.journal.header import Header
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.abuse.plays import rests_on

NODES = ("TN", "EG", "JO", "GS", "OC")
OUTSIDE = ("TN", "JO", "GS", "OC")


def lived(*, flagged: bool) -> World:
    """Some days of EG: checks, hours that pass, a look at the alert, and in one of the two worlds a flag set and lifted."""
    world = World(43, NODES)
    alert = acts.circulated(world)
    bureau, post = world.actor("EG", "bureau"), world.actor("EG", "border")
    identity = acts.person("TN").identity
    question = Check("border", name=identity.primary.full, birth=str(identity.births[0]))
    border.check(world["EG"], post, question)
    border.check(world["EG"], bureau, question)
    world.settle()
    if flagged:
        flags.set_flag(world["EG"], bureau, alert, "flag_judge")
    world.clock.forward(hours=2)
    world.settle()
    border.check(world["EG"], post, question)
    world.clock.forward(hours=2)
    world.settle()
    border.check(world["EG"], bureau, question)
    if flagged:
        flags.lift_flag(world["EG"], world.actor("EG", "prosecutor"), alert, "unflag_gone")
        flags.set_flag(world["EG"], bureau, alert, "flag_identity")
    world.clock.forward(days=8)
    world.settle()
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=40)
    world.settle()
    return world


def held(world: World, code: str) -> dict[str, list[tuple[object, ...]]]:
    """What that node holds of every journal, but for hashes: a sealed log line is random, and all that rests on it."""
    with world[code].store.read() as reader:
        return {
            member: [seen(one.envelope.header) for one in reader.journal.after(member, 0, 10_000)] for member in NODES
        }


def seen(header: Header) -> tuple[object, ...]:
    """All that an envelope shows except hashes and salts: type, place, time, author, subject, body, citations, sizes."""
    body = {key: value for key, value in header.body.items() if key != "head"}
    cites = [(one.member, one.seq) for one in header.cites]
    size = header.payload.size if header.payload else 0
    return (header.type, header.seq, header.lamport, header.at, header.author, header.subject, body, cites, size)


def offered(world: World) -> tuple[int, list[int], str]:
    """What whoever pulls from EG is given: how many envelopes, how long each is, and a checkpoint of which size."""
    pulled = Served(world["EG"]).pull("EG", 0, 1_000)
    return len(pulled.envelopes), [len(one) for one in pulled.envelopes], pulled.checkpoint.split("\n")[1]


@rests_on("law.md, Flag: a flag on one person stays local")
def test_nobody_outside_can_tell() -> None:
    """Whether a state flags one person is in nothing that another node holds, is offered or can count."""
    plain, flagged = lived(flagged=False), lived(flagged=True)
    with flagged["EG"].store.read() as reader:
        assert reader.desk.flags() == [], "erased with the alert"
    for code in OUTSIDE:
        assert held(plain, code) == held(flagged, code), code
        assert any(header[0] == "log.rooted" for header in held(plain, code)["EG"]), "the log's size is published"
        sizes = [world[code].store.sizes() for world in (plain, flagged)]
        assert sizes[0] == sizes[1], code
    assert offered(plain) == offered(flagged)
    for code, role in (("TN", "bureau"), ("OC", "commissioner")):
        told = [releases.listed(world[code], world.actor(code, role)) for world in (plain, flagged)]
        assert told[0] == told[1]
    plain.close()
    flagged.close()
