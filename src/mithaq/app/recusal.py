"""A commissioner withdraws from a matter: by his own word alone, and nobody reads it but the commission.

The word is a sealed lodgement in the commission's journal, signed by its node: a header with the commissioner's own
pseudonym would tell that whoever else is passed over by the lot is a national of a state concerned.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.alerts import visible
from mithaq.app.issue import Statement, issue, require, require_visible
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, node_actor
from mithaq.app.ports.store import Reader
from mithaq.app.project import REMEDY, SEALED, decode_fold
from mithaq.app.remedy_reading import linked
from mithaq.domain import sealed
from mithaq.domain.access import relation_to
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.remedy.papers import checked
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.sealed import Recusal, Sealed

ACTION = "panel.recuse"
EVERY = 10_000_000


def recuse(node: Node, actor: Actor, matter: str, reason: str) -> Event:
    """This commissioner does not sit on a panel about that alert or application, from now on, and cannot take it back.

    Raises Forbidden, NotFound, Refusal ``content.invalid`` without a reason, ``recusal.already``.
    """
    require(node, actor, ACTION)
    said = checked(Recusal(matter, actor.id, reason.strip()))
    with node.write() as tx:
        _require_matter(node, tx.store, actor, matter)
        if any(one.matter == matter and one.judge == actor.id for one in _lodged(node, tx.store)):
            raise Refusal("recusal.already", "matter")
        statement = Statement("sealed.lodged", node.new_id("n"), sealed.SealedLodged(), sealed.encode(said))
        event = issue(node, tx, node_actor(node), statement)
        write_line(node, tx.store.desk, actor, ACTION, reference=matter)
        return event


def recused(node: Node, reader: Reader, *matters: str) -> dict[str, str]:
    """The commissioners who withdrew from one of these, with their reasons. Who withdrew from an application withdrew from
    whatever concerns its alert, and the other way about.
    """
    asked = set(matters) - {""}
    return {
        one.judge: one.reason for one in _lodged(node, reader) if asked & {one.matter, _alert_of(reader, one.matter)}
    }


def check_sits(node: Node, reader: Reader, actor: Actor, *matters: str) -> None:
    """Raises Refusal ``panel.recused`` for a commissioner who withdrew from one of these, also after the lot."""
    if actor.id in recused(node, reader, *matters):
        raise Refusal("panel.recused", "state")


def _require_matter(node: Node, reader: Reader, actor: Actor, matter: str) -> None:
    remedy = _remedy(reader, matter)
    if remedy is None:
        visible(node, reader, actor, matter)
        return
    require_visible(node, actor, relation_to(node.member, remedy.member), remedy.state, matter, read="remedy.read")


def _lodged(node: Node, reader: Reader) -> Iterator[Recusal]:
    """Every recusal that the commission itself lodged; what a state lodges in that shape takes nobody off a panel."""
    for row in reader.register.folds("bond", kind=SEALED, member=node.member, limit=EVERY):
        fold = decode_fold(row)
        payload = reader.payloads.get(fold.payload, fold.id) if isinstance(fold, Sealed) else None
        try:
            said = sealed.decode(payload.body) if payload is not None else None
        except Refusal:
            continue
        if isinstance(said, Recusal):
            yield said


def _alert_of(reader: Reader, matter: str) -> str:
    remedy = _remedy(reader, matter)
    return linked(reader, remedy) if remedy is not None else ""


def _remedy(reader: Reader, id: str) -> Remedy | None:
    row = reader.register.fold(id)
    fold = decode_fold(row) if row is not None and row.kind == REMEDY else None
    return fold if isinstance(fold, Remedy) else None
