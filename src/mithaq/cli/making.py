"""`mithaq init` and `mithaq serve`: a node of one's own."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import click

from mithaq.app.node import Node
from mithaq.app.officers import NewOfficer, new_row
from mithaq.app.watch import tick
from mithaq.cli.listen import listening
from mithaq.cli.output import Output
from mithaq.cli.serve import serve_http
from mithaq.cli.shared import json_option, node_options
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.home.open import opened
from mithaq.law.load import load_law
from mithaq.ops import settings
from mithaq.ops.passwords import hashed
from mithaq.ops.system import SystemEntropy
from mithaq.ops.texts import translator
from mithaq.web.app import create_app
from mithaq.web.pages import console

TICK_SECONDS = 1.0  # how often a node looks at its clocks; a lapse is dated by the law, not by this


@click.command()
@click.argument("home", type=click.Path(path_type=Path))
@click.option("--state", "member", required=True, help="Code of the member: TN, EG, …; GS or OC.")
@click.option("--administrator", "administrators", multiple=True, help="Login of a first administrator; give two.")
@json_option
@click.pass_context
def init(context: click.Context, /, home: Path, member: str, administrators: tuple[str, ...], json: bool) -> None:
    """Make a node: its keys, a roster of itself, its database, the local operator and the first two administrators."""
    code = member.upper()
    load_law().member_kind(code)
    if administrators and len(set(administrators)) != 2:
        raise Refusal("init.administrators", "administrator")
    directory.create_alone(home, code, load_law(), SystemEntropy())
    with opened(home) as node:
        _engage(node, administrators)
    output = Output(translator(context.obj), json=json)
    if not json:
        say = translator(context.obj).gettext
        output.write(say("Give the keys in %(where)s to the commission and to two auditors, then delete them here.",
                         where=home / "keys" / "hand-over"))  # fmt: skip
    output.line({"member": code, "home": str(home), "administrators": len(administrators)})


def _engage(node: Node, logins: tuple[str, ...]) -> None:
    for login in logins:
        known = settings.password()
        password = known if known is not None else click.prompt(f"Password for {login}", hide_input=True, err=True)
        new = NewOfficer(
            login, login, login, "administrator", f"{node.member}-ADMIN", f"{node.member}-ADMIN", "", hashed(password)
        )
        if not login.endswith(f"@{node.member}"):
            raise Refusal("officer.login_member", "login")
        with node.write() as tx:
            tx.store.desk.put_officer(new_row(node, new))


@click.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
@node_options
@click.pass_context
def serve(context: click.Context, /, home: Path, json: bool, host: str, port: int) -> None:
    """Serve this node: console, REST API, and the local socket for the command line."""
    stop = Event()
    with opened(home) as node, listening(node, home):
        watch = Thread(target=_watch, args=(node, stop), name="watch", daemon=True)
        watch.start()
        output = Output(translator(context.obj), json=json)
        output.line({"member": node.member, "url": f"http://{host}:{port}"})
        try:
            serve_http(create_app({node.member: node}, pages=[console()]), host, port)
        finally:
            stop.set()
            watch.join()


def _watch(node: Node, stop: Event) -> None:
    while not stop.wait(TICK_SECONDS):
        tick(node)
