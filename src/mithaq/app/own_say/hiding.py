"""Hiding an alert for a running operation, and showing it again. Pushed to every node at once, like a freeze."""

from __future__ import annotations

from datetime import date

import msgspec

from mithaq.app.alert_reading import visible
from mithaq.app.alerts import said
from mithaq.app.commission import Ordered
from mithaq.app.issue import Statement, require
from mithaq.app.node import Actor, Node
from mithaq.app.urgent import push
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.own_say import hiding
from mithaq.domain.own_say.events import HidingAuthorised, HidingEnded
from mithaq.domain.own_say.hiding import Authorisation


def hide(node: Node, actor: Actor, subject: str, authorisation: Authorisation) -> Ordered:
    """A judge authorises, from now on and for as long as the house rule allows; said again, it is a renewal. Returns with
    the nodes that have signed for it and those that have not.

    Raises NotFound, Forbidden, Refusal ``content.invalid``, ``date.invalid``, ``hiding.kind``, ``hiding.too_often``,
    ``alert.stopped``.
    """
    paper = _checked(node, authorisation)
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, "hiding.authorised", relation_to(node.member, alert.owner), alert.state)
        content = alert.current.content if alert.current is not None else ""
        body = HidingAuthorised(content, hiding.longest(text(node.now()), node.law))
        event = said(node, tx, actor, Statement("hiding.authorised", subject, body, hiding.encode(paper)))
    return Ordered(event, push(node, event))


def show(node: Node, actor: Actor, subject: str) -> Ordered:
    """The owner shows the alert again before the time is over. Raises NotFound, Refusal ``hiding.none``."""
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, "hiding.ended", relation_to(node.member, alert.owner), alert.state)
        event = said(node, tx, actor, Statement("hiding.ended", subject, HidingEnded()))
    return Ordered(event, push(node, event))


def authorisations(node: Node, alert: Alert) -> dict[str, Authorisation]:
    """What the judges decided, by the hash of the statement, where it is held: at the owner and the commission."""
    found = {}
    with node.store.read() as reader:
        for one in alert.own_say.hidings:
            payload = reader.payloads.get(one.paper, alert.id)
            if payload is not None:
                try:
                    found[one.hash] = hiding.decode(payload.body)
                except Refusal:
                    continue  # what its owner wrote nobody can read; the statement itself shows
    return found


def _checked(node: Node, paper: Authorisation) -> Authorisation:
    """The authorisation as its shape allows it, of a day that there is and that has come."""
    try:
        sound = msgspec.convert(msgspec.to_builtins(paper), Authorisation)
    except msgspec.ValidationError:
        raise Refusal("content.invalid", "authorisation") from None
    try:
        day = date.fromisoformat(sound.date)
    except ValueError:
        raise Refusal("date.invalid", "date") from None
    if day.isoformat() > text(node.now())[:10]:
        raise Refusal("instant.future", "date")
    return sound
