"""Whether an alert carries an arrest: when a request is made on it, when it is admitted, and again at the arrest.

The fold of a case sees only hashes; here the alert is at hand.
"""

from __future__ import annotations

from typing import Literal

from msgspec import structs

from mithaq.app.alerts import load
from mithaq.app.node import Node
from mithaq.app.own_say.flags import check_not_flagged
from mithaq.app.own_say.hidden import check_shown
from mithaq.app.ports.store import Reader
from mithaq.domain.alert import Alert
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import sound
from mithaq.domain.case.events import PersonArrested
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.retention import shown_until

IN_FORCE = "circulated"


def is_founded(node: Node, alert: Alert | None, content: str) -> bool:
    """Whether a person may be arrested on this: a wanted person's alert, fully reviewed, in force now, in this version."""
    current = alert.in_force if alert is not None else None
    if alert is None or current is None or alert.kind != "wanted":
        return False
    ends = shown_until(alert, current, node.law.kinds[alert.kind])
    return current.full and current.content == content and (not ends or ends > text(node.now()))


def as_the_alert_stands(node: Node, reader: Reader, case: Case, body: PersonArrested, *, noted: bool) -> PersonArrested:
    """The arrest with what the register says of the alert it rests on; that is not for the officer to say.

    Raises Refusal ``arrest.alert_ended`` where it is no longer in force and no note says that the arrest has happened all
    the same: nobody comes to such an arrest by a form, and one that happened is always recorded. In the same way
    ``alert.hidden`` and ``alert.flagged``.
    """
    alert = load(reader, case.alert)
    stands = _standing(node, alert, body.arrested_at)
    if not noted:
        check_shown(node, alert)
        check_not_flagged(node, reader, case.alert)
    if stands != "in_force" and not noted:
        raise Refusal("arrest.alert_ended", "alert")
    return structs.replace(body, alert=stands)


def _standing(node: Node, alert: Alert | None, arrested_at: str) -> Literal["in_force", "ended_since", "ended"]:
    """Whether the alert, in whatever version, is in force now; if it is not, whether it ended before the arrest or since."""
    ended = _ended_at(node, alert)
    if ended is None:
        return "in_force"
    both = sound(arrested_at), sound(ended)
    return "ended_since" if all(both) and both[0] < both[1] else "ended"


def _ended_at(node: Node, alert: Alert | None) -> str | None:
    """When the alert ended, or the commission stopped it; empty where that is not known, None while it is in force."""
    if alert is None or alert.current is None or alert.kind != "wanted":
        return alert.ended_at if alert is not None else ""
    if alert.ended:
        return alert.ended_at
    if alert.orders.stopped:
        return alert.orders.stopped_since
    ends = shown_until(alert, alert.current, node.law.kinds[alert.kind])
    if ends and ends <= text(node.now()):
        return ends
    return None if alert.state == IN_FORCE else ""
