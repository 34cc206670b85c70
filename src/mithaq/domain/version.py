"""One version of an alert, and the reviews it has had. Part of the fold in `domain.alert`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mithaq.domain.events import Author
from mithaq.domain.review.lot import Lot
from mithaq.domain.review.questions import Question


class Review(Struct, frozen=True):
    """One reviewer's yes: who, and which state's national."""

    reviewer: str
    national_of: str


class Version(Struct, frozen=True, omit_defaults=True):
    """What the alert said at one time. `payload` is its commitment; a batch has `items` (id to commitment) instead.

    `markers` gives when a reviewer confirmed the evidence for each warning to the posts. `refused` is the coded ground of a
    refusal, `reasons` the commitment to the reasons in words, held by `refused_by`. `because`: the ground for which it is
    urgent. `approval`: hash of the approval, which the lot of reviewers rests on.
    `cleared_at`: when the commission said that nothing it knows stands against this content.
    """

    content: str
    drafter: Author
    at: str
    payload: str = ""
    items: Mapping[str, str] = {}
    chosen: tuple[str, ...] = ()
    urgent: bool = False
    expires_at: str = ""
    approver: str = ""
    reviews: tuple[Review, ...] = ()
    refused: str = ""
    reasons: str = ""
    refused_by: str = ""
    full: bool = False
    circulated_at: str = ""
    because: str = ""
    approval: str = ""
    lot: Lot | None = None
    questions: tuple[Question, ...] = ()
    markers: Mapping[str, str] = {}
    cleared_at: str = ""


def stage(version: Version) -> str:
    """How far a version has come: drafted, approved, reviewed or refused."""
    if version.refused:
        return "refused"
    if version.full or (version.urgent and version.reviews):
        return "reviewed"
    return "approved" if version.approver else "drafted"
