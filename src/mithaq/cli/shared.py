"""Options that several commands have, and how a command runs on a node and shows its lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from mithaq.cli.commands.registry import LONG, Call
from mithaq.cli.engaging import ask_password, read_password
from mithaq.cli.exits import Line
from mithaq.cli.local import carry_out
from mithaq.cli.officer import Who
from mithaq.cli.output import Output
from mithaq.domain.errors import Refusal
from mithaq.ops import settings
from mithaq.ops.texts import translator

MAX_ZONE = 4096  # bytes read; the longest zone has 90 characters, and what is longer is refused by its reader
F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """`--json`: JSON lines, the last one the summary."""
    return click.option("--json", "json", is_flag=True, help="JSON lines, the last one the summary.")(function)


def node_options(function: F) -> F:
    """`--node` and `--json`."""
    place = click.option(
        "--node", "home", type=click.Path(path_type=Path), default=".", help="The node's directory; default: this one."
    )
    return place(json_option(function))


def officer_options(function: F) -> F:
    """`--officer`, `--post` and `--password-file`."""
    for option in (
        click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option("--post", default="", help="The officer's post."),
        click.option(
            "--officer",
            default="",
            help="Login of the officer who acts; default: the local operator, who checks in a demonstration alone.",
        ),
    ):
        function = option(function)
    return function


def who(officer: str, post: str, password_file: Path | None) -> Who:
    """The one who acts, with the password from a file, from MITHAQ_PASSWORD, or asked for."""
    if not officer:
        return Who(post=post)
    if password_file is not None:
        return Who(officer, post, read_password(password_file))
    known = settings.password()
    return Who(officer, post, known if known is not None else ask_password(officer))


def on_node(context: click.Context, home: Path, command: str, args: Line, acting: Who | None, json: bool) -> Line:
    """Run a command on the node, show its lines, and end with its exit status if that is not 0. Returns the summary."""
    output = Output(translator(context.obj), json=json)
    with output.progress() as tell:
        lines = carry_out(home, written(Call(command, args, acting or Who())), tell)
        if command in LONG:
            lines = iter(list(lines))  # shown when the bar is gone
    last = output.show(lines)
    if output.exit:
        context.exit(output.exit)
    return last


def written(call: Call) -> Call:
    """The call, if it can be written down: the terminal hands bytes that are no text on. Raises Refusal ``command.text``."""
    try:
        msgspec.json.encode(call)
    except UnicodeEncodeError:
        raise Refusal("command.text", call.command) from None
    return call


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file, `-` for standard input. Raises Refusal ``file.json``."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return msgspec.json.decode(data, type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refusal("file.json", "file") from None


def read_zone(path: Path) -> str:
    """A machine-readable zone from a file or standard input, as the scanner wrote it. Raises Refusal ``file.unreadable``."""
    try:
        data = sys.stdin.buffer.read(MAX_ZONE) if str(path) == "-" else path.read_bytes()[:MAX_ZONE]
        return data.decode("ascii").replace("\r\n", "\n").strip("\n")
    except (OSError, UnicodeDecodeError):
        raise Refusal("file.unreadable", "mrz-file") from None
