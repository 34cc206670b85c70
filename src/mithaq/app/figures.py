"""The public figures of the federation: counts only, the same on every node that holds the same journals."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app import removals
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node


class Figures(Struct, frozen=True):
    """What anybody may know."""

    removals: removals.Removals


def figures(node: Node, actor: Actor) -> Figures:
    """The figures as this node holds them. Raises Forbidden for a role without a row."""
    require(node, actor, "figures.read")
    with node.store.read() as reader:
        return Figures(removals.counted(reader))
