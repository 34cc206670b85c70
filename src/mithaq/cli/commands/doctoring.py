"""`mithaq doctor` on a node: a line for each thing that was looked at, then how the index stands and the worst of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from mithaq.app.condition import condition
from mithaq.app.node import Node
from mithaq.cli.exits import DAMAGED, TO_ACT, Line
from mithaq.cli.officer import Who
from mithaq.home.doctor.expiry import ending
from mithaq.home.doctor.finding import Finding, worst
from mithaq.home.doctor.place import looked_at
from mithaq.home.doctor.standing import standing


class DoctorArgs(Struct, frozen=True):
    """The node's directory as an absolute path. `strict`: what should be looked at counts as what needs an act."""

    home: str
    strict: bool = False


def doctor(node: Node, who: Who, args: DoctorArgs) -> Iterator[Line]:
    """Look at everything, and say what to do."""
    home = Path(args.home)
    now = condition(node)
    found = [*looked_at(home), *standing(node, home, now), *ending(node, home, now)]
    for one in found:
        yield _line(one)
    size, verdict = node.searching.size(), worst(found)
    yield {
        "member": node.member,
        "entries": node.store.sizes()["entries"],
        "index_bytes": size.bytes,
        "index_rows": size.rows,
        "index_rows_unwritten": size.fresh,
        "index_segments": size.segments,
        "index_unswept": size.unswept,
        "index_unreadable": size.unreadable,
        "worst": verdict,
        "exit": _status(node, verdict, strict=args.strict),
    }


def _status(node: Node, verdict: str, *, strict: bool) -> int:
    if node.searching.size().unreadable or node.searching.damaged:
        return DAMAGED
    return TO_ACT if verdict == "act" or (strict and verdict != "ok") else 0


def _line(one: Finding) -> Line:
    return {"check": one.code, "verdict": one.verdict, **one.said}
