"""What the page of an alert and the page of its review show, and which acts fit its state for this officer."""

from __future__ import annotations

from typing import Any

from mithaq.app import erasures, lists, messages
from mithaq.app.erasures import ErasureView
from mithaq.app.founded import is_founded
from mithaq.app.lists import AlertPage
from mithaq.app.reviews import answerable
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert, stage
from mithaq.domain.content import PersonContent, identity_of
from mithaq.domain.errors import Refusal
from mithaq.web.pages.order_facts import order_facts
from mithaq.web.pages.own_say_facts import own_say_facts
from mithaq.web.pages.screening_facts import screening_facts
from mithaq.web.pages.thread_facts import threads_about
from mithaq.web.session import Signed

STEPS = ("drafted", "approved", "reviewed", "circulated", "discontinued")


def facts(signed: Signed, subject: str) -> dict[str, Any]:
    """Everything for `alert.html`. Raises NotFound for what this officer may not read."""
    node = signed.node
    page = lists.alert_page(node, signed.actor, subject)
    review = lists.review_page(node, signed.actor, subject)
    alert = page.alert
    identity = identity_of(page.content) if page.content is not None else None
    return {
        "page": page,
        "alert": alert,
        "version": alert.newest,
        "content": page.content,
        "identity": identity,
        "thing": None if isinstance(page.content, PersonContent) else page.content,
        "photo": f"/alerts/{alert.id}/photo" if identity is not None and identity.photo else "",
        "kind": node.law.kinds[alert.kind],
        "disputes": messages.disputes(node, alert.id, alert.owner),
        **order_facts(signed, alert),
        **own_say_facts(signed, alert, page.content),
        **threads_about(signed, alert.id, alert.owner if alert.owner != node.member else ""),
        "standing": review.standing,
        "exchanges": review.exchanges,
        "may_answer": node.law.access.allows("review.answered", signed.actor.role, node.kind, "own", alert.state)
        and alert.owner == node.member,
        **screening_facts(signed, alert),
        "steps": STEPS,
        "step": _step(alert),
        "acts": acts(signed, page),
        "discontinue_grounds": [ground for ground in node.law.grounds.values() if ground.use == "discontinue"],
        "erasing": _erasing(signed, alert),
    }


def _erasing(signed: Signed, alert: Alert) -> ErasureView | None:
    """How far the erasure has come; None while the alert runs."""
    try:
        return erasures.read(signed.node, signed.actor, alert.id)
    except Refusal:
        return None


def acts(signed: Signed, page: AlertPage) -> frozenset[str]:
    """The acts that are worth a button: allowed by `access.csv`, and possible in the state of the alert."""
    node, actor, alert = signed.node, signed.actor, page.alert
    relation = relation_to(node.member, alert.owner)
    pending, current = alert.pending, alert.current
    founded = current is not None and is_founded(node, alert, current.content)
    fits = {
        "alert.approved": pending is not None
        and not pending.approver
        and not pending.refused
        and _approvable(signed, page),
        "alert.amended": page.content is not None and not alert.ended and not alert.local,
        "alert.circulated": (pending is not None and stage(pending) == "reviewed")
        or (current is not None and current.urgent and current.full),
        "alert.discontinued": not alert.ended,
        "marker.confirmed": not alert.ended and bool(getattr(page.content, "markers", ())),
        "review.accepted": answerable(node, actor, alert),
        "detention.requested": founded and alert.owner == node.member,
    }
    allows = node.law.access.allows
    return frozenset(
        action
        for action, fitting in fits.items()
        if fitting
        and (allows(action, actor.role, node.kind, relation, alert.state) or allows(action, actor.role, node.kind))
    )


def _approvable(signed: Signed, page: AlertPage) -> bool:
    """Four eyes: never the drafter, and where the kind asks for it nobody of the drafter's authority."""
    drafter, kind = page.alert.pending, signed.node.law.kinds[page.alert.kind]
    if drafter is None or drafter.drafter.id == signed.actor.id or page.missing:
        return False
    return not kind.other_authority or drafter.drafter.authority != signed.actor.authority


def _step(alert: Alert) -> str:
    """How far the newest version has come, on the line of steps."""
    if alert.ended:
        return "discontinued"
    if alert.pending is not None:
        return stage(alert.pending)
    return "circulated"
