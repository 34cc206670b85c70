"""`mithaq alert` and `mithaq case`: the acts of officers."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from mithaq.app import alerts, attachments, cases, completeness, erasures, lists, reviews
from mithaq.app.earlier import weighed
from mithaq.app.issue import require
from mithaq.app.node import Node
from mithaq.app.ports.rows import FoldRow
from mithaq.cli.commands.bounds import Shown
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.documents.document import Other
from mithaq.documents.erasure_letter import sealed_erasure
from mithaq.documents.make import sealed, wish_for
from mithaq.domain import content as contents
from mithaq.domain.alert_events import LookedAt
from mithaq.domain.attachment import MAX_BYTES
from mithaq.domain.case import papers
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.web.pages.words import WORDS


class Subject(Struct, frozen=True):
    """The id of an alert or a case."""

    id: str


class ListArgs(Struct, frozen=True):
    """Filters; empty for all."""

    kind: str = ""
    state: str = ""
    limit: Shown = 50


class DraftArgs(Struct, frozen=True):
    """`content` is what the alert says, as JSON; its `kind` is the shape, `kind` here the row of `kinds.csv`."""

    content: dict[str, Any]
    kind: str = ""
    chosen: tuple[str, ...] = ()
    urgent: str = ""


class ReviewArgs(Struct, frozen=True):
    """Accept, or refuse on a coded ground with reasons."""

    id: str
    decision: str
    ground: str = ""
    reasons: str = ""
    looked_at: tuple[LookedAt, ...] = ()


class ReasonArgs(Struct, frozen=True):
    """A coded reason from `grounds.csv`."""

    id: str
    reason: str


class RequestArgs(Struct, frozen=True):
    """A request for provisional detention; `paper` is a `DetentionRequest` as JSON."""

    requested: str
    instrument: str
    alert: str
    paper: dict[str, Any]
    bound: str = ""


class FileArgs(Struct, frozen=True):
    """`file` is an absolute path that the node's own process can read."""

    file: str


class ActArgs(Struct, frozen=True):
    """One statement in a case; `paper` goes with the types that have one, `acknowledged` with a file."""

    id: str
    type: str
    body: dict[str, Any]
    paper: dict[str, Any] | None = None
    acknowledged: tuple[str, ...] = ()


class DocumentArgs(Struct, frozen=True):
    """A document about a case: its kind, its second language, and the statement it rests on."""

    id: str
    kind: str
    language: str = "en"
    statement: str = ""


class CertificateArgs(Struct, frozen=True):
    """Of which alert; `sealed`: as the certificate itself, in Arabic and that second language."""

    id: str
    language: str = "en"
    sealed: bool = False


def alert_list(node: Node, who: Who, args: ListArgs) -> Iterator[Line]:
    """The own state's alerts."""
    states = (args.state,) if args.state else ()
    rows, count = lists.alerts(node, acting(node, who), kind=args.kind, states=states, limit=args.limit)
    yield from map(_row, rows)
    yield {"shown": len(rows), "alerts": count}


def alert_show(node: Node, who: Who, args: Subject) -> Iterator[Line]:
    """One alert: its state, what it says, its history."""
    page = lists.alert_page(node, acting(node, who), args.id)
    for event in page.history:
        yield _event(event)
    version = page.alert.newest
    yield {
        "id": page.alert.id,
        "owner": page.alert.owner,
        "kind": page.alert.kind,
        "state": page.alert.state,
        "content": msgspec.to_builtins(page.content) if page.content is not None else None,
        "content_hash": version.content if version else None,
        "missing": list(page.missing),
    }


def alert_draft(node: Node, who: Who, args: DraftArgs) -> Iterator[Line]:
    """Draft an alert from JSON."""
    content = contents.decode(msgspec.json.encode(args.content))
    kind = args.kind or str(content.__struct_config__.tag)
    yield _event(alerts.draft(node, acting(node, who), kind, content, chosen=args.chosen, urgent=args.urgent))


def alert_approve(node: Node, who: Who, args: Subject) -> Iterator[Line]:
    """Approve the version as it stands."""
    actor = acting(node, who)
    yield _event(alerts.approve(node, actor, args.id, _content(node, who, args.id)))


def alert_review(node: Node, who: Who, args: ReviewArgs) -> Iterator[Line]:
    """Accept or refuse, as a reviewer of the Secretariat."""
    actor = acting(node, who)
    content = _content(node, who, args.id)
    if args.decision == "accept":
        yield _event(reviews.accept(node, actor, args.id, content, args.looked_at))
    elif args.decision == "refuse":
        yield _event(reviews.refuse(node, actor, args.id, content, args.ground, args.reasons))
    else:
        raise Refusal("command.args", "decision")


def alert_circulate(node: Node, who: Who, args: Subject) -> Iterator[Line]:
    """Circulate what was reviewed."""
    yield _event(alerts.circulate(node, acting(node, who), args.id))


def alert_discontinue(node: Node, who: Who, args: ReasonArgs) -> Iterator[Line]:
    """Discontinue, for a coded reason."""
    yield _event(alerts.discontinue(node, acting(node, who), args.id, args.reason))


def alert_erasure(node: Node, who: Who, args: CertificateArgs) -> Iterator[Line]:
    """How far the erasure of an alert has come, a line a member; with `sealed` the certificate, in base64."""
    actor = acting(node, who)
    if args.sealed:
        other: Other = "fr" if args.language == "fr" else "en"
        data = sealed_erasure(node, actor, args.id, WORDS, other)
        yield {"document": base64.b64encode(data).decode(), "bytes": len(data)}
        return
    view = erasures.read(node, actor, args.id)
    found = view.erasure
    for one in found.answers:
        yield {"member": one.member, "receipt": one.standing, "at": one.at, "seq": one.seq, "hash": one.hash}
    yield {
        "id": found.alert, "way": found.way, "due_at": found.due_at, "confirmed": found.count("confirmed"),
        "late": found.count("late"), "members": len(found.answers), "complete": view.complete,
        "outside": list(found.outside), "cases": len(view.cases),
    }  # fmt: skip


def case_list(node: Node, who: Who, args: ListArgs) -> Iterator[Line]:
    """The cases of this state."""
    states = (args.state,) if args.state else ()
    rows = cases.listed(node, acting(node, who), states, limit=args.limit)
    yield from map(_row, rows)
    yield {"shown": len(rows)}


def case_show(node: Node, who: Who, args: Subject) -> Iterator[Line]:
    """One case: its statements, its clocks, what may be said next."""
    page = cases.read(node, acting(node, who), args.id)
    for step in page.steps:
        yield {**_event(step.event), "void": step.void}
    for one in weighed(page.beside, text(node.now())):
        said = msgspec.to_builtins(one)
        yield {"earlier": said.pop("id"), **said}
    yield {"id": page.case.id, **msgspec.to_builtins(page.view)}


def case_check(node: Node, who: Who, args: Subject) -> Iterator[Line]:
    """What the request and the file of a case lack, item by item; the last line says whether the file would be sent."""
    found = completeness.of_case(node, acting(node, who), args.id)
    for item in found.items:
        said = msgspec.to_builtins(item)
        yield {"item": said.pop("kind"), "reason": said.pop("why"), **said}
    for way in found.ahead:
        yield {"ahead": way.event, **msgspec.to_builtins(way)}
    yield {"id": args.id, "complete": found.complete, "received": found.received}


def case_request(node: Node, who: Who, args: RequestArgs) -> Iterator[Line]:
    """Request provisional detention."""
    paper = papers.decode("detention.requested", msgspec.json.encode(args.paper))
    if not isinstance(paper, DetentionRequest):
        raise Refusal("content.invalid", "paper")
    event = cases.request(node, acting(node, who), args.requested, args.instrument, args.alert, paper, bound=args.bound)
    yield _event(event)


def case_attach(node: Node, who: Who, args: FileArgs) -> Iterator[Line]:
    """Keep a file; the line says by which hash a paper may name it."""
    actor = acting(node, who)
    require(node, actor, "attachment.add")  # before anything is read for somebody who may not
    try:
        with Path(args.file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError:
        raise Refusal("file.unreadable", "file") from None
    row = attachments.keep(node, actor, data)
    yield {"attachment": row.hash, "media_type": row.media_type, "bytes": row.size}


def case_act(node: Node, who: Who, args: ActArgs) -> Iterator[Line]:
    """Make the next statement."""
    paper = msgspec.json.encode(args.paper) if args.paper is not None else None
    said = cases.act(node, acting(node, who), args.id, args.type, args.body, paper, args.acknowledged)
    yield _event(said)


def case_document(node: Node, who: Who, args: DocumentArgs) -> Iterator[Line]:
    """The sealed document, in base64; the command line writes it to a file."""
    wish = wish_for(node, args.id, args.kind, args.language, args.statement)
    data = sealed(node, acting(node, who), wish, WORDS)
    yield {"document": base64.b64encode(data).decode(), "bytes": len(data)}


def _content(node: Node, who: Who, subject: str) -> str:
    version = lists.alert_page(node, acting(node, who), subject).alert.newest
    if version is None:
        raise Refusal("alert.other_content", "content")
    return version.content


def _row(row: FoldRow) -> Line:
    return {
        "id": row.id,
        "kind": row.kind,
        "state": row.state,
        "member": row.member,
        "partner": row.partner,
        "changed_at": row.changed_at,
    }


def _event(event: Event) -> Line:
    return {
        "event": event.type,
        "member": event.member,
        "seq": event.seq,
        "at": event.at,
        "subject": event.subject,
        "role": event.author.role,
        "hash": event.hash,
    }
