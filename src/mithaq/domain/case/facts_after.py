"""What the statements beside the main path add up to: small facts that a case keeps."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

MAX_FACTS = 50
"""Facts of one sort in one case: enough to see, and a flood cannot grow everybody's state."""


class Transit(Struct, frozen=True, omit_defaults=True):
    """The passage that a transit case is about (Riyadh 54). `main`: the case in which `holder` granted extradition, by
    the decision `granted`. `landed_at`: an unscheduled landing, from which the clocks count.
    """

    main: str
    holder: str
    granted: str
    permitted_at: str = ""
    entered_at: str = ""
    left_at: str = ""
    landed_at: str = ""


class Asked(Struct, frozen=True, omit_defaults=True):
    """A consent that the requesting state asked for after the hand-over (Riyadh 52, 53). `to`: the third state of an
    onward surrender. `answer` is empty until the requested state has answered.
    """

    hash: str
    kind: Literal["speciality", "onward"]
    at: str
    to: str = ""
    answer: Literal["", "given", "refused"] = ""
    answered_at: str = ""


class Afterwards(Struct, frozen=True, omit_defaults=True):
    """What followed the hand-over. `files`: art. 42 files lodged since. `free`: whether the person was free to leave
    after the final release. `ended_at`: speciality ended, because the person stayed or came back.
    """

    files: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    recharacterised_at: str = ""
    final_release_at: str = ""
    free: bool = False
    ended_at: str = ""


class Place(Struct, frozen=True, omit_defaults=True):
    """The place of this request among those of several states (Riyadh 46)."""

    place: int
    among: int
    reasons: tuple[str, ...]
    at: str

    @property
    def deferred(self) -> bool:
        """Whether another state's request comes first."""
        return self.place > 1


class Prosecution(Struct, frozen=True, omit_defaults=True):
    """What a state that refuses its own national owes: to prosecute on the requester's file and report (Riyadh 39).

    `due_at`: when its silence is too long; empty where no rule says so, and once it has reported or said (`not_owed_at`)
    that it owes nothing.
    """

    owed_at: str
    due_at: str = ""
    undertaken_at: str = ""
    reported_at: str = ""
    outcome: str = ""
    not_owed_at: str = ""


class Removal(Struct, frozen=True, omit_defaults=True):
    """Somebody stated that the person was removed outside procedure (law.md, the floor).

    `hash`: the statement. `to`: the state towards which. `reported`: the word of counsel, which by itself does not
    say where the person is. `answer`: what the commission found; empty until it has answered.
    """

    hash: str
    at: str
    to: str
    reported: bool = False
    answer: Literal["", "found", "unfounded"] = ""
    answered_at: str = ""
