"""Alerts that their owners ended after a review had refused them, or during it: no check finds them, and none of them is
refused any more.

A register by state would have to be read through to find them among all that ended; so each node keeps their ids beside.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.alert import Alert

KEY = "alerts.refused_and_ended"


def follow(tx: Writer, before: Alert | None, after: Alert) -> None:
    """Note an alert that was refused, or was under review, and has now ended: taking it back then counts as refusal."""
    if after.ended and after.is_turned_down and not (before is not None and before.ended):
        _put(tx, list(dict.fromkeys([*listed(tx), after.id])))


def forget(tx: Writer, subject: str) -> None:
    """What it said is erased: there is nothing to compare with any more."""
    ids = listed(tx)
    if subject in ids:
        _put(tx, [id for id in ids if id != subject])


def listed(reader: Reader) -> Sequence[str]:
    """Their ids, in the order in which they ended here."""
    return msgspec.json.decode(reader.desk.meta(KEY) or "[]", type=list[str])


def _put(tx: Writer, ids: Sequence[str]) -> None:
    tx.desk.put_meta(KEY, msgspec.json.encode(ids).decode())
