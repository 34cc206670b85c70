"""Short questions to a node, for tests."""

from __future__ import annotations

from mithaq.app import alerts
from mithaq.app.border import Answer, Check, check
from mithaq.domain.alert import Alert
from mithaq.domain.content import Vehicle, Wanted
from mithaq.domain.events import Event
from mithaq.testing import acts
from mithaq.testing.world import World

STATES = ("TN", "EG", "JO")


def ask(world: World, code: str, **asked: str) -> Answer:
    """A border check at that member."""
    return check(world[code], world.actor(code, "border"), Check(**{"purpose": "border", **asked}))


def document(content: Wanted) -> str:
    """A number by which the person is found."""
    identity = content.identity
    return identity.documents[0].number if identity.documents else identity.national_number


def finds(world: World, code: str, content: Wanted) -> bool:
    """Whether a check at that member finds the person, by number and by name."""
    found = {
        bool(ask(world, code, document=document(content)).candidates),
        ask(world, code, name=name(content), birth=str(content.identity.births[0])).klass == "strong",
    }
    assert len(found) == 1, "found by one way and not by the other"
    return found.pop()


def name(content: Wanted) -> str:
    """The primary name."""
    return content.identity.primary.full


def fold(world: World, code: str, alert: str) -> Alert:
    """The alert as that member folds it."""
    with world[code].store.read() as reader:
        found = alerts.load(reader, alert)
    assert found is not None
    return found


def renewed(world: World, alert: str, content: Wanted, owner: str = "TN") -> None:
    """Amended, approved and reviewed again, and not yet circulated."""
    alerts.amend(world[owner], world.actor(owner, "bureau"), alert, content)
    seen = acts.newest(world, owner, alert)
    alerts.approve(world[owner], world.actor(owner, "prosecutor"), alert, seen)
    world.settle()
    for number, nationality in ((1, "DZ"), (2, "KW")):
        acts.accept(world, alert, number, nationality)
    world.settle()


def vehicles(*plates: str) -> list[Vehicle]:
    """Stolen vehicles of TN."""
    return [
        Vehicle("TN", f"SYN-{plate}", plate=plate, vin=f"SYNTHETIC{number:08d}") for number, plate in enumerate(plates)
    ]


def batch(world: World, *plates: str) -> Event:
    """A batch of stolen vehicles, circulated everywhere: the event that drafted it."""
    node, bureau = world["TN"], world.actor("TN", "bureau")
    drafted = alerts.draft_batch(node, bureau, "vehicle", vehicles(*plates))
    alerts.approve(node, world.actor("TN", "prosecutor"), drafted.subject, drafted.content)
    world.settle()
    acts.accept(world, drafted.subject)
    world.settle()
    alerts.circulate(node, bureau, drafted.subject)
    world.settle()
    return drafted


def heads(world: World) -> dict[str, dict[str, int]]:
    """How far each node holds each journal."""
    return {code: digest.heads for code, digest in world.digests().items()}
