"""The public figures as a table of rows, for CSV: one count a row, and *withheld* where it is too small."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.figures import Figures

COLUMNS = ("year", "until", "figure", "state", "code", "count", "withheld")

Row = tuple[str, str, str, str, str, str, str]


def table(found: Figures) -> Iterator[Row]:
    """Every figure of the year. `state` is empty for all states together; `code` for all grounds or kinds together."""
    tables = (("alerts", found.acts), ("refusals", found.grounds), ("lapses", found.lapses))
    for figure, cells in tables:
        for cell in cells:
            yield _row(found, figure, cell.state, cell.code, cell.count)
    for one in found.checks:
        yield _row(found, "checks", one.state, "hits", one.hits)
        yield _row(found, "checks", one.state, "false_hits", one.false_hits)
        yield _row(found, "checks", one.state, "months_withheld", one.withheld)
    for asked in found.remedies:
        for code in ("filed", "decided", "days"):
            yield _row(found, f"remedies_{code}", "", asked.asks, getattr(asked, code))
    for code in ("stated", "unanswered", "found", "unfounded"):
        yield _row(found, "removals", "", code, getattr(found.removals, code))
    if found.merged_stated:
        yield _row(found, "protections_bars_flags", "", "", found.merged)


def _row(found: Figures, figure: str, state: str, code: str, count: int | None) -> Row:
    shown = "" if count is None else str(count)
    return (found.year, found.until, figure, state, code, shown, "yes" if count is None else "no")
