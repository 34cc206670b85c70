"""Two digests that show whether nodes agree: of all that headers say, and of what everybody may read.

Both are taken at equal heads and leave out local rows (log, outbox, tasks, quarantine).
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from mithaq.app.node import Node
from mithaq.app.project import decode_fold
from mithaq.domain.alert import Alert
from mithaq.domain.instant import text


class Digests(Struct, frozen=True):
    """`everything`: journal heads and the folds of header-visible facts, equal on every node. `circulated`: what is in
    force for all members and held here, equal on every node that has fetched its payloads. `heads`: seq by member.
    """

    everything: str
    circulated: str
    heads: dict[str, int]


def digests(node: Node) -> Digests:
    """The digests of this node as it stands, from one snapshot."""
    everything, circulated = hashlib.sha256(), hashlib.sha256()
    private: set[str] = set()
    with node.store.read() as reader:
        heads = reader.journal.heads()
        for member in sorted(heads):
            everything.update(f"{member}/{heads[member].seq} {heads[member].hash}\n".encode())
        for id, fold in reader.register.fold_states():
            everything.update(f"{id} {hashlib.sha256(fold).hexdigest()}\n".encode())
        for row in reader.register.folds("alert", states=("circulated", "local"), limit=10_000_000):
            alert = decode_fold(row)
            if isinstance(alert, Alert) and (alert.local or (alert.current is not None and alert.current.chosen)):
                private.add(alert.id)
        hidden = {entry.id for id in private for entry in reader.register.entries_of(id)}
        for id, payload in reader.register.entry_digest(text(node.now())):
            if id not in hidden:
                circulated.update(f"{id} {payload}\n".encode())
    return Digests(everything.hexdigest(), circulated.hexdigest(), {m: h.seq for m, h in heads.items()})
