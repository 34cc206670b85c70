"""`mithaq init` and `mithaq serve`: a node of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import click

from mithaq.app.node import Node
from mithaq.app.officers import new_row
from mithaq.app.ports.faults import StoreFault
from mithaq.app.restored import honour
from mithaq.app.watch import tick
from mithaq.cli.engaging import administrators
from mithaq.cli.listen import listening
from mithaq.cli.network import demo_clock, on_network
from mithaq.cli.output import Output
from mithaq.cli.serve import serve_http
from mithaq.cli.shared import json_option, node_options
from mithaq.home import directory
from mithaq.home.open import check_database, opened
from mithaq.home.searchable import prepare
from mithaq.home.serving import Serving
from mithaq.law.load import load_law
from mithaq.ops import settings
from mithaq.ops.logging import configure, get_logger, stopwatch
from mithaq.ops.metrics import Traffic, expose
from mithaq.ops.system import SystemEntropy
from mithaq.ops.texts import translator
from mithaq.web.app import create_app
from mithaq.web.express import Express
from mithaq.web.pages import console
from mithaq.web.pages.words import WORDS

PAUSE_SECONDS = 10.0  # after a round that failed
SHORTEN_SECONDS = (
    0.25  # some hundred pages of the database's log at a thousand checks a second, moved in a few milliseconds
)
TICK_SECONDS = 1.0  # how often a node looks at its clocks; a lapse is dated by the law, not by this


@click.command()
@click.argument("home", type=click.Path(path_type=Path))
@click.option("--state", "member", required=True, help="Code of the member: TN, EG, …; GS or OC.")
@click.option("--administrator", "logins", multiple=True, help="Login of a first administrator; give two.")
@click.option("--password-file", "files", multiple=True, type=click.Path(path_type=Path), help="One for each of them.")
@click.option("--database", default="", help="Connection string of an empty PostgreSQL database; default: a file.")
@json_option
@click.pass_context
def init(
    context: click.Context,
    /,
    home: Path,
    member: str,
    logins: tuple[str, ...],
    files: tuple[Path, ...],
    json: bool,
    database: str,
) -> None:
    """Make a node: its keys, a roster of itself, its database, the local operator and the first two administrators."""
    code, law = member.upper(), load_law()
    law.member_kind(code)
    first = administrators(code, logins, files)  # refused, if at all, before anything is made
    if database:
        check_database(database)
    directory.create_alone(home, code, law, SystemEntropy(), database=database)
    with opened(home) as node, node.write() as tx:
        for one in first:
            tx.store.desk.put_officer(new_row(node, one))
    output = Output(translator(context.obj), json=json)
    if not json:
        say = translator(context.obj).gettext
        output.write(say("Give the keys in %(where)s to the commission and to two auditors, then delete them here.",
                         where=home / "keys" / "hand-over"))  # fmt: skip
    output.line({"member": code, "home": str(home), "administrators": len(first)})


@click.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000, type=click.IntRange(1, 65535))
@click.option("--nats", "servers", multiple=True, help="Address of a NATS server: tls://host:4222; also MITHAQ_NATS.")
@click.option(
    "--nats-tls", "tls", type=click.Path(path_type=Path), help="Folder of the certificates; also MITHAQ_NATS_TLS."
)
@click.option(
    "--demo-clock", "clock", type=click.Path(path_type=Path), help="A demonstration's clock; refused elsewhere."
)
@click.option(
    "--metrics", type=click.IntRange(1, 65535), help="Port on 127.0.0.1 for figures (Prometheus); off by default."
)
@node_options
@click.pass_context
def serve(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    /,
    home: Path,
    json: bool,
    host: str,
    port: int,
    servers: tuple[str, ...],
    tls: Path | None,
    clock: Path | None,
    metrics: int | None,
) -> None:
    """Serve this node: console, REST API, the local socket for the command line, and with --nats the other members."""
    stop = Event()
    configure()
    output = Output(translator(context.obj), json=json)
    shown = demo_clock(home, clock) if clock is not None else None
    certificates = tls or settings.nats_tls()
    # whatever was restored here is erased again before anybody is answered, by HTTP, by NATS or on the socket
    with (
        opened(home, clock=shown, words=WORDS) as node,
        on_network(node, servers or settings.nats(), certificates) as go,
        _honoured(node, output),
        listening(node, home, Serving(host=host, tls=str(certificates.resolve()) if certificates else "")),
    ):
        with output.progress() as tell:
            prepare(node, tell)
        traffic = Traffic()
        traffic.watches(node)
        if metrics is not None:
            expose(traffic, metrics)
        beside = [
            Thread(target=_watch, args=(node, stop, traffic), name="watch", daemon=True),
            Thread(target=_shorten, args=(node, stop), name="shorten", daemon=True),
        ]
        go()
        for thread in beside:
            thread.start()
        output.line({"member": node.member, "url": f"http://{host}:{port}"})
        try:
            serve_http(Express(create_app({node.member: node}, pages=[console()], traffic=traffic)), host, port)
        finally:
            stop.set()
            for thread in beside:
                thread.join()


@contextmanager
def _honoured(node: Node, output: Output) -> Iterator[None]:
    """What was restored here is erased again; whom this node could not hear stands on the screen."""
    told = honour(node)
    if told.unheard or told.erased or told.regained:
        output.line({"erased": told.erased, "regained": told.regained, "unheard": list(told.unheard)})
    yield


def _shorten(node: Node, stop: Event) -> None:
    while not stop.wait(SHORTEN_SECONDS):
        with suppress(StoreFault):  # whoever writes next meets the same fault, and says so
            node.store.shorten()


def _watch(node: Node, stop: Event, traffic: Traffic) -> None:
    while not stop.wait(TICK_SECONDS):
        started = stopwatch()
        try:
            tick(node)
            traffic.swept(stopwatch() - started)
        except Exception as fault:  # noqa: BLE001 - a full disk now must not stop the legal clocks for good
            traffic.stumbled()
            get_logger().error("watch", error=type(fault).__name__, code=getattr(fault, "code", ""))
            stop.wait(PAUSE_SECONDS)
