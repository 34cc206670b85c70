"""The members that one server serves, and what the rim itself remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mithaq.app.node import Node
from mithaq.domain.law import Law
from mithaq.web.demo_info import DemoInfo
from mithaq.web.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Federation:
    """Nodes by member code; the officer's sign-in selects one of them."""

    members: Mapping[str, Node]
    demo: DemoInfo | None = None
    throttle: Throttle = field(default_factory=Throttle)

    @property
    def law(self) -> Law:
        """The law that this release ships: the same at every member."""
        return next(iter(self.members.values())).law
