"""The members that one server serves, and what the rim itself remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mithaq.app.node import Node
from mithaq.domain.law import Law
from mithaq.ops.metrics import Traffic
from mithaq.web.demo_info import DemoInfo
from mithaq.web.session import Known
from mithaq.web.throttle import Throttle
from mithaq.web.together import Together


@dataclass(frozen=True, slots=True)
class Federation:
    """Nodes by member code; the officer's sign-in selects one of them."""

    members: Mapping[str, Node]
    demo: DemoInfo | None = None
    throttle: Throttle = field(default_factory=Throttle)
    traffic: Traffic = field(default_factory=Traffic)
    waiting: dict[str, Together] = field(default_factory=dict)
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", Known(self.members))

    @property
    def law(self) -> Law:
        """The law that this release ships: the same at every member."""
        return next(iter(self.members.values())).law

    @property
    def any_node(self) -> Node:
        """A node to ask what every node knows alike."""
        return next(iter(self.members.values()))

    def together(self, node: Node) -> Together:
        """Where checks at this node wait for each other."""
        found = self.waiting.get(node.member)
        if found is None:
            found = self.waiting[node.member] = Together(node)
        return found
