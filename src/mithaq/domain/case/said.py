"""A statement as the guards judge it: an event in the fold, a command in `decide`."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from mithaq.domain.case import events as says
from mithaq.domain.case.clocks import sound
from mithaq.domain.events import Cite

# Later than every clock: a statement without a sound instant frees and never holds.
NEVER = "9999-12-31T23:59:59.999Z"


class Said(Struct, frozen=True, dict=True):
    """A statement to be judged: an event in the fold, a command in `decide`. `at`: when it was signed,
    `subject`: the case.
    """

    type: str
    member: str
    subject: str
    body: says.CaseBody
    at: str
    hash: str = ""
    cites: tuple[Cite, ...] = ()

    @cached_property
    def when(self) -> str:
        """The later of the act and its signing, so that no act recorded too late undoes a release that was
        due.
        """
        acted = self.body.acted_at
        return (sound(self.at, acted) or (NEVER,))[-1] if acted else self.signed

    @cached_property
    def first(self) -> str:
        """The earlier of the act and its signing, for what may not come too early: who dates an act ahead gains nothing.
        Empty where neither is sound.
        """
        return (sound(self.body.acted_at, self.at) or ("",))[0]

    @cached_property
    def signed(self) -> str:
        """When it was signed, in the one spelling."""
        return (sound(self.at) or (NEVER,))[0]
