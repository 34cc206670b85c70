"""/api/questions and /api/databases: questions to databases that stay at home, and which there are."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller
from litestar.di import NamedDependency
from msgspec import Meta, Struct

from mithaq.app.connected import asking, declaring, desk, repeats
from mithaq.app.connected import data as core
from mithaq.app.connected.data import DataDue
from mithaq.app.connected.desk import Shown
from mithaq.app.connected.repeats import Repeat
from mithaq.domain.alert_events import Code, Id, Member
from mithaq.domain.connected.question import Database, Question
from mithaq.domain.errors import Refusal
from mithaq.web.api.parameters import Limit, Offset, Subject, Who
from mithaq.web.api.shapes import Issued, Shape, issued
from mithaq.web.routes import read, write

Words = Annotated[str, Meta(min_length=1, max_length=1000)]


class Asking(Shape, frozen=True):
    """A question: to at most three states, about the person or object of one open alert or case. `item`: which object of a
    batch. `basis`: an instrument of the law, `words`: its article and why.
    """

    to: Annotated[tuple[Member, ...], Meta(min_length=1, max_length=24)]
    about: Id
    purpose: Code
    basis: Code
    words: Words
    item: Annotated[str, Meta(pattern=r"^([a-z]-[0-9a-f]{16,32})?$")] = ""


class Judging(Shape, frozen=True):
    """Whether what was met may be told, and why; the reason stays on this node."""

    tell: bool
    reason: Words


class DataOf(Shape, frozen=True):
    """Whose core data are asked for."""

    of: Member


class Deciding(Shape, frozen=True):
    """An officer's decision on core data; reasons where they are refused."""

    give: bool
    words: Annotated[str, Meta(max_length=1000)] = ""


class Declaring(Shape, frozen=True):
    """A mapping as text, YAML unless `toml`. `true`: whoever signs declares that it is what it says, and nothing else."""

    mapping: Annotated[str, Meta(min_length=1, max_length=65_536)]
    true: bool
    toml: bool = False


class QuestionList(Struct, frozen=True):
    """Questions of this member and to it, for the commission all; newest change first. `board`: core data that are owed."""

    questions: tuple[Question, ...]
    board: tuple[DataDue, ...]


class DatabaseShown(Struct, frozen=True):
    """A connected database. Of the own ones: when the index was built, how many rows it has, whether it answers."""

    database: Database
    built_at: str
    rows: int
    answers: bool


class DatabaseList(Struct, frozen=True):
    """Every database that is connected anywhere."""

    databases: tuple[DatabaseShown, ...]


class RepeatList(Struct, frozen=True):
    """Who was asked about again, for the commission alone."""

    repeats: tuple[Repeat, ...]


class Decided(Struct, frozen=True):
    """A decision that stands in no journal."""

    question: str


class Questions(Controller):
    """An answer is hit or no hit, and nobody is ever arrested on one."""

    path = "/questions"
    tags = ("questions",)

    @read("/", "question.list")
    def listed(self, signed: Who, limit: Limit = 50, offset: Offset = 0) -> QuestionList:
        """Who asked whom, when, and who has answered."""
        found = desk.listed(signed.node, signed.actor, limit=limit, offset=offset)
        with signed.node.store.read() as reader:
            return QuestionList(tuple(found), tuple(core.board(signed.node, reader)))

    @read("/repeats", "question.repeats")
    def repeated(self, signed: Who) -> RepeatList:
        """Persons who were asked about by several officers or states, or more than once."""
        return RepeatList(tuple(repeats.listed(signed.node, signed.actor)))

    @read("/{subject:str}", "question.read")
    def one(self, signed: Who, subject: Subject) -> Shown:
        """One question, with what of it is for this member."""
        return desk.read(signed.node, signed.actor, subject)

    @write("/", "question.asked", Asking)
    def ask(self, signed: Who, asked: NamedDependency[Asking]) -> Issued:
        """Ask."""
        return issued(
            asking.ask(
                signed.node, signed.actor, asked.to, asked.about, asked.purpose, asked.basis, asked.words, asked.item
            )
        )

    @write("/{subject:str}/judge", "question.judge", Judging)
    def judge(self, signed: Who, subject: Subject, asked: NamedDependency[Judging]) -> Decided:
        """Say, before the hour of the answer, whether what was met may be told."""
        desk.judge(signed.node, signed.actor, subject, tell=asked.tell, reason=asked.reason)
        return Decided(subject)

    @write("/{subject:str}/data", "question.data_asked", DataOf)
    def ask_data(self, signed: Who, subject: Subject, asked: NamedDependency[DataOf]) -> Issued:
        """Ask for the core data of what was found."""
        return issued(core.ask_data(signed.node, signed.actor, subject, asked.of))

    @write("/{subject:str}/decision", "question.data_decided", Deciding)
    def decide(self, signed: Who, subject: Subject, asked: NamedDependency[Deciding]) -> Issued:
        """Give the core data, or refuse them."""
        return issued(core.decide_data(signed.node, signed.actor, subject, give=asked.give, words=asked.words))


class Databases(Controller):
    """What stays at home, and who answers for it."""

    path = "/databases"
    tags = ("questions",)

    @read("/", "database.list")
    def listed(self, signed: Who) -> DatabaseList:
        """Every database that is connected anywhere."""
        found = declaring.listed(signed.node, signed.actor)
        return DatabaseList(
            tuple(
                DatabaseShown(
                    one.database, one.here.built_at if one.here else "", one.here.rows if one.here else 0, one.current
                )
                for one in found
            )
        )

    @write("/", "database.declared", Declaring)
    def declare(self, signed: Who, asked: NamedDependency[Declaring]) -> Issued:
        """Connect a database, and sign what it is."""
        try:
            raw = asked.mapping.encode()
        except UnicodeEncodeError:
            raise Refusal("connected.malformed", "mapping") from None
        return issued(declaring.declare(signed.node, signed.actor, raw, toml=asked.toml, true=asked.true))

    @write("/{subject:str}/withdraw", "database.withdrawn")
    def withdraw(self, signed: Who, subject: Subject) -> Issued:
        """Connect it no more."""
        return issued(declaring.withdraw(signed.node, signed.actor, subject))
