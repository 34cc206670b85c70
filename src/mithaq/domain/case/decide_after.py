"""What only the speaker can check of the statements after and beside the main path. Part of `decide.py`'s one judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mithaq.domain.case.case import Case
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant

if TYPE_CHECKING:  # `decide` asks these checks; only its shape is needed here
    from mithaq.domain.case.decide import Command

Check = Callable[[Case | None, "Command", CaseLaw, Instant], None]

GROUNDS: Mapping[str, tuple[str, ...]] = {
    "transit.refused": ("case", "transit"),
}
"""By statement: which grounds it may rest on (`Ground.use`)."""


def _grounded(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """A refusal names a ground that may stand there."""
    ground = law.grounds.get(getattr(command.body, "ground", ""))
    if ground is None or ground.use not in GROUNDS[command.type]:
        raise Refusal("ground.unknown", "ground")


CHECKS_AFTER: Mapping[str, Check] = dict.fromkeys(GROUNDS, _grounded)
