"""What another state's alert says is opened one by one, by whoever met it: nobody leafs through the register.

Headers, and with them the ids of all alerts, go to everybody. So an id alone opens nothing: it takes a hit of this state, a
case that rests on the alert, or a check in which this officer met it (law.md, *Log*; issue: copies).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec
from msgspec import Struct

from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.alert import Alert
from mithaq.domain.errors import NotFound
from mithaq.domain.instant import text

EVERY = 10_000_000
SHIFT = timedelta(hours=12)
"""How long an officer may come back to whom a check of his met: a shift. Later he has a hit to work on, or no business."""

_MET = "met.checks."
"""Begins the key under which an officer's checks are kept."""
_ONCE = "met."
"""The key before that, whose rows had more than one form: never read, and emptied."""

MOST_CHECKS = 20
"""So many checks of an officer are kept in mind: the travellers that may stand before him at one time."""


class Met(Struct, frozen=True):
    """The alerts that a check met, and when."""

    at: str
    alerts: tuple[str, ...]


class _Resting(Struct, frozen=True):
    """What of a folded case says on which alert it rests; the rest of the row is not read."""

    alert: str = ""


_case = msgspec.json.Decoder(_Resting)


def note(node: Node, tx: Writer, actor: Actor, alerts: Sequence[str], at: str) -> None:
    """This check met these: for a while he may see their portraits; open them, if his role may read alerts; and stop for
    them, if he stands at a post.
    """
    if alerts:
        met = (Met(at, tuple(dict.fromkeys(alerts))), *_checks(tx, actor))[:MOST_CHECKS]
        tx.desk.put_meta(_MET + actor.id, msgspec.json.encode(met).decode())
        if tx.desk.meta(_ONCE + actor.id):
            tx.desk.put_meta(_ONCE + actor.id, "")


def check_met(node: Node, reader: Reader, actor: Actor, alert: Alert) -> None:
    """Raises NotFound where an officer of another state has no business with this alert. The Secretariat reviews, the
    commission oversees: what they may read is in `access.csv`."""
    if node.kind != "state" or alert.owner == node.member:
        return
    met = _hit(reader, alert.id) or just_met(node, reader, actor, alert.id, checks=1) or _rests(node, reader, alert.id)
    if not met:
        raise NotFound("alert")


def _hit(reader: Reader, alert: str) -> bool:
    return bool(reader.desk.hits(alert=alert, limit=1))


def just_met(node: Node, reader: Reader, actor: Actor, alert: str, checks: int = MOST_CHECKS) -> bool:
    """Whether one of this officer's newest `checks` that met anything, within the shift, met that alert."""
    since = text(node.now() - SHIFT)
    return any(alert in met.alerts and since <= met.at for met in _checks(reader, actor)[:checks])


def _checks(reader: Reader, actor: Actor) -> tuple[Met, ...]:
    """His newest checks that met anything, newest first."""
    raw = reader.desk.meta(_MET + actor.id)
    return msgspec.json.decode(raw, type=tuple[Met, ...]) if raw else ()


def _rests(node: Node, reader: Reader, alert: str) -> bool:
    return any(rests_on == alert for _, rests_on in resting(node, reader))


def resting(node: Node, reader: Reader) -> Iterator[tuple[str, str]]:
    """Each case of which this member is a party, with the alert on which it rests."""
    for row in reader.register.folds("case", party=node.member, limit=EVERY):
        yield row.id, _case.decode(row.fold).alert
