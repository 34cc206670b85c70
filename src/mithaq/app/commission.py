"""What the commission orders on an alert, and what its owner answers: freeze, panel, votes, hearing.

Every order is pushed to all nodes at once (`app.urgent`). One commissioner stops; three of a panel by lot start again.
Correction and erasure are ordered by the decision of a panel alone (`app.remedies.vote`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from mithaq.app.alerts import visible
from mithaq.app.concerned import check_unconcerned, states_concerned
from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.recusal import check_sits, recused
from mithaq.app.remedy_watch import remember
from mithaq.app.urgent import Pushed, push
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.countries import is_country
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body, Event
from mithaq.domain.instant import text
from mithaq.domain.lot import Head
from mithaq.domain.message.clocks import due_at
from mithaq.domain.remedy import order_events as says
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.panel import draw

COMMISSIONER, ACTIVE = "commissioner", "active"
HEARING = "hearing"


class Ordered(Struct, frozen=True):
    """An order, and where it is in force already."""

    event: Event
    pushed: Pushed


def freeze(node: Node, actor: Actor, subject: str, ground: str, items: Sequence[str] = ()) -> Ordered:
    """Stop an alert: any one commissioner, at any moment. `ground` stays with the commission. `items`: of a batch these
    alone. Returns within `app.urgent.WAIT` seconds, with the nodes that have signed for it and those that have not.

    Raises NotFound, Forbidden, Refusal ``ground.unknown``, ``freeze.holds_already``, ``freeze.too_many``, ``item.unknown``.
    """
    node.law.ground(ground, "freeze")
    body = papers.checked(says.AlertFrozen(tuple(items)))
    why = papers.encode(papers.checked(papers.Why(ground)))
    return order(node, actor, "alert.frozen", subject, lambda _tx, _alert: body, why)


def draw_panel(node: Node, actor: Actor, subject: str, over: str = "") -> Ordered:
    """Draw the panel that may lift the freeze (`over`: the hash of one, where several hold on objects of a batch).
    Passed over are nationals of the states concerned (`app.concerned`) and whoever withdrew himself (`app.recusal`).

    Raises Refusal ``freeze.none``, ``panel.sits_already``, ``panel.too_few``.
    """

    def drawn(tx: Transaction, alert: Alert) -> Body:
        frozen = alert.orders.held(over) if over else alert.orders.freeze
        if frozen is None:
            raise Refusal("freeze.none", "state")
        barred, gone = states_concerned(tx.store, alert), recused(node, tx.store, subject)
        return seated(node, tx.store, says.PanelDrawn, frozen.hash, subject, barred, gone)

    return order(node, actor, "panel.drawn", subject, drawn)


def vote(node: Node, actor: Actor, subject: str, *, lifts: bool, reasons: str = "", over: str = "") -> Ordered:
    """One member of the panel votes on lifting the freeze. A no needs reasons, which stay with the commission.

    Raises Refusal ``freeze.none``, ``panel.not_seated``, ``panel.reasons``, ``panel.recused``; ``panel.national`` where a
    state is concerned by now whose national votes, or has voted to lift.
    """
    paper = dissent(reasons, needed=not lifts)

    def voted(tx: Transaction, alert: Alert) -> Body:
        check_sits(node, tx.store, actor, alert.id)
        frozen = alert.orders.held(over) if over else alert.orders.freeze
        if frozen is None or frozen.panel is None:
            raise Refusal("freeze.none", "state")
        check_unconcerned(states_concerned(tx.store, alert), actor, frozen.panel, agrees=lifts)
        return says.AlertUnfrozen(frozen.hash, frozen.panel.hash, lifts)

    return order(node, actor, "alert.unfrozen", subject, voted, paper)


def ask_owner(node: Node, actor: Actor, subject: str, questions: Sequence[str]) -> Ordered:
    """Hear the owner, by coded questions alone. Silence past the time suspends the alert. Raises Refusal ``ground.unknown``,
    ``hearing.open_already``.
    """
    for code in questions:
        node.law.ground(code, "hearing")
    due = due_at(node.law, HEARING, node.member, text(node.now()))
    body = papers.checked(says.HearingAsked(tuple(questions), due))
    with node.write() as tx:
        event = order_in(node, tx, actor, "hearing.asked", subject, lambda _tx, _alert: body)
        remember(tx.store, subject)
    return Ordered(event, push(node, event))


def answer(node: Node, actor: Actor, subject: str, words: str) -> Event:
    """The owner answers the hearing; only the commission reads it. Raises NotFound, Refusal ``hearing.none``."""
    paper = papers.checked(papers.Statement(words.strip()))
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, "hearing.answered", relation_to(node.member, alert.owner), alert.state)
        open_ones = [one.hash for one in alert.orders.hearings if not one.answered_at]
        if not open_ones:
            raise Refusal("hearing.none", "state")
        body = says.HearingAnswered(open_ones[0])
        return said(node, tx, actor, Statement("hearing.answered", subject, body, papers.encode(paper)))


def order(
    node: Node,
    actor: Actor,
    type: str,
    subject: str,
    body: Callable[[Transaction, Alert], Body],
    payload: bytes | None = None,
) -> Ordered:
    """Sign an order on an alert that the actor may read, and push it. Raises NotFound, Forbidden, the fold's refusals."""
    with node.write() as tx:
        event = order_in(node, tx, actor, type, subject, body, payload)
    return Ordered(event, push(node, event))


def order_in(
    node: Node,
    tx: Transaction,
    actor: Actor,
    type: str,
    subject: str,
    body: Callable[[Transaction, Alert], Body],
    payload: bytes | None = None,
) -> Event:
    """The same within a transaction that does more; whoever opened it pushes."""
    alert = visible(node, tx.store, actor, subject)
    require(node, actor, type, relation_to(node.member, alert.owner), alert.state)
    return said(node, tx, actor, Statement(type, subject, body(tx, alert), payload))


def said(node: Node, tx: Transaction, actor: Actor, statement: Statement) -> Event:
    """Issue, and refuse with the fold's own code what would be void."""
    event = issue(node, tx, actor, statement)
    fold = tx.projection.fold(statement.subject)
    for hash, code in fold.voids if isinstance(fold, Alert) else ():
        if hash == event.hash:
            raise Refusal(code, statement.type)
    return event


def seated(
    node: Node,
    reader: Reader,
    shape: type[says.PanelDrawn],
    over: str,
    matter: str,
    barred: frozenset[str],
    gone: Iterable[str],
) -> says.PanelDrawn:
    """A panel from the commissioners here and the journals as they are held now. Raises Refusal ``panel.too_few``."""
    pool = tuple(
        says.Judge(row.id, row.nationality)
        for row in sorted(reader.desk.officers(), key=lambda row: row.id)
        if row.role == COMMISSIONER and row.state == ACTIVE and is_country(row.nationality)
    )[: says.MAX_POOL]
    heads = tuple(Head(member, head.seq, head.hash) for member, head in sorted(reader.journal.heads().items()))
    return shape(over, pool, heads, draw(pool, matter, heads, barred, frozenset(gone), node.law))


def dissent(reasons: str, *, needed: bool) -> bytes | None:
    """The dissent in words. Raises Refusal ``panel.reasons`` where there are none."""
    if not reasons.strip():
        if needed:
            raise Refusal("panel.reasons", "reasons")
        return None
    return papers.encode(papers.checked(papers.Reasons(reasons.strip())))
