"""What a killed federation was busy with: drafts, bulk loads, approvals, reviews, circulation and replication."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import cache

from mithaq.app import alerts, reviews
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Actor, Node
from mithaq.app.ports.faults import StoreFault
from mithaq.app.project import decode_fold
from mithaq.app.replicate import replicate
from mithaq.app.shield.watch import shield_round
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import AlertDrafted
from mithaq.domain.audience import commitments
from mithaq.domain.content import Content
from mithaq.domain.events import Event
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import DUTY
from tests.fault.disk_world import DiskWorld
from tests.fault.ledger import Ledger, Line

OWNER, REVIEW, READER, COMMISSION = "TN", "GS", "EG", "OC"
BULK = 4  # statements of one transaction: enough to be cut in the middle
ITEMS = 5


@cache
def persons() -> tuple[Content, ...]:
    """Synthetic wanted persons, made once a process."""
    generator = Generator(9, frequency_rows())
    return tuple(generator.wanted(OWNER, date(2026, 11, 22)) for _ in range(20))


@cache
def vehicles() -> tuple[Content, ...]:
    """Synthetic stolen vehicles, made once a process."""
    generator = Generator(9, frequency_rows())
    return tuple(generator.vehicle(OWNER) for _ in range(20))


class Deeds:
    """Acts on a world, each noted in the ledger before and after. `life` keeps the keys of different openings apart."""

    def __init__(self, world: DiskWorld, ledger: Ledger, seed: object) -> None:
        self.world = world
        self.ledger = ledger
        self.random = random.Random(f"deeds {seed}")
        self._count = 0

    def one(self) -> None:
        """The next act, whatever it is."""
        self.random.choice(DEEDS)(self)

    def draft(self, key: str = "") -> None:
        """One alert with its payload."""
        content = self.random.choice(persons())
        self._say(OWNER, "bureau", "draft", 1, lambda n, a: [alerts.draft(n, a, "wanted", content)], key=key)

    def bulk(self, key: str = "") -> None:
        """Several statements in one transaction: all or none."""
        self._say(OWNER, "bureau", "bulk", BULK, lambda n, a: _bulk(n, a, self.random), key=key)

    def batch(self, key: str = "") -> None:
        """Several objects in one envelope."""
        objects = self.random.sample(vehicles(), ITEMS)
        self._say(OWNER, "bureau", "batch", 1, lambda n, a: [alerts.draft_batch(n, a, "vehicle", objects)], key=key)

    def advance(self) -> None:
        """The next lawful step of some alert: approve, review or circulate; or a draft where nothing waits."""
        alert, version = self._waiting(OWNER, "drafted")
        steps: list[Callable[[], None]] = []
        if alert and version:
            subject, content = alert.id, version.content
            steps.append(
                lambda: self._say(
                    OWNER, "prosecutor", "approve", 1, lambda n, a: [alerts.approve(n, a, subject, content)]
                )
            )
        waiting, under = self._waiting(REVIEW, "approved")
        if waiting and under:
            steps.append(lambda: self._review(waiting, under))
        ready, shown = self._waiting(OWNER, "reviewed")
        if ready and shown and ready.kind in self.world.law.clearing and not shown.cleared_at:
            steps.append(self._clear)
        elif ready:
            steps.append(
                lambda: self._say(OWNER, "bureau", "circulate", 1, lambda n, a: [alerts.circulate(n, a, ready.id)])
            )
        (self.random.choice(steps) if steps else self.draft)()

    def replicate(self, code: str = "") -> None:
        """One node takes over what the others have, and says how far it holds them."""
        code = code or self.random.choice((OWNER, READER, REVIEW))
        node = self.world[code]
        try:
            replicate(node)
        except StoreFault as fault:
            self.ledger.note(Line("fault", code, verb=fault.code))
            return
        with node.store.read() as reader:
            heads = reader.journal.heads()
        for journal, head in heads.items():
            self.ledger.note(Line("held", code, journal=journal, events=((head.seq, head.hash),)))

    def _clear(self) -> None:
        """The commission takes over what there is, answers, and the owner hears of it."""
        self.replicate(COMMISSION)
        try:
            shield_round(self.world[COMMISSION])
        except StoreFault as fault:
            self.ledger.note(Line("fault", COMMISSION, verb=fault.code))
            return
        self.replicate(OWNER)

    def _review(self, alert: Alert, version: Version) -> None:
        done = {review.reviewer for review in version.reviews}
        calls = version.lot.called if version.lot is not None else ()
        called = [by for by in DUTY if self.world.actor(REVIEW, "reviewer", *by).id in {one.reviewer for one in calls}]
        left = [by for by in called or DUTY if self.world.actor(REVIEW, "reviewer", *by).id not in done]
        number, nationality = left[0]
        self._say(
            REVIEW, "reviewer", "review", 1, lambda n, a: [reviews.accept(n, a, alert.id, version.content)],
            number=number, nationality=nationality,
        )  # fmt: skip

    def _waiting(self, code: str, state: str) -> tuple[Alert | None, Version | None]:
        with self.world[code].store.read() as reader:
            rows = reader.register.folds("alert", states=(state,), limit=20)
        folds = [fold for row in rows if isinstance(fold := decode_fold(row), Alert) and fold.pending is not None]
        if code == REVIEW:
            folds = [fold for fold in folds if self._reviewable(fold)]
        alert = self.random.choice(folds) if folds else None
        return alert, alert.pending if alert else None

    def _reviewable(self, alert: Alert) -> bool:
        """Whether the reviewer holds all that he has to read: each object of a batch comes by itself, after the batch."""
        pending = alert.pending
        if pending is None or (alert.kind == "wanted" and (pending.lot is None or not pending.lot.calls)):
            return False  # of an arrest alert the lot decides who reviews
        needed = set(commitments(pending))
        with self.world[REVIEW].store.read() as reader:
            return bool(needed) and reader.payloads.held(list(needed)) == needed

    def _say(
        self, member: str, role: str, verb: str, size: int, act: Callable[[Node, Actor], list[Event]],
        *, number: int = 1, nationality: str = "", key: str = "",
    ) -> None:  # fmt: skip
        """Ask under a fresh key, or again under an old one; note what was acknowledged."""
        self._count += 1
        actor = self.world.actor(member, role, number, nationality)
        key = key or f"{self.world.life}-{self._count}"
        actor.claim = (key, verb)
        self.ledger.note(Line("tried", member, key, actor.id, verb, size))
        try:
            events = act(self.world[member], actor)
        except StoreFault as fault:
            self.ledger.note(Line("fault", member, key, verb=fault.code))
            return
        done = tuple((event.seq, event.hash) for event in events)
        self.ledger.note(Line("done", member, key, actor.id, verb, size, events=done))


def _bulk(node: Node, actor: Actor, chance: random.Random) -> list[Event]:
    with node.write() as tx:
        return [
            issue(node, tx, actor, Statement("alert.drafted", node.new_id("a"), AlertDrafted("wanted"), body))
            for body in (contents.encode(chance.choice(persons())) for _ in range(BULK))
        ]


DEEDS: tuple[Callable[[Deeds], None], ...] = (
    Deeds.draft, Deeds.bulk, Deeds.batch, *[Deeds.advance] * 4, *[Deeds.replicate] * 4,
)  # fmt: skip
AGAIN: dict[str, Callable[[Deeds, str], None]] = {"draft": Deeds.draft, "bulk": Deeds.bulk, "batch": Deeds.batch}
"""What a client may simply ask again under the same key."""
