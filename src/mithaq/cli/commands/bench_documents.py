"""`mithaq bench documents`: milliseconds for each kind of document."""

from __future__ import annotations

import click

from mithaq.bench.documents import documents as measure
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import translator
from mithaq.web.pages.words import WORDS


@click.command()
@click.option("--rounds", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How often each is made.")
@click.option("--seed", default=2025, show_default=True, help="The same seed makes the same case.")
@json_option
@click.pass_context
def documents(context: click.Context, /, json: bool, rounds: int, seed: int) -> None:
    """Make and seal every kind of document about an invented case."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(measure(rounds, seed, WORDS, tell))
    for line in lines:
        output.line(line)
