"""`mithaq document verify`: what a sealed document shows by itself, on any machine, without a node or a network."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.exits import DAMAGED
from mithaq.cli.output import Output
from mithaq.cli.shared import json_option
from mithaq.documents.verify import verify
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.law.load import load_law
from mithaq.ops.texts import translator
from mithaq.web.pages.words import WORDS


@click.group()
def document() -> None:
    """Sealed documents."""


@document.command(name="verify")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--roster", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Whom to trust.")
@json_option
@click.pass_context
def document_verify(context: click.Context, /, json: bool, file: Path, roster: Path | None) -> None:
    """Check the seal, the proof inside, and that the pages say what was signed."""
    try:
        data = file.read_bytes()
    except OSError:
        raise Refusal("file.unreadable", "file") from None
    trusted = directory.read_roster(roster) if roster is not None else None
    found = verify(data, lambda demo: load_law(demo=demo), WORDS, trusted)
    output = Output(translator(context.obj), json=json)
    for fault in found.faults:
        output.line({"fault": fault})
    anchor = found.anchor
    output.line({
        "verified": not found.faults, "trusted": found.trusted, "kind": anchor.kind, "member": anchor.by,
        "subject": anchor.case, "place": anchor.place, "hash": anchor.hash, "made_at": anchor.made_at,
        "pages": found.pages, "papers": found.papers, "events": found.events, "proven": found.proven,
        "faults": len(found.faults), "exit": DAMAGED if found.faults else 0,
    })  # fmt: skip
    context.exit(output.exit)
