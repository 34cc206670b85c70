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
