"""`mithaq bench cases`: how fast the deadlines of many open cases are found."""

from __future__ import annotations

from collections.abc import Mapping

import click

from mithaq.bench.cases import measure
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import isolated, translator

MOST_CASES = 1_000_000

FIGURES: Mapping[str, str] = {
    "cases": "Open cases",
    "deadlines": "Deadlines and warnings kept for them",
    "load_s": "Seconds to keep them, without signing",
    "board_p50_ms": "Deadline board: milliseconds, median",
    "board_p99_ms": "Deadline board: milliseconds, 99th percentile",
    "sweep_p50_ms": "Sweep over all clocks when nothing has come: milliseconds, median",
    "sweep_most_ms": "Sweep over all clocks when nothing has come: milliseconds, at most",
    "sweep_hour_later_ms": "Sweep an hour later: milliseconds",
    "sweep_first_most_ms": "First sweeps, raising the warnings of four weeks: milliseconds, at most",
    "sweep_first_rounds": "First sweeps: how many it took",
    "fold_events": "Statements of the long case",
    "fold_p50_ms": "Its fold: milliseconds, median",
    "fold_best_ms": "Its fold: milliseconds, at best",
}


@click.command()
@click.option("--cases", "count", default=10_000, show_default=True, type=click.IntRange(1, MOST_CASES))
@json_option
@click.pass_context
def cases(context: click.Context, /, json: bool, count: int) -> None:
    """The deadline board, a sweep over all clocks, and the fold of a long case."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        found = measure(count, tell)
    if json:
        output.line(found)
        return
    for key, value in found.items():
        shown = f"{value:.4g}" if isinstance(value, float) else value
        output.write(f"{output.texts.gettext(FIGURES[key])}: {isolated(shown)}")
