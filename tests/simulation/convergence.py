"""One seed of the simulation: random acts on a bad network, then healing, then everybody agrees."""

import random
from datetime import date

from mithaq.app import alerts, border, hits, reviews
from mithaq.app.fsck import fsck
from mithaq.domain.errors import Refusal
from mithaq.ops.tables import frequency_rows
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import World

STATES = ("TN", "EG", "JO")
NODES = (*STATES, "GS", "OC")
TODAY = date(2026, 11, 22)
MOST = 8  # alerts in one play: more would only mean that each gets less far


class Play:
    """Random officers who do what they may, and now and then what they may not."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"play {seed}")
        self.world = World(seed, NODES, loss=self.random.choice((0.0, 0.2, 0.5)), noise=self.random.choice((0.0, 0.3)))
        self.generator = Generator(seed, frequency_rows())
        self.subjects: list[tuple[str, str]] = []
        self.refused = 0

    def act(self) -> None:
        """One act of somebody, somewhere; a refusal is an outcome too."""
        deed = self.random.choice(DEEDS)
        try:
            deed(self)
        except Refusal:
            self.refused += 1

    def some(self) -> tuple[str, str]:
        """An alert that somebody drafted, and its owner."""
        return self.random.choice(self.subjects) if self.subjects else ("TN", "a-544e00000000000000000000")


def _draft(play: Play) -> None:
    if len(play.subjects) >= MOST:
        return
    owner = play.random.choice(STATES)
    actor = play.world.actor(owner, "bureau")
    if play.random.random() < 0.3:
        objects = [play.generator.vehicle(owner) for _ in range(play.random.randint(1, 6))]
        event = alerts.draft_batch(play.world[owner], actor, "vehicle", objects)
    else:
        content = play.generator.wanted(owner, TODAY)
        event = alerts.draft(
            play.world[owner],
            actor,
            "wanted",
            content,
            urgent=play.random.choice(("", "danger_to_life")) if play.random.random() < 0.2 else "",
        )
    play.subjects.append((owner, event.subject))


def _approve(play: Play) -> None:
    owner, subject = play.some()
    with play.world[owner].store.read() as reader:
        alert = alerts.load(reader, subject)
    content = alert.newest.content if alert and alert.newest else "0" * 64
    role = play.random.choice(("prosecutor", "judge", "bureau"))
    alerts.approve(play.world[owner], play.world.actor(owner, role), subject, content)


def _review(play: Play) -> None:
    _, subject = play.some()
    node = play.world["GS"]
    number, nationality = play.random.choice(((1, "DZ"), (2, "KW"), (3, "DZ"), (4, "TN")))
    reviewer = play.world.actor("GS", "reviewer", number, nationality)
    with node.store.read() as reader:
        alert = alerts.load(reader, subject)
    content = alert.newest.content if alert and alert.newest else "0" * 64
    if play.random.random() < 0.15:
        reviews.refuse(node, reviewer, subject, content, "private_dispute", "synthetic reasons")
    else:
        reviews.accept(node, reviewer, subject, content, acts.looked_at(node, subject, content))


def _circulate(play: Play) -> None:
    owner, subject = play.some()
    alerts.circulate(play.world[owner], play.world.actor(owner, "bureau"), subject)


def _amend(play: Play) -> None:
    owner, subject = play.some()
    content = play.generator.wanted(owner, TODAY)
    alerts.amend(play.world[owner], play.world.actor(owner, "bureau"), subject, content)


def _advance(play: Play) -> None:
    """The next lawful step for some alert, wherever it stands, as far as news of it has come."""
    owner, subject = play.some()
    play.world.step(["GS", "OC", owner])
    with play.world["GS"].store.read() as reader:
        seen = alerts.load(reader, subject)
    if seen is not None and seen.state == "approved":
        number, nationality = play.random.choice(((1, "DZ"), (2, "KW")))
        reviewer = play.world.actor("GS", "reviewer", number, nationality)
        content, node = seen.newest.content if seen.newest else "", play.world["GS"]
        reviews.accept(node, reviewer, subject, content, acts.looked_at(node, subject, content))
        return
    with play.world[owner].store.read() as reader:
        own = alerts.load(reader, subject)
    if own is None or own.newest is None:
        return
    if own.state == "drafted":
        alerts.approve(play.world[owner], play.world.actor(owner, "prosecutor"), subject, own.newest.content)
    elif own.state == "reviewed":
        alerts.circulate(play.world[owner], play.world.actor(owner, "bureau"), subject)


def _discontinue(play: Play) -> None:
    owner, subject = play.some()
    with play.world[owner].store.read() as reader:
        alert = alerts.load(reader, subject)
    items = list(alert.newest.items)[:2] if alert and alert.newest else []
    chosen = items if play.random.random() < 0.5 else []
    alerts.discontinue(play.world[owner], play.world.actor(owner, "bureau"), subject, "entered_in_error", chosen)


def _meet(play: Play) -> None:
    here = play.random.choice(STATES)
    node, officer = play.world[here], play.world.actor(here, "border")
    _, subject = play.some()
    at = node.now().isoformat()
    hit = stopped_on(node, officer, subject, at, at)
    if play.random.random() < 0.5:
        hits.refute(node, officer, hit.id, "other_photo")
    else:
        hits.confirm(node, officer, hit.id, "document")
        hits.release(node, play.world.actor(here, "bureau"), hit.id, "identity_confirmed")


def _check(play: Play) -> None:
    here = play.random.choice(STATES)
    border.check(play.world[here], play.world.actor(here, "border"), border.Check(purpose="border", name="محمد أحمد"))


def _time(play: Play) -> None:
    play.world.clock.forward(hours=play.random.choice((1, 12, 24 * 10, 24 * 40)))


def _network(play: Play) -> None:
    one = play.random.choice(NODES)
    chance = play.random.random()
    if chance < 0.3:
        play.world.net.cut(one, NODES)
    elif chance < 0.8:
        play.world.net.mend()
    play.world.step([play.random.choice(NODES) for _ in range(3)])


RARE = (_approve, _review, _circulate, _amend, _discontinue, _meet, _check, _time)
DEEDS = (_draft, *[_advance] * 7, *[_network] * 5, *RARE)


def run_seed(seed: int, acts: int = 120) -> Play:
    """Play one seed and assert that all nodes agree afterwards. Returns the play, for what else a test wants to see."""
    play = Play(seed)
    for _ in range(acts):
        play.act()
    play.world.net.heal()
    play.world.settle()
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
            stuck = [row for row in reader.journal.quarantined() if row.code not in HARMLESS]
            assert not stuck, (code, [(row.code, row.where) for row in stuck])
    return play


# A shuffled range is refused where it breaks off and asked for again; nothing of it stays behind.
HARMLESS = {"gap", "fork", "prev_mismatch"}
