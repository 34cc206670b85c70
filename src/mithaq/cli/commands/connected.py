"""`mithaq connect` and `mithaq question` on a node."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from mithaq.app.connected import asking, declaring, desk
from mithaq.app.connected import data as core
from mithaq.app.node import Node
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event


class Nothing(Struct, frozen=True):
    """No arguments."""


class DeclareArgs(Struct, frozen=True):
    """A mapping in base64; `true`: the declaration."""

    mapping: str
    true: bool
    toml: bool = False


class SubjectArgs(Struct, frozen=True):
    """Which question or database."""

    subject: str


class AskArgs(Struct, frozen=True):
    """A question."""

    about: str
    to: tuple[str, ...]
    purpose: str
    basis: str
    words: str
    item: str = ""


class JudgeArgs(Struct, frozen=True):
    """Whether what was met may be told."""

    subject: str
    tell: bool
    reason: str


class DataArgs(Struct, frozen=True):
    """Whose core data."""

    subject: str
    of: str


class DecideArgs(Struct, frozen=True):
    """A decision on core data."""

    subject: str
    give: bool
    words: str = ""


def connect_declare(node: Node, who: Who, args: DeclareArgs) -> Iterator[Line]:
    """Connect a database, and sign what it is."""
    try:
        raw = base64.b64decode(args.mapping, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("connected.malformed", "mapping") from None
    yield _said(declaring.declare(node, acting(node, who), raw, toml=args.toml, true=args.true))


def connect_withdraw(node: Node, who: Who, args: SubjectArgs) -> Iterator[Line]:
    """Connect it no more."""
    yield _said(declaring.withdraw(node, acting(node, who), args.subject))


def connect_status(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """A line for each connected database."""
    found = declaring.listed(node, acting(node, who))
    for one in found:
        line = {
            "id": one.database.id, "member": one.database.member, "database": one.database.name,
            "kind_of_data": one.database.kind, "authority": one.database.authority, "answers": one.current,
        }  # fmt: skip
        if one.here is not None:
            line |= {"built_at": one.here.built_at, "rows": one.here.rows, "skipped": one.here.skipped}
        yield line
    yield {"databases": len(found)}


def question_ask(node: Node, who: Who, args: AskArgs) -> Iterator[Line]:
    """Ask."""
    actor = acting(node, who)
    yield _said(asking.ask(node, actor, args.to, args.about, args.purpose, args.basis, args.words, args.item))


def question_list(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """A line for each question."""
    found = desk.listed(node, acting(node, who), limit=1000)
    for one in found:
        yield {"id": one.id, "member": one.member, "to": list(one.to), "at": one.at, "answered": sorted(one.answers)}
    yield {"questions": len(found)}


def question_show(node: Node, who: Who, args: SubjectArgs) -> Iterator[Line]:
    """A line for each answer, and each decision on core data; the question last."""
    shown = desk.read(node, acting(node, who), args.subject)
    for member, answer in sorted(shown.answers.items()):
        yield {"member": member} | msgspec.to_builtins(answer)
    for member, data in sorted(shown.data.items()):
        yield {"member": member} | msgspec.to_builtins(data)
    sheet = shown.sheet
    yield {
        "id": shown.question.id, "by": shown.question.member, "to": list(shown.question.to), "at": shown.question.at,
        "about": sheet.about if sheet else "", "purpose": sheet.purpose if sheet else "", "met": len(shown.met),
    }  # fmt: skip


def question_judge(node: Node, who: Who, args: JudgeArgs) -> Iterator[Line]:
    """Whether what was met may be told."""
    desk.judge(node, acting(node, who), args.subject, tell=args.tell, reason=args.reason)
    yield {"id": args.subject}


def question_data(node: Node, who: Who, args: DataArgs) -> Iterator[Line]:
    """Ask for core data."""
    yield _said(core.ask_data(node, acting(node, who), args.subject, args.of))


def question_decide(node: Node, who: Who, args: DecideArgs) -> Iterator[Line]:
    """Decide on core data."""
    yield _said(core.decide_data(node, acting(node, who), args.subject, give=args.give, words=args.words))


def _said(event: Event) -> Line:
    return {"event": event.type, "id": event.subject, "at": event.at}
