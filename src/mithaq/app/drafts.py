"""The file of a case, put together over days on the desk of the requesting state, and sent when it is complete.

A draft is local: no node but this one knows that a paper lies there, and nobody is handed a file because a draft holds
it. What lies in a draft is not swept; when the file is signed, or the case is past it, the draft goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import get_args

from mithaq.app import attachments, cases, completeness
from mithaq.app.attached import check_room
from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import AttachmentRow, DraftRow
from mithaq.app.ports.store import Reader
from mithaq.domain.case import papers
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, PaperCopy, WarrantPaper, present
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.instrument import Paper

FILE, WARRANT = "file.lodged", "warrant.lodged"
PAPERS: tuple[Paper, ...] = get_args(Paper)


def add(
    node: Node, actor: Actor, subject: str, paper: str, data: bytes, *, original: bool = False, certified_by: str = ""
) -> DraftRow:
    """Keep a file and lay it into the draft. The same file for the same paper once more only says something else of it.

    Raises what `attachments.keep` does, and Refusal ``content.invalid``, ``attachment.case_full``; NotFound and Forbidden
    where this officer could not lodge the file either.
    """
    _check(node, actor, subject, paper, certified_by)
    keeper = copy(actor)
    keeper.claim = None  # the form's key is spent by the draft
    kept = attachments.keep(node, keeper, data)
    return _lay(node, actor, DraftRow(subject, paper, kept.hash, original, certified_by, actor.id, text(node.now())))


def mark(
    node: Node, actor: Actor, subject: str, paper: str, attachment: str, *, original: bool, certified_by: str
) -> DraftRow:
    """Say of a copy in the draft that it is an original, or who certified it. Raises NotFound for one that is not there."""
    _check(node, actor, subject, paper, certified_by)
    row = DraftRow(subject, paper, attachment, original, certified_by, actor.id, text(node.now()))
    return _lay(node, actor, row, known=True)


def remove(node: Node, actor: Actor, subject: str, paper: str, attachment: str) -> None:
    """Take a copy out of the draft. Its file goes with the next sweep, unless something cites it."""
    with node.write() as tx:
        _may_lodge(node, tx.store, actor, subject)
        if not any((row.paper, row.attachment) == (paper, attachment) for row in tx.store.attachments.drafts(subject)):
            raise NotFound("draft")
        tx.store.attachments.undraft(subject, paper, attachment)
        write_line(node, tx.store.desk, actor, "file.drafted", reference=subject)


def listed(node: Node, actor: Actor, subject: str) -> list[DraftRow]:
    """What lies in the draft, for those who may lodge the file; empty for whoever else may read the case."""
    with node.store.read() as reader:
        case, relation = cases.visible(node, reader, actor, subject)
        if not node.law.access.allows(FILE, actor.role, node.kind, relation, str(case.state)):
            return []
        return reader.attachments.drafts(subject)


def open_file(node: Node, actor: Actor, subject: str, attachment: str) -> tuple[AttachmentRow, bytes]:
    """A file of the draft, for those who may lodge it; the reading is written down. Raises NotFound."""
    if not any(row.attachment == attachment for row in listed(node, actor, subject)):
        raise NotFound("attachment")
    with node.store.read() as reader:
        found = reader.attachments.get(attachment)
    if found is None:
        raise NotFound("attachment")
    with node.write() as tx:
        write_line(node, tx.store.desk, actor, "attachment.read", reference=subject)
    return found


def send(node: Node, actor: Actor, subject: str, memorandum: str = "", acknowledged: Sequence[str] = ()) -> Event:
    """Sign the file of what is at hand: the draft, and what was sent before and need not be sent again.

    Raises Refusal ``draft.empty``, ``file.incomplete`` naming what is missing, ``request.stopped`` or
    ``file.not_acknowledged`` naming what the screening found and `acknowledged` does not, and whatever `cases.act` refuses.
    """
    page = cases.read(node, actor, subject)
    if not listed(node, actor, subject):
        raise Refusal("draft.empty", "papers")
    file = ExtraditionFile(completeness.of_page(node, page).copies, memorandum)
    body = {"papers": list(present(file, node.law.instruments[page.case.instrument]))}
    return cases.act(node, actor, subject, FILE, body, papers.encode(file), acknowledged)


def send_warrant(node: Node, actor: Actor, subject: str) -> Event:
    """Sign the art. 42(b) document of the draft alone, so that it can answer its clock before the file is complete.

    Raises Refusal ``draft.no_warrant`` while the draft holds no original or certified copy.
    """
    rows = listed(node, actor, subject)
    copies = [completeness.copy_of(row) for row in rows if row.paper == "warrant"]
    ready = next((one for one in copies if one.original or one.certified_by), None)
    steps = cases.read(node, actor, subject).steps
    asked = next((step.paper for step in steps if isinstance(step.paper, DetentionRequest)), None)
    if ready is None or asked is None:
        raise Refusal("draft.no_warrant", "warrant")
    return cases.act(node, actor, subject, WARRANT, {}, papers.encode(WarrantPaper(asked.warrant, ready)))


def _check(node: Node, actor: Actor, subject: str, paper: str, certified_by: str) -> None:
    """What can be said before a byte is kept."""
    with node.store.read() as reader:
        _may_lodge(node, reader, actor, subject)
    if paper not in PAPERS:
        raise Refusal("content.invalid", "paper")
    papers.check(ExtraditionFile((PaperCopy(paper, "0" * 64, certified_by=certified_by),)))


def _may_lodge(node: Node, reader: Reader, actor: Actor, subject: str) -> None:
    case, relation = cases.visible(node, reader, actor, subject)
    require(node, actor, FILE, relation, str(case.state))


def _lay(node: Node, actor: Actor, row: DraftRow, *, known: bool = False) -> DraftRow:
    with node.write() as tx:
        _may_lodge(node, tx.store, actor, row.subject)
        drafted = tx.store.attachments.drafts(row.subject)
        if known and not any((one.paper, one.attachment) == (row.paper, row.attachment) for one in drafted):
            raise NotFound("draft")
        files = tx.store.attachments.about([*(one.attachment for one in drafted), row.attachment])
        check_room(tx.store, row.subject, node.member, {hash: one.size for hash, one in files.items()})
        tx.store.attachments.draft(row)
        write_line(node, tx.store.desk, actor, "file.drafted", reference=row.subject)
    return row
