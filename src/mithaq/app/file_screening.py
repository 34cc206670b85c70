"""The screening of an extradition file when it is sent: what it finds in the request and in the memorandum.

A stop keeps it from being sent; each concern has to be named by whoever sends it, and who did so stands in the log.
"""

from __future__ import annotations

from mithaq.app import screening
from mithaq.app.case_reading import load, request_paper
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.screening import Screened, check_file
from mithaq.domain.case import papers
from mithaq.domain.case.papers import ExtraditionFile
from mithaq.domain.errors import Refusal

FILE = "file.lodged"
ACKNOWLEDGED = "screening.acknowledged"


def of_file(node: Node, subject: str, memorandum: str) -> Screened | None:
    """The findings on a case of this state with that memorandum; None for another's, and where the request is not held.

    Nobody may hold a snapshot of the store who asks this: the index takes one of its own.
    """
    with node.store.read() as reader:
        case = load(reader, subject)
        asked = request_paper(reader, subject)
    if case is None or asked is None or case.requesting != node.member:
        return None
    return screening.of_request(node, case.requesting, case.alert, asked, memorandum)


def of_paper(node: Node, subject: str, type: str, paper: bytes | None) -> Screened | None:
    """The findings on what is about to be sent; None for any other statement, and for a paper that nobody can read."""
    if type != FILE or paper is None:
        return None
    try:
        file = papers.decode(type, paper)
    except Refusal:
        return None  # said by whoever reads it next, after the rights
    return of_file(node, subject, file.memorandum) if isinstance(file, ExtraditionFile) else None


def acknowledge(
    node: Node, tx: Transaction, actor: Actor, subject: str, screened: Screened | None, named: tuple[str, ...]
) -> None:
    """Check what the sender named, and write down which findings he sent it with. Raises as `screening.check_file`."""
    check_file(screened, named)
    if screened is not None and screened.to_look_at:
        write_line(node, tx.store.desk, actor, ACKNOWLEDGED, reference=subject, secret=screened.to_look_at)
