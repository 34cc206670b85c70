"""A thread told statement by statement: TN writes to EG; JO is no side of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from mithaq.app.registry import TYPES
from mithaq.domain.events import Author, Body, Event
from mithaq.domain.instant import text
from mithaq.domain.message import events as says
from mithaq.domain.message.fold import evolve
from mithaq.domain.message.thread import Thread
from mithaq.law.load import load_law

LAW = load_law(demo=True)
START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)  # a Sunday
THREAD, ALERT, HIT, CASE = (f"{letter}-4547{'0' * 19}1" for letter in "mahc")
TN, EG, JO = "TN", "EG", "JO"
ROLES = {"message.delivered": "node"}


def at(hours: float = 0) -> str:
    """The instant so many hours after the start, as text."""
    return text(START + timedelta(hours=hours))


def said(type: str, member: str, body: Body, hours: float, number: int, role: str = "") -> Event:
    """One admitted statement of an officer whose role may make it."""
    author = Author("o-1", "POST", role or ROLES.get(type, "reviewer" if member == "GS" else "bureau"), "AUTHORITY")
    payload = f"f{number:063x}" if TYPES[type].payload == "must" else ""
    return Event(
        type, member, number, number, at(hours), author, THREAD, body, f"c{number:063x}", f"{number:064x}", payload
    )


@dataclass
class Story:
    """Each method tells the next statement and returns this, so that a state reads as its story."""

    events: list[Event] = field(default_factory=list)
    thread: Thread | None = None

    @property
    def now(self) -> Thread:
        """The thread as it is now."""
        assert self.thread is not None
        return self.thread

    @property
    def void(self) -> list[str]:
        """The codes of the statements without effect."""
        return [code for _, code in self.now.voids]

    def tell(self, type: str, member: str, body: Body, hours: float = 0, role: str = "") -> Story:
        self.events.append(said(type, member, body, hours, len(self.events) + 1, role))
        self.thread = evolve(self.thread, self.events[-1], LAW)
        return self

    def open(self, form: str = "supplementary", *, by: str = TN, to: str = EG, role: str = "", **more: Any) -> Story:
        return self.tell("thread.opened", by, says.ThreadOpened(form, to, **more), role=role)

    def dispute(self, noticed_at: str = "") -> Story:
        return self.open("wrong_data", about=ALERT, noticed_at=noticed_at or at(-1))

    def reply(self, by: str, hours: float, *, answers: int = 0, **more: Any) -> Story:
        """`answers`: the number of the statement that is answered, counted from 1."""
        hash = self.events[answers - 1].hash if answers else ""
        return self.tell("reply.sent", by, says.ReplySent(hash, **more), hours)

    def deliver(self, by: str, number: int, hours: float) -> Story:
        return self.tell("message.delivered", by, says.MessageDelivered(self.events[number - 1].hash), hours)

    def read(self, by: str, number: int, hours: float) -> Story:
        return self.tell("message.read", by, says.MessageRead(self.events[number - 1].hash), hours)

    def close(self, by: str = TN, hours: float = 30) -> Story:
        return self.tell("thread.closed", by, says.ThreadClosed(), hours)
