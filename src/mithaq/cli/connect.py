"""`mithaq connect` and `mithaq question`: databases that stay at home, and questions to those of others."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import click
import msgspec

from mithaq.cli.exits import DAMAGED, Line
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option, node_options, officer_options, on_node, who
from mithaq.domain.connected import mapping as mappings
from mithaq.domain.connected.mapping import MAX_BYTES
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text
from mithaq.home import directory
from mithaq.home.connected.build import refresh as build_anew
from mithaq.home.connected.check import check as look
from mithaq.home.connected.place import Place, places
from mithaq.law.load import load_law
from mithaq.ops.system import SystemClock, SystemEntropy
from mithaq.ops.tables import scales
from mithaq.ops.texts import translator

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def connect() -> None:
    """A database of this state's own that stays at home and answers hit or no hit."""


@connect.command(name="check")
@click.argument("mapping", type=FILE)
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(1), help="Rows that are read at most.")
@json_option
@click.pass_context
def connect_check(context: click.Context, /, mapping: Path, rows: int, json: bool) -> None:
    """Check MAPPING against the live table, read-only; samples are masked. Needs no node."""
    report = look(mappings.read(_bytes(mapping), toml=_is_toml(mapping)), load_law().connected, rows)
    output = Output(translator(context.obj), json=json)
    for one in report.findings:
        output.line({"finding": one.code, "column": one.column, "count": one.count, "stops": one.stops})
    for sample in report.samples:
        output.line({"sample": sample})
    output.line({
        "database": report.database, "kind_of_data": report.kind, "rows": report.rows, "rows_read": report.read,
        "duplicates": report.duplicates, "unnamed_per_cent": report.unnamed_per_cent,
        "unreadable_dates": report.unreadable_dates, "sound": report.sound, "exit": 0 if report.sound else DAMAGED,
    })  # fmt: skip
    if not report.sound:
        context.exit(DAMAGED)


@connect.command(name="declare")
@click.argument("mapping", type=FILE)
@click.option("--true", "true", is_flag=True, help="I declare that it holds what its kind says, and nothing else.")
@officer_options
@node_options
@click.pass_context
def connect_declare(context: click.Context, /, mapping: Path, true: bool, **options: Any) -> None:
    """Connect the database of MAPPING, and sign what it is: nothing of travel, residence, visas, asylum, telecom, health."""
    raw = base64.b64encode(_bytes(mapping)).decode()
    _run(context, "connect.declare", options, {"mapping": raw, "toml": _is_toml(mapping), "true": true})


@connect.command(name="withdraw")
@click.argument("database")
@officer_options
@node_options
@click.pass_context
def connect_withdraw(context: click.Context, /, database: str, **options: Any) -> None:
    """Connect the database with this id no more; its index is dropped."""
    _run(context, "connect.withdraw", options, {"subject": database})


@connect.command(name="status")
@officer_options
@node_options
@click.pass_context
def connect_status(context: click.Context, /, **options: Any) -> None:
    """Every connected database; of the own ones when the index was built and whether it answers."""
    _run(context, "connect.status", options, {})


@connect.command(name="refresh")
@click.argument("names", nargs=-1)
@click.option("--due", is_flag=True, help="Only those whose index is as old as their mapping says; for a timer.")
@node_options
@click.pass_context
def connect_refresh(context: click.Context, /, names: tuple[str, ...], due: bool, home: Path, json: bool) -> None:
    """Build the index anew, of all or of these; the one before answers meanwhile, also while `serve` runs."""
    directory.info(home)
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = list(_refreshed(home, names, due, lambda name, done: tell(name, done, done)))
    output.show(lines)
    output.line({"refreshed": len(lines)})


def _refreshed(home: Path, names: tuple[str, ...], due: bool, tell: Any) -> Iterator[Line]:
    vault, now = directory.vault(home, SystemEntropy()), SystemClock().now()
    every = list(places(home))
    if set(names) - {place.name for place in every}:
        raise Refusal("connected.none", "database")
    for place in every:
        if (names and place.name not in names) or (due and not _is_due(place, text(now))):
            continue
        built = build_anew(place, text(now), scales(), vault, partial(tell, place.name))
        yield {"database": place.name} | msgspec.to_builtins(built)


def _is_due(place: Place, now: str) -> bool:
    mapping, sha256 = place.mapping()
    built = place.built()
    if built is None or built.sha256 != sha256:
        return True
    return parse(built.at) + timedelta(hours=mapping.refresh_hours) <= parse(now)


@click.group()
def question() -> None:
    """Questions to databases that stay at home."""


@question.command(name="ask")
@click.argument("about")
@click.option("--to", "to", multiple=True, required=True, help="A state; three at most.")
@click.option("--purpose", required=True, help="identity, prosecution, extradition or recovery.")
@click.option("--basis", required=True, help="An instrument of the law, such as riyadh-1983.")
@click.option("--words", required=True, help="Its article, and why.")
@click.option("--item", default="", help="Of a batch: the object.")
@officer_options
@node_options
@click.pass_context
def question_ask(context: click.Context, /, officer: str, post: str, password_file: Path | None, **asked: Any) -> None:
    """Ask about the person or object of ABOUT, an open alert or a case that we requested."""
    home, json = asked.pop("home"), asked.pop("json")
    on_node(context, home, "question.ask", asked, who(officer, post, password_file), json)


@question.command(name="list")
@officer_options
@node_options
@click.pass_context
def question_list(context: click.Context, /, **options: Any) -> None:
    """The questions of this state and to it."""
    _run(context, "question.list", options, {})


@question.command(name="show")
@click.argument("subject")
@officer_options
@node_options
@click.pass_context
def question_show(context: click.Context, /, subject: str, **options: Any) -> None:
    """One question, with what of it is for this state."""
    _run(context, "question.show", options, {"subject": subject})


@question.command(name="judge")
@click.argument("subject")
@click.option("--tell/--withhold", required=True, help="Whether what was met may be told.")
@click.option("--reason", required=True, help="It stays on this node.")
@officer_options
@node_options
@click.pass_context
def question_judge(context: click.Context, /, subject: str, tell: bool, reason: str, **options: Any) -> None:
    """Say, before the hour of the answer, whether what was met may be told."""
    _run(context, "question.judge", options, {"subject": subject, "tell": tell, "reason": reason})


@question.command(name="data")
@click.argument("subject")
@click.option("--of", "of", required=True, help="The state that told of a hit.")
@officer_options
@node_options
@click.pass_context
def question_data(context: click.Context, /, subject: str, of: str, **options: Any) -> None:
    """Ask for the core data of what was found there."""
    _run(context, "question.data", options, {"subject": subject, "of": of})


@question.command(name="decide")
@click.argument("subject")
@click.option("--give/--refuse", required=True)
@click.option("--words", default="", help="Reasons; required for a refusal.")
@officer_options
@node_options
@click.pass_context
def question_decide(context: click.Context, /, subject: str, give: bool, words: str, **options: Any) -> None:
    """Decide on core data that another state asks for."""
    _run(context, "question.decide", options, {"subject": subject, "give": give, "words": words})


def _run(context: click.Context, command: str, options: dict[str, Any], args: Line) -> None:
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], command, args, acting, options["json"])


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        raw = opened.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Refusal("connected.malformed", "mapping")
    return raw


def _is_toml(file: Path) -> bool:
    return file.suffix.lower() == ".toml"
