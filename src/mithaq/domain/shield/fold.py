"""What the commission's answers do to a version: the version after them, or the code for which they are void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from mithaq.domain.shield.statements import WITHHELD, CommissionBatchCleared, CommissionCleared

if TYPE_CHECKING:
    from mithaq.domain.alert import Version


def content_in(body: CommissionCleared | CommissionBatchCleared, alert: str) -> str:
    """The content of this alert that is cleared; empty where a batch does not list it."""
    if isinstance(body, CommissionCleared):
        return body.content
    return next((row.content for row in body.alerts if row.id == alert), "")


def cleared(pending: Version | None, content: str, at: str, *, approval: bool) -> Version | str:
    """The version on its way, cleared. `approval`: whether its kind has to be approved first."""
    if pending is None or pending.content != content or pending.refused:
        return "alert.other_content"
    if approval and not pending.approver:
        return "review.not_approved"
    return "alert.already_cleared" if pending.cleared_at else structs.replace(pending, cleared_at=at)


def withheld(version: Version, member: str) -> Version:
    """What the commission withholds is refused on its one code."""
    return structs.replace(version, refused=WITHHELD, refused_by=member)
