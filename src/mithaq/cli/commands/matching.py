"""`mithaq match "A" "B"`: what two names say about being one person's."""

from __future__ import annotations

import click
import msgspec

from mithaq.cli.exits import Line
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.cli.words import Words
from mithaq.domain.errors import Refusal
from mithaq.ops.tables import scales
from mithaq.ops.texts import isolated, translator
from mithaq.search.pair import match_names
from mithaq.search.query import PersonQuery, read_query


@click.command()
@click.argument("left")
@click.argument("right")
@json_option
@click.pass_context
def match(context: click.Context, /, json: bool, left: str, right: str) -> None:
    """Compare two names: how alike, in which class, and why."""
    for name in (left, right):
        _sound(name)
    found = match_names(left, right, scales())
    line: Line = {
        "left": left,
        "right": right,
        "class": found.klass,
        "score": found.score,
        "bits": found.bits,
        "why": [msgspec.to_builtins(one) for one in found.lines],
    }
    output = Output(translator(context.obj), json=json)
    if json:
        output.line(line)
        return
    words = Words(output.texts)
    output.write(words.columns(words.klass(found.klass), isolated(f"{found.score:.2f}")))
    for row in words.evidence(line["why"]):
        output.write(row)


def _sound(name: str) -> None:
    """Raises Refusal ``match.name`` for nothing, ``command.text`` for bytes that are no text, ``name.too_long``."""
    if not name.strip():
        raise Refusal("match.name", "name")
    try:
        name.encode()
    except UnicodeEncodeError:
        raise Refusal("command.text", "name") from None
    read_query(PersonQuery(name=name))
