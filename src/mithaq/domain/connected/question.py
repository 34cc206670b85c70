"""A question and a declared database as folds over signed statements. Total and without a clock; what does not fit changes
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from mithaq.domain.connected import events as says
from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.message.clocks import due_at

CORE_DATA = "core_data"
"""The house rule: hours in which an officer decides on core data."""


class Said(Struct, frozen=True):
    """A statement by which a state answered. `hash` names it, `payload` what it says."""

    at: str
    hash: str
    payload: str


class DataClock(Struct, frozen=True, omit_defaults=True):
    """Core data were asked for; an officer of the state decides until `due_at`."""

    asked_at: str
    due_at: str
    decided_at: str = ""
    payload: str = ""
    officer: str = ""


class Question(Struct, frozen=True, omit_defaults=True):
    """A question as every header shows it: `member` asked, by `officer` at `post`. `answers` and `data` by state."""

    id: str
    member: str
    to: tuple[str, ...]
    at: str
    payload: str
    content: str
    officer: str
    post: str
    answers: Mapping[str, Said] = {}
    data: Mapping[str, DataClock] = {}

    @property
    def state(self) -> str:
        """*asked* until all have answered; then *data* while an officer owes a decision; else *answered*."""
        if any(one not in self.answers for one in self.to):
            return "asked"
        return "answered" if all(clock.decided_at for clock in self.data.values()) else "data"

    def concerns(self, member: str) -> bool:
        """Whether this member asked or was asked."""
        return member == self.member or member in self.to


class Database(Struct, frozen=True, omit_defaults=True):
    """A declared database as every node sees it. `mapping`: SHA-256 of the mapping that was declared."""

    id: str
    member: str
    name: str
    kind: str
    authority: str
    mapping: str
    at: str
    officer: str
    withdrawn_at: str = ""

    @property
    def state(self) -> str:
        """Whether it is still connected."""
        return "withdrawn" if self.withdrawn_at else "declared"


def evolve_database(database: Database | None, event: Event, law: Law) -> Database | None:
    """The database after this statement: declared once, withdrawn by its own member."""
    body = event.body
    if database is None and isinstance(body, says.DatabaseDeclared):
        if body.kind not in law.connected.things or not _may(event, law):
            return None
        return Database(
            event.subject, event.member, body.name, body.kind, body.authority, body.mapping, event.at, event.author.id
        )
    if database is not None and isinstance(body, says.DatabaseWithdrawn) and event.member == database.member:
        return structs.replace(database, withdrawn_at=database.withdrawn_at or event.at)
    return database


def evolve(question: Question | None, event: Event, law: Law) -> Question | None:
    """The question after this statement. None for one that was not asked as it may be."""
    body = event.body
    if question is None:
        return _asked(event, body, law) if isinstance(body, says.QuestionAsked) else None
    match body:
        case says.QuestionAnswered() if event.member in question.to and event.member not in question.answers:
            said = Said(event.at, event.hash, event.payload)
            return structs.replace(question, answers={**question.answers, event.member: said})
        case says.DataAsked(of=of) if (
            event.member == question.member and of in question.answers and of not in question.data
        ):
            clock = DataClock(event.at, due_at(law, CORE_DATA, of, event.at))
            return structs.replace(question, data={**question.data, of: clock})
        case says.DataDecided() if event.member in question.data and not question.data[event.member].decided_at:
            clock = structs.replace(
                question.data[event.member], decided_at=event.at, payload=event.payload, officer=event.author.id
            )
            return structs.replace(question, data={**question.data, event.member: clock})
    return question


def papers(question: Question) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Every payload of a question: under which item it is kept, who said it, and for whom it is beside the commission, which
    reads questions and answers but no core data.
    """
    found = {question.payload: ("question.asked", question.member, question.to)}
    for member, said in question.answers.items():
        found[said.payload] = ("question.answered", member, (question.member,))
    for member, clock in question.data.items():
        if clock.payload:
            found[clock.payload] = ("question.data_decided", member, (question.member,))
    return found


def _asked(event: Event, body: says.QuestionAsked, law: Law) -> Question | None:
    states = [law.members.get(code) for code in (event.member, *body.to)]
    whole = len(set(body.to)) == len(body.to) and event.member not in body.to
    if not whole or any(info is None or info.kind != "state" for info in states) or not _may(event, law):
        return None
    return Question(
        event.subject, event.member, body.to, event.at, event.payload, event.content, event.author.id, event.author.post
    )


def _may(event: Event, law: Law) -> bool:
    info = law.members.get(event.member)
    return info is not None and law.access.allows(event.type, event.author.role, info.kind)
