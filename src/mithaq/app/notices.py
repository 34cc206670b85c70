"""The release notice: the custodian's node makes it by itself as soon as a release is owed, seals it, and both sides get it.

A release waits for no notice: it is due from the moment the clocks or a decision say so. The notice is the paper for the
gate of the prison.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from mithaq.app.agenda import ALL
from mithaq.app.case_reading import load
from mithaq.app.cases import say
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.rows import AttachmentRow, TaskRow
from mithaq.domain.case.agenda import NOTICE
from mithaq.domain.case.events import ReleaseNoticed
from mithaq.domain.case.papers import ReleaseNotice
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text

FAILED = "notice.failed"


def make_notices(node: Node) -> int:
    """Make, keep and sign the notice of every release that this state owes; how many were made.

    One that cannot be made becomes a task for the prosecutor, and is tried again in the next hour.
    """
    print_notice = node.release_notice
    if print_notice is None:
        return 0
    with node.store.read() as reader:
        rows = reader.register.deadlines((NOTICE,), partner=node.member, limit=ALL)
        due = [row.subject for row in rows if reader.desk.meta(_tried(row.subject)) != _hour(node)]
    return sum(_make(node, subject, print_notice) for subject in due)


def _make(node: Node, subject: str, print_notice: Callable[[Node, str], bytes]) -> bool:
    try:
        document = print_notice(node, subject)
        media = node.scan(document).media_type
    except Refusal:
        _not_made(node, subject)
        return False
    with node.write() as tx:
        case = load(tx.store, subject)
        if case is None or not case.notice_owed:
            return False  # the person was released while the notice was printed
        hash, now = hashlib.sha256(document).hexdigest(), text(node.now())
        tx.store.attachments.put(AttachmentRow(hash, media, len(document), now), document)
        say(node, tx, node_actor(node), case, "release.noticed", ReleaseNoticed(), ReleaseNotice(hash))
        tx.store.desk.finish_tasks(subject, FAILED, now)
    return True


def _not_made(node: Node, subject: str) -> None:
    with node.store.write() as tx:
        tx.desk.put_meta(_tried(subject), _hour(node))
        tx.desk.put_task(TaskRow(f"t-{subject}-{FAILED}", "prosecutor", FAILED, subject, text(node.now())))


def _tried(subject: str) -> str:
    return f"{FAILED} {subject}"


def _hour(node: Node) -> str:
    return text(node.now())[:13]
