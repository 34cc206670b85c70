"""The look-up log is kept for three years (law.md, *Log*), and no line of it longer.

Lines go up to one whose hash this node published when the log was as long as that (`log.rooted`). From there the chain
that is left still verifies, and whoever has the journal can tell that nothing younger went.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from mithaq.app import openings
from mithaq.app.log import ZERO, broken_at, is_over
from mithaq.app.node import Node
from mithaq.app.ports.rows import LogRow
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.alert_events import LogRoot
from mithaq.domain.events import Event
from mithaq.domain.instant import text

PAGE, AT_ONCE = 1000, 50_000
BASE, SEEN = "log.base", "log.seen"


class Base(Struct, frozen=True):
    """Where the chain that is kept begins: after line `number`, whose hash is `hash`. `seq`: where in this node's journal it
    was published. Of a log that is whole: 0, and the beginning of the chain.
    """

    number: int = 0
    hash: str = ZERO
    seq: int = 0


def base_of(reader: Reader) -> Base:
    """Where the log that is kept here begins."""
    raw = reader.desk.meta(BASE)
    return msgspec.json.decode(raw, type=Base) if raw else Base()


def prune(node: Node) -> int:
    """Once a day: drop the lines that are too old; how many. The last line stays, because the next one cites its hash."""
    day, dropped = text(node.now())[:10], 0
    with node.store.read() as reader:
        if reader.desk.meta(SEEN) == day:
            return 0
    while gone := _drop_some(node):
        dropped += gone
    with node.store.write() as tx:
        dropped += openings.prune(node, tx.desk)
        tx.desk.put_meta(SEEN, day)
    return dropped


def fault_of(node: Node, reader: Reader) -> tuple[str, int] | None:
    """What is wrong with the beginning of the log that is kept: ``log.base`` for one that this node never published, or
    that is younger than the lines may be which went before it. None where nothing is.
    """
    base = base_of(reader)
    if base == Base():
        return None
    stored = reader.journal.at(node.member, base.seq)
    event = event_of(stored.envelope) if stored is not None and stored.applied else None
    if event is None or not _is_root_of(event, base) or not is_over(node, event.at):
        return "log.base", base.number
    return None


def chain_broken_at(reader: Reader) -> int | None:
    """The number of the first line kept here that does not follow; None when the chain holds from where it begins."""
    base = base_of(reader)
    return broken_at(_lines(reader, base.number), base.hash, base.number)


def _lines(reader: Reader, after: int) -> Iterator[LogRow]:
    """All that is held, also what should have gone: it stands before the beginning and so breaks the chain."""
    first = reader.desk.log_lines(0, 1)
    after = min(after, first[0].number - 1) if first else after
    while page := reader.desk.log_lines(after, PAGE):
        yield from page
        after = page[-1].number


def _drop_some(node: Node) -> int:
    """The lines up to a root that is old enough, in one transaction; 0 where there is none."""
    with node.store.read() as reader:
        base, (size, _) = base_of(reader), reader.desk.log_head()
        root = _next_root(node, reader, base, size)
    if root is None:
        return 0
    with node.store.write() as tx:
        tx.desk.drop_log(root.number)
        tx.desk.put_meta(BASE, msgspec.json.encode(root).decode())
    return root.number - base.number


def _next_root(node: Node, reader: Reader, base: Base, size: int) -> Base | None:
    """The last root after `base` that is old enough and within `AT_ONCE` lines, else the first; never the last line of a
    log of that `size`.
    """
    seq, found = base.seq, None
    while page := reader.journal.after(node.member, seq, PAGE):
        for stored in page:
            header = stored.envelope.header
            if not is_over(node, header.at):
                return found  # what follows is younger
            seq = header.seq
            if header.type != "log.rooted" or not stored.applied:
                continue
            body = event_of(stored.envelope).body
            if not isinstance(body, LogRoot) or not base.number < body.size < size or not _holds(reader, body):
                continue
            if found is not None and body.size - base.number > AT_ONCE:
                return found
            found = Base(body.size, body.head, seq)
    return found


def _holds(reader: Reader, root: LogRoot) -> bool:
    """Whether the log that is kept has that line: what was published of another log, before a restore, is no beginning."""
    found = reader.desk.log_lines(root.size - 1, 1)
    return bool(found) and (found[0].number, found[0].hash) == (root.size, root.head)


def _is_root_of(event: Event, base: Base) -> bool:
    body = event.body
    return isinstance(body, LogRoot) and (body.size, body.head) == (base.number, base.hash)
