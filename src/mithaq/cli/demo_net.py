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
from mithaq.demo.network.ground import lay
from mithaq.demo.network.play import lines, play
from mithaq.demo.network.processes import running
from mithaq.demo.network.stage import Stage
from mithaq.ops.system import SystemClock
from mithaq.ops.texts import translator


@click.command("demo-net")
@click.option("--once", is_flag=True, help="Play the main path once on temporary nodes, stop everything and end.")
@click.option("--root", type=click.Path(path_type=Path), default=".mithaq/demo-net", help="Where the nodes live.")
@json_option
@click.pass_context
def demo_net(context: click.Context, /, once: bool, root: Path, json: bool) -> None:
    """Seven nodes as processes, three NATS servers between them, a thousand synthetic alerts."""
    output = Output(translator(context.obj), json=json)
    if once:
        with tempfile.TemporaryDirectory(prefix="mithaq-net-") as folder:
            last = output.show(play(lay(Path(folder), SystemClock().now()), synced))
        context.exit(0 if last["verified"] and last["digests_equal"] else DAMAGED)
    ground = lay(root.resolve(), SystemClock().now())
    with running(ground):
        stage = Stage(ground, synced)
        output.show(lines(stage))
        for member in MEMBERS:
            output.line({"member": member, "url": ground.url(member), "password": PASSWORD})
        while True:  # until Ctrl+C: from here on the demonstration's clock goes as fast as ours
            sleep(1)
            ground.clock.forward(seconds=1)


def synced(home: Path) -> dict[str, Any]:
    """`mithaq net sync` at the process that holds this directory. Raises HomeBusy."""
    found: dict[str, Any] = {}
    for line in call_holder(home, Call("net.sync", {})):
        found = line
    return found
