"""`mithaq bench home`: how fast a database that stays at home answers."""

from __future__ import annotations

import click

from mithaq.bench.home import home as measure
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import translator


@click.command()
@click.option("--rows", default=1_000_000, show_default=True, type=click.IntRange(1, 100_000_000), help="Of the table.")
@click.option("--queries", default=2_000, show_default=True, type=click.IntRange(1, 1_000_000), help="Questions asked.")
@click.option("--seed", default=2025, show_default=True, help="The same seed makes the same people and questions.")
@json_option
@click.pass_context
def home(context: click.Context, /, json: bool, rows: int, queries: int, seed: int) -> None:
    """Make a table of invented people in SQLite, build its index as `connect refresh` does, and ask it."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(measure(rows, queries, seed, tell))
    for line in lines:
        output.line(line)
