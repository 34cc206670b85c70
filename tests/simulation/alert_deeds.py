"""What officers do about alerts in the simulation: mostly the next lawful step, now and then something else."""

from __future__ import annotations

from mithaq.app import alerts, border, hits, imports, reviews
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.identity import Identity, PersonName
from mithaq.testing.clock import START
from tests.simulation.play import Play

MOST = 8  # alerts in one play: more would only mean that each gets less far
TODAY = START.date()


def draft(play: Play) -> None:
    """A bureau writes an alert or a batch down."""
    if len(play.subjects) >= MOST:
        return
    owner = play.random.choice(play.states)
    actor = play.world.actor(owner, "bureau")
    if play.random.random() < 0.3:
        objects = [play.generator.vehicle(owner) for _ in range(play.random.randint(1, 6))]
        event = alerts.draft_batch(play.world[owner], actor, "vehicle", objects)
    else:
        content = play.generator.wanted(owner, TODAY)
        event = alerts.draft(play.world[owner], actor, "wanted", content, urgent=play.random.random() < 0.1)
    play.subjects.append((owner, event.subject))


def approve(play: Play) -> None:
    """Somebody approves, or tries to."""
    owner, subject = play.some()
    with play.world[owner].store.read() as reader:
        alert = alerts.load(reader, subject)
    content = alert.newest.content if alert and alert.newest else "0" * 64
    role = play.random.choice(("prosecutor", "judge", "bureau"))
    alerts.approve(play.world[owner], play.world.actor(owner, role), subject, content)


def review(play: Play) -> None:
    """A reviewer decides, or tries to."""
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
        reviews.accept(node, reviewer, subject, content)


def circulate(play: Play) -> None:
    """A bureau publishes, if it may."""
    owner, subject = play.some()
    alerts.circulate(play.world[owner], play.world.actor(owner, "bureau"), subject)


def amend(play: Play) -> None:
    """A bureau proposes another version."""
    owner, subject = play.some()
    content = play.generator.wanted(owner, TODAY)
    alerts.amend(play.world[owner], play.world.actor(owner, "bureau"), subject, content)


def advance(play: Play) -> None:
    """The next lawful step for some alert, wherever it stands, as far as news of it has come."""
    owner, subject = play.some()
    play.world.step(["GS", owner])
    with play.world["GS"].store.read() as reader:
        seen = alerts.load(reader, subject)
    if seen is not None and seen.state == "approved":
        number, nationality = play.random.choice(((1, "DZ"), (2, "KW")))
        reviewer = play.world.actor("GS", "reviewer", number, nationality)
        reviews.accept(play.world["GS"], reviewer, subject, seen.newest.content if seen.newest else "")
        return
    with play.world[owner].store.read() as reader:
        own = alerts.load(reader, subject)
    if own is None or own.newest is None:
        return
    if own.state == "drafted":
        alerts.approve(play.world[owner], play.world.actor(owner, "prosecutor"), subject, own.newest.content)
    elif own.state == "reviewed":
        alerts.circulate(play.world[owner], play.world.actor(owner, "bureau"), subject)


def discontinue(play: Play) -> None:
    """The search ceases, for all or for some items."""
    owner, subject = play.some()
    with play.world[owner].store.read() as reader:
        alert = alerts.load(reader, subject)
    items = list(alert.newest.items)[:2] if alert and alert.newest else []
    chosen = items if play.random.random() < 0.5 else []
    alerts.discontinue(play.world[owner], play.world.actor(owner, "bureau"), subject, "entered_in_error", chosen)


def meet(play: Play) -> None:
    """A traveller is stopped on an alert; the officer compares."""
    here = play.random.choice(play.states)
    node, officer = play.world[here], play.world.actor(here, "border")
    _, subject = play.some()
    at = node.now().isoformat()
    hit = hits.open_hit(node, officer, subject, at, at)
    if play.random.random() < 0.5:
        hits.refute(node, officer, hit.id, "other_photo")
    else:
        hits.confirm(node, officer, hit.id, "document")
        hits.release(node, play.world.actor(here, "bureau"), hit.id, "identity_confirmed")


def check(play: Play) -> None:
    """A border check."""
    here = play.random.choice(play.states)
    border.check(play.world[here], play.world.actor(here, "border"), border.Check(purpose="border", name="محمد أحمد"))


def import_list(play: Play) -> None:
    """A state, or the Secretariat, takes over a list that has changed since."""
    code = play.random.choice((*play.states, "GS", "GS"))
    kept = play.random.sample(range(4), 3)
    notices = [_notice(number, play.random.choice(("Abcd", "Efgh"))) for number in kept]
    role = "reviewer" if code == "GS" else "bureau"
    done = imports.import_notices(play.world[code], play.world.actor(code, role, 7, "SD"), notices, "f1" * 32)
    if code == "GS":
        play.lists += done.batches


def publish_list(play: Play) -> None:
    """A second officer of the Secretariat reviews a batch of notices, and it circulates."""
    node = play.world["GS"]
    for subject in play.lists[-2:]:
        with node.store.read() as reader:
            alert = alerts.load(reader, subject)
        if alert is not None and alert.newest is not None and alert.state == "drafted":
            reviews.accept(node, play.world.actor("GS", "reviewer", 1, "DZ"), subject, alert.newest.content)
            alerts.circulate(node, play.world.actor("GS", "reviewer", 7, "SD"), subject)


def _notice(number: int, word: str) -> SanctionsNotice:
    name = PersonName(f"Synthetic Zzyx{number} {word}")
    return SanctionsNotice(Identity((name,)), f"src-{number}", f"QDi.{number}", "QD", "2020-01-01")


RARE = (approve, review, circulate, amend, discontinue, meet, check, import_list, publish_list)
LIKELY = (draft, *[advance] * 7)
