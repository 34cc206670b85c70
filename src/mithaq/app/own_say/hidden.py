"""Whom an alert is hidden from now (law.md, *Hidden*), by the clock of this node alone: nothing has to arrive for it to end.

Its owner sees it, and so do the commission, to whom a person may apply meanwhile, and the Secretariat's reviewers. No
check, hit, page or arrest of any other state rests on it, and no check of the Secretariat finds it.
"""

from __future__ import annotations

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.alert import Alert
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.own_say.hiding import hidden_until


def is_kept_from(node: Node, alert: Alert | None) -> bool:
    """Whether this member, a state that does not own it, must not see the alert now."""
    return alert is not None and node.kind == "state" and alert.owner != node.member and bool(until(node, alert))


def is_kept_from_checks(node: Node, reader: Reader, id: str) -> bool:
    """Whether no check here may answer with that alert. The commission's finds it: somebody may have applied about it."""
    row = reader.register.fold(id)
    alert = decode_fold(row) if row is not None else None
    if not isinstance(alert, Alert) or alert.owner == node.member or node.kind == "commission":
        return False
    return bool(until(node, alert))


def until(node: Node, alert: Alert) -> str:
    """Until when the alert is hidden; empty where it is shown."""
    return hidden_until(alert, text(node.now())) if alert.own_say.hidings else ""


def check_shown(node: Node, alert: Alert | None) -> None:
    """Raises Refusal ``alert.hidden``: nobody is asked for, and nobody arrested, on an alert while it is hidden."""
    if alert is not None and until(node, alert):
        raise Refusal("alert.hidden", "alert")
