"""One alert and everything that its owner can see of it, in a federation where only the commission's secrets differ.

The public part is the same in every arm: a third state lodges something sealed, its own alert is refused in review, another
state asks, the reviewers accept. Whom the lodgement and the refusal are about, and what a commissioner does, is the secret.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec
from msgspec import Struct, structs

from mithaq.app import alerts, reviews
from mithaq.app.ports.peer import Pulled
from mithaq.app.replicate import replicate
from mithaq.app.serve import Served
from mithaq.app.shield import desk, lodging
from mithaq.domain.content import Wanted
from mithaq.domain.instant import parse, text
from mithaq.domain.shield.lodging import Protection
from mithaq.journal.envelope import to_wire
from mithaq.journal.payload import Payload
from mithaq.testing import acts
from mithaq.testing.clock import SimEntropy
from mithaq.testing.world import World

Arm = Literal["protection", "bar", "other", "none"]
ASKER, THIRD, COMMISSION = "TN", "EG", "OC"
NODES = (ASKER, THIRD, "GS", COMMISSION)
_HEX = re.compile(r"[0-9a-f]{16,64}")

Seen = tuple[str, ...]


class Trace(Struct, frozen=True):
    """What the asker saw: until right before the answer, and until an hour after it. `figures` are its numbers by name."""

    before: Seen
    after: Seen
    figures: dict[str, float]
    state: str


def play(seed: int, arm: Arm, *, person: int = 1) -> Trace:
    """Play one arm. The same seed has the same hours, people and chance in every arm."""
    world = World(seed, NODES, hurried=False)
    try:
        return _Play(world, _Chance(seed), arm, person).run()
    finally:
        world.close()


class _Heard(Served):
    """The asker's node, which notes every call that others make to it."""

    def __init__(self, world: World) -> None:
        super().__init__(world[ASKER])
        self.world = world
        self.calls: list[str] = []

    def _note(self, what: str, size: int) -> None:
        self.calls.append(f"{text(self.world.clock.now())} {what} {size}")

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        found = super().pull(member, after, limit)
        self._note(f"pull {member} {after}", len(found.envelopes))
        return found

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        self._note("ask", len(request))
        return super().ask(request)

    def deliver_receipt(self, receipt: bytes) -> None:
        self._note("receipt", len(receipt))
        super().deliver_receipt(receipt)


class _Chance:
    """When people do what, by seed alone."""

    def __init__(self, seed: int) -> None:
        self._entropy = SimEntropy(f"shield {seed}")

    def minutes(self, below: int) -> int:
        """A whole number from 1 to `below`."""
        return 1 + int.from_bytes(self._entropy.token(4), "big") % below


class _Play:
    """One run, with the chance of what people do when."""

    def __init__(self, world: World, chance: _Chance, arm: Arm, person: int) -> None:
        self.world, self.chance, self.arm = world, chance, arm
        self.sought, self.stranger = acts.person(ASKER, person), acts.person(THIRD, person)
        self.heard = _Heard(world)
        world.attach(ASKER, self.heard)

    def run(self) -> Trace:
        """The whole story."""
        self._history()
        self.pass_minutes(self.chance.minutes(3000))
        begun = {member: len(self._journal(member)) for member in NODES}
        self.heard.calls.clear()
        alert = self._ask()
        due = self._due(alert)
        self._decide(alert, due)
        self._until(due, -1)
        before = self._seen(alert, begun)
        self._until(due, 0)
        self.pass_minutes(90)
        after = self._seen(alert, begun)
        return Trace(before, after, self._figures(alert, begun, due), self._state(alert))

    def pass_minutes(self, minutes: float) -> None:
        """Time goes by, and everybody talks."""
        self.world.clock.forward(minutes=minutes)
        self.world.settle()

    def _history(self) -> None:
        """What everybody sees happen before: one lodgement, one alert refused. About whom, differs."""
        protected = self.sought if self.arm == "protection" else self.stranger
        refused = self.sought if self.arm == "bar" else self.stranger
        third = self.world[THIRD]
        said = Protection("granted", "state", protected.identity, (ASKER,))
        lodging.lodge(third, self.world.actor(THIRD, "prosecutor"), said)
        self.pass_minutes(self.chance.minutes(600))
        earlier = acts.approved(self.world, THIRD, self._warranted(refused))
        reviewer = self.world.actor("GS", "reviewer", *acts.called(self.world, earlier)[0])
        content = acts.newest(self.world, "GS", earlier)
        reviews.refuse(self.world["GS"], reviewer, earlier, content, "private_dispute", "synthetic reasons")
        self.world.settle()

    def _warranted(self, about: Wanted) -> Wanted:
        """An alert on that person, under a warrant, for an act and on a day that have nothing to do with the other's."""
        warrant = structs.replace(about.warrant, number="SYN-9", date="2019-02-03")
        offence = structs.replace(about.offence, date="2019-02-02")
        return structs.replace(about, warrant=warrant, offence=offence)

    def _ask(self) -> str:
        alert = acts.drafted(self.world, ASKER, self.sought)
        self.pass_minutes(self.chance.minutes(300))
        node, prosecutor = self.world[ASKER], self.world.actor(ASKER, "prosecutor")
        alerts.approve(node, prosecutor, alert, acts.newest(self.world, ASKER, alert))
        self.world.settle()
        for number, nationality in acts.called(self.world, alert):
            self.pass_minutes(self.chance.minutes(40))
            acts.accept(self.world, alert, number, nationality)
        self.world.settle()
        return alert

    def _due(self, alert: str) -> str:
        with self.world[COMMISSION].store.read() as reader:
            (row,) = (row for row in reader.shield.unanswered() if row.subject == alert)
        return row.due_at

    def _decide(self, alert: str, due: str) -> None:
        """A commissioner looks, or nobody does in time. On another ground somebody has to decide."""
        minutes, looks = self.chance.minutes(900), self.chance.minutes(2) == 1
        self.pass_minutes(minutes)
        node, commissioner = self.world[COMMISSION], self.world.actor(COMMISSION, "commissioner")
        found = [one for one in desk.waiting(node, commissioner) if one.subject == alert]
        if self.arm == "other" or (self.arm != "none" and looks):
            desk.decide(node, commissioner, found[0].id, "stop", "synthetic reasons of the commission")

    def _until(self, due: str, minutes: int) -> None:
        ahead = (parse(due) - self.world.clock.now()).total_seconds() / 60 + minutes
        self.pass_minutes(max(0.0, ahead))

    def _journal(self, member: str) -> list[Any]:
        replicate(self.world[ASKER])
        with self.world[ASKER].store.read() as reader:
            return reader.journal.after(member, 0, 10_000)

    def _seen(self, alert: str, begun: dict[str, int]) -> Seen:
        """Everything that the asker's node holds since then, and every call it got."""
        lines = [f"{len(self._journal(member)) - count} of {member}" for member, count in begun.items()]
        for member, count in begun.items():
            for stored in self._journal(member)[count:]:
                header = stored.envelope.header
                raw = msgspec.json.encode(msgspec.to_builtins(header)).decode()
                lines.append(f"{stored.received_at} {len(to_wire(stored.envelope))} {raw}")
        with self.world[ASKER].store.read() as reader:
            fold = reader.register.fold(alert)
            lines.append(fold.fold.decode() if fold is not None else "")
            lines += [msgspec.json.encode(row).decode() for row in reader.desk.tasks("bureau")]
        return _named([*lines, *self.heard.calls])

    def _figures(self, alert: str, begun: dict[str, int], due: str) -> dict[str, float]:
        """The numbers among it, for a distinguisher that sees many alerts and not two."""
        news = [stored.envelope for stored in self._journal(COMMISSION)[begun[COMMISSION] :]]
        answer = next(one for one in news if one.header.subject == alert)
        rooted = [one.header.body["size"] for one in news if one.header.type == "log.rooted"]
        asked = [stored.envelope.header for stored in self._journal(ASKER) if stored.envelope.header.subject == alert]
        approved = next(header for header in asked if header.type == "alert.approved")
        at = parse(answer.header.at)
        return {
            "answered_after_minutes": (at - parse(approved.at)).total_seconds() / 60,
            "minute_of_the_hour": float(at.minute),
            "late_by_seconds": (at - parse(due)).total_seconds(),
            "place_among_the_commissions": float(answer.header.seq - begun[COMMISSION]),
            "statements_of_the_commission": float(len(news)),
            "lamport": float(answer.header.lamport - approved.lamport),
            "citations": float(len(answer.header.cites)),
            "bytes": float(len(to_wire(answer)) - len(str(answer.header.seq)) - len(str(answer.header.lamport))),
            "log_grew_by": float(max(rooted, default=0) - min(rooted, default=0)),
            "calls_to_the_asker": float(len(self.heard.calls)),
        }

    def _state(self, alert: str) -> str:
        with self.world[ASKER].store.read() as reader:
            fold = alerts.load(reader, alert)
        version = fold.newest if fold is not None else None
        return f"{fold.state} {version.refused}".strip() if fold is not None and version is not None else ""


def _named(lines: list[str]) -> Seen:
    """The lines with each hash and signature replaced by when it was first seen: it is chance to whoever lacks the keys."""
    known: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"#{len(known)}")

    return tuple(_HEX.sub(name, line) for line in lines)
