"""Whole stretches of the main path in one call, so that a test can begin where it wants to.

world = World(seed=1, nodes=("TN", "EG", "GS", "OC"))
alert = circulated(world, "TN")
case = case_until(world, CaseState.ARRESTED)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from mithaq.app import alerts, attachments, case_reading, cases, reviews, screening
from mithaq.app.holders import Opening, living, open_holder, public_half
from mithaq.app.node import Node
from mithaq.domain.alert_events import LookedAt
from mithaq.domain.case import papers
from mithaq.domain.case.papers import (
    CasePaper,
    DetentionRequest,
    ExtraditionFile,
    Note,
    PaperCopy,
    Reasons,
    WarrantPaper,
)
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.instrument import Paper
from mithaq.ops.tables import frequency_rows
from mithaq.testing.clock import START
from mithaq.testing.synthetic import DEFAULT_SEED, Generator
from mithaq.testing.world import World

INSTRUMENT = "riyadh-1983"
REVIEWERS = ((1, "DZ"), (2, "KW"), (3, "OM"))
"""Number and nationality of reviewers who come from states that own no alert in a demonstration; the first two are on
duty (`testing.world.DUTY`)."""
URGENT = "danger_to_life"
SECRET = "A" * 43
"""A key that a holder of copies signs its receipts with, made up."""

FILE: tuple[Paper, ...] = ("identity", "photo", "warrant", "memorandum", "provisions", "evidence")
S = CaseState


@cache
def person(owner: str = "TN", number: int = 1) -> Wanted:
    """What a complete arrest alert on an invented person says; the first of TN is the planted one, each `number` another."""
    generator = Generator(DEFAULT_SEED, frequency_rows())
    return [generator.wanted(owner, START.date()) for _ in range(number)][-1]


def drafted(world: World, owner: str = "TN", content: Wanted | None = None, *, urgent: str = "") -> str:
    """Step 1, first half: a bureau writes an arrest alert down. Its id."""
    bureau = world.actor(owner, "bureau")
    return alerts.draft(world[owner], bureau, "wanted", content or person(owner), urgent=urgent).subject


def approved(world: World, owner: str = "TN", content: Wanted | None = None, *, urgent: str = "") -> str:
    """Step 1: and a prosecutor stands behind it; the Secretariat holds it."""
    alert = drafted(world, owner, content, urgent=urgent)
    alerts.approve(world[owner], world.actor(owner, "prosecutor"), alert, newest(world, owner, alert))
    world.settle()
    return alert


def reviewed(world: World, owner: str = "TN", content: Wanted | None = None, *, urgent: str = "") -> str:
    """Step 2: two reviewers accept it, one if it is urgent."""
    alert = approved(world, owner, content, urgent=urgent)
    for number, nationality in called(world, alert):
        accept(world, alert, number, nationality)
    world.answered(alert)
    return alert


def circulated(world: World, owner: str = "TN", content: Wanted | None = None, *, urgent: str = "") -> str:
    """Step 3: published, and held by every member. Its id."""
    alert = reviewed(world, owner, content, urgent=urgent)
    alerts.circulate(world[owner], world.actor(owner, "bureau"), alert)
    world.settle()
    return alert


def called(world: World, alert: str) -> list[tuple[int, str]]:
    """Number and nationality of the reviewers on duty whom the lot has called for this alert, in the order of the calls."""
    with world["GS"].store.read() as reader:
        fold = alerts.load(reader, alert)
    version = reviews.under_review(fold) if fold is not None else None
    calls = version.lot.called if version is not None and version.lot is not None else ()
    known = {world.actor("GS", "reviewer", number).id: (number, state) for number, state in REVIEWERS}
    return [known[call.reviewer] for call in calls]


def accept(world: World, alert: str, number: int = 1, nationality: str = "DZ") -> None:
    """One reviewer of the Secretariat accepts what is under review. Raises Refusal."""
    reviewer = world.actor("GS", "reviewer", number, nationality)
    content = newest(world, "GS", alert)
    reviews.accept(world["GS"], reviewer, alert, content, looked_at(world["GS"], alert, content))


def looked_at(node: Node, alert: str, content: str) -> tuple[LookedAt, ...]:
    """What a reviewer says who has looked at every finding of the screening and accepts all the same."""
    screened = screening.newly(node, alert, content)
    reasons = node.law.screening.looked.values()
    return tuple(
        LookedAt(one.rule, next(reason.code for reason in reasons if reason.lifts == one.lifted))
        for one in (screened.findings if screened is not None else ())
        if screened is not None and one.rule in screened.to_look_at
    )


def newest(world: World, code: str, alert: str) -> str:
    """The content hash that this member's officers see and work on; 64 zeros where there is none."""
    with world[code].store.read() as reader:
        fold = alerts.load(reader, alert)
    return fold.newest.content if fold is not None and fold.newest is not None else "0" * 64


def said_in(world: World, code: str, alert: str) -> Wanted | None:
    """What the circulated version of an alert says at this member; None where it is not there."""
    with world[code].store.read() as reader:
        fold = alerts.load(reader, alert)
        content = (
            alerts.content_in(reader, fold, fold.current) if fold is not None and fold.current is not None else None
        )
    return content if isinstance(content, Wanted) else None


class CaseActs:
    """A case that `requesting` has of `requested`, moved on by officers of both. Every act is replicated at once."""

    def __init__(
        self, world: World, alert: str, requesting: str = "TN", requested: str = "EG", content: Wanted | None = None
    ) -> None:
        self.world = world
        self.requesting = requesting
        self.requested = requested
        self.alert = alert
        self.content = content or said_in(world, requesting, alert) or person(requesting)
        self.id = self._request()

    def act(
        self,
        member: str,
        role: str,
        type: str,
        body: Any = None,
        paper: CasePaper | None = None,
        shown: Sequence[str] = (),
    ) -> str:
        """One statement by an officer of the member; the hash of its event. `shown`: findings he names. Raises Refusal."""
        raw = papers.encode(paper) if paper is not None else None
        who = self.world.actor(member, role)
        event = cases.act(self.world[member], who, self.id, type, body or {}, raw, shown)
        self.world.settle()
        return event.hash

    @property
    def now(self) -> str:
        """This instant of the world as text."""
        return text(self.world.clock.now())

    @property
    def state(self) -> CaseState:
        """Where the requesting state's node sees the case."""
        with self.world[self.requesting].store.read() as reader:
            case = case_reading.load(reader, self.id)
        if case is None:
            raise Refusal("not_found", "case")
        return case.state

    def _request(self) -> str:
        node, there = self.world[self.requesting], self.world[self.requested]
        word = cases.state_bound(there, self.world.actor(self.requested, "bureau"), INSTRUMENT, self.requesting)
        self.world.settle()
        prosecutor = self.world.actor(self.requesting, "prosecutor")
        found = self.content
        paper = DetentionRequest(found.identity, found.offence, found.warrant, self.requesting, True, True)
        said = cases.request(node, prosecutor, self.requested, INSTRUMENT, self.alert, paper, bound=word.hash)
        self.world.settle()
        return said.subject

    def admit(self) -> None:
        """The requested state's prosecutor decides what is arguable, and admits."""
        prosecutor = self.world.actor(self.requested, "prosecutor")
        page = cases.read(self.world[self.requested], prosecutor, self.id)
        decided = [found.test for found in page.findings if found.result == "arguable"]
        self.act(self.requested, "prosecutor", "detention.admitted", {"decided": decided})

    def arrest(self) -> None:
        """Held and arrested at this instant."""
        self.act(self.requested, "bureau", "person.arrested", {"held_from": self.now, "arrested_at": self.now})

    def inform(self) -> None:
        """The person is told the rights."""
        rights = {
            "informed_at": self.now, "language": "ar", "language_understood": True, "interpreter": "not_needed",
            "lawyer": "chosen", "reasons_told": True, "hearing_told": True,
        }  # fmt: skip
        self.act(self.requested, "prosecutor", "rights.informed", rights)

    def lodge(self, schedule: ExtraditionFile | None = None) -> str:
        """The complete file, with what the screening shows of it named, or the one given and nothing named; the requested
        state's node signs for it. Raises Refusal.
        """
        rules = self.world.law.instruments[INSTRUMENT].file
        papers = [rule.paper for rule in rules]
        if schedule is not None:
            return self.act(self.requesting, "bureau", "file.lodged", {"papers": papers}, schedule)
        schedule = file(self.world, self.requesting)
        try:
            return self.act(self.requesting, "bureau", "file.lodged", {"papers": papers}, schedule)
        except Refusal as refusal:
            if refusal.code != "file.not_acknowledged":
                raise
            shown = refusal.missing
        return self.act(self.requesting, "bureau", "file.lodged", {"papers": papers}, schedule, shown)

    def grant(self) -> None:
        """The file arrives and the court grants."""
        self.lodge()
        self.court("granted")

    def court(self, outcome: str, **more: str) -> None:
        """The court decides; a refusal names its `ground`."""
        body = {"outcome": outcome, "decided_at": self.now, "heard": True, **more}
        self.act(self.requested, "judge", "court.decided", body, reasons())

    def appeal(self) -> None:
        """The person appeals."""
        self.act(self.requested, "judge", "appeal.lodged", {"lodged_at": self.now})

    def waive(self) -> None:
        """The person gives the appeal up."""
        self.act(self.requested, "judge", "appeal.waived", {"waived_at": self.now})

    def date(self) -> None:
        """Surrender is set for today, after the minister where the state has one."""
        procedure = self.world.law.procedures.get(self.requested)
        if procedure is None or procedure.minister != "no":
            body = {"outcome": "granted", "decided_at": self.now}
            self.act(self.requested, "prosecutor", "minister.decided", body, reasons())
        self.act(self.requested, "prosecutor", "surrender.dated", {"day": self.now[:10]})

    def surrender(self) -> None:
        """The person is handed over."""
        self.act(self.requested, "bureau", "person.surrendered", {"surrendered_at": self.now})

    def take_over(self) -> None:
        """The requesting state has the person."""
        self.act(self.requesting, "bureau", "surrender.received", {"received_at": self.now})

    def undertake(self) -> None:
        """No other prior act, no onward surrender."""
        self.act(self.requesting, "prosecutor", "speciality.undertaken")

    def close(self) -> None:
        """The requesting state's last word."""
        self.act(self.requesting, "prosecutor", "case.closed")

    def refuse(self) -> None:
        """The requested state's prosecutor refuses."""
        self.act(self.requested, "prosecutor", "detention.refused", {"ground": "own_national"}, reasons())

    def withdraw(self) -> None:
        """The requesting state withdraws."""
        self.act(self.requesting, "prosecutor", "request.withdrawn")

    def release(self) -> None:
        """The person is free."""
        body = {"released_at": self.now, "ground": "request_withdrawn"}
        self.act(self.requested, "bureau", "person.released", body)

    def remove(self) -> None:
        """Deported beside the case: a breach."""
        body = {"removed_at": self.now, "to": self.requesting}
        self.act(self.requested, "bureau", "person.removed", body)

    def postpone(self) -> None:
        """The person serves a sentence in the requested state first."""
        body = {"postponed_at": self.now, "title": "serving"}
        self.act(self.requested, "judge", "surrender.postponed", body, reasons())

    def lend(self) -> None:
        """Handed over until today's end, against the requesting state's word to return the person."""
        day = {"day": self.now[:10]}
        self.act(self.requesting, "prosecutor", "return.undertaken", day)
        self.act(self.requested, "prosecutor", "temporary.agreed", day)
        self.act(self.requested, "bureau", "person.lent", {"lent_at": self.now})

    def escape(self) -> None:
        """The person fled."""
        self.act(self.requested, "bureau", "person.escaped", {"escaped_at": self.now})

    def die(self) -> None:
        """The person died."""
        self.act(self.requested, "bureau", "person.died", {"died_at": self.now})

    def message(self, member: str, words: str = "synthetic words") -> None:
        """A message of one party."""
        self.act(member, "bureau", "message.sent", {}, Note(words))


Step = Callable[[CaseActs], object]
_A = CaseActs
_IN_COURT: tuple[Step, ...] = (_A.admit, _A.arrest, _A.inform, _A.grant)
_ARRESTED: tuple[Step, ...] = (_A.admit, _A.arrest)
_DATED: tuple[Step, ...] = (*_IN_COURT, _A.waive, _A.date)

WAYS: dict[CaseState, tuple[Step, ...]] = {
    S.REQUESTED: (),
    S.ADMITTED: (_A.admit,),
    S.REFUSED: (_A.refuse,),
    S.WITHDRAWN: (_A.withdraw,),
    S.ARRESTED: _ARRESTED,
    S.INFORMED: (*_ARRESTED, _A.inform),
    S.GRANTED: _IN_COURT,
    S.APPEALED: (*_IN_COURT, _A.appeal),
    S.FINAL: (*_IN_COURT, _A.waive),
    S.DATED: _DATED,
    S.POSTPONED: (*_IN_COURT, _A.waive, _A.postpone),
    S.LENT: (*_IN_COURT, _A.waive, _A.postpone, _A.lend),
    S.ESCAPED: (*_ARRESTED, _A.escape),
    S.SURRENDERED: (*_DATED, _A.surrender),
    S.RECEIVED: (*_DATED, _A.surrender, _A.take_over),
    S.SPECIALITY: (*_DATED, _A.surrender, _A.take_over, _A.undertake),
    S.RELEASE_DUE: (*_ARRESTED, _A.withdraw),
    S.RELEASED: (*_ARRESTED, _A.withdraw, _A.release),
    S.REMOVED: (*_ARRESTED, _A.remove),
    S.DIED: (*_ARRESTED, _A.die),
    S.CLOSED: (_A.refuse, _A.close),
}
"""How officers bring a case into each state that honest acts can reach. (`unfounded` is none of them.)"""


def case_until(
    world: World,
    state: CaseState,
    requesting: str = "TN",
    requested: str = "EG",
    alert: str = "",
    content: Wanted | None = None,
) -> CaseActs:
    """A case that stands in this state on every node. `alert`: a circulated one, else a new one is made. `content`: on this
    person; no second request is admitted on one whose case is open.

    Raises KeyError for a state that no honest act leads to.
    """
    ways = WAYS[state]
    told = CaseActs(world, alert or circulated(world, requesting, content), requesting, requested, content)
    for step in ways:
        step(told)
    return told


def file(world: World, member: str) -> ExtraditionFile:
    """A complete extradition file, each paper a certified copy."""
    return ExtraditionFile(tuple(_copy(world, name, member) for name in FILE))


def warrant(world: World, member: str) -> WarrantPaper:
    """The art. 42(b) document alone."""
    return WarrantPaper(person(member).warrant, _copy(world, "warrant", member))


def reasons() -> Reasons:
    """A decision in words."""
    return Reasons("a synthetic court", "1/2026", "synthetic reasons")


def attached(world: World, member: str, words: str) -> str:
    """A small file of a member's bureau, ready to be cited. Its hash."""
    return attachments.keep(world[member], world.actor(member, "bureau"), words.encode()).hash


def _copy(world: World, name: Paper, member: str) -> PaperCopy:
    """One paper; a line of text stands for it here."""
    return PaperCopy(name, attached(world, member, f"synthetic {name}"), certified_by=f"{member}-COURT")


def holder(world: World, member: str = "TN", kind: str = "export", *, hours: int = 48, secret: str = SECRET) -> str:
    """A named holder of copies of this member, for so many hours; the one there is, if it lives. Its id."""
    until = text(world.clock.now() + timedelta(hours=hours))
    name = f"{member}-{kind.upper()}-{secret[:4].upper()}"
    there = [one.id for one in living(world[member], kind) if one.name == name]
    asked = Opening(kind, name, f"{member}-LIAISON", "court_file", until, public_half(secret))
    return there[0] if there else open_holder(world[member], world.actor(member, "administrator"), asked).subject
