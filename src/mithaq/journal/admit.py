"""The only door for bytes from elsewhere: nine numbered admission checks.

The numbers are those of docs/wire-format.md, and those of `RefusalCode.check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from mithaq.journal.chain import Head, Held, JournalView, check_cites, check_follows, signers
from mithaq.journal.envelope import MAX_ENVELOPE_BYTES, Envelope, from_wire, signed_message
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import from_moment
from mithaq.journal.header import Commitment, Header
from mithaq.journal.payload import Payload, matches
from mithaq.journal.trust import Roster

__all__ = [
    "CITE_NOT_HELD",
    "CLOCK_AHEAD",
    "PAYLOAD_NOT_HELD",
    "TYPE_UNKNOWN",
    "Admitted",
    "Duplicate",
    "Head",
    "Held",
    "JournalView",
    "Limits",
    "Rules",
    "admit",
    "admit_payload",
]

CITE_NOT_HELD = "cite_not_held"
PAYLOAD_NOT_HELD = "payload_not_held"
TYPE_UNKNOWN = "type_unknown"
CLOCK_AHEAD = "clock_ahead"

DELAYS = frozenset({CITE_NOT_HELD, PAYLOAD_NOT_HELD, TYPE_UNKNOWN})
"""Flags with which an event is kept and not applied."""


class Rules(Protocol):
    """What the journal asks of the law: checks 7 and 8."""

    def known(self, type: str) -> bool:
        """Whether this program knows the event type."""

    def check_schema(self, header: Header) -> None:
        """Raises `Refused(SCHEMA)`."""

    def may_issue(self, header: Header, member_kind: str) -> None:
        """Raises `Refused(NOT_ALLOWED)`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`envelope_bytes`: largest wire form taken. `ahead`: how far another clock may run before ours without a
    flag. `closed`: from which place of a member's journal on the roster lets nothing in.
    """

    envelope_bytes: int = MAX_ENVELOPE_BYTES
    ahead: timedelta = timedelta(minutes=5)
    closed: Mapping[str, int] = field(default_factory=dict)


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Admitted:
    """The event may be stored. It is applied only if `applicable`; `flags` say why not, and whether its clock
    is ahead.
    """

    envelope: Envelope
    applicable: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The very same event is held already: nothing to do."""

    envelope: Envelope


def admit(
    wire: bytes,
    *,
    view: JournalView,
    roster: Roster,
    rules: Rules,
    now: datetime,
    payload: Payload | None = None,
    audience_includes_me: bool = False,
    limits: Limits = LIMITS,
) -> Admitted | Duplicate:
    """Decide about one envelope, with its payload if that came along. `now` (time zone aware) is for check 9
    alone.

    Raises `Refused` and, whatever the bytes, nothing else. (A fault of `view`, such as a disk error, is no
    fault of the bytes and passes through.)
    """
    # (1) size and depth and (2) signed bytes verbatim: the outer form, then the header inside
    envelope = from_wire(wire, max_bytes=limits.envelope_bytes)
    header = _header(envelope)
    flags: list[str] = []

    # (3) origin known, key valid at this point of its journal
    signed_by = signers(envelope, roster)
    if header.seq >= limits.closed.get(header.member, header.seq + 1):
        raise Refused(RefusalCode.MEMBER_CLOSED, "member")

    # (4) signature
    message = signed_message(envelope.signed)
    for where, key, signature in signed_by:
        key.check_signature(signature, message, where)

    # (5) seq, prev and Lamport time; cited events, where held
    if _is_duplicate(envelope, view):
        return Duplicate(envelope)
    if not check_cites(header, view):
        flags.append(CITE_NOT_HELD)

    # (6) if a payload came: it is the one committed to, and meant for us
    if payload is not None:
        admit_payload(header.payload, payload, audience_includes_me)
    elif header.payload is not None:
        flags.append(PAYLOAD_NOT_HELD)

    if rules.known(header.type):
        # (7) schema
        _ask(lambda: rules.check_schema(header), RefusalCode.SCHEMA)

        # (8) the author may issue this event
        _ask(lambda: rules.may_issue(header, roster.kind(header.member)), RefusalCode.NOT_ALLOWED)
    else:
        flags.append(TYPE_UNKNOWN)  # (7) newer than this program: stored, counted, not applied

    # (9) time sanity: a flag, never a refusal
    if from_moment(header.at) - now > limits.ahead:
        flags.append(CLOCK_AHEAD)

    return Admitted(envelope, DELAYS.isdisjoint(flags), tuple(flags))


def admit_payload(commitment: Commitment | None, payload: Payload, audience_includes_me: bool) -> None:
    """Check 6 alone, for a payload that is fetched after its event (for a batch: with `Item.commitment`).

    Raises `Refused`: COMMITMENT_MISMATCH, NOT_AUDIENCE.
    """
    if commitment is None or len(payload.body) != commitment.size or not matches(payload, commitment.hash):
        raise Refused(RefusalCode.COMMITMENT_MISMATCH, "payload")
    if not audience_includes_me:
        raise Refused(RefusalCode.NOT_AUDIENCE, "payload")


def _header(envelope: Envelope) -> Header:
    try:
        return envelope.header
    except Refused as refusal:
        raise refusal.under("signed") from None


def _is_duplicate(envelope: Envelope, view: JournalView) -> bool:
    """Whether this very event is held; if not, it has to follow the head. Raises `Refused` with codes of
    check 5.
    """
    header = envelope.header
    head = view.head(header.member)
    if head is not None and header.seq <= head.seq:
        held = view.event_at(header.member, header.seq)
        if held is not None and held.hash == envelope.hash:
            return True
    check_follows(header, head)
    return False


def _ask(rule: Callable[[], None], code: RefusalCode) -> None:
    try:
        rule()
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a rule that stumbles over hostile content must not stop the other origins
        raise Refused(code) from None
