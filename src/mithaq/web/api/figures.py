"""The public figures, for anybody: as JSON and as CSV."""

from __future__ import annotations

from typing import Annotated

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from mithaq.app.figures import Figures, figures
from mithaq.interop.figures_csv import MEDIA_TYPE, to_csv
from mithaq.web.federation import Federation
from mithaq.web.routes import read

Year = Annotated[str, QueryParameter(pattern="^([0-9]{4})?$")]  # empty for the newest


@read("/figures", "figures.read", tags=["figures"])
def public_figures(federation: NamedDependency[Federation], year: Year = "") -> Figures:
    """What the federation publishes of a year: counts only, small ones left out. No sign-in."""
    return figures(federation.any_node, year)


@read("/figures.csv", "figures.read", tags=["figures"], media_type=MEDIA_TYPE)
def figures_table(federation: NamedDependency[Federation], year: Year = "") -> Response[str]:
    """The same as a table: one count a row."""
    found = figures(federation.any_node, year)
    headers = {"Content-Disposition": f'attachment; filename="mithaq-figures-{found.year}.csv"'}
    return Response(to_csv(found), media_type=MEDIA_TYPE, headers=headers)
