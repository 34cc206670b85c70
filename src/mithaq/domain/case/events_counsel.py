"""The statements by and about the person's counsel. See `events.py` for what a body may hold."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from mithaq.domain.case.bodies import CaseBody
from mithaq.domain.events import EventType

OfficerId = Annotated[str, Meta(pattern=r"^o-[0-9a-f]{16,32}\Z")]


class CounselNamed(CaseBody, frozen=True):
    """The requested state opens this one case to the person's counsel, by the pseudonym under which he signs in there."""

    counsel: OfficerId


class CounselRelieved(CaseBody, frozen=True):
    """This counsel no longer acts for the person."""

    counsel: OfficerId


class FilingLodged(CaseBody, frozen=True):
    """Counsel files something for the requested state and its court; the requesting state does not get the payload."""


class FilingShared(CaseBody, frozen=True):
    """Counsel files something for both sides."""


EVENTS_COUNSEL: tuple[EventType, ...] = (
    EventType("counsel.named", CounselNamed, "case"),
    EventType("counsel.relieved", CounselRelieved, "case"),
    EventType("filing.lodged", FilingLodged, "case", "must"),
    EventType("filing.shared", FilingShared, "case", "must"),
)

REQUESTED_ONLY = frozenset({"filing.lodged"})
"""Statements whose payload the requesting state never gets."""
