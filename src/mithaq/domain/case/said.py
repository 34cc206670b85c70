"""A statement on its way into a case: what the guards and the fold look at."""

from __future__ import annotations

from msgspec import Struct

from mithaq.domain.case.bodies import CaseBody
from mithaq.domain.case.clocks import sound
from mithaq.domain.events import Cite

# Later than every clock: a statement without a sound instant frees and never holds.
NEVER = "9999-12-31T23:59:59.999Z"


class Said(Struct, frozen=True):
    """A statement to be judged: an event in the fold, a command in `decide`. `at`: when it was signed,
    `subject`: the case.
    """

    type: str
    member: str
    subject: str
    body: CaseBody
    at: str
    hash: str = ""
    cites: tuple[Cite, ...] = ()

    @property
    def when(self) -> str:
        """The later of the act and its signing, so that no act recorded too late undoes a release that was
        due.
        """
        return (sound(self.at, self.body.acted_at) or (NEVER,))[-1]

    @property
    def signed(self) -> str:
        """When it was signed, in the one spelling."""
        return (sound(self.at) or (NEVER,))[0]
