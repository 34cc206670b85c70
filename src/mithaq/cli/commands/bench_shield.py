"""`mithaq bench shield`: whether an owner can tell why an alert was withheld."""

from __future__ import annotations

import click

from mithaq.bench.shield import shield as measure
from mithaq.bench.shield_meets import meets
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import translator


@click.command()
@click.option("--pairs", default=1000, show_default=True, type=click.IntRange(3, 100_000), help="Alerts played twice.")
@click.option("--seed", default=2025, show_default=True, help="The same seed makes the same people and hours.")
@click.option(
    "--register",
    default=0,
    type=click.IntRange(0, 1_000_000),
    help="Instead: how often digests of so many people meet.",
)
@json_option
@click.pass_context
def shield(context: click.Context, /, json: bool, pairs: int, seed: int, register: int) -> None:
    """Play each alert twice, with another secret, and try to tell the two apart."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(meets(register, pairs, seed, tell) if register else measure(pairs, seed, tell))
    for line in lines:
        output.line(line)
