"""`mithaq roster`, `mithaq keys` and `mithaq join`: who is in the federation, with which keys, and how one comes to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from mithaq.app.joining import anchored, join, verify
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option, node_options, officer_options, on_node, who
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.home.open import opened
from mithaq.home.secrets import SALT_BYTES, passphrase_of, protect, read_passphrase
from mithaq.ops.system import SystemEntropy
from mithaq.ops.texts import translator

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def roster() -> None:
    """The roster of members: each version is signed by a quorum of the members of the one before."""


@roster.command(name="show")
@officer_options
@node_options
@click.pass_context
def show(context: click.Context, /, **options: Any) -> None:
    """The version in force, what is announced, the members and their keys."""
    _run(context, "roster.show", options, {})


@roster.command(name="export")
@click.argument("file", type=FILE)
@officer_options
@node_options
@click.pass_context
def export(context: click.Context, /, file: Path, **options: Any) -> None:
    """Write the last version to FILE, for whoever verifies bundles without a node (--roster FILE)."""
    _run(context, "roster.export", options, {"file": str(file.resolve())})


@roster.command(name="propose")
@click.argument("out", type=FILE)
@click.option(
    "--join", "requests", type=FILE, multiple=True, help="A request to join, or to be listed with another key."
)
@click.option(
    "--suspend",
    multiple=True,
    metavar="CODE",
    help="Nothing new of it is admitted or handed to it.",
)
@click.option("--leave", multiple=True, metavar="CODE", help="The same for a member that leaves of its own will.")
@click.option("--reinstate", multiple=True, metavar="CODE", help="A member that is active again.")
@click.option("--seat", "seats", multiple=True, help="Who sits on the commission, each one anew.")
@click.option("--quorum", default=0, type=click.IntRange(0, 32), help="How many sign the next version.")
@click.option("--effective", default="", help="From when on it counts (RFC 3339); default: now.")
@click.option("--expires", default="", help="Until when it counts.")
@click.option("--commission-from", default="", help="From when on its keys and seats count: 30 days on.")
@officer_options
@node_options
@click.pass_context
def propose(context: click.Context, /, out: Path, requests: tuple[Path, ...], **options: Any) -> None:
    """Write the next version to OUT, not signed yet. The file then goes round; a quorum signs it within a day."""
    names = ("suspend", "leave", "reinstate", "seats", "quorum", "effective", "expires", "commission_from")
    args = {name: options.pop(name) for name in names}
    args |= {"out": str(out.resolve()), "join": [str(one.resolve()) for one in requests]}
    _run(context, "roster.propose", options, args)


@roster.command(name="sign")
@click.argument("file", type=FILE)
@officer_options
@node_options
@click.pass_context
def sign(context: click.Context, /, file: Path, **options: Any) -> None:
    """Add this member's signature to the version in FILE."""
    _run(context, "roster.sign", options, {"file": str(file.resolve())})


@roster.command(name="submit")
@click.argument("file", type=FILE)
@officer_options
@node_options
@click.pass_context
def submit(context: click.Context, /, file: Path, **options: Any) -> None:
    """Put a version that enough have signed into this member's journal, for everybody."""
    _run(context, "roster.submit", options, {"file": str(file.resolve())})


@click.group()
def keys() -> None:
    """The member's own keys: another one, the end of one, and the passphrase under which they lie."""


@keys.command(name="rotate")
@click.option(
    "--overlap", default=100, type=click.IntRange(0, 1_000_000), help="How many more places the old key counts."
)
@officer_options
@node_options
@click.pass_context
def rotate(context: click.Context, /, overlap: int, **options: Any) -> None:
    """Sign with another key from the next place of the journal on."""
    _run(context, "keys.rotate", options, {"overlap": overlap})


@keys.command(name="revoke")
@click.argument("key")
@officer_options
@node_options
@click.pass_context
def revoke(context: click.Context, /, key: str, **options: Any) -> None:
    """Nothing that KEY signs after this is to be believed. For the key in use: rotate first."""
    _run(context, "keys.revoke", options, {"key": key})


@keys.command(name="protect")
@click.option("--passphrase-file", type=FILE, help="Its first line; else as for opening the node.")
@node_options
@click.pass_context
def protect_keys(context: click.Context, /, home: Path, json: bool, passphrase_file: Path | None) -> None:
    """Close the files in keys/ under a passphrase. Without it the node does not open: keep it apart, and keep it."""
    directory.info(home)
    passphrase = read_passphrase(passphrase_file) if passphrase_file is not None else passphrase_of()
    if not passphrase:
        raise Refusal("keys.passphrase_needed", "passphrase")
    names = directory.closable(home)
    protect(home / "keys", passphrase, names, SystemEntropy().token(SALT_BYTES))
    Output(translator(context.obj), json=json).line({"closed": names})


@click.group(name="join")
def join_() -> None:
    """Becoming a member: a request that a quorum signs, and the history so far from any peer."""


@join_.command(name="request")
@click.argument("out", type=FILE)
@click.option("--name", default="", help="The office that answers for the node.")
@officer_options
@node_options
@click.pass_context
def request(context: click.Context, /, out: Path, name: str, **options: Any) -> None:
    """Write the request: who this is, and proof that it holds its key."""
    _run(context, "join.request", options, {"out": str(out.resolve()), "name": name})


@join_.command(name="snapshot")
@click.argument("file", type=FILE)
@officer_options
@node_options
@click.pass_context
def snapshot(context: click.Context, /, file: Path, **options: Any) -> None:
    """Write what a new member begins with to a new FILE: the roster and every journal with its checkpoint, no payload."""
    _run(context, "join.snapshot", options, {"file": str(file.resolve())})


@join_.command(name="fetch")
@click.argument("file", type=FILE)
@click.option("--trust", required=True, help="The hash of the federation's first roster, from somebody you trust.")
@click.option("--node", "home", required=True, type=FOLDER)
@json_option
@click.pass_context
def fetch(context: click.Context, /, file: Path, trust: str, home: Path, json: bool) -> None:
    """Take over a snapshot: everything in it is verified first, then taken, or nothing."""
    first = anchored(next(_lines(file), b""), trust)
    with opened(home, anchor=first) as node:
        verify(node, _lines(file))
        directory.anchor_at(home, first)
        taken = join(node, _lines(file))
    Output(translator(context.obj), json=json).line(msgspec.to_builtins(taken))


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as data:
            for line in data:
                yield line.rstrip(b"\n")
    except OSError:
        raise Refusal("file.unreadable", "file") from None


def _run(context: click.Context, command: str, options: dict[str, Any], args: dict[str, Any]) -> None:
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], command, args, acting, options["json"])
