"""`mithaq insiders`, `mithaq figures` and `mithaq audit`: what oversight needs from a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from mithaq.cli.commands.registry import Call
from mithaq.cli.local import carry_out
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option, node_options, officer_options, on_node, who, written
from mithaq.domain.errors import Refusal
from mithaq.domain.insider import Line
from mithaq.journal.seal_group import open_line
from mithaq.ops.texts import translator

FILE = click.Path(dir_okay=False, path_type=Path)
MOST_BYTES = 4 * 1024 * 1024  # of a file that is read here; a line has some kilobytes


@click.group()
def insiders() -> None:
    """The own look-up log: look through it now, or say who is well known."""


@insiders.command(name="look")
@officer_options
@node_options
@click.pass_context
def insiders_look(context: click.Context, /, **options: Any) -> None:
    """Look through the log now and report to the commission, before the week is over."""
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], "insiders.look", {}, acting, options["json"])


@insiders.command(name="known")
@click.argument("file", type=FILE)
@officer_options
@node_options
@click.pass_context
def insiders_known(context: click.Context, /, file: Path, **options: Any) -> None:
    """Enter well-known people from a file, one name a line, in place of those entered before. They stay at this node."""
    acting = who(options["officer"], options["post"], options["password_file"])
    names = read_file(file).decode("utf-8", "replace").splitlines()
    on_node(context, options["home"], "insiders.known", {"names": names}, acting, options["json"])


@click.command()
@click.option("--year", default="", help="Default: the newest.")
@click.option("--csv", is_flag=True, help="The table as CSV, on standard output.")
@node_options
@click.pass_context
def figures(context: click.Context, /, home: Path, json: bool, year: str, csv: bool) -> None:
    """The public figures: counts by state and ground, small ones left out."""
    args = {"year": year, "csv": csv}
    if not csv:
        on_node(context, home, "figures", args, None, json)
        return
    for line in carry_out(home, written(Call("figures", args))):
        if "error" in line:
            Output(translator(context.obj), json=json).line(line)
            context.exit(int(line.get("exit", 1)))
        sys.stdout.write(line["csv"])


@click.group()
def audit() -> None:
    """For the commission and an auditor together: opening a line of a look-up log."""


@audit.command(name="open")
@click.argument("file", type=FILE)
@click.option("--commission", type=FILE, required=True, help="The commission's private key (PEM).")
@click.option("--auditor", type=FILE, required=True, help="An auditor's private key (PEM).")
@click.option("--name", default="", help="Which auditor; default: the name of the key's file.")
@json_option
@click.pass_context
def audit_open(context: click.Context, /, json: bool, file: Path, commission: Path, auditor: Path, name: str) -> None:
    """Open a sealed line that the commission's desk handed out. Needs no node and no network; keep it off both."""
    try:
        line = msgspec.json.decode(read_file(file), type=Line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refusal("file.json", "file") from None
    said = open_line(line.sealed, line.carrier, name or auditor.stem, key_in(auditor), key_in(commission))
    output = Output(translator(context.obj), json=json)
    output.line({
        "number": line.number, "at": line.at, "officer": line.officer, "post": line.post, "purpose": line.purpose,
        "secret": said.decode("utf-8", "replace"),
    })  # fmt: skip


def key_in(path: Path) -> X25519PrivateKey:
    """A private key. Raises Refusal ``audit.key``."""
    try:
        key = load_pem_private_key(read_file(path), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, X25519PrivateKey):
        raise Refusal("audit.key", path.name)
    return key


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises Refusal ``file.unreadable``."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Refusal("file.unreadable", "file") from None
    if len(data) > MOST_BYTES:
        raise Refusal("file.unreadable", "file")
    return data
