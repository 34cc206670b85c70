"""`mithaq alert` and `mithaq case`: the acts of officers from a terminal."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import click

from mithaq.cli.commands.registry import Call
from mithaq.cli.local import carry_out
from mithaq.cli.output import Output
from mithaq.cli.shared import node_options, officer_options, on_node, read_json, who, written
from mithaq.domain.errors import Refusal
from mithaq.ops.texts import translator


@click.group()
def alert() -> None:
    """Alerts: list, show, draft, approve, review, circulate, discontinue."""


@click.group()
def case() -> None:
    """Detention cases: list, show, check, request, act."""


def _run(context: click.Context, command: str, args: dict[str, Any], options: dict[str, Any]) -> None:
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], command, args, acting, options["json"])


@alert.command(name="list")
@click.option("--kind", default="")
@click.option("--state", default="")
@click.option("--limit", default=50)
@officer_options
@node_options
@click.pass_context
def alert_list(context: click.Context, /, kind: str, state: str, limit: int, **options: Any) -> None:
    """The own state's alerts."""
    _run(context, "alert.list", {"kind": kind, "state": state, "limit": limit}, options)


@alert.command(name="show")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def alert_show(context: click.Context, /, id: str, **options: Any) -> None:
    """One alert with its history."""
    _run(context, "alert.show", {"id": id}, options)


@alert.command(name="draft")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--kind", default="", help="Row of kinds.csv; default: the content's own kind.")
@click.option("--to", "chosen", multiple=True, help="A state of a diffusion; default: all.")
@click.option("--urgent", default="", help="Coded ground for which it is urgent, such as danger_to_life.")
@officer_options
@node_options
@click.pass_context
def alert_draft(
    context: click.Context, /, file: Path, kind: str, chosen: tuple[str, ...], urgent: str, **options: Any
) -> None:
    """Draft an alert from a JSON file."""
    args = {"content": read_json(file), "kind": kind, "chosen": list(chosen), "urgent": urgent}
    _run(context, "alert.draft", args, options)


@alert.command(name="approve")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def alert_approve(context: click.Context, /, id: str, **options: Any) -> None:
    """Approve, as a prosecutor or judge."""
    _run(context, "alert.approve", {"id": id}, options)


@alert.command(name="review")
@click.argument("id")
@click.argument("decision", type=click.Choice(["accept", "refuse"]))
@click.option("--ground", default="", help="Coded ground of a refusal.")
@click.option("--reasons", default="", help="Reasons in words, for a refusal.")
@click.option(
    "--looked-at", multiple=True, help="rule=reason: a concern of the screening, and why you accept all the same."
)
@officer_options
@node_options
@click.pass_context
def alert_review(
    context: click.Context,
    /,
    id: str,
    decision: str,
    ground: str,
    reasons: str,
    looked_at: tuple[str, ...],
    **options: Any,
) -> None:
    """Accept or refuse, as a reviewer of the Secretariat."""
    pairs = [one.partition("=") for one in looked_at]
    named = [{"rule": rule, "reason": reason} for rule, _, reason in pairs]
    args = {"id": id, "decision": decision, "ground": ground, "reasons": reasons, "looked_at": named}
    _run(context, "alert.review", args, options)


@alert.command(name="circulate")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def alert_circulate(context: click.Context, /, id: str, **options: Any) -> None:
    """Circulate what was reviewed."""
    _run(context, "alert.circulate", {"id": id}, options)


@alert.command(name="discontinue")
@click.argument("id")
@click.option("--reason", required=True, help="Coded reason.")
@officer_options
@node_options
@click.pass_context
def alert_discontinue(context: click.Context, /, id: str, reason: str, **options: Any) -> None:
    """Withdraw the alert on every node."""
    _run(context, "alert.discontinue", {"id": id, "reason": reason}, options)


@alert.command(name="erasure")
@click.argument("id")
@click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write the sealed certificate there."
)
@click.option("--language", default="en", type=click.Choice(["en", "fr"]), help="The language beside Arabic.")
@officer_options
@node_options
@click.pass_context
def alert_erasure(context: click.Context, /, id: str, out: Path | None, language: str, **options: Any) -> None:
    """Of an alert that has ended: who has erased it and signed, who is late, and what erasure does not reach."""
    if out is None:
        _run(context, "alert.erasure", {"id": id}, options)
    else:
        _write_document(context, "alert.erasure", {"id": id, "language": language, "sealed": True}, out, options)


@case.command(name="list")
@click.option("--state", default="")
@click.option("--limit", default=50)
@officer_options
@node_options
@click.pass_context
def case_list(context: click.Context, /, state: str, limit: int, **options: Any) -> None:
    """The cases of this state."""
    _run(context, "case.list", {"state": state, "limit": limit}, options)


@case.command(name="show")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def case_show(context: click.Context, /, id: str, **options: Any) -> None:
    """One case: statements, clocks, what may be said next."""
    _run(context, "case.show", {"id": id}, options)


@case.command(name="check")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def case_check(context: click.Context, /, id: str, **options: Any) -> None:
    """What the request and the file still lack, item by item, by the rules that will judge them."""
    _run(context, "case.check", {"id": id}, options)


@case.command(name="request")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--alert", required=True)
@click.option("--to", "requested", required=True, help="The requested state.")
@click.option("--instrument", required=True)
@click.option("--bound", default="", help="Hash of the requested state's statement that it is bound.")
@officer_options
@node_options
@click.pass_context
def case_request(
    context: click.Context, /, file: Path, alert: str, requested: str, instrument: str, bound: str, **options: Any
) -> None:
    """Request provisional detention; FILE holds the request as JSON."""
    args = {
        "requested": requested, "instrument": instrument, "alert": alert, "paper": read_json(file), "bound": bound
    }  # fmt: skip
    _run(context, "case.request", args, options)


@case.command(name="attach")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@officer_options
@node_options
@click.pass_context
def case_attach(context: click.Context, /, file: Path, **options: Any) -> None:
    """Keep a file, to be named by its hash in a paper within a day."""
    _run(context, "case.attach", {"file": str(file.resolve())}, options)


@case.command(name="act")
@click.argument("id")
@click.argument("type")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option(
    "--acknowledge", "acknowledged", multiple=True, help="A finding of the screening with which a file is sent."
)
@officer_options
@node_options
@click.pass_context
def case_act(
    context: click.Context, /, id: str, type: str, file: Path | None, acknowledged: tuple[str, ...], **options: Any
) -> None:
    """Make the next statement; FILE holds {"body": …, "paper": …} as JSON."""
    said = read_json(file) if file is not None else {}
    if not said.keys() <= {"body", "paper"}:
        raise Refusal("file.json", "file")
    args = {"id": id, "type": type, "body": said.get("body", {}), "paper": said.get("paper")}
    args["acknowledged"] = list(acknowledged)
    _run(context, "case.act", args, options)


@case.command(name="document")
@click.argument("id")
@click.argument("kind")
@click.option("--out", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", default="en", help="The language beside Arabic: en or fr.")
@click.option("--statement", default="", help="The statement it rests on, such as TN/17; default: the last that fits.")
@officer_options
@node_options
@click.pass_context
def case_document(context: click.Context, /, out: Path, **options: Any) -> None:
    """Write a sealed PDF about a case: detention-request, extradition-request, rights-letter, decision, release-notice,
    surrender-record or case-file.
    """
    args = {name: options[name] for name in ("id", "kind", "language", "statement")}
    _write_document(context, "case.document", args, out, options)


def _write_document(
    context: click.Context, command: str, args: dict[str, Any], out: Path, options: dict[str, Any]
) -> None:
    """Run a command that yields a document, and write that to a file. Raises Refusal ``file.unwritable``."""
    acting = who(options["officer"], options["post"], options["password_file"])
    *_, last = carry_out(options["home"], written(Call(command, args, acting)))
    output = Output(translator(context.obj), json=options["json"])
    if "document" in last:
        try:
            out.write_bytes(base64.b64decode(last["document"]))
        except OSError:
            raise Refusal("file.unwritable", "out") from None
        last = {"file": str(out), "bytes": last["bytes"]}
    output.line(last)
    context.exit(output.exit)
