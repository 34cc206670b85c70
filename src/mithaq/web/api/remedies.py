"""/api/remedies: applications to the commission, on its own desk. Every other member gets *not found*."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller
from litestar.di import NamedDependency
from msgspec import Meta, Struct

from mithaq.app import recusal, remedies
from mithaq.app.remedies import RemedyPage
from mithaq.domain.alert_events import Code
from mithaq.domain.remedy.events import Asks, Outcome
from mithaq.domain.remedy.papers import Filing, Ruling
from mithaq.domain.remedy.remedy import Remedy
from mithaq.web.api.commission import Freezing, Order, Recusing, shown
from mithaq.web.api.parameters import Limit, Offset, States, Subject, Who
from mithaq.web.api.shapes import Issued, Shape, Text, issued
from mithaq.web.routes import ask, read, write


class Applying(Shape, frozen=True):
    """An application as a clerk took it down."""

    asks: Asks
    filing: Filing


class Verifying(Shape, frozen=True):
    """How the applicant's identity was shown: a coded method."""

    method: Code


class Linking(Shape, frozen=True):
    """The alert that the application is about; empty where nothing is held."""

    alert: Annotated[str, Meta(pattern=r"^([a-z]-[0-9a-f]{16,32})?\Z")] = ""


class Rejecting(Shape, frozen=True):
    """Why it is inadmissible."""

    ground: Code
    reasons: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Proposing(Shape, frozen=True):
    """A decision, with what it orders on the alert."""

    outcome: Outcome
    ground: Code
    ruling: Ruling


class Voting(Shape, frozen=True):
    """A vote on the proposal; a no needs reasons."""

    agrees: bool
    reasons: Text = ""


class NoWords(Shape, frozen=True):
    """Nothing to say."""


class Coded(Struct, frozen=True):
    """The code that the applicant keeps; the one before it opens nothing any more."""

    code: str


class RemedyList(Struct, frozen=True):
    """A page of applications: what waits for its decision by its due date, then the others, newest change first."""

    remedies: tuple[Remedy, ...]


class Remedies(Controller):
    """What is in words is read by the commission alone."""

    path = "/remedies"
    tags = ("commission",)

    @read("/", "remedy.list")
    def listed(self, signed: Who, states: States = (), limit: Limit = 50, offset: Offset = 0) -> RemedyList:
        """The applications, without what is written in them."""
        return RemedyList(tuple(remedies.listed(signed.node, signed.actor, states, limit, offset)))

    @read("/{subject:str}", "remedy.read")
    def one(self, signed: Who, subject: Subject) -> RemedyPage:
        """One application with its papers."""
        return remedies.read(signed.node, signed.actor, subject)

    @write("/", "remedy.filed", Applying)
    def file(self, signed: Who, asked: NamedDependency[Applying]) -> Issued:
        """Take an application down. The applicant's code is asked for afterwards: no answer that is kept may hold it."""
        return issued(remedies.file(signed.node, signed.actor, asked.asks, asked.filing).event)

    @write("/{subject:str}/identity", "identity.verified", Verifying)
    def verify(self, signed: Who, subject: Subject, asked: NamedDependency[Verifying]) -> Issued:
        """Record how the applicant's identity was shown."""
        return issued(remedies.verify(signed.node, signed.actor, subject, asked.method))

    @write("/{subject:str}/link", "remedy.linked", Linking)
    def link(self, signed: Who, subject: Subject, asked: NamedDependency[Linking]) -> Issued:
        """Say which alert it is about."""
        return issued(remedies.link(signed.node, signed.actor, subject, asked.alert))

    @write("/{subject:str}/admission", "remedy.admitted")
    def admit(self, signed: Who, subject: Subject) -> Issued:
        """Admit it."""
        return issued(remedies.admit(signed.node, signed.actor, subject))

    @write("/{subject:str}/rejection", "remedy.rejected", Rejecting)
    def reject(self, signed: Who, subject: Subject, asked: NamedDependency[Rejecting]) -> Issued:
        """Find it inadmissible."""
        return issued(remedies.reject(signed.node, signed.actor, subject, asked.ground, asked.reasons))

    @write("/{subject:str}/extension", "remedy.extended", Freezing)
    def extend(self, signed: Who, subject: Subject, asked: NamedDependency[Freezing]) -> Issued:
        """Give an application for access its longest time, for a coded ground."""
        return issued(remedies.extend(signed.node, signed.actor, subject, asked.ground))

    @write("/{subject:str}/panel", "remedy.seated")
    def seat(self, signed: Who, subject: Subject) -> Issued:
        """Draw its panel by lot."""
        return issued(remedies.seat(signed.node, signed.actor, subject))

    @write("/{subject:str}/recusal", "panel.recuse", Recusing)
    def recuse(self, signed: Who, subject: Subject, asked: NamedDependency[Recusing]) -> Issued:
        """The commissioner himself withdraws from this application, and no panel on it seats him."""
        return issued(recusal.recuse(signed.node, signed.actor, subject, asked.reason))

    @write("/{subject:str}/proposal", "remedy.proposed", Proposing)
    def propose(self, signed: Who, subject: Subject, asked: NamedDependency[Proposing]) -> Issued:
        """A member of the panel proposes the decision."""
        return issued(remedies.propose(signed.node, signed.actor, subject, asked.outcome, asked.ground, asked.ruling))

    @write("/{subject:str}/votes", "remedy.voted", Voting)
    def vote(self, signed: Who, subject: Subject, asked: NamedDependency[Voting]) -> Order:
        """Vote on it. What the majority decides is ordered on every node at once."""
        return shown(remedies.vote(signed.node, signed.actor, subject, agrees=asked.agrees, reasons=asked.reasons))

    @write("/{subject:str}/withdrawal", "remedy.withdrawn")
    def withdraw(self, signed: Who, subject: Subject) -> Issued:
        """The applicant gave up."""
        return issued(remedies.withdraw(signed.node, signed.actor, subject))

    @ask("/{subject:str}/code", "remedy.recode", NoWords)
    def recode(self, signed: Who, subject: Subject) -> Coded:
        """A new code for the applicant; asked twice, the second one counts."""
        return Coded(remedies.recode(signed.node, signed.actor, subject))
