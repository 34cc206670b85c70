"""`mithaq backup`: a backup for a named holder, and a node restored from one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mithaq.cli.output import Output
from mithaq.cli.shared import json_option, node_options, officer_options, on_node, who
from mithaq.home.restore import restore as restore_node
from mithaq.ops.system import SystemClock
from mithaq.ops.texts import translator

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def backup() -> None:
    """Backups: made for a named holder, closed under the node's key, and useless after their end."""


@backup.command(name="make")
@click.argument("file", type=FILE)
@click.option("--holder", required=True, help="A living holder of kind `backup`.")
@officer_options
@node_options
@click.pass_context
def make(context: click.Context, /, file: Path, holder: str, **options: Any) -> None:
    """Write a backup of the node, while it works, into a new FILE. No key is in it: keep a copy of keys/ elsewhere."""
    args = {"file": str(file.resolve()), "holder": holder}
    _run(context, "backup.make", options, args)


@backup.command(name="restore")
@click.argument("file", type=FILE)
@click.option("--keys", required=True, type=FOLDER, help="The copy of keys/ that was kept elsewhere.")
@click.option("--node", "home", required=True, type=FOLDER, help="An empty directory, or one that is not there yet.")
@click.option("--database", default="", help="Connection string of an empty PostgreSQL database; default: a file.")
@json_option
@click.pass_context
def restore(context: click.Context, /, file: Path, keys: Path, home: Path, json: bool, database: str) -> None:
    """Make a node from a backup that has not expired. It answers nobody before it has heard the others."""
    made = restore_node(file, keys, home, SystemClock().now(), database)
    line = {"member": made.member, "home": str(home), "made_at": made.made_at, "events": sum(made.heads.values())}
    Output(translator(context.obj), json=json).line(line)


@backup.command(name="accept")
@click.option("--reasons", required=True, help="Why it goes on without those who were not heard; kept.")
@officer_options
@node_options
@click.pass_context
def accept(context: click.Context, /, reasons: str, **options: Any) -> None:
    """An administrator lets a restored node go on without those who were not heard."""
    _run(context, "backup.accept", options, {"reasons": reasons})


def _run(context: click.Context, command: str, options: dict[str, Any], args: dict[str, Any]) -> None:
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], command, args, acting, options["json"])
