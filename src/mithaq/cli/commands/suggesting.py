"""`mithaq suggest NAME`: spellings of a name in the other script. Needs no node."""

from __future__ import annotations

import click
import msgspec

from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.domain.errors import Refusal
from mithaq.law.load import load_law
from mithaq.names.suggest.suggest import MAX_MOST, MOST
from mithaq.ops.suggester import suggestions
from mithaq.ops.texts import isolated, translator
from mithaq.web.pages.words import WORDS


@click.command()
@click.argument("name")
@click.option("--state", default="", help="Code of the state whose habits count: TN, EG, …")
@click.option("--most", default=MOST, show_default=True, type=click.IntRange(1, MAX_MOST), help="How many.")
@json_option
@click.pass_context
def suggest(context: click.Context, /, json: bool, name: str, state: str, most: int) -> None:
    """Suggest spellings of a name: Latin ones of an Arabic name, Arabic ones of a Latin name."""
    if not name.isprintable():
        raise Refusal("command.text", "name")
    code = state.upper()
    if code:
        load_law().member_kind(code)
    found = suggestions(name, code, most)
    output = Output(translator(context.obj), json=json)
    if json:
        for one in found:
            output.line(dict(msgspec.to_builtins(one)))
        output.line({"suggestions": len(found)})
        return
    say = output.texts.gettext
    for one in found:
        output.write(f"{isolated(one.text)}  {isolated(f'{one.share:.0%}')}  {say(WORDS['spelling'][one.source])}")
    if not found:
        output.write(say("No spelling can be suggested for this."))
