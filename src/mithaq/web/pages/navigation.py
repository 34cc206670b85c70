"""Which pages an officer finds in the menu: those for whose action `access.csv` has a row for the role."""

from __future__ import annotations

from typing import NamedTuple

from mithaq.app.node import Node


class Place(NamedTuple):
    """One page of the menu: address, the action that opens it, and its name (a message id)."""

    path: str
    action: str
    name: str


PLACES = (
    Place("/", "session.read", "Today"),
    Place("/check", "check", "Border check"),
    Place("/hits", "hit.list", "Hits"),
    Place("/alerts", "alert.list", "Alerts"),
    Place("/reviews", "review.list", "Review queue"),
    Place("/duty", "duty.list", "Duty roster"),
    Place("/releases", "hit.releases", "Hits made known"),
    Place("/cases", "case.list", "Cases"),
    Place("/deadlines", "case.list", "Deadlines"),
    Place("/threads", "thread.list", "Messages"),
    Place("/questions", "question.list", "Databases that stay at home"),
    Place("/remedies", "remedy.list", "Applications"),
    Place("/flags", "flag.classes", "Flags against arrest"),
    Place("/risks", "risk.list", "Flags of risk"),
    Place("/shield", "shield.read", "Protection and bars"),
    Place("/protection", "protection.lodge", "Lodge protection"),
    Place("/insiders", "insider.read", "Look-ups under review"),
    Place("/figures", "figures.read", "Public figures"),
    Place("/holders", "holder.list", "Copies and their holders"),
    Place("/officers", "officer.list", "Officers"),
    Place("/journal", "journal.read", "Journal"),
)


def places(node: Node, role: str) -> tuple[Place, ...]:
    """The menu of this role at this member."""
    access = node.law.access
    return tuple(
        place for place in PLACES if access.is_public(place.action) or access.may_issue(place.action, role, node.kind)
    )


def may(node: Node, role: str, action: str) -> bool:
    """Whether the role has any row for the action: whether a form for it is worth showing."""
    return node.law.access.may_issue(action, role, node.kind)
