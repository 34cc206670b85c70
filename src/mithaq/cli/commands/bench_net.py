"""`mithaq bench net`: how fast the network carries."""

from __future__ import annotations

import click

from mithaq.bench.net import net as measure
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import translator


@click.command()
@click.option("--alerts", default=200, show_default=True, type=click.IntRange(1, 10_000), help="Alerts circulated.")
@click.option(
    "--rate", default=2.0, show_default=True, type=click.FloatRange(0.01, 100.0), help="Of these in a second."
)
@click.option(
    "--events", default=100_000, show_default=True, type=click.IntRange(1, 10_000_000), help="Said meanwhile."
)
@click.option("--seed", default=2025, show_default=True, help="The same seed makes the same alerts.")
@json_option
@click.pass_context
def net(context: click.Context, /, json: bool, alerts: int, rate: float, events: int, seed: int) -> None:
    """Four nodes as processes and three NATS servers: until an alert is found everywhere, and who was away has all."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(measure(alerts, rate, events, seed, tell))
    for line in lines:
        output.line(line)
