"""Fetching attachments from the member whose paper cites them; each is looked through here once more before it is kept.

A file that this node refuses is not asked for again. Its bytes are not kept; what was wrong with it is, and a task tells
the bureau, because a paper that nobody can open has not arrived.
"""

from __future__ import annotations

import hashlib

from mithaq.app.attached import check_room
from mithaq.app.exchange import PayloadRequest, Wanted, signed
from mithaq.app.node import Node, Transaction
from mithaq.app.ports.peer import PeerDown
from mithaq.app.ports.rows import AttachmentRow, TaskRow, Want
from mithaq.domain.attachment import CASE_FULL
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.journal.errors import Refused

REFUSED = "attachment.refused"


def fetch_files(node: Node, wants: list[Want]) -> int:
    """Ask for each in turn; how many were kept or refused. A member that is down delays none of the others."""
    count, down = 0, set[str]()
    for want in wants:
        if want.member in down or node.network is None:
            continue
        try:
            data = node.network.peer(want.member).ask_attachment(_request(node, want))
        except (PeerDown, Refused):
            down.add(want.member)
            continue
        if data is not None:
            count += take_file(node, want, data)
    return count


def take_file(node: Node, want: Want, data: bytes) -> bool:
    """Keep a file that was wanted, or why it was refused; false for bytes that are another file."""
    if hashlib.sha256(data).hexdigest() != want.hash:
        return False
    row, body = _looked_through(node, want, data)
    with node.write() as tx:
        if not tx.store.payloads.is_wanted(want.hash, want.subject):
            return False
        try:
            check_room(tx.store, want.subject, want.member, {want.hash: len(body)})
        except Refusal as refusal:
            row, body = _refused(node, want, refusal.code), b""
        tx.store.attachments.put(row, body)
        # A case that is full says nothing about the file: other cases go on asking for it.
        tx.store.payloads.unwant([want.hash], want.subject if row.refused == CASE_FULL else "")
        if row.refused and node.kind == "state":
            _tell(node, tx, want)
    return True


def _request(node: Node, want: Want) -> bytes:
    names = (Wanted(want.subject, want.hash),)
    return signed(PayloadRequest(node.member, want.member, text(node.now()), names), node.key)


def _looked_through(node: Node, want: Want, data: bytes) -> tuple[AttachmentRow, bytes]:
    try:
        found = node.scan(data)
    except Refusal as refusal:
        return _refused(node, want, refusal.code), b""
    return AttachmentRow(want.hash, found.media_type, len(data), text(node.now())), data


def _refused(node: Node, want: Want, code: str) -> AttachmentRow:
    return AttachmentRow(want.hash, "", 0, text(node.now()), code)


def _tell(node: Node, tx: Transaction, want: Want) -> None:
    tx.store.desk.put_task(TaskRow(node.new_id("t"), "bureau", REFUSED, want.subject, text(node.now())))
