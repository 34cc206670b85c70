"""The statements about where papers are: on their way, arrived, or passed on to the right desk (issue: directory).

See `events.py` for what a body may hold; the number of a waybill is the payload.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from mithaq.domain.alert_events import Hash
from mithaq.domain.case.bodies import CaseBody, Instant
from mithaq.domain.events import EventType
from mithaq.domain.instrument import Paper

Desk = Literal["detention", "file", "decision", "handover", "transit", "another_desk"]
"""A desk by what it is competent for (`authorities.csv`); *another_desk* for one that the directory does not know."""
Arrived = Literal["right_desk", "detention", "file", "decision", "handover", "transit", "another_desk"]
"""Where paper came first: at the competent desk, or at which other."""


class PaperSent(CaseBody, frozen=True):
    """The paper of the lodgement `of` is on its way, by this carrier."""

    of: Hash
    carrier: Literal["diplomatic_bag", "courier", "post", "in_person"]


class PaperReceived(CaseBody, frozen=True):
    """The paper of the lodgement `of` was first received by any desk there, and counts from then. `missing`: what a file
    lacks. `at_desk`: which desk that was; from another than the competent one it has to be passed on at once.
    """

    moment: ClassVar[str] = "received_at"
    of: Hash
    received_at: Instant
    missing: Annotated[tuple[Paper, ...], Meta(max_length=20)] = ()
    at_desk: Arrived = "right_desk"


class FileForwarded(CaseBody, frozen=True):
    """What arrived at the wrong desk was passed on to the right one. It counts from its first receipt all the same."""

    of: Hash
    from_desk: Desk
    to_desk: Desk


EVENTS_DESK: tuple[EventType, ...] = (
    EventType("paper.sent", PaperSent, "case", "must"),
    EventType("paper.received", PaperReceived, "case", "may"),
    EventType("file.forwarded", FileForwarded, "case", "may"),
)
