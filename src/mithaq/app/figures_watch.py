"""What a node says by itself: a state its hits of the last month, and to the commission alone how many persons it flagged
in the last year; the commission one number a year.

Both are made from local rows that nobody else has, with small counts already left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

import msgspec

from mithaq.app.figures import keep
from mithaq.app.figures_tally import EVERY, merged, stated
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.own_say.flags import set_in
from mithaq.app.ports.store import Reader
from mithaq.domain import figures, sealed
from mithaq.domain.figures import FiguresMerged, FiguresStated
from mithaq.domain.hit import Hit
from mithaq.domain.instant import text
from mithaq.domain.sealed import FlagCount
from mithaq.domain.suppression import alone

SAID, LODGED = "figures.said", "figures.lodged"

KeptApart = Callable[[Node, str], int]
"""How many protections, bars and flags there were in a year, over all states. Only the commission's node can count them."""

_decoder = msgspec.json.Decoder(Hit)


def watch_figures(node: Node, kept_apart: KeptApart | None = None) -> int:
    """State what is due, and count anew at the beginning of a month; how many statements that made.

    `kept_apart` counts what only the commission's node holds; without it the commission states no number, and the page says
    so.
    """
    keep(node)
    if node.kind == "state":
        return _state_month(node) + _lodge_flags(node)
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
    """Hits and false hits that officers of this state decided in the month; who was let go because the alert was over is
    neither.
    """
    hits = [_decoder.decode(row.fold) for row in reader.desk.hits(limit=EVERY)]
    decided = [hit for hit in hits if hit.decided_at[:7] == month and hit.state != "let_go"]
    false = sum(hit.state == "refuted" for hit in decided)
    return len(decided) - false, false


def _lodge_flags(node: Node) -> int:
    """To the commission alone, sealed, once a year: how many flags on one person this state set in the last one. It lodges
    this also where there were none, and what it lodges looks like anything else that is lodged with the commission.
    """
    year = str(node.now().year - 1)
    with node.store.read() as reader:
        if reader.desk.meta(LODGED) == year or not _spoke(reader, (node.member,), year):
            return 0
    smallest = node.law.figures_settings["smallest"].number
    with node.write() as tx:
        tx.store.desk.put_meta(LODGED, year)
        said = FlagCount(year, alone(set_in(tx.store, year), smallest))
        statement = Statement("sealed.lodged", node.new_id("n"), sealed.SealedLodged(), sealed.encode(said))
        issue(node, tx, node_actor(node), statement)
    return 1


def _state_year(node: Node, kept_apart: KeptApart) -> int:
    """The year's number, once what the states lodge at its end has had its time to arrive."""
    now, settings = node.now(), node.law.figures_settings
    year = str(now.year - 1)
    if now < now.replace(month=1, day=1, hour=0, minute=0) + timedelta(days=settings["merged_after"].number):
        return 0
    with node.store.read() as reader:
        if not _spoke(reader, reader.journal.heads(), year) or merged(reader, node.law, year) is not None:
            return 0
    body = FiguresMerged(year, alone(kept_apart(node, year), settings["smallest"].number))
    with node.write() as tx:
        issue(node, tx, node_actor(node), Statement(figures.MERGED, node.new_id("n"), body))
    return 1


def _spoke(reader: Reader, members: Iterable[str], year: str) -> bool:
    """Whether one of these members had said anything by the end of that year."""
    first = (one for member in members for one in reader.journal.after(member, 0, 1))
    return any(one.envelope.header.at[:4] <= year for one in first)


def _month_before(node: Node) -> str:
    return text(node.now().replace(day=1) - timedelta(days=1))[:7]
