"""The findings of the screening as a page shows them, and what a reviewer's form says of them."""

from __future__ import annotations

from typing import Any

from mithaq.app import request_screening, screening
from mithaq.app.cases import CasePage
from mithaq.app.file_screening import FILE, of_file
from mithaq.app.screening import Screened
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import LookedAt
from mithaq.domain.errors import Refusal
from mithaq.web.pages.forms import Form
from mithaq.web.session import Signed

FIELD = "looked."
ACKNOWLEDGED = "acknowledged."


def screening_facts(signed: Signed, alert: Alert) -> dict[str, Any]:
    """The findings for whoever may read them; None where there is nothing to screen, or nobody here may."""
    return {"screened": _screened(signed, alert), "looked": signed.node.law.screening.looked}


def request_facts(signed: Signed, page: CasePage) -> dict[str, Any]:
    """The findings on the request of a case, for the officers of its parties."""
    node, actor = signed.node, signed.actor
    if not node.law.access.allows("screening.read", actor.role, node.kind, page.relation, str(page.case.state)):
        return {"screened": None}
    try:
        return {"screened": request_screening.of_case(node, actor, page.case.id)}
    except Refusal:
        return {"screened": None}  # the request is not here yet


def looked_at_in(form: Form) -> tuple[LookedAt, ...]:
    """What the reviewer chose beside each finding; what he left open is not said."""
    chosen = ((name.removeprefix(FIELD), form.text(name)) for name in form.values if name.startswith(FIELD))
    return tuple(LookedAt(rule, reason) for rule, reason in chosen if reason)


def screened_again(signed: Signed, subject: str, type: str, form: Form) -> dict[str, Any]:
    """The findings with the memorandum that was just refused; nothing for any other statement."""
    found = of_file(signed.node, subject, form.text("paper.memorandum")) if type == FILE else None
    return {"screened": found} if found is not None else {}


def acknowledged_in(form: Form) -> tuple[str, ...]:
    """The findings that the sender of a file ticked, one by one."""
    return tuple(name.removeprefix(ACKNOWLEDGED) for name in form.values if name.startswith(ACKNOWLEDGED))


def _screened(signed: Signed, alert: Alert) -> Screened | None:
    node, actor = signed.node, signed.actor
    relation = relation_to(node.member, alert.owner)
    if alert.ended or not node.law.access.allows("screening.read", actor.role, node.kind, relation, alert.state):
        return None
    try:
        return screening.screened(node, actor, alert.id)
    except Refusal:
        return None  # what it says is not held here
