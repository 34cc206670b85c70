"""What an alert is: its versions, and how far they have come. Built by `alert.evolve`, read by everybody."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from mithaq.domain.events import Author, Event
from mithaq.domain.own_say import shape as says
from mithaq.domain.own_say.shape import OwnSay
from mithaq.domain.remedy import orders as remedies
from mithaq.domain.remedy.orders import Orders
from mithaq.domain.review.lot import Lot
from mithaq.domain.review.questions import Inquiry

ERASURE_ORDERED = "erasure_ordered"  # why an alert ended that the commission had erased
MAX_REPLACED = 50  # submitted versions of one alert that its owner replaced; then no more is amended
MAX_VOIDS = 50  # enough to see that something is wrong; a member that floods cannot grow everybody's state


class Review(Struct, frozen=True, omit_defaults=True):
    """One reviewer's yes: who, and which state's national. `looked`: the commitment to what he looked at."""

    reviewer: str
    national_of: str
    looked: str = ""


class Version(Struct, frozen=True, omit_defaults=True):
    """What the alert said at one time. `payload` is its commitment; a batch has `items` (id to commitment) instead.

    `markers` gives when a reviewer confirmed the evidence for each warning to the posts. `refused` is the coded ground of a
    refusal, `reasons` the commitment to the reasons in words, held by `refused_by`. `because`: the ground for which it is
    urgent. `approval`: hash of the approval, which the lot of reviewers rests on.
    `cleared_at`: when the commission said that nothing it knows stands against this content. `kept_since`: from when its
    retention counts, if that is not the circulation: a new version starts no new term, a reassessment does.
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
    questions: tuple[Inquiry, ...] = ()
    markers: Mapping[str, str] = {}
    cleared_at: str = ""
    kept_since: str = ""


class Replaced(Struct, frozen=True, omit_defaults=True):
    """A version that was submitted and never circulated, because its owner wrote another in its place at `at`.

    `refused`: whether a review had turned it down before.
    """

    content: str
    payload: str
    at: str
    refused: bool = False


class Alert(Struct, frozen=True, omit_defaults=True):
    """One alert, or one batch of objects. `current` is in force, `pending` is on its way to become so.

    `ended_items` gives the end of each withdrawn item of a batch, `receipts` when each holder signed that all is erased.
    `orders`: what the commission ordered; while it stops the alert, `in_force` is nothing. `own_say`: its owner's links,
    hidings and reassessments. `replaced`: submitted versions that never circulated, which the commission remembers.
    """

    id: str
    owner: str
    kind: str
    local: bool = False
    file: str = ""
    current: Version | None = None
    pending: Version | None = None
    ended: str = ""
    ended_at: str = ""
    ended_items: Mapping[str, str] = {}
    receipts: Mapping[str, str] = {}
    orders: Orders = remedies.NONE
    own_say: OwnSay = says.NOTHING
    replaced: tuple[Replaced, ...] = ()
    voids: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> str:
        """drafted, approved, reviewed, refused, circulated, local or discontinued."""
        if self.ended:
            return "discontinued"
        if self.current is not None:
            return "local" if self.local else "circulated"
        return stage(self.pending) if self.pending else "drafted"

    @property
    def in_force(self) -> Version | None:
        """The version that may be found and acted on; None once it ended, and while the commission stops it."""
        return None if self.ended or self.orders.stopped else self.current

    @property
    def turned_down(self) -> str:
        """``refused`` in review, or ``withdrawn`` while it was under review, which counts as refused; else empty.

        law.md, *Bar*: whoever takes an alert back before its reviewers have answered does not escape the refusal.
        """
        version = self.pending
        if version is None or version.circulated_at:
            return ""
        if version.refused:
            return "refused"
        begun = bool(version.approver) or version.lot is not None
        return "withdrawn" if self.ended and begun and self.current is None else ""

    @property
    def is_turned_down(self) -> bool:
        """The same of the alert as a whole: nothing of it is in force, nor was when it ended."""
        return bool(self.turned_down) and self.current is None and self.ended != ERASURE_ORDERED

    @property
    def is_refused(self) -> bool:
        """Whether it was refused as a whole, also if its owner ended it then."""
        return self.is_turned_down and self.turned_down == "refused"

    @property
    def newest(self) -> Version | None:
        """The version that people work on: the pending one, else the one in force."""
        return self.pending or self.current


def stage(version: Version) -> str:
    """How far a version has come: drafted, approved, reviewed or refused."""
    if version.refused:
        return "refused"
    if version.full or (version.urgent and version.reviews):
        return "reviewed"
    return "approved" if version.approver else "drafted"


def void(alert: Alert, event: Event, code: str) -> Alert:
    """The alert with this statement kept without effect, for a coded reason."""
    return structs.replace(alert, voids=(*alert.voids, (event.hash, code))[-MAX_VOIDS:])


def under_review(alert: Alert, content: str) -> Version | None:
    """The version these words are about: the pending one, or an urgent one that awaits its full review."""
    if alert.pending is not None and alert.pending.content == content:
        return alert.pending
    current = alert.current
    if current is not None and current.urgent and not current.full and current.content == content:
        return current
    return None


def replaced(alert: Alert, old: Version, new: Version) -> Alert:
    """The alert with one of its versions changed."""
    return structs.replace(alert, pending=new) if old is alert.pending else structs.replace(alert, current=new)
