"""`mithaq insiders` and `mithaq figures`: looking through the own log, and what anybody may know."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mithaq.app.figures import figures as public_figures
from mithaq.app.figures_table import COLUMNS, table
from mithaq.app.insider_watch import enter_known, look
from mithaq.app.issue import require
from mithaq.app.node import Node
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.interop.figures_csv import to_csv


class LookArgs(Struct, frozen=True):
    """No arguments."""


class KnownArgs(Struct, frozen=True):
    """The names of well-known people, each once."""

    names: tuple[str, ...]


class FiguresArgs(Struct, frozen=True):
    """Which year (empty: the newest), and whether as CSV."""

    year: str = ""
    csv: bool = False


def insiders_look(node: Node, who: Who, args: LookArgs) -> Iterator[Line]:
    """Look through the log now and report to the commission. What was found, this member is not told."""
    require(node, acting(node, who), "insider.look")
    event = look(node)
    yield {"event": event.type, "id": event.subject, "at": event.at}


def insiders_known(node: Node, who: Who, args: KnownArgs) -> Iterator[Line]:
    """Enter the well-known people whose look-ups are counted, in place of those before."""
    yield {"entered": enter_known(node, acting(node, who), args.names)}


def figures(node: Node, who: Who, args: FiguresArgs) -> Iterator[Line]:
    """A line for each count of the year; with `csv` the whole table in one."""
    found = public_figures(node, args.year)
    if args.csv:
        yield {"csv": to_csv(found)}
        return
    for row in table(found):
        yield dict(zip(COLUMNS, row, strict=True))
