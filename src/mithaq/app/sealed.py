"""What is lodged with the commission alone, such as a safe departure, and shown to it and to the state that lodged it.

The owner of the alert never learns of it. What everybody sees is that this state lodged something with the commission.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.cases import read as read_case
from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.project import SEALED, decode_fold
from mithaq.domain import sealed
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.events import Event
from mithaq.domain.hit import Found
from mithaq.domain.instant import parse
from mithaq.domain.sealed import Departure, FlagCount, Recusal, Said, Sealed

EVERY = 10_000_000


class Lodged(Struct, frozen=True):
    """A sealed lodgement with what it says; None where that is not here yet or nobody can read it."""

    id: str
    member: str
    at: str
    said: Said | None

    @property
    def departure(self) -> Departure | None:
        """Where and when the person left, if it is that."""
        return self.said if isinstance(self.said, Departure) else None


def lodge_departure(node: Node, actor: Actor, said: Departure) -> Event:
    """Lodge that the released person left freely. Raises NotFound for a case that is not ours to release from, Refusal
    ``departure.not_released``, ``departure.to_requester`` or ``instant.future``.
    """
    require(node, actor, "sealed.lodged")
    page = read_case(node, actor, said.case)
    if page.relation != "requested":
        raise Forbidden("sealed.lodged")
    if not page.case.released_at:
        raise Refusal("departure.not_released", "case")
    if said.towards in (page.case.requesting, node.member):
        raise Refusal("departure.to_requester", "towards")
    node.law.member_kind(said.towards)
    if parse(said.left_at) > node.now():
        raise Refusal("instant.future", "left_at")
    with node.write() as tx:
        statement = Statement("sealed.lodged", node.new_id("n"), sealed.SealedLodged(), sealed.encode(said))
        return issue(node, tx, actor, statement)


def lodged(node: Node, actor: Actor) -> list[Lodged]:
    """What this state lodged; for the commission what every state did. Newest first."""
    require(node, actor, "sealed.read")
    owner = "" if node.kind == "commission" else node.member
    found = []
    with node.store.read() as reader:
        for row in reader.register.folds("bond", kind=SEALED, member=owner, limit=EVERY):
            fold = decode_fold(row)
            if isinstance(fold, Sealed):
                payload = reader.payloads.get(fold.payload, fold.id)
                found.append(Lodged(fold.id, fold.member, fold.at, _read(payload.body) if payload else None))
    return found


def _read(raw: bytes) -> Said | None:
    """What was lodged, if it is for this page: a departure or protection. Finds of a hit stand on other pages, and a count
    of flags in no page but in the commission's merged number.
    """
    try:
        said = sealed.decode(raw)
    except Refusal:
        return None
    return None if isinstance(said, FlagCount | Found | Recusal) else said
