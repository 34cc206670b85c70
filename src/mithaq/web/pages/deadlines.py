"""The deadline board: which clock ends next, and whose release is owed; the latter stands on top of every page too."""

from __future__ import annotations

from typing import cast

from litestar import Response
from litestar.di import NamedDependency

from mithaq.app import deadlines
from mithaq.app.connected import data as core
from mithaq.app.deadlines import Side
from mithaq.web.pages.forms import read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

ROWS = 50
SIDES = ("mine", "theirs")
SOON_HOURS = 48  # the filter of the page; the API takes any number


@read("/deadlines", "case.list")
def board(page: NamedDependency[Page], signed: NamedDependency[Signed]) -> Response[str]:
    """The board, by side and by how soon."""
    query = page.request.query_params
    side = cast("Side", query.get("side", "") if query.get("side", "") in SIDES else "")
    soon, number = query.get("soon", "") == "yes", _number(query.get("page", ""))
    lines = deadlines.board(
        signed.node, signed.actor, side, SOON_HOURS if soon else 0, limit=ROWS + 1, offset=ROWS * (number - 1)
    )
    return page.show(
        "deadlines.html", lines=lines[:ROWS], side=side, sides=SIDES, soon=soon, number=number, more=len(lines) > ROWS,
        core_data=_core_data(signed, side) if number == 1 else [],
    )  # fmt: skip


@read("/owed", "session.read")
def owed(page: NamedDependency[Page], signed: NamedDependency[Signed]) -> Response[str]:
    """The top of an open page (`of`: its path) as it stands now; every page asks for it each minute."""
    return page.show("parts/owed.html", path=page.request.query_params.get("of", ""))


def _core_data(signed: Signed, side: str) -> list[core.DataDue]:
    """The decisions on core data that are owed (`app.connected.data`), on the first page and for whoever reads questions."""
    if not may(signed.node, signed.actor.role, "question.list"):
        return []
    with signed.node.store.read() as reader:
        return [one for one in core.board(signed.node, reader) if not side or one.mine == (side == "mine")]


def _number(value: str) -> int:
    """The number of a page; 1 for what is none."""
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 6 and int(value) else 1
