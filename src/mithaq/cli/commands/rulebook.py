"""`mithaq rulebook`: all of the law that the program applies. Needs no node."""

from __future__ import annotations

import sys

import click

from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.law.load import load_law
from mithaq.law.pack_check import schema_text
from mithaq.law.rulebook import rulebook as document
from mithaq.law.rulebook import rulebook_lines
from mithaq.ops.texts import LANGUAGES, translator


@click.command()
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the document; default: that of the texts.")
@click.option("--demo", is_flag=True, help="With the rows invented for the demonstration.")
@click.option("--schema", "as_schema", is_flag=True, help="The JSON Schema of treaty packs instead.")
@json_option
@click.pass_context
def rulebook(context: click.Context, /, json: bool, language: str | None, demo: bool, as_schema: bool) -> None:
    """Write the rulebook: treaties, who is bound, time limits, grounds, numbers, offences; as Markdown."""
    if as_schema:
        sys.stdout.write(schema_text())
        return
    law = load_law(demo=demo)
    if json:
        Output(translator(context.obj), json=True).show(rulebook_lines(law))
        return
    sys.stdout.write(document(law, language or translator(context.obj).language))
