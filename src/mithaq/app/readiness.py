"""Whether a node can serve officers now: what a load balancer or a supervisor asks."""

from __future__ import annotations

from mithaq.app.node import Node
from mithaq.app.ports.faults import StoreFault


def is_ready(node: Node) -> bool:
    """Its store answers, its index holds what the store holds, and if it was restored it has heard the others."""
    if node.unheard or not node.searching.there:
        return False
    try:
        with node.store.read() as reader:
            reader.journal.head(node.member)
    except StoreFault:
        return False
    return True
