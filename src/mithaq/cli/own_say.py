"""`mithaq flag`, and the parts of `mithaq alert` by which a state says something itself."""

from __future__ import annotations

from typing import Any, get_args

import click

from mithaq.cli.acting import alert
from mithaq.cli.shared import node_options, officer_options, on_node, who
from mithaq.domain.own_say.events import Basis


@click.group()
def flag() -> None:
    """Flags: in this state nobody is arrested on an alert, or on a class of cases; its posts locate only."""


def _run(context: click.Context, command: str, args: dict[str, Any], options: dict[str, Any]) -> None:
    acting = who(options["officer"], options["post"], options["password_file"])
    on_node(context, options["home"], command, args, acting, options["json"])


@flag.command(name="list")
@officer_options
@node_options
@click.pass_context
def flag_list(context: click.Context, /, **options: Any) -> None:
    """Published flags of all states, and this state's own on single alerts."""
    _run(context, "flag.list", {}, options)


@flag.command(name="set")
@click.argument("id")
@click.option("--ground", required=True, help="Coded ground, such as flag_judge.")
@officer_options
@node_options
@click.pass_context
def flag_set(context: click.Context, /, id: str, ground: str, **options: Any) -> None:
    """Nobody is arrested here on this alert. The flag stays on this node."""
    _run(context, "flag.set", {"id": id, "ground": ground}, options)


@flag.command(name="lift")
@click.argument("id")
@click.option("--ground", required=True, help="Coded ground, such as unflag_gone.")
@officer_options
@node_options
@click.pass_context
def flag_lift(context: click.Context, /, id: str, ground: str, **options: Any) -> None:
    """Lift the flag on this alert."""
    _run(context, "flag.lift", {"id": id, "ground": ground}, options)


@flag.command(name="publish")
@click.argument("covers")
@officer_options
@node_options
@click.pass_context
def flag_publish(context: click.Context, /, covers: str, **options: Any) -> None:
    """Publish a flag for a class of cases, such as own_nationals."""
    _run(context, "flag.publish", {"covers": covers}, options)


@flag.command(name="withdraw")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def flag_withdraw(context: click.Context, /, id: str, **options: Any) -> None:
    """Withdraw a published flag."""
    _run(context, "flag.withdraw", {"id": id}, options)


@alert.command(name="link")
@click.argument("id")
@click.argument("other")
@click.option("--basis", required=True, type=click.Choice(get_args(Basis)))
@officer_options
@node_options
@click.pass_context
def alert_link(context: click.Context, /, id: str, other: str, basis: str, **options: Any) -> None:
    """Link an own alert with another on the same person. Never relatives."""
    _run(context, "alert.link", {"id": id, "other": other, "basis": basis}, options)


@alert.command(name="unlink")
@click.argument("id")
@click.argument("other")
@officer_options
@node_options
@click.pass_context
def alert_unlink(context: click.Context, /, id: str, other: str, **options: Any) -> None:
    """Undo a link of an own alert, whoever made it."""
    _run(context, "alert.unlink", {"id": id, "other": other}, options)


@alert.command(name="hide")
@click.argument("id")
@click.option("--authority", required=True, help="The court.")
@click.option("--number", required=True, help="The number of its decision.")
@click.option("--date", required=True, help="The day of its decision, such as 2026-11-20.")
@officer_options
@node_options
@click.pass_context
def alert_hide(context: click.Context, /, id: str, authority: str, number: str, date: str, **options: Any) -> None:
    """Hide an own alert for a running operation, or renew that, as a judge."""
    _run(context, "alert.hide", {"id": id, "authority": authority, "number": number, "date": date}, options)


@alert.command(name="unhide")
@click.argument("id")
@officer_options
@node_options
@click.pass_context
def alert_unhide(context: click.Context, /, id: str, **options: Any) -> None:
    """Show it again before the time is over."""
    _run(context, "alert.unhide", {"id": id}, options)


@alert.command(name="keep")
@click.argument("id")
@click.option("--ground", required=True, help="Coded ground, such as still_sought.")
@click.option("--reasons", required=True, help="Why it is still needed, for the commission.")
@officer_options
@node_options
@click.pass_context
def alert_keep(context: click.Context, /, id: str, ground: str, reasons: str, **options: Any) -> None:
    """Reassess an alert whose retention ends, and keep it for another term."""
    _run(context, "alert.keep", {"id": id, "ground": ground, "words": reasons}, options)
