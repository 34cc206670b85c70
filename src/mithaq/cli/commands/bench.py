"""`mithaq bench`: how well and fast names are found, how fast cases are. Needs no node; repeatable by its seed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mithaq.bench.match import MatchRun
from mithaq.bench.match import match as measure_match
from mithaq.bench.pairs import pairs as measure_pairs
from mithaq.bench.search import SearchRun
from mithaq.bench.search import search as measure_search
from mithaq.cli.commands.bench_show import Figures
from mithaq.cli.lazy import Lazy
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.ops.texts import translator
from mithaq.testing.people.asking import DATES

MOST_RECORDS = 100_000_000
"""Persons: more than that would not fit the memory of any machine that a bench is run on."""

PLACES = {
    "match": "commands.bench:match",
    "pairs": "commands.bench:pairs",
    "search": "commands.bench:search",
    "peers": "commands.bench_peers:peers",
    "http": "commands.bench_http:http",
    "odd": "commands.bench_odd:odd",
    "cases": "commands.bench_cases:cases",
    "insiders": "commands.bench_insiders:insiders",
    "documents": "commands.bench_documents:documents",
    "shield": "commands.bench_shield:shield",
    "home": "commands.bench_home:home",
    "net": "commands.bench_net:net",
}
TABLE = click.Path(path_type=Path)
SEED = click.option(
    "--seed", default=2025, show_default=True, help="The same seed makes the same people and questions."
)
TOP = click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="Persons shown at most.")
FREE_DATES = click.option(
    "--free-dates", is_flag=True, help="Leave out dates that are not ISO 8601 instead of refusing."
)


@click.group(cls=Lazy, places=PLACES)
def bench() -> None:
    """Measure how well and how fast names are found."""


@click.command()
@click.option("--corpus", type=TABLE, required=True, help="TSV: entity_id, name; optionally dob, country.")
@click.option("--queries", type=TABLE, required=True, help="TSV: query, gold_entity_id; optionally dob, country.")
@click.option(
    "--distractors", default=0, type=click.IntRange(0, MOST_RECORDS), help="So many invented persons besides."
)
@click.option("--groups", is_flag=True, help="Figures by script, sex and country too.")
@TOP
@SEED
@FREE_DATES
@json_option
@click.pass_context
def match(context: click.Context, /, json: bool, **asked: Any) -> None:
    """Questions of one table about persons of another."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(measure_match(MatchRun(**asked), tell))
    Figures(output).show(lines)


@click.command()
@click.option("--pairs", "table", type=TABLE, required=True, help="TSV: left, right, is_match (0 or 1).")
@json_option
@click.pass_context
def pairs(context: click.Context, /, json: bool, table: Path) -> None:
    """Judged pairs of names against our judgement of them."""
    output = Output(translator(context.obj), json=json)
    Figures(output).show([measure_pairs(table)])


@click.command()
@click.option("--records", required=True, type=click.IntRange(1, MOST_RECORDS), help="Persons in the register.")
@click.option("--queries", default=10_000, show_default=True, type=click.IntRange(1, MOST_RECORDS))
@click.option(
    "--dates", multiple=True, default=DATES, type=click.Choice(DATES), help="How much of the birth date is asked."
)
@click.option("--groups", is_flag=True, help="Figures by sex and state too.")
@click.option("--cold", is_flag=True, help="Also how long a new process takes to its first answer.")
@click.option("--nationality", is_flag=True, help="The questions say the nationality too.")
@TOP
@SEED
@json_option
@click.pass_context
def search(context: click.Context, /, json: bool, **asked: Any) -> None:
    """Noisy questions to a register of invented people; most are about people who are not in it."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(measure_search(SearchRun(**asked), tell))
    Figures(output).show(lines)
