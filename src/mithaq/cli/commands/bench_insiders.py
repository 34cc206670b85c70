"""`mithaq bench insiders`: how many planted abusers of a month of look-ups are raised, and how many others wrongly."""

from __future__ import annotations

from collections.abc import Mapping

import click

from mithaq.bench.insiders import measure
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import isolated, translator

MOST_LINES = 50_000_000
REPORTED_SEED = 2026
"""The seed of the figures in docs/insiders.md. The thresholds were fixed on the seeds that are named there."""

FIGURES: Mapping[str, str] = {
    "lines": "Look-ups of the month",
    "officers": "Officers",
    "seed": "Seed",
    "planted": "Abusers planted",
    "found": "Abusers raised",
    "found_as_planted": "Raised for what they did",
    "missed": "Missed, by what they did",
    "false_alarms": "False alarms in the month",
    "false_alarms_a_week": "False alarms a week",
    "false_by_pattern": "False alarms by pattern",
    "plain_limit_a_day": "A plain rule instead: more than so many look-ups in a day",
    "plain_found": "Abusers that the plain rule raises",
    "plain_false_alarms_a_week": "False alarms a week of the plain rule",
    "minutes": "Minutes to look through the month, five times",
    "cpu_minutes": "Minutes of the processor for that",
    "making_minutes": "Minutes to invent the month",
    "memory_mb": "Most memory of the process, in megabytes",
}


@click.command()
@click.option("--lines", default=5_000_000, show_default=True, type=click.IntRange(1_000, MOST_LINES))
@click.option("--abusers", default=40, show_default=True, type=click.IntRange(0, 40))
@click.option("--seed", default=REPORTED_SEED, show_default=True, help="The same seed makes the same month.")
@json_option
@click.pass_context
def insiders(context: click.Context, /, json: bool, lines: int, abusers: int, seed: int) -> None:
    """An invented month of look-ups with planted abusers: who is raised, and who wrongly."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        found = measure(lines, seed, abusers, tell)
    if json:
        output.line(found)
        return
    say = output.texts.gettext
    for key, value in found.items():
        shown = f"{value:.3g}" if isinstance(value, float) else value
        if isinstance(value, dict):
            shown = ", ".join(f"{say(PATTERNS[code])} {count}" for code, count in value.items()) or 0
        output.write(f"{say(FIGURES[key])}: {isolated(shown)}")


PATTERNS: Mapping[str, str] = {
    "colleague": "colleague's family name",
    "again": "same person by one officer",
    "together": "same person by several",
    "known": "well-known people",
    "one_name": "one name",
    "bulk": "bulk in a day",
    "pace": "more all month",
    "off_shift": "off shift",
    "unanswered": "matches left unanswered",
    "purpose": "other purpose",
    "opened": "opened unasked",
}
"""The patterns in few words; `law/insider.csv` has their full names."""
