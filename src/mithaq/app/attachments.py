"""Attachments of a case: kept before a paper cites them, held by whoever may read that paper, gone when it is gone.

A file has one name everywhere: the SHA-256 of its bytes, so that anybody can compare it with the schedule in his hand. It
is never shown inside a page, and what its sender called it is not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from mithaq.app import case_reading, cases, messages
from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import AttachmentRow
from mithaq.app.ports.store import Reader
from mithaq.domain.attachment import MAX_LOOSE_BYTES
from mithaq.domain.case.case import Case
from mithaq.domain.case.states import TRANSITIONS
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import text

LOOSE_FOR = timedelta(days=1)
"""How long a file waits for the paper that cites it: a file is put together in an afternoon, and signed the next morning."""


def keep(node: Node, actor: Actor, data: bytes) -> AttachmentRow:
    """Look a file through and keep it, to be cited within a day. The same file once more is no second file.

    Raises Forbidden, the refusals of the scan (`interop.scan`), Refusal ``attachment.desk_full``.
    """
    require(node, actor, "attachment.add")
    found = node.scan(data)
    row = AttachmentRow(hashlib.sha256(data).hexdigest(), found.media_type, len(data), text(node.now()))
    with node.write() as tx:
        if sum(one.size for one in tx.store.attachments.loose()) + len(data) > MAX_LOOSE_BYTES:
            raise Refusal("attachment.desk_full", "attachment")
        tx.store.attachments.put(row, data)
        tx.store.payloads.unwant([row.hash])
        write_line(node, tx.store.desk, actor, "attachment.add", reference=row.hash)
    return row


def read(node: Node, actor: Actor, hash: str) -> tuple[AttachmentRow, bytes]:
    """A file that a case or thread cites, for those who may read that; the reading is written down.

    Raises Forbidden for a role that reads none; NotFound for all others, for a file that nothing cites yet, and for one
    that was refused or is not here yet.
    """
    require(node, actor, "attachment.read")
    with node.store.read() as reader:
        citing = sorted({one.subject for one in reader.attachments.citations(of=hash)})
        seen = next((subject for subject in citing if _sees(node, reader, actor, subject)), "")
        found = reader.attachments.get(hash) if seen else None
    if found is None or found[0].refused:
        raise NotFound("attachment")
    with node.write() as tx:
        write_line(node, tx.store.desk, actor, "attachment.read", reference=seen)
    return found


def of_case(node: Node, actor: Actor, subject: str) -> dict[str, AttachmentRow]:
    """What is known here of the files that a case cites; one on the way is not among them. Raises NotFound."""
    with node.store.read() as reader:
        cases.visible(node, reader, actor, subject)
        return known(reader, subject)


def known(reader: Reader, subject: str) -> dict[str, AttachmentRow]:
    """The same without asking who reads."""
    return reader.attachments.about([one.attachment for one in reader.attachments.citations(subject=subject)])


def sweep(node: Node) -> int:
    """Drop what nothing cites and nobody cited within a day, and drafts for cases in which no file can be lodged any more.
    Returns how many files went.
    """
    oldest = text(node.now() - LOOSE_FOR)
    with node.store.read() as reader:
        over, gone = _over(reader), _old(reader.attachments.loose(), oldest)
    if gone or over:
        with node.store.write() as tx:
            for subject in over:
                tx.attachments.undraft(subject)
            gone = _old(tx.attachments.loose(), oldest)
            tx.attachments.drop(gone)
    return len(gone)


def _over(reader: Reader) -> list[str]:
    """The cases with a draft that is for nothing any more."""
    drafted = sorted({row.subject for row in reader.attachments.drafts()})
    return [subject for subject in drafted if not _may_lodge(case_reading.load(reader, subject))]


def _may_lodge(case: Case | None) -> bool:
    return case is not None and any(row.event == "file.lodged" for row in TRANSITIONS[case.state])


def _old(rows: Iterable[AttachmentRow], oldest: str) -> list[str]:
    return [row.hash for row in rows if row.kept_at <= oldest]


def _sees(node: Node, reader: Reader, actor: Actor, subject: str) -> bool:
    may_see = messages.visible if subject.startswith("m-") else cases.visible
    try:
        may_see(node, reader, actor, subject)
    except NotFound:
        return False
    return True
