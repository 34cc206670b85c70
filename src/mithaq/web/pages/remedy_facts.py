"""What the page of an application shows, and which acts fit now for this officer of the commission."""

from __future__ import annotations

from typing import Any, get_args

from mithaq.app import clearances, remedies
from mithaq.domain.access import relation_to
from mithaq.domain.errors import Refusal
from mithaq.domain.instrument import Ground
from mithaq.domain.remedy.events import Outcome
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.remedy.states import FROM, OPEN, RemedyState
from mithaq.web.pages.forms import Form
from mithaq.web.pages.navigation import may
from mithaq.web.session import Signed

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STEPS = ("filed", "verified", "admitted", "seated", "proposed", "decided")


def facts(signed: Signed, subject: str) -> dict[str, Any]:
    """Everything for `remedy.html`. Raises NotFound for everybody but the commission."""
    node = signed.node
    page = remedies.read(node, signed.actor, subject)
    remedy = page.remedy
    return {
        "page": page,
        "remedy": remedy,
        "is_open": remedy.state in OPEN,
        "steps": STEPS,
        "reached": STEPS.index(remedy.state) if remedy.state in STEPS else len(STEPS),
        "overdue": remedy.state in OPEN and remedy.due_at <= node.now().isoformat(),
        "acts": _acts(signed, remedy),
        "grounds": {use: _grounds(signed, use) for use in _USES},
        "outcomes": OUTCOMES,
        "has_letter": remedy.state in (RemedyState.DECIDED, RemedyState.REJECTED) and node.sealer is not None,
        "code": "",
        "certificates": clearances.listed(node, signed.actor, subject),
        "may_certify": _may_certify(signed, page),
        "may_take_back": may(node, signed.actor.role, "clearance.withdrawn"),
    }


def outcome_in(form: Form) -> Outcome:
    """The outcome that was chosen. Raises Refusal ``content.invalid``."""
    for one in OUTCOMES:
        if one == form.text("outcome"):
            return one
    raise Refusal("content.invalid", "outcome")


def _may_certify(signed: Signed, page: remedies.RemedyPage) -> bool:
    """Whether a certificate can follow from this decision, and this officer issues one."""
    remedy = page.remedy
    other = remedy.proposal is not None and remedy.proposal.ground == clearances.OTHER
    decided = remedy.state == RemedyState.DECIDED and other and bool(page.alert)
    return decided and may(signed.node, signed.actor.role, "clearance.issued")


_USES = ("identify", "inadmissible", "extend", "remedy", "erase", "correct", "clearance")


def _acts(signed: Signed, remedy: Remedy) -> frozenset[str]:
    node, actor = signed.node, signed.actor
    relation = relation_to(node.member, remedy.member)
    panel = remedy.panel
    sits = panel is not None and any(seat.id == actor.id for seat in panel.seats)
    fits = {
        "remedy.proposed": sits,
        "remedy.voted": panel is not None and panel.may_vote(actor.id),
        "remedy.seated": panel is None,
        "remedy.extended": remedy.asks == "access" and not remedy.extended,
    }
    allows = node.law.access.allows
    found = {act for act, states in FROM.items() if remedy.state in states and fits.get(act, True)} | {"remedy.recode"}
    recuses = remedy.state in OPEN and allows("panel.recuse", actor.role, node.kind, "none", "")
    fitting = {act for act in found if allows(act, actor.role, node.kind, relation, remedy.state)}
    return frozenset(fitting | ({"panel.recuse"} if recuses else set()))


def _grounds(signed: Signed, use: str) -> list[Ground]:
    return [ground for ground in signed.node.law.grounds.values() if ground.use == use]
