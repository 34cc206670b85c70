"""How long an alert lives, and when every holder must have erased what it said. Views: the fold has no clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mithaq.domain.alert_shape import ERASURE_ORDERED, Alert, Version
from mithaq.domain.case.clocks import instant
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, parse, text
from mithaq.domain.law import Kind, Law
from mithaq.domain.message.clocks import due_at

LAST_YEAR = 2199
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)

PENDING = "pending_kept"
"""The house rule that says how long a version waits for its circulation: what nobody publishes, nobody keeps."""


def expires_at(version: Version, kind: Kind) -> str:
    """The instant from which no node shows this version: its urgent expiry, else the end of its retention.

    Retention counts from the first circulation, or from the last reassessment, in calendar years (29 February ends on 28).
    Empty: until its source ends it.
    """
    if version.urgent and version.expires_at:
        return version.expires_at
    since = version.kept_since or version.circulated_at
    if not since or kind.retention_years == 0:
        return ""
    at = _sound(since)
    return text(_years_later(at, kind.retention_years)) if at is not None else since


def shown_until(alert: Alert, version: Version, kind: Kind) -> str:
    """The instant from which no node shows this version of the alert: its end, or that of a hearing which its owner left
    without an answer. That is silence from the first moment, whoever has signed it or not.
    """
    ends = (expires_at(version, kind), alert.orders.silent_from)
    return min((end for end in ends if end), default="")


def is_silent(alert: Alert, now: Instant) -> bool:
    """Whether its owner let the time of a hearing pass: the alert is suspended, whoever has signed that or not."""
    since = alert.orders.silent_from
    return bool(since) and since <= text(now)


def pending_until(alert: Alert, version: Version, law: Law) -> Instant | None:
    """From when on nobody keeps a version that never circulated: the end of an urgent one that had no full review, else so
    long after it was written (`PENDING`). None for one that was refused: its decision is kept for whoever meets it again.
    """
    if version.refused:
        return None
    if version.urgent and not version.full and version.expires_at:
        return _sound(version.expires_at) or AT_ONCE
    return instant(due_at(law, PENDING, alert.owner, version.at)) or AT_ONCE


def is_stale(alert: Alert, version: Version, law: Law, now: Instant) -> bool:
    """Whether this version waited for its circulation until it was over."""
    if version is not alert.pending:
        return False
    until = pending_until(alert, version, law)
    return until is not None and until <= now


def erase_from(alert: Alert, law: Law) -> Instant | None:
    """When holders erase what this alert said: some days after its end, or at once when it expired, was never circulated in
    its time, or the commission ordered it. None: not yet known."""
    kind = law.kinds.get(alert.kind)
    if kind is None:
        return None
    if alert.ended:
        ended = _sound(alert.ended_at)
        if alert.ended == ERASURE_ORDERED:
            return ended if ended is not None else AT_ONCE
        return ended + timedelta(days=kind.erase_after_days) if ended is not None else AT_ONCE
    if alert.current is not None:
        end = expires_at(alert.current, kind)
        return (_sound(end) or AT_ONCE) if end else None
    if alert.pending is not None:
        return pending_until(alert, alert.pending, law)
    return None


def items_to_erase(alert: Alert, law: Law, now: Instant) -> frozenset[str]:
    """The withdrawn items of a batch whose time has come, while the batch itself goes on."""
    kind = law.kinds.get(alert.kind)
    if kind is None or alert.ended:
        return frozenset()
    wait = timedelta(days=kind.erase_after_days)
    ends = {item: _sound(at) for item, at in alert.ended_items.items()}
    return frozenset(item for item, at in ends.items() if at is None or at + wait <= now)


def _sound(at: str) -> Instant | None:
    """The instant, if it is one that a clock of our time could show; what is not counts as over, never as endless."""
    try:
        found = parse(at)
    except (Refusal, OverflowError):
        return None
    return found if found.year <= LAST_YEAR else None


def _years_later(at: Instant, years: int) -> Instant:
    try:
        return at.replace(year=at.year + years)
    except ValueError:  # 29 February
        return at.replace(year=at.year + years, day=28)
