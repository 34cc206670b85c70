"""Flags (إشارة عدم التنفيذ): in this state nobody is arrested on the alert; a post locates only (law.md, *Flag*).

A *published* flag covers a class of cases and stands in the state's journal. A flag on one person says where he is, so
`LocalFlag` is a row of this node: no statement, no number of its own in any journal, no line in a log whose size is
published.
"""

from __future__ import annotations

from msgspec import Struct, structs

from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.own_say.classes import TESTS
from mithaq.domain.own_say.events import FlagPublished, FlagWithdrawn


class PublishedFlag(Struct, frozen=True, omit_defaults=True):
    """A flag on a class of cases, as every node sees it. `withdrawn_at` is empty while it stands."""

    id: str
    member: str
    covers: str
    at: str
    withdrawn_at: str = ""

    @property
    def state(self) -> str:
        """Whether it stands."""
        return "withdrawn" if self.withdrawn_at else "published"


class LocalFlag(Struct, frozen=True):
    """A flag of this state on one alert: by whom, when, on which coded ground, and how it was lifted, if it was."""

    id: str
    alert: str
    ground: str
    officer: str
    post: str
    at: str
    lifted_by: str = ""
    lifted_at: str = ""
    lift_ground: str = ""


class Standing(Struct, frozen=True):
    """Why nobody is arrested here on an alert: a coded ground, or the class that the state has published."""

    ground: str = ""
    covers: str = ""


def evolve(flag: PublishedFlag | None, event: Event) -> PublishedFlag | None:
    """The flag after this statement: published once, withdrawn by whoever published it. Anything else changes nothing."""
    body = event.body
    if flag is None and isinstance(body, FlagPublished):
        return PublishedFlag(event.subject, event.member, body.covers, event.at)
    if flag is not None and isinstance(body, FlagWithdrawn) and event.member == flag.member and not flag.withdrawn_at:
        return structs.replace(flag, withdrawn_at=event.at)
    return flag


def lifted(flag: LocalFlag, officer: str, at: str, ground: str) -> LocalFlag:
    """The flag, lifted. Raises Refusal ``flag.none`` where it no longer stands."""
    if flag.lifted_at:
        raise Refusal("flag.none", "flag")
    return structs.replace(flag, lifted_by=officer, lifted_at=at, lift_ground=ground)


def covering(flags: tuple[PublishedFlag, ...], state: str, content: Content, law: Law) -> str:
    """The class of a flag that `state` has published and that covers this content; empty where none does."""
    for flag in sorted(flags, key=lambda one: (one.at, one.id)):
        known = law.own_say.classes.get(flag.covers)
        stands = flag.member == state and not flag.withdrawn_at
        if stands and known is not None and TESTS[known.test](content, state, law):
            return flag.covers
    return ""
