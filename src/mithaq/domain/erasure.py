"""How far an erasure has come: who has to answer for it, who has signed, and who is late. A view: the fold has no clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from mithaq.domain.alert import ERASURE_ORDERED, Alert, stage
from mithaq.domain.audience import versions
from mithaq.domain.case.clocks import instant
from mithaq.domain.instant import Instant, text
from mithaq.domain.law import Law
from mithaq.domain.message.clocks import due_at
from mithaq.domain.retention import erase_from
from mithaq.domain.shield.standing import unpassed

ANSWER = "erasure_receipt"
"""The house rule that says how long a holder has for its receipt."""

Standing = Literal["not_due", "awaited", "late", "confirmed"]
Way = Literal["running", "discontinued", "expired", "ordered", "refused"]

OUTSIDE = ("printed", "systems", "other_channels", "log", "backups")
"""What no node can erase, or may not: sheets on paper and what an officer wrote down, the states' own systems, requests made
on other ways, the sealed look-up log, and backups until they are restored or run out. Of each the certificate says so."""

BAR, CASES, APPLICATION = "bar", "cases", "application"


class Answer(Struct, frozen=True, omit_defaults=True):
    """One member's answer: where its receipt stands in its journal, and under which hash. Empty until it has signed."""

    member: str
    standing: Standing
    at: str = ""
    seq: int = 0
    hash: str = ""


class Receipt(Struct, frozen=True):
    """A signed `erasure.confirmed` over a whole alert."""

    member: str
    at: str
    seq: int
    hash: str


class Erasure(Struct, frozen=True):
    """What became of what an alert said. `way`: by what it ended; `due_at`: from when on nobody may hold it, empty while it
    runs; `late_from`: from when on whoever has not signed is late. `outside`: codes of what lies outside our reach.
    """

    alert: str
    owner: str
    kind: str
    way: Way
    ended_at: str
    due_at: str
    late_from: str
    answers: tuple[Answer, ...]
    outside: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether everybody has signed who has to."""
        return bool(self.answers) and all(one.standing == "confirmed" for one in self.answers)

    def count(self, standing: Standing) -> int:
        """How many members stand so."""
        return sum(one.standing == standing for one in self.answers)


def expected(alert: Alert, law: Law) -> frozenset[str]:
    """The members that may have held what the alert said: its owner; those who oversee, from its approval on; and those to
    whom it was circulated.
    """
    found = {alert.owner}
    if alert.local:
        return frozenset(found)
    for version in versions(alert):
        if version.circulated_at:
            found |= set(version.chosen) or set(law.members)
        if version.circulated_at or stage(version) != "drafted" or not law.kinds[alert.kind].approval:
            found |= {code for code, member in law.members.items() if member.kind != "state"}
    return frozenset(found)


def due_from(alert: Alert, law: Law, refused_at: str = "") -> Instant | None:
    """From when on nobody may hold what the alert said. Of one that was refused in review that is as long after the
    refusal as its reviewers' decision is kept (`papers_kept`), so that whoever meets the person again can read it: also if
    its owner ends it then.
    """
    if alert.is_refused and refused_at:
        return instant(due_at(law, "papers_kept", alert.owner, refused_at))
    return erase_from(alert, law)


def due_for(member: str, alert: Alert, law: Law, refused_at: str = "") -> Instant | None:
    """The same for one member. Of an urgent alert that its full review refused, those to whom it had been circulated keep
    nothing from the refusal on; its owner and those who oversee keep the decision.
    """
    if not alert.is_refused or member == alert.owner or law.members[member].kind != "state":
        return due_from(alert, law, refused_at)
    return instant(refused_at)


def way_of(alert: Alert, due: Instant | None, now: Instant) -> Way:
    """By what the alert ended."""
    if alert.ended:
        return "ordered" if alert.ended == ERASURE_ORDERED else "discontinued"
    if alert.state == "refused":
        return "refused"
    return "expired" if due is not None and due <= now else "running"


def erasure_of(
    alert: Alert, receipts: Mapping[str, Receipt], law: Law, members: frozenset[str], now: Instant, refused_at: str = ""
) -> Erasure:
    """The erasure of an alert as these receipts show it at `now`. `members`: who is on the roster. A receipt that was signed
    before the end answers for nothing.
    """
    due = due_from(alert, law, refused_at)
    way = way_of(alert, due, now)
    since = text(due) if due is not None else ""
    late = due_at(law, ANSWER, alert.owner, since) if since else ""
    asked = sorted((expected(alert, law) | set(receipts)) & members & set(law.members)) if since else []
    answers = tuple(_answer(one, receipts.get(one), due_for(one, alert, law, refused_at), law, now) for one in asked)
    ended = alert.ended_at or (refused_at if way == "refused" else since if way == "expired" else "")
    return Erasure(alert.id, alert.owner, alert.kind, way, ended, since, late, answers, _outside(alert, way))


def _answer(member: str, receipt: Receipt | None, due: Instant | None, law: Law, now: Instant) -> Answer:
    since = text(due) if due is not None else ""
    if receipt is not None and since and receipt.at >= since:
        return Answer(member, "confirmed", receipt.at, receipt.seq, receipt.hash)
    if due is None or now < due:
        return Answer(member, "not_due")
    late = due_at(law, ANSWER, member, since)
    return Answer(member, "late" if late and text(now) >= late else "awaited")


def _outside(alert: Alert, way: Way) -> tuple[str, ...]:
    barred = way in ("ordered", "refused") or alert.is_turned_down or (way != "running" and unpassed(alert))
    more = (BAR,) if barred else ()
    asked = (APPLICATION,) if way == "ordered" else ()
    cases = (CASES,) if alert.current is not None and alert.kind == "wanted" else ()
    return (*OUTSIDE, *cases, *more, *asked)
