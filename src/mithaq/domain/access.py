"""Who may do what: one literal table, `law/access.csv`. What is not a row is refused."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from msgspec import Struct

MemberKind = Literal["state", "secretariat", "commission"]
Relation = Literal["own", "foreign", "requesting", "requested", "addressed", "none"]
ANY = "*"
PUBLIC = "public"


class Grant(Struct, frozen=True):
    """One row. `relation`: how the actor's member stands to the object. `states`: where the object may be, or `*`."""

    action: str
    role: str
    member_kind: str
    relation: str
    states: frozenset[str]


class Access(Struct, frozen=True, dict=True):
    """The whole table, asked in two ways: by a node of its own officers, and at admission of others' events."""

    grants: tuple[Grant, ...]

    @cached_property
    def _by_action(self) -> dict[tuple[str, str], tuple[Grant, ...]]:
        found: dict[tuple[str, str], list[Grant]] = {}
        for grant in self.grants:
            found.setdefault((grant.action, grant.role), []).append(grant)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def actions(self) -> frozenset[str]:
        """Every action that has at least one row: the routes and event types that exist for anybody."""
        return frozenset(grant.action for grant in self.grants)

    def rows(self, action: str, role: str) -> tuple[Grant, ...]:
        """The rows of one role for one action; none means refused."""
        return self._by_action.get((action, role), ())

    def allows(self, action: str, role: str, kind: MemberKind, relation: Relation = "none", state: str = "") -> bool:
        """Whether an officer in `role` of a member of this kind may do it to an object so related, in that state."""
        return any(
            grant.member_kind in (ANY, kind)
            and grant.relation in (ANY, relation)
            and (ANY in grant.states or state in grant.states)
            for grant in self.rows(action, role)
        )

    def may_issue(self, action: str, role: str, kind: MemberKind) -> bool:
        """Admission check 8: whether such an author may issue such an event at all, whatever it is about.

        Relation and state depend on what has arrived so far, so they are judged by the fold, which voids; a refusal
        at admission must come out the same on every node and in every order.
        """
        return any(grant.member_kind in (ANY, kind) for grant in self.rows(action, role))

    def is_public(self, action: str) -> bool:
        """Whether the action needs no sign-in."""
        return bool(self.rows(action, PUBLIC))


def relation_to(member: str, owner: str) -> Relation:
    """How `member` stands to something that `owner` owns."""
    return "own" if member == owner else "foreign"


def table(rows: Iterable[Grant]) -> Access:
    """The table of these rows."""
    return Access(tuple(rows))
