"""GET /api/deadlines: every running clock and every release that is owed in this member's cases, soonest first."""

from __future__ import annotations

from typing import Annotated

from litestar.params import QueryParameter
from msgspec import Struct

from mithaq.app.deadlines import DeadlineView, Side, board
from mithaq.web.api.parameters import Limit, Offset, Who
from mithaq.web.routes import read

MOST_HOURS = 24 * 366  # no clock of a treaty is longer

SideQuery = Annotated[Side, QueryParameter(name="side")]
Within = Annotated[int, QueryParameter(name="within_hours", ge=0, le=MOST_HOURS)]


class DeadlineList(Struct, frozen=True):
    """A page of the board."""

    deadlines: tuple[DeadlineView, ...]


@read("/deadlines", "case.list", tags=["cases"])
def deadlines(
    signed: Who, side: SideQuery = "", within_hours: Within = 0, limit: Limit = 50, offset: Offset = 0
) -> DeadlineList:
    """The deadline board. `side`: `mine`, of persons whom this state holds; `theirs`, of those it has asked for.

    `within_hours`: only what ends within so many hours, and what has ended; 0 for everything.
    """
    return DeadlineList(tuple(board(signed.node, signed.actor, side, within_hours, limit, offset)))
