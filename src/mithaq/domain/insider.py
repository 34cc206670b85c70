"""What looks like misuse of look-ups: the patterns, what a week's report to the commission says, and its one statement.

Every node makes a report each week, also where there is nothing to say, and fills it up to one length: its header tells
nobody whether anybody was named, let alone who (law.md, *Log*; promise S7).
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import Moment
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body, Event, EventType
from mithaq.domain.law import Pattern

BLOCK = 256 * 1024
"""Reports are filled up to a multiple of this: a header shows how long they are, and nearly all are one block."""

REVIEW_BLOCK = 4096
RAISED = "insider.raised"
REVIEWED = "insider.reviewed"
Outcome = Literal["opened", "explained", "to_supervisor", "misuse"]
"""`opened`: a line was handed out to be opened. The others close a finding, or a line that was drawn."""


class InsiderRaised(Body, frozen=True):
    """A week's report for the commission. What it says stands in the payload, and nothing in the header."""


class InsiderReviewed(Body, frozen=True):
    """What the commission did with a report: it asked for a line, or it answered. The payload says which, and why."""


class Line(Struct, frozen=True):
    """One line of a look-up log as the commission gets it: still sealed. `carrier` opens its group (app/log.py).

    `sealed` and `carrier` are as they lie in the log: nobody reads them without the commission's and an auditor's key.
    """

    number: int
    at: str
    officer: str
    post: str
    purpose: str
    sealed: bytes
    carrier: bytes


class Finding(Struct, frozen=True):
    """One pattern about one officer, or about several of one post. `lines`: where in the log it shows, some of them."""

    id: str
    pattern: Pattern
    officers: tuple[str, ...]
    post: str
    count: int
    surprise: float
    lines: tuple[int, ...]


class Report(Struct, frozen=True):
    """What one node found in the lines up to `size`. `sample`: lines drawn by lot from the log's chain for review."""

    member: str
    at: str
    month: str
    size: int
    head: str
    findings: tuple[Finding, ...] = ()
    sample: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """What a commissioner did about a finding (its id) or a line (its number), and the reason, which is never empty."""

    of: Annotated[str, Meta(pattern=r"^(f-[0-9]{1,4}|[0-9]{1,15})$")]
    outcome: Outcome
    reason: Annotated[str, Meta(min_length=3, max_length=2000)]


class Raised(Struct, frozen=True):
    """A report as every header shows it."""

    id: str
    member: str
    at: Moment
    payload: str

    @property
    def state(self) -> str:
        """It was raised; there is nothing else it could be."""
        return "raised"


def raised_of(event: Event) -> Raised | None:
    """The report that this event makes."""
    if not isinstance(event.body, InsiderRaised):
        return None
    return Raised(event.subject, event.member, event.at, event.payload)


def encode(report: Report) -> bytes:
    """The bytes that are committed to: JSON, filled up with spaces so that their length tells nothing."""
    raw = msgspec.json.encode(report)
    return raw.ljust(-(-len(raw) // BLOCK) * BLOCK)


def decode(raw: bytes) -> Report:
    """What was reported. Raises Refusal ``content.invalid``."""
    try:
        return msgspec.json.decode(raw, type=Report)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "insider") from None


def encode_review(review: Review) -> bytes:
    """The same of what the commission said on it."""
    raw = msgspec.json.encode(review)
    return raw.ljust(-(-len(raw) // REVIEW_BLOCK) * REVIEW_BLOCK)


def decode_review(raw: bytes) -> Review:
    """What the commission said. Raises Refusal ``content.invalid``."""
    try:
        return msgspec.json.decode(raw, type=Review)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "insider") from None


INSIDER_EVENTS: tuple[EventType, ...] = (
    EventType(RAISED, InsiderRaised, "node", "must"),
    EventType(REVIEWED, InsiderReviewed, "node", "must"),
)
