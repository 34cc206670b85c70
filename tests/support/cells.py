"""Cells of `access.csv` and how they are tried: may this officer do this to an object so related, in that state?

An allowed act would change what the next cell finds. So the disk of the officer's node fails right before the commit:
what was allowed comes back as 503 and changes nothing, what was refused never gets that far.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mithaq.domain.access import Relation
from tests.support.federation import BODY_ROLES, STATE_ROLES, Federation

ALLOWED, FORBIDDEN, HIDDEN = "allowed", "forbidden", "hidden"


def logins(fed: Federation) -> list[str]:
    """One officer of each role of each member."""
    return [
        f"{name}@{member}"
        for member in fed.world.nodes
        for name in BODY_ROLES.get(member, STATE_ROLES)
        if name[-1] not in "23"
    ]


def role_of(login: str) -> str:
    """``border`` of ``border@TN``."""
    return login.partition("@")[0]


def outcome(fed: Federation, login: str, path: str, body: Any) -> str:
    """How the rim and the use case answer, without any effect."""
    fed.token(login)
    disk = fed.world.disks[login[-2:]]
    disk.fail("before_commit")
    reply = fed.post(login, path, body)
    disk.repair()
    return {403: FORBIDDEN, 404: HIDDEN}.get(reply.status_code, ALLOWED)


def expected(
    fed: Federation, login: str, action: str, relation: Relation, state: str, *, read: str, door: str = ""
) -> str:
    """What the table says. `read`: the action that makes the object visible; `door`: the route's own, if another."""
    access, role, kind = fed["TN"].law.access, role_of(login), fed[login[-2:]].kind
    if not access.may_issue(door or action, role, kind):
        return FORBIDDEN
    if not access.allows(read, role, kind, relation, state):
        return HIDDEN
    return ALLOWED if access.allows(action, role, kind, relation, state) else FORBIDDEN


def differences(cells: Iterable[tuple[object, str, str]]) -> list[tuple[object, str, str]]:
    """Cells (which, says the table, does the program) that do not agree."""
    return [cell for cell in cells if cell[1] != cell[2]]
