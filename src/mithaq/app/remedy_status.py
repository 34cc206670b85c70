"""How an application stands, for whoever holds its code: no login, no name, and nothing for a wrong code."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app import remedy_codes
from mithaq.app.log import write_line
from mithaq.app.node import Node, node_actor
from mithaq.app.remedies import RemedyPage, load, page_of
from mithaq.domain.remedy.states import OPEN, RemedyState

_DECIDED = (RemedyState.DECIDED, RemedyState.REJECTED)


class Standing(Struct, frozen=True):
    """`code`: the next one, since that which was given has opened its one look. `words`, `answer`: what the commission
    decided, in its words; empty before, and when they are kept no longer. `decided`: whether a letter can be made.
    """

    code: str
    asks: str
    state: str
    filed_at: str
    due_at: str
    ended_at: str
    outcome: str
    ground: str
    words: str
    answer: str
    is_open: bool
    decided: bool


def look(node: Node, code: str) -> tuple[Standing, RemedyPage] | None:
    """The application that this code opens, and the next code; None for one that opens nothing, whatever the reason."""
    if node.kind != "commission":
        return None
    with node.store.read() as reader:
        if not remedy_codes.opens(reader, code):
            return None
    with node.store.write() as tx:
        remedy = load(tx, remedy_codes.opens(tx, code))
        if remedy is None:
            return None
        page, following = page_of(tx, remedy), remedy_codes.give(node, tx, remedy.id)
        write_line(node, tx.desk, node_actor(node), "remedy.look", reference=remedy.id)
    return _standing(page, following), page


def decided_by(node: Node, code: str) -> str:
    """The id of the decided application that this code opens, without using the code up; empty for none."""
    with node.store.read() as reader:
        remedy = load(reader, remedy_codes.opens(reader, code)) if node.kind == "commission" else None
    return remedy.id if remedy is not None and remedy.state in _DECIDED else ""


def _standing(page: RemedyPage, code: str) -> Standing:
    remedy = page.remedy
    decided = remedy.state in _DECIDED
    proposal = remedy.proposal if decided else None
    ruling = page.ruling if decided else None
    words = ruling.text if ruling is not None else page.rejection.text if page.rejection is not None else ""
    return Standing(
        code=code,
        asks=remedy.asks,
        state=str(remedy.state),
        filed_at=remedy.filed_at,
        due_at=remedy.due_at,
        ended_at=remedy.ended_at,
        outcome=proposal.outcome if proposal is not None else "",
        ground=proposal.ground if proposal is not None else "",
        words=words,
        answer=ruling.answer if ruling is not None else "",
        is_open=remedy.state in OPEN,
        decided=decided and bool(words),
    )
