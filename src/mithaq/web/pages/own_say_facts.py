"""What the page of an alert shows of states' own say, and which of its acts fit now for this officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from mithaq.app.own_say import flags, hidden, hiding, keeping, links
from mithaq.app.own_say.flags import ASKS_ARREST
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.content import Content
from mithaq.domain.instant import text
from mithaq.domain.own_say.events import Basis
from mithaq.domain.own_say.flag import Standing
from mithaq.domain.own_say.hiding import left
from mithaq.domain.own_say.keeping import ends_at, warned_from
from mithaq.domain.own_say.links import linkable
from mithaq.web.session import Signed

ACTS = (
    "link.made", "link.undone", "hiding.authorised", "hiding.ended", "retention.reassessed", "flag.set", "flag.lift",
)  # fmt: skip
LISTED = ("flag.set", "flag.lift")  # the acts of `access.csv` that have no relation to the alert


def own_say_facts(signed: Signed, alert: Alert, content: Content | None) -> dict[str, Any]:
    """Everything for `parts/own_say.html`."""
    node, own = signed.node, alert.owner == signed.node.member
    with node.store.read() as reader:
        flag = flags.on(node, reader, alert.id) if not own and node.kind == "state" else None
        located = flags.states_that_locate_only(reader, node, alert, content) if own else {}
        words = keeping.words_of(reader, alert)
    linked = links.of_alert(node, signed.actor, alert.id)
    warned = warned_from(alert, node.law) if own else ""
    until = hidden.until(node, alert)
    grounds = node.law.grounds.values()
    return {
        "linked": linked,
        "bases": get_args(Basis),
        "hidden_until": until,
        "hidings_left": left(alert, node.law),
        "authorisations": hiding.authorisations(node, alert),
        "ends_at": ends_at(alert, node.law),
        "warned": bool(warned) and warned <= text(node.now()),
        "weighed": words,
        "flag": flag,
        "located": located,
        "own_acts": _acts(signed, alert, flag, linked=bool(linked), until=until, warned=warned),
        "flag_grounds": [ground for ground in grounds if ground.use == "flag"],
        "unflag_grounds": [ground for ground in grounds if ground.use == "unflag"],
        "reassess_grounds": [ground for ground in grounds if ground.use == "reassess"],
    }


def _acts(
    signed: Signed, alert: Alert, flag: Standing | None, *, linked: bool, until: str, warned: str
) -> frozenset[str]:
    node, actor = signed.node, signed.actor
    own, out = alert.owner == node.member, alert.current is not None and not alert.ended
    local = flag is not None and bool(flag.ground)
    foreign = out and not own and alert.kind == ASKS_ARREST
    may_hide = node.law.kinds[alert.kind].may_hide and not alert.orders.stopped and left(alert, node.law) > 0
    fits: Mapping[str, bool] = {
        "link.made": own and linkable(alert, node.law),
        "link.undone": own and linked,
        "hiding.authorised": own and out and may_hide,
        "hiding.ended": own and bool(until),
        "retention.reassessed": own
        and bool(warned)
        and warned <= text(node.now())
        and not keeping.is_over(node, alert),
        "flag.set": foreign and not local,
        "flag.lift": foreign and local,
    }
    relation, allows = relation_to(node.member, alert.owner), node.law.access.allows
    return frozenset(
        act
        for act in ACTS
        if fits[act] and allows(act, actor.role, node.kind, "none" if act in LISTED else relation, alert.state)
    )
