"""Every request for detention waits for the commission's hour, whatever it meets there, before it can be admitted.

A request that meets a bar or a protection is withheld at that hour unless commissioners cleared it
(`app.shield.looks`). So nobody is arrested on one before the word of the commission can have arrived; and as all wait
alike, the wait tells nothing.
"""

from __future__ import annotations

from datetime import timedelta

from mithaq.app.alert_reading import load
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.domain.case.case import Case
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, parse
from mithaq.domain.shield.hours import due


def check_hour(node: Node, reader: Reader, case: Case) -> None:
    """Raises Refusal ``request.hour`` before the hour, and while the commission was not heard since."""
    alert = load(reader, case.alert)
    rule = node.law.clearing.get(alert.kind) if alert is not None else None
    if rule is None or rule.urgent_wait == 0:
        return  # in a demonstration nobody waits
    hour = due(parse(case.requested_at), rule, urgent=True) + timedelta(minutes=rule.every)
    heard = (node.orders_heard.get(code) for code in node.peers if node.roster.kind(code) == "commission")
    if node.now() < hour or not all(_is_since(at, hour) for at in heard):
        raise Refusal("request.hour", "detention")


def _is_since(at: str | None, hour: Instant) -> bool:
    return at is not None and parse(at) >= hour
