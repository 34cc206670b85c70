"""What a case keeps of the floor: assurances, the best interest of a minor, a risk of torture. No personal data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Assurance(Struct, frozen=True, omit_defaults=True):
    """An assurance that the requested state asked for. `hash`: the asking statement; `answer`: empty until answered."""

    hash: str
    matter: str
    at: str
    answer: Literal["", "given", "declined"] = ""
    answered_at: str = ""


class Floor(Struct, frozen=True, omit_defaults=True):
    """How the floor stands. `minor_at`: since when the case says that the person is, was or may be a minor; `interest_at`:
    a court found surrender compatible with the minor's interest. `flagged_at`: the requesting state bears a flag of risk,
    as the admission says; `risk_at`: a court excluded a real risk for this person.
    """

    assurances: tuple[Assurance, ...] = ()
    minor_at: str = ""
    interest_at: str = ""
    flagged_at: str = ""
    risk_at: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What was asked for and has not been given, each matter once."""
        return tuple(dict.fromkeys(one.matter for one in self.assurances if one.answer != "given"))
