"""`mithaq bench peers`: the ratio table of docs/performance.md, measured here and now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from mithaq.bench.peers.roster import PEERS
from mithaq.bench.peers.run import PeersRun
from mithaq.bench.peers.run import peers as measure
from mithaq.cli.commands.bench import MOST_RECORDS, SEED, TABLE
from mithaq.cli.exits import Line
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import translator

COLUMNS: Mapping[str, str] = {
    "peer": "System",
    "rows": "names",
    "p50_ms": "p50 ms",
    "p99_ms": "p99 ms",
    "qps_per_core": "a second and core",
    "recall_at_10": "of ten",
    "recall_at_10_cross": "of ten, other script",
    "times_slower": "times our p50",
}
"""The columns of the table; JSON has everything."""

REASONS: Mapping[str, str] = {
    "peers.not_installed": "not measured: %(what)s is not installed; make bench-deps installs it",
    "peers.not_loadable": "not measured: %(what)s does not load",
    "peers.not_built_in": "not measured: this Python's SQLite lacks %(what)s",
    "peers.not_started": "not measured: the server did not start: %(what)s",
}


@click.command()
@click.option("--records", default=0, type=click.IntRange(0, MOST_RECORDS), help="Invented persons in the register.")
@click.option("--queries", default=200, show_default=True, type=click.IntRange(0, MOST_RECORDS))
@click.option("--dates", is_flag=True, help="The questions say birth date and nationality too.")
@click.option("--peers", "peers_", default="", help=f"Which, separated by commas: {', '.join(PEERS)}. Default: all.")
@click.option("--list-corpus", type=TABLE, help="TSV of real lists instead: entity_id, name; optionally script, list.")
@click.option("--list-queries", type=TABLE, help="TSV: query, gold_entity_id; optionally target_script, list.")
@SEED
@json_option
@click.pass_context
def peers(context: click.Context, /, json: bool, peers_: str, **asked: Any) -> None:
    """What one would use instead of Mithaq, with the same questions in the same run."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(measure(PeersRun(peers=peers_, **asked), tell))
    if json:
        output.show(lines)
        return
    for text in Tables(output).texts(lines):
        output.write(text)


class Tables:
    """The lines in words, as tables of Markdown: what is printed can be kept in docs/performance.md."""

    def __init__(self, output: Output) -> None:
        self._say = output.texts.gettext

    def texts(self, lines: Sequence[Line]) -> Iterator[str]:
        """The ratio table, then recall by direction."""
        measured = [line for line in lines if "p50_ms" in line]
        yield from _table([self._say(word) for word in COLUMNS.values()], [_cells(line) for line in measured])
        for line in lines:
            if "lacking" in line:
                yield f"{line['peer']}: {self._say(REASONS[line['not_measured']], what=line['lacking'])}"
        ways = sorted({way for line in measured for way in line["directions"]})
        if ways:
            yield ""
            rows = [[line["peer"], *(_figure(line["directions"].get(way)) for way in ways)] for line in measured]
            yield from _table([self._say(COLUMNS["peer"]), *ways], rows)


def _cells(line: Line) -> list[str]:
    return [_figure(line.get(key)) for key in COLUMNS]


def _figure(value: Any) -> str:
    if value is None:
        return "–"
    return (
        f"{value:.3g}"
        if isinstance(value, float) and value < 1000
        else f"{value:.0f}"
        if isinstance(value, float)
        else f"{value}"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
