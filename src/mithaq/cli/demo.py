"""`mithaq demo`: seven nodes in one process, or the main path once."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mithaq.cli.exits import DAMAGED
from mithaq.cli.listen import listening
from mithaq.cli.output import Output
from mithaq.cli.serve import serve_http
from mithaq.cli.shared import json_option
from mithaq.demo.cast import cast
from mithaq.demo.federation import PASSWORD, Federation, build, opened_federation
from mithaq.demo.load import Size, is_complete, load, loaded
from mithaq.demo.play import play
from mithaq.demo.running import Running
from mithaq.ops.texts import translator
from mithaq.web.app import DemoInfo, DemoOfficer, Loading, create_app
from mithaq.web.pages import console
from mithaq.web.pages.words import WORDS

FIRST = Size(chunks=1)  # what has to be in force everywhere before the console answers: 10,000 alerts


@click.command()
@click.option("--once", is_flag=True, help="Play the main path on a temporary federation and stop.")
@click.option("--root", type=click.Path(path_type=Path), default=".mithaq/demo", help="Where the seven nodes live.")
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000, type=click.IntRange(1, 65535))
@click.option("--fresh", is_flag=True, help="Forget what is stored and begin anew.")
@json_option
@click.pass_context
def demo(context: click.Context, /, once: bool, root: Path, host: str, port: int, fresh: bool, json: bool) -> None:
    """A federation of seven nodes with 100,000 synthetic alerts, on http://127.0.0.1:8000."""
    output = Output(translator(context.obj), json=json)
    if once:
        _once(output)
        context.exit(output.exit)
    if fresh:
        shutil.rmtree(root, ignore_errors=True)
    build(root)
    with ExitStack() as stack:
        federation = stack.enter_context(opened_federation(root, words=WORDS))
        for member, node in federation.members.items():
            stack.enter_context(listening(node, root / member))
        _first(federation)
        running = Running(federation, Size())
        stack.callback(running.stop)
        running.start()
        _welcome(output, root, f"http://{host}:{port}")
        app = create_app(federation.members, demo=_info(running), pages=[console()])
        log = stack.enter_context((root / "server.log").open("a", encoding="utf-8"))
        serve_http(app, host, port, log)


def _once(output: Output) -> None:
    with tempfile.TemporaryDirectory(prefix="mithaq-") as folder:
        last = output.show(play(Path(folder)))
    output.exit = 0 if last["verified"] and last["digests_equal"] else DAMAGED


def _first(federation: Federation) -> None:
    """Load the first tenth, in front of the reader."""
    if is_complete(federation, FIRST):
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("التحميل · loading", total=FIRST.total)
        load(federation, FIRST, lambda: bar.update(task, completed=loaded(federation)))


def _info(running: Running) -> DemoInfo:
    officers = tuple(DemoOfficer(one.login, one.role, one.member, one.name_ar, one.name_en) for one in cast())

    def progress() -> Loading:
        now = running.progress()
        return Loading(now.loaded, now.total, now.complete)

    return DemoInfo(PASSWORD, officers, progress)


def _welcome(output: Output, root: Path, url: str) -> None:
    """Where to look, and whom to sign in as."""
    if output.json:
        output.line({"url": url, "root": str(root), "password": PASSWORD, "officers": [one.login for one in cast()]})
        return
    say = output.texts.gettext
    output.write(say("Mithaq is at %(url)s. Every person in it is invented.", url=url))
    output.write(say("Password of every demo officer: %(password)s", password=PASSWORD))
    by_member: dict[str, list[str]] = {}
    for one in cast():
        by_member.setdefault(one.member, []).append(one.login)
    for logins in by_member.values():
        output.write("  " + "  ".join(logins))
    output.write(say("Try also: %(command)s",
                     command=f'mithaq check --node {root}/JO --name "Muhammad Abdul-Qadir" --purpose border'))  # fmt: skip
    output.write(say("Stop with Ctrl+C; the next start goes on from what is stored."))
