"""What a node publishes by itself: a state its hits of the last month, the commission one number a year.

Both are made from local rows that nobody else has, with small counts already left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec

from mithaq.app.figures import keep
from mithaq.app.figures_tally import EVERY, merged, stated
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.store import Reader
from mithaq.domain import figures
from mithaq.domain.figures import FiguresMerged, FiguresStated
from mithaq.domain.hit import Hit
from mithaq.domain.instant import text
from mithaq.domain.suppression import alone

SAID = "figures.said"

KeptApart = Callable[[Node, str], int]
"""How many protections, bars and flags there were in a year, over all states. Only the commission's node can count them."""

_decoder = msgspec.json.Decoder(Hit)


def watch_figures(node: Node, kept_apart: KeptApart | None = None) -> int:
    """State what is due, and count anew at the beginning of a month; how many statements that made.

    `kept_apart` is the hook for the register of protections; without it the commission states no number, and the page says
    so.
    """
    keep(node)
    if node.kind == "state":
        return _state_month(node)
    if node.kind == "commission" and kept_apart is not None:
        return _state_year(node, kept_apart)
    return 0


def _state_month(node: Node) -> int:
    month = _month_before(node)
    with node.store.read() as reader:
        first = reader.desk.log_lines(0, 1)
        if reader.desk.meta(SAID) == month or not first or first[0].at[:7] > month:
            return 0  # said already, or nobody worked here yet
        known = any(one.member == node.member and one.month == month for one in stated(reader, month[:4]))
        hits, false = counted(reader, month)
    smallest = node.law.figures_settings["smallest"].number
    with node.write() as tx:
        tx.store.desk.put_meta(SAID, month)
        if known:
            return 0
        body = FiguresStated(month, alone(hits, smallest), alone(false, smallest))
        issue(node, tx, node_actor(node), Statement(figures.STATED, node.new_id("n"), body))
    return 1


def counted(reader: Reader, month: str) -> tuple[int, int]:
    """Hits and false hits that officers of this state decided in the month."""
    hits = [_decoder.decode(row.fold) for row in reader.desk.hits(limit=EVERY)]
    decided = [hit for hit in hits if hit.decided_at[:7] == month]
    false = sum(hit.state == "refuted" for hit in decided)
    return len(decided) - false, false


def _state_year(node: Node, kept_apart: KeptApart) -> int:
    year = str(node.now().year - 1)
    with node.store.read() as reader:
        if merged(reader, node.law, year) is not None:
            return 0
    smallest = node.law.figures_settings["smallest"].number
    with node.write() as tx:
        body = FiguresMerged(year, alone(kept_apart(node, year), smallest))
        issue(node, tx, node_actor(node), Statement(figures.MERGED, node.new_id("n"), body))
    return 1


def _month_before(node: Node) -> str:
    return text(node.now().replace(day=1) - timedelta(days=1))[:7]
