"""What a lodged paper is by this node's own reading: its receipt says what is lacking, and then answers no clock.

A lodging state's node can sign for anything; only what its receiver can open, and what is in the form that the law asks for,
stops the clock of a detention (Riyadh 42, 44).
"""

from __future__ import annotations

from msgspec import structs

from mithaq.app.alarms_papers import FAULTY
from mithaq.app.attached import refused_in
from mithaq.app.node import Node, Transaction
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.attachment import without
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.directory import electronic
from mithaq.domain.case.events import LodgementReceived
from mithaq.domain.case.papers import ExtraditionFile, WarrantPaper, missing, present
from mithaq.domain.case.stopping import AHEAD, CONTINUATION, applying, stopping_papers
from mithaq.domain.errors import Refusal
from mithaq.domain.instrument import Paper

FILE = "file.lodged"


def lacking(node: Node, reader: Reader, case: Case, row: Lodged) -> tuple[Paper, ...] | None:
    """What a lodgement lacks by our own reading; () for a complete one; None while its payload is not here."""
    stored = reader.journal.by_hash(row.hash)
    if stored is None:
        return None
    event = event_of(stored.envelope)
    if not event.payload:
        return () if event.type == CONTINUATION else _all(node, case, event.type)
    payload = reader.payloads.get(event.payload, event.subject)
    if payload is None:
        return None
    refused = refused_in(reader, event.type, payload.body)
    return _in(node, case, event.type, payload.body, refused) if refused is not None else None


def as_read(node: Node, reader: Reader, case: Case, body: LodgementReceived) -> LodgementReceived:
    """The receipt of an officer, who says less than the node knows: whether electronics count is for the directory to say,
    and what its own reading misses is missing.
    """
    row = next((row for row in case.lodged if row.hash == body.of), None)
    lacks = lacking(node, reader, case, row) if row is not None else None
    counts = electronic(node.law, case, row.event if row else "")
    return structs.replace(body, electronic=counts, missing=tuple(dict.fromkeys((*body.missing, *(lacks or ())))))


def tell(tx: Transaction, node: Node, case: Case, row: Lodged, lacks: tuple[Paper, ...], at: str) -> None:
    """The requested state's prosecutors learn what arrived, and its bureau that it is not what it is called."""
    tx.store.desk.put_task(TaskRow(node.new_id("t"), "prosecutor", row.event, case.id, at))
    if lacks:
        tx.store.desk.put_task(TaskRow(f"t-faulty-{row.hash[:24]}", "bureau", FAULTY, case.id, at))


def _in(node: Node, case: Case, type: str, body: bytes, refused: frozenset[str]) -> tuple[Paper, ...] | None:
    """The same for a payload that is here with its files, but for the `refused` ones."""
    try:
        paper = papers.decode(type, body)
        papers.check(paper)
    except Refusal:
        return _all(node, case, type)
    instrument = node.law.instruments.get(case.instrument)
    if isinstance(paper, ExtraditionFile) and instrument is not None:
        return missing(present(without(paper, refused), instrument), instrument)
    if refused:
        return None  # a warrant that nobody can open has not been received
    return _all(node, case, type) if isinstance(paper, WarrantPaper) and not _certified(node, case, paper) else ()


def _certified(node: Node, case: Case, paper: WarrantPaper) -> bool:
    """Whether the copy is in the form that every instrument of the case asks for."""
    alone = ExtraditionFile((paper.copy,))
    packs = (pack for pack in applying(case, node.law) if "warrant" in stopping_papers(pack))
    return all("warrant" in present(alone, pack) for pack in packs)


def _all(node: Node, case: Case, type: str) -> tuple[Paper, ...]:
    """Everything: of a file all its papers, of what goes ahead of it those that would answer the clock."""
    instrument = node.law.instruments.get(case.instrument)
    if instrument is None:
        return ("warrant",) if type in AHEAD else ()
    return missing((), instrument) if type == FILE else stopping_papers(instrument) or ("warrant",)
