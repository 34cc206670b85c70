"""Panels by lot: three commissioners, none of them a national of a state concerned, and every vote on record."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from mithaq.domain.case.clocks import instant
from mithaq.domain.countries import is_country
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.lot import Head, ranked
from mithaq.domain.message.clocks import due_at
from mithaq.domain.remedy.order_events import Judge, PanelDrawn

SEATS, LIFTS, DECIDES, AGAIN = "panel_seats", "panel_lifts", "panel_decides", "panel_again"
"""House rules: how many sit, how many lift a freeze, how many decide, and when a new panel may be drawn."""


class Vote(Struct, frozen=True, omit_defaults=True):
    """One member of a panel said yes or no. `reasons`: the commitment to a dissent in words."""

    by: str
    yes: bool
    at: str
    reasons: str = ""


class Panel(Struct, frozen=True, omit_defaults=True):
    """A panel that was drawn rightly, and what its members have said."""

    hash: str
    at: str
    seats: tuple[Judge, ...]
    votes: tuple[Vote, ...] = ()

    @property
    def yes(self) -> int:
        """How many said yes."""
        return sum(vote.yes for vote in self.votes)

    def may_vote(self, id: str) -> bool:
        """Whether that commissioner sits here and has not voted yet."""
        return any(seat.id == id for seat in self.seats) and all(vote.by != id for vote in self.votes)

    def voted(self, event: Event, yes: bool) -> Panel:
        """With the vote of the author of this statement."""
        vote = Vote(event.author.id, yes, event.at, event.payload)
        return structs.replace(self, votes=(*self.votes, vote))


def number(law: Law, rule: str) -> int:
    """A number of persons by a house rule; more than anybody has where there is no such rule, so that nothing is eased."""
    row = law.house.get(rule)
    return row.number if row is not None and row.unit == "persons" else 1000


def draw(
    pool: Iterable[Judge], matter: str, heads: Iterable[Head], barred: frozenset[str], recused: frozenset[str], law: Law
) -> tuple[str, ...]:
    """Who sits, in the order of the lot. `barred`: states whose nationals do not; `recused`: commissioners who withdrew.

    Raises Refusal ``panel.too_few``.
    """
    national_of = {judge.id: judge.national_of for judge in pool}
    seats = [
        id for id in ranked(national_of, matter, heads) if national_of[id] not in barred and id not in recused
    ][: number(law, SEATS)]  # fmt: skip
    if len(seats) < number(law, SEATS):
        raise Refusal("panel.too_few", "pool")
    return tuple(seats)


def drawn(event: Event, body: PanelDrawn, barred: frozenset[str], law: Law) -> Panel | None:
    """The panel of this statement; None for one that the lot did not give, or on which a national of `barred` sits.

    Whoever was passed over for the sake of the person's nationality is not checked here, because no header says that.
    """
    known = {judge.id: judge for judge in body.pool}
    order = ranked(known, event.subject, body.heads)
    places = [order.index(id) if id in known else -1 for id in body.seats]
    seats = tuple(known[id] for id in body.seats if id in known)
    sound = len(known) == len(body.pool) and -1 not in places and places == sorted(set(places))
    if not sound or len(seats) != number(law, SEATS):
        return None
    if any(not _may_sit(seat, barred, law) for seat in seats):
        return None
    return Panel(event.hash, event.at, seats)


def is_over(panel: Panel, at: str, member: str, law: Law) -> bool:
    """Whether a panel has had its time, so that a new one may be drawn: nobody draws until he likes the panel."""
    now, end = instant(at), instant(due_at(law, AGAIN, member, panel.at))
    return now is not None and end is not None and now >= end


def _may_sit(seat: Judge, barred: frozenset[str], law: Law) -> bool:
    member = law.members.get(seat.national_of)
    is_state = is_country(seat.national_of) and (member is None or member.kind == "state")
    return is_state and seat.national_of not in barred
