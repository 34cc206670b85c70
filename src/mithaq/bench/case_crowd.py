"""Invented cases for the measurement: statements as an admitted envelope becomes them, without bytes and signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.fold import evolve
from mithaq.domain.events import Author, Body, Cite, Event
from mithaq.domain.instant import Instant, text
from mithaq.domain.law import Law

OWN, OTHER = "TN", "EG"
INSTRUMENT = "riyadh-1983"
ARRESTED_AGO = timedelta(days=28)  # at most: then every clock of the pack still runs
STEP = timedelta(seconds=7)
CIRCULATED, BOUND, CONTENT = "c1" * 32, "b0" * 32, "cc" * 32
AUTHOR = Author("o-0000000000000000", "BENCH", "bureau", "BENCH")


class Told:
    """One case under way between two states; `events` grow as it is told."""

    def __init__(self, number: int, law: Law, at: Instant) -> None:
        self.id = f"c-{number:016x}"
        self.law = law
        self.at = at
        self.requesting, self.requested = (OWN, OTHER) if number % 2 else (OTHER, OWN)
        self.events: list[Event] = []
        self.case: Case | None = None

    def say(self, type: str, by: str, body: Callable[[str], Body], *cites: Cite) -> str:
        """The next statement, some seconds after the last; `body` is made with its instant. Its hash."""
        self.at += STEP
        lamport = len(self.events) + 1
        hash = hashlib.sha256(f"{self.id} {lamport}".encode()).hexdigest()
        event = Event(type, by, lamport, lamport, text(self.at), AUTHOR, self.id, body(text(self.at)), CONTENT, hash,
                      cites=cites)  # fmt: skip
        self.events.append(event)
        self.case = evolve(self.case, event, self.law)
        return hash

    def to_custody(self) -> None:
        """Requested, admitted, arrested, told the rights."""
        requested = says.DetentionRequested(self.requested, INSTRUMENT, f"a-{0:016x}", CONTENT, CIRCULATED, BOUND)
        cites = (Cite(self.requesting, 1, CIRCULATED), Cite(self.requested, 1, BOUND))
        self.say("detention.requested", self.requesting, lambda _: requested, *cites)
        self.say("detention.admitted", self.requested, lambda _: says.DetentionAdmitted())
        self.say("person.arrested", self.requested, lambda at: says.PersonArrested(at, at))
        self.inform()

    def inform(self) -> None:
        """The rights, with an interpreter."""
        self.say(
            "rights.informed",
            self.requested,
            lambda at: says.RightsInformed(at, "ar", True, "present", "appointed", True, True),
        )

    def lodge(self) -> None:
        """The art. 42(b) document, and the receipt for it."""
        of = self.say("warrant.lodged", self.requesting, lambda _: says.WarrantLodged())
        self.say("lodgement.received", self.requested, lambda at: says.LodgementReceived(of, at))

    def write(self) -> None:
        """A message."""
        self.say("message.sent", self.requesting, lambda _: says.MessageSent())


def cases(count: int, law: Law, now: Instant) -> Iterator[Told]:
    """Open cases, arrested evenly over the last four weeks; in every third the document has arrived."""
    for number in range(count):
        told = Told(number, law, now - ARRESTED_AGO * (number + 1) / (count + 1))
        told.to_custody()
        if number % 3 == 0:
            told.lodge()
        yield told


def long_case(events: int, law: Law, now: Instant) -> Told:
    """One case of that many statements: of every ten, one lodgement with its receipt, rights told again, seven messages."""
    told = Told(0, law, now - ARRESTED_AGO)
    told.to_custody()
    while len(told.events) < events:
        turn = len(told.events) % 10
        if turn == 4 and len(told.events) + 2 <= events:
            told.lodge()
        elif turn == 7:
            told.inform()
        else:
            told.write()
    return told
