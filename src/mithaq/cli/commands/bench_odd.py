"""`mithaq bench odd`: what questions cost that nobody should ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from mithaq.bench.odd import odd as measure
from mithaq.cli.commands.bench import MOST_RECORDS, SEED
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import isolated, translator

FIGURES: Mapping[str, str] = {
    "bytes": "Bytes of the question",
    "said": "Persons found, or the code of the refusal",
    "first_ms": "Milliseconds, the first time",
    "p50_ms": "Milliseconds, median",
    "most_ms": "Milliseconds, at most",
}


@click.command()
@click.option("--records", required=True, type=click.IntRange(1, MOST_RECORDS), help="Persons in the register.")
@SEED
@json_option
@click.pass_context
def odd(context: click.Context, /, json: bool, records: int, seed: int) -> None:
    """Questions of 1 MiB, of marks, of one letter: answered in bounded time, or refused."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines: list[dict[str, Any]] = list(measure(records, seed, tell))
    if json:
        output.show(lines)
        return
    say = output.texts.gettext
    for line in lines:
        figures = ", ".join(f"{say(words)}: {isolated(str(line[key]))}" for key, words in FIGURES.items())
        output.write(f"{isolated(line['question'])}: {figures}")
