"""The public figures of the federation: counts only, the same on every node that holds the same journals."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app import removals, reviews
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node


class Figures(Struct, frozen=True):
    """What anybody may know. `refused_on_other_grounds`: refusals in review whose ground is none of the list, which says
    whether the list is complete.
    """

    removals: removals.Removals
    refused_on_other_grounds: int


def figures(node: Node, actor: Actor) -> Figures:
    """The figures as this node holds them. Raises Forbidden for a role without a row."""
    require(node, actor, "figures.read")
    with node.store.read() as reader:
        return Figures(removals.counted(reader), reviews.refused_on_other(reader))
