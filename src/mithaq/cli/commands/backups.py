"""`mithaq backup make` and `accept` on a node; and what every command waits for on one that was restored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from mithaq.app.node import Node
from mithaq.app.restored import accept, honour
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.home.backup import make

LOOKING = frozenset({"fsck", "doctor", "journal.verify"})
"""Commands that tell of nobody, and have to work where nothing else does."""


class MakeArgs(Struct, frozen=True):
    """Where the file goes, as an absolute path: the call crosses a socket of this account only."""

    file: str
    holder: str


class AcceptArgs(Struct, frozen=True):
    """Why it goes on without those who were not heard."""

    reasons: str


def backup_make(node: Node, who: Who, args: MakeArgs) -> Iterator[Line]:
    """Write it, and say what is in it."""
    made = make(node, acting(node, who), args.holder, Path(args.file))
    yield {
        "file": args.file, "holder": made.holder, "made_at": made.made_at, "expires_at": made.expires_at,
        "bytes": made.size, "events": sum(made.heads.values()),
    }  # fmt: skip


def backup_accept(node: Node, who: Who, args: AcceptArgs) -> Iterator[Line]:
    """Go on without them, on an administrator's word."""
    yield {"member": node.member, "without": list(accept(node, acting(node, who), args.reasons))}


def hear(node: Node, command: str) -> Iterator[Line]:
    """Before a command is carried out: hear the others, erase what has to go, and say whom a restored node waits for."""
    if command in LOOKING:
        return
    honour(node, anew=False)
    if node.unheard:
        yield {"unheard": list(node.unheard)}
