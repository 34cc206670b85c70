"""The public figures as a page: no sign-in, tables that a screen reader can read, and a chart that repeats one of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from litestar import Response
from litestar.di import NamedDependency
from msgspec import structs

from mithaq.app.figures import Cell, Figures, figures
from mithaq.domain.errors import NotFound
from mithaq.web.federation import Federation
from mithaq.web.pages.forms import read
from mithaq.web.pages.page import Page

CHART_WIDTH = 420  # units of the drawing for the longest bar


class Table(NamedTuple):
    """`rows`: a state and its counts in the order of `codes`; the last row is the total. A code may be empty: all."""

    codes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


class Bar(NamedTuple):
    """One bar of the chart: whose, how many, and how long."""

    state: str
    alerts: int
    width: float


@read("/figures", "figures.read")
def public_figures(page: NamedDependency[Page], federation: NamedDependency[Federation]) -> Response[str]:
    """One year, by default the newest."""
    year = page.request.query_params.get("year", "")
    if len(year) > 4:
        raise NotFound("figures")
    found = figures(federation.any_node, year)
    return page.show("figures.html", **shown(found))


def shown(found: Figures) -> dict[str, Any]:
    """What the template shows."""
    acts, grounds = table(found.acts), table(found.grounds)
    return {
        "found": found,
        "acts": acts,
        "grounds": grounds,
        "lapses": table(found.lapses),
        "bars": bars(found.acts),
        "removals": structs.asdict(found.removals),
    }


def table(cells: tuple[Cell, ...]) -> Table:
    """The cells by state; states of which nothing is counted are left out, as are rows that are all zero."""
    codes = tuple(dict.fromkeys(cell.code for cell in cells))
    counts = {(cell.state, cell.code): cell.count for cell in cells}
    states = dict.fromkeys(cell.state for cell in cells)
    rows = ((state, tuple(counts.get((state, code)) for code in codes)) for state in states)
    return Table(codes, tuple((state, row) for state, row in rows if not state or any(one != 0 for one in row)))


def bars(cells: tuple[Cell, ...]) -> tuple[Bar, ...]:
    """How many alerts each state submitted; a state whose count is left out has no bar."""
    counts = [(cell.state, cell.count) for cell in cells if cell.code == "submitted" and cell.state and cell.count]
    longest = max((count for _, count in counts if count), default=1)
    return tuple(Bar(state, count, CHART_WIDTH * count / longest) for state, count in counts if count)
