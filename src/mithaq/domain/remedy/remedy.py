"""The application as a fold over the commission's signed statements. Total, without a clock; what does not fit is void."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, structs

from mithaq.domain.access import relation_to
from mithaq.domain.events import Body, Event
from mithaq.domain.law import Law
from mithaq.domain.remedy import events as says
from mithaq.domain.remedy.clocks import due_at, longest_at
from mithaq.domain.remedy.panel import DECIDES, Panel, drawn, is_over, number
from mithaq.domain.remedy.states import FROM, RemedyState

MAX_VOIDS = 50
MAX_LINKS = 20  # corrections of what the application is about; the last one counts
S = RemedyState


class Proposal(Struct, frozen=True, omit_defaults=True):
    """A decision as it was proposed: `payload` commits to its reasons and orders, `link` to the alert that it is about."""

    hash: str
    outcome: str
    ground: str
    by: str
    at: str
    payload: str
    link: str = ""


class Remedy(Struct, frozen=True, omit_defaults=True):
    """One application. `member` is the commission. Commitments (`filing`, `shown`, `link`) name what it alone can read.

    `due_at`: by when it is to be decided, by the law's time limit for what it asks. `failed`: panels
    whose time was over or whose proposal fell, with their votes, so that no dissent is lost.
    """

    id: str
    member: str
    asks: says.Asks
    filed_at: str
    filing: str
    due_at: str
    state: RemedyState = S.FILED
    shown: str = ""
    link: str = ""
    admitted_at: str = ""
    rejected: str = ""
    extended: str = ""
    panel: Panel | None = None
    proposal: Proposal | None = None
    failed: tuple[Panel, ...] = ()
    ended_at: str = ""
    voids: tuple[tuple[str, str], ...] = ()


def evolve(remedy: Remedy | None, event: Event, law: Law) -> Remedy | None:
    """The application after this statement; None as long as there is none."""
    if remedy is None:
        return _filed(event, event.body, law) if isinstance(event.body, says.RemedyFiled) else None
    code = _forbidden(remedy, event, law)
    after = code or _APPLY[type(event.body)](remedy, event, event.body, law)
    if isinstance(after, str):
        return structs.replace(remedy, voids=(*remedy.voids, (event.hash, after))[-MAX_VOIDS:])
    return after


def _filed(event: Event, body: says.RemedyFiled, law: Law) -> Remedy | None:
    if event.member not in law.oversight:
        return None
    due = due_at(law, body.asks, event.member, event.at)
    return Remedy(event.subject, event.member, body.asks, event.at, event.payload, due)


def _forbidden(remedy: Remedy, event: Event, law: Law) -> str:
    """Why this cannot be said now, as a code: only the commission that took it speaks about an application."""
    if type(event.body) not in _APPLY:
        return "remedy.exists" if isinstance(event.body, says.RemedyFiled) else "event.not_about_remedies"
    member = law.members.get(event.member)
    relation = relation_to(event.member, remedy.member)
    if member is None or not law.access.allows(event.type, event.author.role, member.kind, relation, remedy.state):
        return "forbidden"
    return "" if remedy.state in FROM[event.type] else "remedy.not_now"


def _verified(remedy: Remedy, event: Event, _body: says.IdentityVerified, _law: Law) -> Remedy | str:
    return structs.replace(remedy, state=S.VERIFIED, shown=event.payload)


def _linked(remedy: Remedy, event: Event, _body: says.RemedyLinked, _law: Law) -> Remedy | str:
    return structs.replace(remedy, link=event.payload)


def _admitted(remedy: Remedy, event: Event, _body: says.RemedyAdmitted, _law: Law) -> Remedy | str:
    return structs.replace(remedy, state=S.ADMITTED, admitted_at=event.at)


def _rejected(remedy: Remedy, event: Event, body: says.RemedyRejected, _law: Law) -> Remedy | str:
    ended = Proposal(event.hash, "dismissed", body.ground, event.author.id, event.at, event.payload)
    return structs.replace(remedy, state=S.REJECTED, rejected=body.ground, proposal=ended, ended_at=event.at)


def _extended(remedy: Remedy, event: Event, body: says.RemedyExtended, law: Law) -> Remedy | str:
    longest = longest_at(law, remedy.asks, remedy.member, remedy.filed_at)
    if remedy.extended or not longest:
        return "remedy.not_extendable"
    if event.at >= remedy.due_at:
        return "remedy.overdue"
    return structs.replace(remedy, extended=body.ground, due_at=longest)


def _seated(remedy: Remedy, event: Event, body: says.RemedySeated, law: Law) -> Remedy | str:
    if remedy.panel is not None and not is_over(remedy.panel, event.at, event.member, law):
        return "panel.sits_already"
    panel = drawn(event, body, frozenset(), law)
    if panel is None:
        return "panel.not_by_lot"
    failed = (*remedy.failed, remedy.panel) if remedy.panel is not None else remedy.failed
    return structs.replace(remedy, state=S.SEATED, panel=panel, proposal=None, failed=failed[-MAX_LINKS:])


def _proposed(remedy: Remedy, event: Event, body: says.RemedyProposed, law: Law) -> Remedy | str:
    panel = remedy.panel
    if panel is None or not any(seat.id == event.author.id for seat in panel.seats):
        return "panel.not_seated"
    if body.link != remedy.link:
        return "remedy.other_link"
    failed = (*remedy.failed, panel) if panel.votes else remedy.failed  # the dissents on an earlier proposal stay
    panel = structs.replace(panel, votes=()).voted(event, yes=True)
    proposal = Proposal(event.hash, body.outcome, body.ground, event.author.id, event.at, event.payload, body.link)
    after = structs.replace(remedy, state=S.PROPOSED, panel=panel, proposal=proposal, failed=failed[-MAX_LINKS:])
    return _counted(after, event, law)


def _voted(remedy: Remedy, event: Event, body: says.RemedyVoted, law: Law) -> Remedy | str:
    panel, proposal = remedy.panel, remedy.proposal
    if panel is None or proposal is None or proposal.hash != body.of or not panel.may_vote(event.author.id):
        return "panel.not_seated"
    return _counted(structs.replace(remedy, panel=panel.voted(event, body.agrees)), event, law)


def _counted(remedy: Remedy, event: Event, law: Law) -> Remedy:
    """Decided by the vote that makes the majority; a vote that comes later stands on record. A proposal falls that can no
    longer have one.
    """
    panel = remedy.panel
    if panel is None or remedy.state == S.DECIDED:
        return remedy
    needed, silent = number(law, DECIDES), len(panel.seats) - len(panel.votes)
    if panel.yes >= needed:
        return structs.replace(remedy, state=S.DECIDED, ended_at=event.at)
    if panel.yes + silent < needed:
        return structs.replace(remedy, state=S.SEATED, proposal=None)
    return remedy


def _withdrawn(remedy: Remedy, event: Event, _body: says.RemedyWithdrawn, _law: Law) -> Remedy | str:
    return structs.replace(remedy, state=S.WITHDRAWN, ended_at=event.at)


_APPLY: dict[type[Body], Callable[[Remedy, Event, Any, Law], Remedy | str]] = {
    says.IdentityVerified: _verified,
    says.RemedyLinked: _linked,
    says.RemedyAdmitted: _admitted,
    says.RemedyRejected: _rejected,
    says.RemedyExtended: _extended,
    says.RemedySeated: _seated,
    says.RemedyProposed: _proposed,
    says.RemedyVoted: _voted,
    says.RemedyWithdrawn: _withdrawn,
}
