"""Which alerts have a version that another one replaced: marked when that happens, so that a round looks at nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.alert import Alert
from mithaq.domain.audience import versions

PHOTO = "photo"
"""The item under which the portrait of an alert is kept and asked for."""
MARKED = "superseded"


def follow(tx: Writer, before: Alert | None, after: Alert) -> None:
    """Mark the alert if a version is alive no more that was; what was never alive here was never held."""
    if before is None or after.local or after.ended:
        return
    if {one.content for one in versions(before)} - {one.content for one in versions(after)}:
        keep(tx, {*marked(tx), after.id})


def marked(reader: Reader) -> set[str]:
    """The marked alerts."""
    return set((reader.desk.meta(MARKED) or "").split())


def keep(tx: Writer, alerts: Iterable[str]) -> None:
    """Let these be marked, and no others."""
    told = " ".join(sorted(alerts))
    if told != (tx.desk.meta(MARKED) or ""):
        tx.desk.put_meta(MARKED, told)
