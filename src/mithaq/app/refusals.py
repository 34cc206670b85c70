"""What was refused in review of late, by owner and ground: kept by the nodes of the Secretariat and the commission, so that
the screening of each alert need not read the journal of the Secretariat from its beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct, structs

from mithaq.app.alert_reading import load
from mithaq.app.duty import secretariat
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.alert_events import ReviewRefused
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at

PAGE = 1000
KEPT = "refusals.kept"
WINDOW = "refused_often"
"""The house rule for how long a refusal counts against its owner."""


class Refused(Struct, frozen=True):
    """One refusal as the Secretariat's journal says it."""

    alert: str
    ground: str
    at: str
    hash: str


class _Kept(Struct, frozen=True):
    """The refusals up to that place of the Secretariat's journal."""

    seq: int = 0
    rows: tuple[Refused, ...] = ()


def catch_up(node: Node) -> int:
    """Note what was refused since the last time, and forget what counts no more; how many there were. At a state nothing."""
    member = secretariat(node)
    if node.kind == "state" or not member:
        return 0
    with node.store.read() as reader:
        kept = _kept(reader)
        seq, rows = _since(reader, member, kept.seq)
    if not rows and seq - kept.seq < PAGE:
        return 0
    counting = tuple(row for row in (*kept.rows, *rows) if _counts_still(node, member, row))
    with node.store.write() as tx:
        tx.desk.put_meta(KEPT, msgspec.json.encode(_Kept(seq, counting)).decode())
    return len(rows)


def lately(node: Node, reader: Reader, owner: str, but: str) -> Mapping[str, int]:
    """How many other alerts of this owner were refused on each ground within the time of the house rule. Empty at a state:
    what the Secretariat weighs of an owner is not for him, nor for the others.
    """
    member = secretariat(node)
    if node.kind == "state" or not member:
        return {}
    kept = _kept(reader)
    found: dict[tuple[str, str], None] = {}
    for row in (*kept.rows, *_since(reader, member, kept.seq)[1]):
        counts = row.alert != but and _counts_still(node, member, row)
        if counts and (row.alert, row.ground) not in found and _had_effect(reader, row, owner):
            found[row.alert, row.ground] = None
    return dict(Counter(ground for _, ground in found))


def _kept(reader: Reader) -> _Kept:
    raw = reader.desk.meta(KEPT)
    return msgspec.json.decode(raw, type=_Kept) if raw else _Kept()


def _since(reader: Reader, member: str, seq: int) -> tuple[int, list[Refused]]:
    """How far that journal goes, and the refusals in it after that place."""
    rows = []
    for place, row in _refusals(reader, member, seq):
        seq = place
        if row is not None:
            rows.append(row)
    return seq, rows


def _refusals(reader: Reader, member: str, seq: int) -> Iterator[tuple[int, Refused | None]]:
    while page := reader.journal.after(member, seq, PAGE):
        for stored in page:
            header = stored.envelope.header
            seq = header.seq
            event = event_of(stored.envelope) if stored.applied and header.type == "review.refused" else None
            body = event.body if event is not None else None
            row = Refused(header.subject, body.ground, header.at, "") if isinstance(body, ReviewRefused) else None
            yield seq, structs.replace(row, hash=event.hash) if row is not None and event is not None else None


def _counts_still(node: Node, member: str, row: Refused) -> bool:
    return due_at(node.law, WINDOW, member, row.at) > text(node.now())


def _had_effect(reader: Reader, row: Refused, owner: str) -> bool:
    """Whether it refused an alert of this owner; a statement that nobody was entitled to is void."""
    alert = load(reader, row.alert)
    return alert is not None and alert.owner == owner and all(hash != row.hash for hash, _ in alert.voids)
