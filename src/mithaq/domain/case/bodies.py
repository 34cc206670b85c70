"""What the bodies of a case are made of: instants, days, codes, and their base."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from mithaq.domain.alert_events import Code
from mithaq.domain.events import Body

# RFC 3339 in UTC with milliseconds, years 2000 to 2199: the one spelling of `instant.text`
Instant = Annotated[
    str,
    Meta(pattern=r"^2[01]\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z\Z"),
]
Day = Annotated[str, Meta(pattern=r"^2[01]\d\d-[01]\d-[0-3]\d\Z")]
Codes = Annotated[tuple[Code, ...], Meta(max_length=20)]  # more than any rule list of a treaty
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]


class CaseBody(Body, frozen=True):
    """Base of the bodies of a case."""

    moment: ClassVar[str] = ""

    @property
    def outcome_code(self) -> str:
        """What `Move.when` is compared with; empty where a statement has one outcome only."""
        return ""

    @property
    def acted_at(self) -> str:
        """The legal instant of the act, empty where it is the instant of signing."""
        return str(getattr(self, self.moment)) if self.moment else ""
