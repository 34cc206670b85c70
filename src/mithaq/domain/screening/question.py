"""What is screened: the content of an alert or request, whose it is, and what the node knows besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from mithaq.domain.content import Content, Wanted
from mithaq.domain.offence import OffenceKind
from mithaq.domain.screening.rule import Screening
from mithaq.domain.screening.topic import Folded

Span = tuple[date, date]
"""The first and the last day that a date known in part may be."""


class Other(Struct, frozen=True):
    """Another alert on what seems to be the same person, or on the same number, as this node holds it.

    `refused` is the ground of its refusal, or of its withdrawal in review, empty if it was neither. `in_force`:
    circulated, or on its way.
    `contradicts` names the fields of identity that say otherwise (``births``, ``sex``).
    """

    alert: str
    owner: str
    kind: str
    in_force: bool
    refused: str = ""
    contradicts: tuple[str, ...] = ()


class Known(Struct, frozen=True):
    """What the node knows besides. `flags`: states for which the commission entered a torture-risk flag. `judged`: states
    whose court, as the cases here say, has finally judged the person for the same act. `changed`: how often the owner
    wrote this alert anew before it circulated. `refusals`: how many other alerts of the owner were refused of late on each
    ground; a state's node knows none. `moved`: the alert was about another person when it was submitted before.
    """

    others: tuple[Other, ...] = ()
    flags: frozenset[str] = frozenset()
    judged: tuple[str, ...] = ()
    changed: int = 0
    urgent: bool = False
    refusals: Mapping[str, int] = {}
    moved: bool = False


class Question(Struct, frozen=True, dict=True):
    """One alert or request to be screened on the day `on`. `texts`: the words of each field, folded and read.

    `kind` is the kind of alert, or ``detention``. `lacking` are the fields that it needs and has not
    (`domain.complete`). `born`: what its birth dates may be, in the Gregorian calendar; `acted` the same of the act.
    """

    content: Content
    kind: str
    owner: str
    on: date
    law: Screening
    texts: Mapping[str, tuple[Folded, ...]] = {}
    lacking: tuple[str, ...] = ()
    born: tuple[Span, ...] = ()
    offences: Mapping[str, OffenceKind] = {}
    known: Known = Known()

    @cached_property
    def wanted(self) -> Wanted | None:
        """The content, if it is that of a wanted person."""
        return self.content if isinstance(self.content, Wanted) else None

    @property
    def code(self) -> str:
        """The offence's code; empty for what is no offence."""
        return self.content.offence.code if isinstance(self.content, Wanted) else ""
