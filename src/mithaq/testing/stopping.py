"""An officer who stops somebody on an entry that his check has just met, without playing the check."""

from __future__ import annotations

from mithaq.app import hits
from mithaq.app.foreign import note
from mithaq.app.node import Actor, Node
from mithaq.domain.hit import Hit
from mithaq.domain.instant import text


def stopped_on(node: Node, actor: Actor, entry: str, held_from: str, told_at: str) -> Hit:
    """`hits.open_hit` after a check that met the entry. Raises what it raises."""
    with node.write() as tx:
        found = tx.store.register.entry(entry)
        if found is not None:
            note(node, tx.store, actor, [found.alert], text(node.now()))
    return hits.open_hit(node, actor, entry, held_from, told_at)
