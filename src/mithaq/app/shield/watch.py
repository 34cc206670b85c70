"""The shield's part of a round, on the commission's node alone: take in what came, look it through, answer what is due."""

from __future__ import annotations

from mithaq.app.node import Node
from mithaq.app.shield import bars
from mithaq.app.shield.answers import answer_due
from mithaq.app.shield.later import look_back
from mithaq.app.shield.looks import look_through
from mithaq.app.shield.observe import observe
from mithaq.app.shield.register import take_in


def shield_round(node: Node) -> int:
    """Everything that can be done now; how many answers were given."""
    if node.kind != "commission":
        return 0
    take_stock(node)
    return answer_due(node)


def take_stock(node: Node) -> None:
    """Take in and look through what came, lodgements first: what comes in one round with an alert counts against it."""
    observe(node)
    take_in(node)
    bars.take_in(node)
    look_through(node)
    look_back(node)
