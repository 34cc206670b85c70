"""`mithaq holders`, `offline` and `canary`: who holds copies, copies for posts without a line, whose copy leaked."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import click
import msgspec

from mithaq.app.holders import SignedDeletion, public_half, sign_deletion
from mithaq.cli.commands.registry import Call
from mithaq.cli.exits import Line
from mithaq.cli.local import carry_out
from mithaq.cli.output import Output
from mithaq.cli.oversight import key_in, read_file
from mithaq.cli.shared import json_option, node_options, officer_options, on_node, who, written
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.interop import offline_use
from mithaq.journal.encoding import b64url
from mithaq.journal.keys import SEED_BYTES
from mithaq.ops.system import SystemClock, SystemEntropy
from mithaq.ops.texts import translator
from mithaq.search.exact import normal_document, normal_plate, normal_serial

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def holders() -> None:
    """Who holds copies: connectors, webhooks, exports, offline copies, backups."""


@holders.command(name="key")
@click.argument("file", type=FILE)
@json_option
@click.pass_context
def holders_key(context: click.Context, /, file: Path, json: bool) -> None:
    """Make a key pair at the holder's: the private half stays in FILE, the public half is told for `holders open`."""
    secret = b64url(SystemEntropy().token(SEED_BYTES))
    _keep(file, secret.encode() + b"\n")
    Output(translator(context.obj), json=json).line({"file": str(file), "public": public_half(secret)})


@holders.command(name="list")
@officer_options
@node_options
@click.pass_context
def holders_list(context: click.Context, /, **options: Any) -> None:
    """The own holders; for the commission those of every member."""
    _run(context, "holders.list", options)


@holders.command(name="show")
@click.argument("holder")
@officer_options
@node_options
@click.pass_context
def holders_show(context: click.Context, /, holder: str, **options: Any) -> None:
    """One holder, with everything that was handed to it."""
    _run(context, "holders.show", options, holder=holder)


@holders.command(name="open")
@click.option("--kind", required=True, help="connector, webhook, export, offline, backup.")
@click.option("--name", required=True, help="Code of the holder, such as TN-DEHIBA-POST.")
@click.option("--authority", required=True, help="Office that answers for it, such as TN-BORDER-POLICE.")
@click.option("--purpose", required=True, help="A ground with use `hold` (`mithaq rulebook`).")
@click.option("--until", "expires_at", required=True, help="RFC 3339; an offline copy lives 48 hours at most.")
@click.option("--key", "receipt_key", required=True, help="The holder's public key (`mithaq holders key`).")
@officer_options
@node_options
@click.pass_context
def holders_open(context: click.Context, /, officer: str, post: str, password_file: Path | None, **asked: Any) -> None:
    """Name a holder; an administrator does."""
    home, json = asked.pop("home"), asked.pop("json")
    on_node(context, home, "holders.open", asked, who(officer, post, password_file), json)


@holders.command(name="renew")
@click.argument("holder")
@click.option("--until", "expires_at", required=True)
@officer_options
@node_options
@click.pass_context
def holders_renew(context: click.Context, /, holder: str, expires_at: str, **options: Any) -> None:
    """Put a holder's end off, as far as its kind allows from today."""
    _run(context, "holders.renew", options, holder=holder, expires_at=expires_at)


@holders.command(name="recall")
@click.argument("holder")
@click.option("--reason", required=True, help="A ground with use `recall`.")
@officer_options
@node_options
@click.pass_context
def holders_recall(context: click.Context, /, holder: str, reason: str, **options: Any) -> None:
    """Ask a copy back. The commission may, of any member's holder."""
    _run(context, "holders.recall", options, holder=holder, reason=reason)


@holders.command(name="receipt")
@click.argument("file", type=FILE)
@officer_options
@node_options
@click.pass_context
def holders_receipt(context: click.Context, /, file: Path, **options: Any) -> None:
    """Enter a holder's own receipt (`mithaq offline wipe`)."""
    try:
        told = msgspec.json.decode(read_file(file), type=SignedDeletion)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refusal("file.json", "file") from None
    _run(context, "holders.receipt", options, **msgspec.to_builtins(told))


@click.group()
def offline() -> None:
    """A copy for a post without a line: it answers about a number, lists nobody, and ends after 48 hours."""


@offline.command(name="make")
@click.option("--holder", required=True, help="A living holder of kind `offline`.")
@click.option("--out", required=True, type=FILE)
@officer_options
@node_options
@click.pass_context
def offline_make(context: click.Context, /, holder: str, out: Path, **options: Any) -> None:
    """Write a copy, and show its code once. Let the code travel another way than the file."""
    acting = who(options["officer"], options["post"], options["password_file"])
    *_, last = carry_out(options["home"], written(Call("offline.make", {"holder": holder}, acting)))
    if "copy" in last:
        _keep(out, base64.b64decode(last["copy"]))
        last = {name: last[name] for name in ("code", "expires_at", "numbers", "bytes")} | {"file": str(out)}
    output = Output(translator(context.obj), json=options["json"])
    output.line(last)
    context.exit(output.exit)


@offline.command(name="check")
@click.argument("file", type=FILE)
@click.option("--code-file", required=True, type=FILE, help="A file with the code that was told.")
@click.option("--document", default="")
@click.option("--plate", default="")
@click.option("--serial", default="", help="Serial number of a firearm, or a vehicle identification number.")
@click.option("--officer", required=True)
@click.option("--post", required=True)
@click.option("--purpose", required=True)
@click.option("--confirm", is_flag=True, help="You compared and it is this document or object: is it a test?")
@click.option("--roster", type=FILE, help="Whom to trust.")
@json_option
@click.pass_context
def offline_check(context: click.Context, /, file: Path, json: bool, **asked: Any) -> None:
    """Ask the copy about a number. The look-up is written down first; past its end the copy is emptied and refuses."""
    numbers = (
        ("document", normal_document(asked["document"])), ("plate", normal_plate(asked["plate"])),
        ("serial", normal_serial(asked["serial"])),
    )  # fmt: skip
    roster = directory.read_roster(asked["roster"]) if asked["roster"] else None
    told = offline_use.look(
        file, read_file(asked["code_file"]).decode("utf-8", "replace"), [one for one in numbers if one[1]],
        (asked["officer"], asked["post"], asked["purpose"]), SystemClock().now(), roster,
    )  # fmt: skip
    output = Output(translator(context.obj), json=json)
    for one in told.found:
        output.line(_candidate(one, confirmed=asked["confirm"]))
    output.line({
        "found": len(told.found), "made_at": told.made_at, "age_seconds": told.age_s, "left_seconds": told.left_s,
        "trusted": told.trusted,
    })  # fmt: skip


@offline.command(name="wipe")
@click.argument("file", type=FILE)
@click.option("--key", required=True, type=FILE, help="The holder's private key (`mithaq holders key`).")
@click.option("--out", required=True, type=FILE, help="Where the signed receipt goes.")
@json_option
@click.pass_context
def offline_wipe(context: click.Context, /, file: Path, key: Path, out: Path, json: bool) -> None:
    """Overwrite and delete a copy, and sign for it. Hand in the receipt and the log that stays beside it."""
    secret = read_file(key).decode("ascii", "replace").strip()
    public_half(secret)  # a wrong key is found before anything is gone
    said = offline_use.empty(file, SystemClock().now())
    _keep(out, msgspec.json.encode(sign_deletion(secret, said)))
    line = {"deleted": said.deleted, "lookups": said.lookups, "file": str(out)}
    Output(translator(context.obj), json=json).line(line)


@click.group()
def canary() -> None:
    """For the commission: whose copy a file is, or was made from."""


@canary.command(name="look")
@click.argument("file", type=FILE)
@click.option("--commission", type=FILE, required=True, help="The commission's private key (PEM).")
@officer_options
@node_options
@click.pass_context
def canary_look(context: click.Context, /, file: Path, commission: Path, **options: Any) -> None:
    """Look for the marks of every copy that was handed out."""
    raw = key_in(commission).private_bytes_raw()
    _run(context, "canary.look", options, file=str(file.resolve()), key=base64.b64encode(raw).decode())


def _candidate(one: offline_use.Said, *, confirmed: bool) -> Line:
    """A match: what to do about it. That it is a test is said to who has compared, and at once."""
    if confirmed and one.test:
        return {"test": True, "action": "let_go"}
    return {"kind": one.kind, "owner": one.owner, "action": one.action}


def _run(context: click.Context, command: str, options: dict[str, Any], **args: Any) -> None:
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], command, args, acting, options["json"])


def _keep(path: Path, data: bytes) -> None:
    """A new file that its owner alone reads. Raises Refusal ``file.unwritable``, also where there is one."""
    try:
        path.touch(0o600, exist_ok=False)
        path.write_bytes(data)
    except OSError:
        raise Refusal("file.unwritable", path.name) from None
