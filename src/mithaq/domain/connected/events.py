"""The statements about databases that stay at home, and about questions to them. Headers only: codes, ids and instants.

A header says who asks whom, and when; about whom, for what and with which result stands in payloads of one length each.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from mithaq.domain.alert_events import Code, Hash, Member
from mithaq.domain.connected.mapping import Code as Name
from mithaq.domain.events import Body, EventType

MOST_ASKED = 3
"""States that one question may go to: who asks all has made a register of what stays at home."""


class DatabaseDeclared(Body, frozen=True):
    """Whoever connects a database says what it is: its kind, which office answers for it, and the SHA-256 of the mapping.

    By signing it he declares that it holds nothing of travel, residence, visas, asylum, telecommunications or health.
    """

    name: Name
    kind: Code
    authority: Name
    mapping: Hash


class DatabaseWithdrawn(Body, frozen=True):
    """It is connected no more; nothing is answered from it."""


class QuestionAsked(Body, frozen=True):
    """A question to these states. The payload says about whom, for which purpose and on what legal basis."""

    to: Annotated[tuple[Member, ...], Meta(min_length=1, max_length=MOST_ASKED)]


class QuestionAnswered(Body, frozen=True):
    """The answer of one of them, signed by its node. Only the payload says which."""


class DataAsked(Body, frozen=True):
    """The asker would like the core data of what was found at that state."""

    of: Member


class DataDecided(Body, frozen=True):
    """An officer of that state has decided. Only the payload says how."""


CONNECTED_EVENTS: tuple[EventType, ...] = (
    EventType("database.declared", DatabaseDeclared, "node"),
    EventType("database.withdrawn", DatabaseWithdrawn, "node"),
    EventType("question.asked", QuestionAsked, "node", "must"),
    EventType("question.answered", QuestionAnswered, "node", "must"),
    EventType("question.data_asked", DataAsked, "node"),
    EventType("question.data_decided", DataDecided, "node", "must"),
)
