"""`mithaq bench http`: whole checks at a real node, as many as it takes and as many a second as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from mithaq.bench.http import HITS, Plan
from mithaq.bench.http import http as measure
from mithaq.cli.commands.bench import MOST_RECORDS, SEED
from mithaq.cli.exits import Line
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import isolated, translator

FIGURES: Mapping[str, str] = {
    "records": "Persons in the register",
    "load_s": "Seconds to load them",
    "hits": "Share of checks of somebody in the register",
    "checks_per_s": "Checks a second, as many as the node takes",
    "closed_p50_ms": "Milliseconds then, median",
    "closed_p99_ms": "Milliseconds then, 99th percentile",
    "node_cpu_us": "Microseconds of the node's processor for each",
    "node_memory_mb": "Memory of the node, MB",
    "rate": "Checks a second, open loop",
    "open_checks_per_s": "Of these answered",
    "p50_ms": "Milliseconds, median",
    "p99_ms": "Milliseconds, 99th percentile",
    "p999_ms": "Milliseconds, 999th of a thousand",
    "unanswered": "Without an answer",
    "refused": "Refused, by status",
    "log.answered": "Checks answered",
    "log.lines_named": "Lines of the log named in the answers",
    "log.lines_on_disk": "Of these on the disk after the node was killed",
    "log.sound": "Each answer has its own line, in an unbroken chain",
    "writes.asked_per_s": "Objects to be added and removed a second",
    "writes.added": "Objects added",
    "writes.removed": "Objects removed",
    "writes.refused": "Batches refused",
    "writes.p50_ms": "Milliseconds a batch, median",
    "writes.p99_ms": "Milliseconds a batch, 99th percentile",
    "writes.per_s": "Objects a second",
    "writes.memory_start_mb": "Memory of the node at the start, MB",
    "writes.memory_most_mb": "At most",
    "writes.memory_end_mb": "At the end",
}


@click.command()
@click.option("--records", required=True, type=click.IntRange(1, MOST_RECORDS), help="Persons in the register.")
@click.option("--rate", default=1500.0, show_default=True, type=click.FloatRange(1, 1_000_000), help="Checks a second.")
@click.option("--seconds", default=20.0, show_default=True, type=click.FloatRange(1, 3600), help="Of each loop.")
@click.option(
    "--hits", default=HITS, show_default=True, type=click.FloatRange(0, 1), help="Share of people in the register."
)
@click.option("--writes", default=0, type=click.IntRange(0, 1_000_000), help="Objects added and removed a second.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of a node that is filled once and asked again.",
)
@SEED
@json_option
@click.pass_context
def http(context: click.Context, /, json: bool, **asked: Any) -> None:
    """Whole checks over HTTP, each answered only once its line in the log is on disk."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        found = measure(Plan(**asked), tell)
    if json:
        output.line(found)
        return
    say = output.texts.gettext
    for key, value in _leaves("", found):
        output.write(f"{say(FIGURES[key])}: {isolated(value)}")


def _leaves(path: str, value: Line) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        if isinstance(inner, dict) and key != "refused":
            yield from _leaves(f"{key}.", inner)
        else:
            shown = (
                ", ".join(f"{status}: {count}" for status, count in inner.items()) if isinstance(inner, dict) else inner
            )
            yield path + key, f"{shown}" or "–"
