"""What of an alert or case lies beside its payloads at this node alone, and goes with them: kept replies, words of the
commission, and portraits that nobody put into an alert.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from mithaq.app import turned_down
from mithaq.app.alerts import UNATTACHED
from mithaq.app.clearances import forget_number
from mithaq.app.node import Node
from mithaq.app.ports.store import Writer
from mithaq.app.project import decode_fold
from mithaq.app.shield import bars, two
from mithaq.app.shield.applications import is_before_the_commission
from mithaq.domain.alert import Alert
from mithaq.domain.instant import text
from mithaq.domain.shield.standing import is_barred, unpassed

LOOSE_FOR = timedelta(days=1)
"""How long a portrait waits for its alert, as long as a file for its paper (`attachments.LOOSE_FOR`)."""

LOOSE = "photos.loose"
"""Since when each portrait waits, by its commitment."""


def forget(node: Node, tx: Writer, subject: str) -> None:
    """Drop what is kept of it in local rows. Keys of requests stay taken; a bar keeps its digests."""
    tx.desk.forget_replies(subject)
    turned_down.forget(tx, subject)
    if node.kind != "commission":
        return
    forget_number(tx, subject)
    tx.shield.forget_words(subject)
    two.forget(tx, subject)
    row = tx.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    barred = isinstance(fold, Alert) and (_lapsed(node, tx, fold) or is_barred(fold, node.law))
    if not barred and not is_before_the_commission(tx, subject):
        tx.shield.forget_forms(subject)


def _lapsed(node: Node, tx: Writer, alert: Alert) -> bool:
    """Bar what its time alone ended before it had passed: no statement says so, and its digests would go now."""
    if alert.ended or alert.local or alert.kind not in node.law.clearing:
        return False
    contents = unpassed(alert)
    for content in contents:
        bars.bar(node, tx, alert, content)
    return bool(contents)


def sweep_photos(node: Node, tx: Writer) -> int:
    """Erase the portraits that no alert took within a day of the first look at them; how many."""
    held = list(tx.payloads.of(UNATTACHED))
    before = msgspec.json.decode(tx.desk.meta(LOOSE) or "{}", type=dict[str, str])
    since = {hash: before.get(hash, text(node.now())) for hash in held}
    oldest = text(node.now() - LOOSE_FOR)
    gone = [hash for hash, at in since.items() if at <= oldest]
    kept = {hash: at for hash, at in since.items() if hash not in gone}
    if kept != before:
        tx.desk.put_meta(LOOSE, msgspec.json.encode(kept).decode())
    if gone:
        tx.payloads.erase(gone, UNATTACHED)
    return len(gone)
