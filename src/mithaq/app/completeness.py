"""What a request or the file of a case still lacks, looked up for the list that `domain.case.checklist` makes."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from mithaq.app import cases
from mithaq.app.cases import CasePage, Step
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import DraftRow
from mithaq.domain.case.case import Lodged
from mithaq.domain.case.checklist import Hand, Item, checklist, lacking
from mithaq.domain.case.clocks import zone_of
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, PaperCopy, WarrantPaper
from mithaq.domain.case.stopping import Way, ways


class Completeness(Struct, frozen=True):
    """The list, and the copies that it is about. `complete`: whether the file of these copies would be sent.

    `received`: whether it is about a file that the requested state has, and not one that is being put together.
    `ahead`: what may go ahead of the file, and which instrument would not take it as an answer to the running clock.
    """

    items: tuple[Item, ...]
    copies: tuple[PaperCopy, ...]
    complete: bool
    received: bool
    ahead: tuple[Way, ...]


def of_request(node: Node, requested: str, instrument: str, request: DetentionRequest) -> tuple[Item, ...]:
    """The list for a request that is being written here."""
    on = _today(node, requested)
    return checklist(Hand(node.member, requested, instrument, on, request), node.law)


def of_case(node: Node, actor: Actor, subject: str) -> Completeness:
    """The list for a case. Raises NotFound for members that are no party and not the commission."""
    return of_page(node, cases.read(node, actor, subject))


def of_page(node: Node, page: CasePage) -> Completeness:
    """The list for a case that was read: for the requesting state with what lies on its desk, for the others with the
    file that was received.
    """
    case = page.case
    best = _best(page)
    drafted = _drafted(node, case.id) if page.relation == "requesting" else ()
    received = best is not None and not drafted
    mine = page.relation == "requesting" and not received
    copies = (*drafted, *_lodged(page, drafted)) if mine else best or ()
    hand = Hand(
        case.requesting, case.requested, case.instrument, _today(node, case.requested),
        _request(page), copies, received,
    )  # fmt: skip
    items = checklist(hand, node.law)
    known = case.instrument in node.law.instruments
    return Completeness(items, copies, known and not lacking(items, "paper"), received, ways(case, node.law, node.law))


def _today(node: Node, state: str) -> date:
    """The day in the state that will read it."""
    return node.now().astimezone(zone_of(node.law.zones.get(state, ""))).date()


def _request(page: CasePage) -> DetentionRequest | None:
    return next((step.paper for step in page.steps if isinstance(step.paper, DetentionRequest)), None)


def _drafted(node: Node, subject: str) -> tuple[PaperCopy, ...]:
    with node.store.read() as reader:
        return tuple(map(copy_of, reader.attachments.drafts(subject)))


def copy_of(row: DraftRow) -> PaperCopy:
    """The paper of a draft as it will stand in the file."""
    return PaperCopy(row.paper, row.attachment, row.original, row.certified_by)  # type: ignore[arg-type]  # checked when drafted


def _best(page: CasePage) -> tuple[PaperCopy, ...] | None:
    """The copies of the received file that lacks least; None where none was received."""
    files = [
        (row, step.paper) for row, step in _rows(page) if row.received_at and isinstance(step.paper, ExtraditionFile)
    ]
    held = [tuple(copy for copy in paper.papers if copy.paper not in row.missing) for row, paper in files]
    return max(held, key=lambda copies: len({copy.paper for copy in copies}), default=None)


def _lodged(page: CasePage, drafted: tuple[PaperCopy, ...]) -> list[PaperCopy]:
    """What was sent already and need not be scanned again: the newest copy of each paper that the draft lacks."""
    found: list[PaperCopy] = []
    for row, step in reversed(_rows(page)):
        have = {copy.paper for copy in (*drafted, *found)}
        found += [copy for copy in _copies(step) if copy.paper not in have and copy.paper not in row.missing]
    return found


def _rows(page: CasePage) -> list[tuple[Lodged, Step]]:
    lodged = {row.hash: row for row in page.case.lodged}
    return [(lodged[step.event.hash], step) for step in page.steps if step.event.hash in lodged and not step.void]


def _copies(step: Step) -> tuple[PaperCopy, ...]:
    match step.paper:
        case ExtraditionFile(papers=papers):
            return papers
        case WarrantPaper(copy=copy):
            return (copy,)
        case _:
            return ()
