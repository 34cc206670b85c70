"""`mithaq demo-net`: the demonstration on processes of its own, with a real broker between them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import sleep
from typing import Any

import click

from mithaq.cli.commands.registry import Call
from mithaq.cli.exits import DAMAGED
from mithaq.cli.listen import call_holder
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.demo.federation import MEMBERS, PASSWORD
from mithaq.demo.network.ground import ON_POSTGRES, Ground, laid
from mithaq.demo.network.play import lines, play
from mithaq.demo.network.processes import running
from mithaq.demo.network.stage import Stage
from mithaq.ops.system import SystemClock
from mithaq.ops.texts import translator


@click.command("demo-net")
@click.option("--once", is_flag=True, help="Play the main path once on temporary nodes, stop everything and end.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=".mithaq/demo-net", help="Where the nodes live; made anew."
)
@json_option
@click.pass_context
def demo_net(context: click.Context, /, once: bool, root: Path, json: bool) -> None:
    """Seven nodes as processes, two of them on PostgreSQL, three NATS servers, a thousand synthetic alerts."""
    output = Output(translator(context.obj), json=json)
    now = SystemClock().now()
    if once:
        with tempfile.TemporaryDirectory(prefix="mithaq-net-") as folder, laid(Path(folder), now) as ground:
            if not json:  # the JSON lines are those of `mithaq demo --once`
                _start(output, ground)
            last = output.show(play(ground, synced))
        context.exit(0 if last["verified"] and last["digests_equal"] else DAMAGED)
    with laid(root.resolve(), now) as ground, running(ground):
        _start(output, ground)
        output.show(lines(Stage(ground, synced)))
        while True:  # until Ctrl+C: from here on the demonstration's clock goes as fast as ours
            sleep(1)
            ground.clock.forward(seconds=1)


def _start(output: Output, ground: Ground) -> None:
    """Where each node answers, and where it keeps what it holds."""
    for member in MEMBERS:
        database = "PostgreSQL" if member in ON_POSTGRES else "SQLite"
        output.line({"member": member, "url": ground.url(member), "password": PASSWORD, "database": database})


def synced(home: Path) -> dict[str, Any]:
    """`mithaq net sync` at the process that holds this directory. Raises HomeBusy."""
    found: dict[str, Any] = {}
    for line in call_holder(home, Call("net.sync", {})):
        found = line
    return found
