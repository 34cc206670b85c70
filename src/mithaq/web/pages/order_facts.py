"""What the page of an alert shows of the commission's orders, and which of its acts fit now for this officer."""

from __future__ import annotations

from typing import Any

from mithaq.app.correction_watch import unmet
from mithaq.app.corrections import to_accept
from mithaq.app.orders import stop_of
from mithaq.app.registry import event_of
from mithaq.app.urgent import Pushed, standing
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.errors import Refusal
from mithaq.domain.remedy import papers
from mithaq.web.session import Signed

RECUSE = "panel.recuse"
ACTS = ("alert.frozen", "panel.drawn", "alert.unfrozen", "hearing.asked", "hearing.answered", "correction.accepted")


def order_facts(signed: Signed, alert: Alert) -> dict[str, Any]:
    """Everything for `parts/orders.html`."""
    stopped, since = stop_of(alert)
    grounds = signed.node.law.grounds.values()
    return {
        "stopped": stopped,
        "stopped_since": since,
        "order_acts": _acts(signed, alert),
        "pushed": _pushed(signed, alert),
        "answers": _answers(signed, alert),
        "wrongs": _wrongs(signed, alert),
        "whys": _whys(signed, alert),
        "to_accept": _to_accept(signed, alert),
        "freeze_grounds": [ground for ground in grounds if ground.use == "freeze"],
        "questions": [ground for ground in grounds if ground.use == "hearing"],
    }


def _acts(signed: Signed, alert: Alert) -> frozenset[str]:
    orders, freeze = alert.orders, alert.orders.freeze
    heard = any(not one.answered_at for one in orders.hearings)
    seated = freeze is not None and freeze.panel is not None and freeze.panel.may_vote(signed.actor.id)
    fits = {
        "alert.frozen": orders.whole is None,
        "panel.drawn": freeze is not None and freeze.panel is None,
        "alert.unfrozen": seated,
        "hearing.asked": not heard,
        "hearing.answered": heard,
        "correction.accepted": bool(_to_accept(signed, alert)),
    }
    node, actor = signed.node, signed.actor
    relation = relation_to(node.member, alert.owner)
    allows = node.law.access.allows
    found = {
        act
        for act in ACTS
        if fits[act] and not alert.ended and allows(act, actor.role, node.kind, relation, alert.state)
    }
    recuses = not alert.ended and not alert.local and allows(RECUSE, actor.role, node.kind, "none", "")
    return frozenset(found | ({RECUSE} if recuses else set()))


def _pushed(signed: Signed, alert: Alert) -> Pushed | None:
    """Who has signed for the freeze that holds: the commission's own node knows."""
    freeze = alert.orders.freeze
    if freeze is None or signed.node.kind != "commission":
        return None
    with signed.node.store.read() as reader:
        stored = reader.journal.by_hash(freeze.hash)
    return standing(signed.node, event_of(stored.envelope).seq) if stored is not None else None


def _answers(signed: Signed, alert: Alert) -> dict[str, str]:
    """What the owner answered to each hearing, where it is held: at the owner and the commission."""
    found = {one.hash: one.answer for one in alert.orders.hearings if one.answer}
    return {hash: text for hash, answer in found.items() if (text := _text(signed, alert, answer, papers.Statement))}


def _wrongs(signed: Signed, alert: Alert) -> dict[str, str]:
    """What is wrong by each order to correct, where that is held."""
    found = {one.hash: one.what for one in alert.orders.corrections if one.what}
    return {hash: text for hash, what in found.items() if (text := _text(signed, alert, what, papers.Wrong))}


def _to_accept(signed: Signed, alert: Alert) -> dict[str, Any]:
    """The version that waits to be found as ordered: its content hash, and the fields that say what they said. Empty where
    none waits, or it is not here: no other node than the commission's compares them.
    """
    version = alert.newest
    if signed.node.kind != "commission" or version is None or alert.ended:
        return {}
    with signed.node.store.read() as reader:
        try:
            order, content = to_accept(reader, alert, version.content)
        except Refusal:
            return {}
        return {"content": version.content, "fields": order.fields, "unmet": unmet(reader, alert, order, content)}


def _whys(signed: Signed, alert: Alert) -> dict[str, str]:
    """The coded ground of each freeze: the commission's own node holds it, and no other."""
    found = {}
    with signed.node.store.read() as reader:
        for one in alert.orders.freezes:
            payload = reader.payloads.get(one.why, alert.id) if one.why else None
            if payload is not None:
                found[one.hash] = papers.decode(payload.body, papers.Why).code
    return found


def _text(signed: Signed, alert: Alert, hash: str, shape: type[papers.Statement] | type[papers.Wrong]) -> str:
    with signed.node.store.read() as reader:
        payload = reader.payloads.get(hash, alert.id)
    return papers.decode(payload.body, shape).text if payload is not None else ""
