"""Counting for the public figures: from the headers of all journals, so that every node comes to the same numbers.

Only what was signed before a month is counted in it: what the page shows changes once a month, and nobody learns from the
difference of two days what happened in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from mithaq.app.admission import owner_mark
from mithaq.app.ports.store import Reader
from mithaq.app.project import FIGURES, MERGED, decode_fold
from mithaq.app.registry import event_of
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import AlertAmended, AlertApproved, AlertDiscontinued, AlertDrafted, ReviewRefused
from mithaq.domain.case.events import DetentionLapsed
from mithaq.domain.events import Event
from mithaq.domain.figures import Merged, Stated
from mithaq.domain.law import Law
from mithaq.domain.shield.statements import WITHHELD, CommissionWithheld

PAGE = 1000
EVERY = 10_000_000
SUBMITTED, REFUSED, URGENT, LAPSED = "submitted", "refused", "urgent", "lapsed"
ORDINARY = "ordinary"
WITHDRAWN = "withdrawn_in_review"
"""Whoever takes an alert back while it is under review has it counted as refused (law.md, *Bar*)."""

Row = tuple[str, str, str]
"""Month, state and what is counted: `ORDINARY` or `URGENT` for a submission, `LAPSED`, or the code of a ground."""


class Tally(Struct, frozen=True):
    """Counts by month and state. `acts`: what the owner did; `grounds`: refusals by ground; `lapses` by requested state."""

    acts: Mapping[Row, int]
    grounds: Mapping[Row, int]
    lapses: Mapping[Row, int]


def counted(reader: Reader, law: Law, before: str) -> Tally:
    """Everything signed before that instant. Reads every header: a node does this once a day."""
    acts: Counter[Row] = Counter()
    grounds: Counter[Row] = Counter()
    lapses: dict[tuple[str, str, str], str] = {}
    submissions = Submissions(reader, law)
    for event in _events(reader, before):
        month = event.at[:7]
        if submissions.is_one(event):
            acts[month, event.member, URGENT if event.subject in submissions.urgent else ORDINARY] += 1
        elif ground := _refused_on(reader, event):
            grounds[month, owner_of(law, event.subject), ground] += 1
        elif isinstance(event.body, DetentionLapsed):
            case = event.at[:4], event.member, event.subject
            lapses[case] = min(month, lapses.get(case, month))
    found = Counter((month, member, LAPSED) for (_, member, _), month in lapses.items())
    return Tally(dict(acts), dict(grounds), dict(found))


def _refused_on(reader: Reader, event: Event) -> str:
    """The ground on which this statement refuses an alert: of its reviewer, of the commission, which says none, or of its
    owner, who takes it back during its review. Empty for any other, and for one without effect.
    """
    body = event.body
    if isinstance(body, ReviewRefused):
        return body.ground if _counts(reader, event) else ""
    if isinstance(body, CommissionWithheld):
        return WITHHELD if not body.items and _counts(reader, event) else ""
    if not isinstance(body, AlertDiscontinued) or body.items:
        return ""
    fold = _fold(reader, event)
    return WITHDRAWN if fold is not None and fold.turned_down == "withdrawn" and _counts(reader, event) else ""


class Submissions:
    """Which statements submit an alert for review: its approval, or its draft where its kind needs none; each alert once,
    however often it is amended and approved anew. `urgent`: the alerts that were entered as such.
    """

    def __init__(self, reader: Reader, law: Law) -> None:
        self.urgent: set[str] = set()
        self._amended: set[str] = set()
        self._reader = reader
        self._law = law

    def is_one(self, event: Event) -> bool:
        """Whether this event submits its alert for the first time. Asked of the events of a journal in their order."""
        body = event.body
        if isinstance(body, AlertDrafted):
            if body.urgent:
                self.urgent.add(event.subject)
            kind = self._law.kinds.get(body.kind)
            return kind is not None and not kind.approval and not body.local and _counts(self._reader, event)
        if isinstance(body, AlertAmended):
            self._amended.add(event.subject)
        if not isinstance(body, AlertApproved) or not _counts(self._reader, event):
            return False
        return event.subject not in self._amended or self._is_first(event)

    def _is_first(self, event: Event) -> bool:
        """Whether an alert that was amended had not been approved before."""
        held = (event_of(one.envelope) for one in self._reader.journal.about(event.subject) if one.applied)
        before = (one for one in held if one.type == event.type and one.member == event.member and one.seq < event.seq)
        return not any(_counts(self._reader, one) for one in before)


def owner_of(law: Law, subject: str) -> str:
    """Whose something is: its id begins with its owner's mark."""
    return next((code for code in law.members if subject[2:].startswith(owner_mark(code))), "")


def _events(reader: Reader, before: str) -> Iterator[Event]:
    for member in sorted(reader.journal.heads()):
        after = 0
        while page := reader.journal.after(member, after, PAGE):
            for stored in page:
                header = stored.envelope.header
                if stored.applied and header.type in _COUNTED and header.at < before:
                    yield event_of(stored.envelope)
            after = page[-1].envelope.header.seq


_COUNTED = frozenset({
    "alert.drafted", "alert.amended", "alert.approved", "alert.discontinued", "commission.withheld", "review.refused",
    "detention.lapsed",
})  # fmt: skip


def _counts(reader: Reader, event: Event) -> bool:
    """Whether a statement on an alert had an effect; a second refusal of the same version, say, has none."""
    fold = _fold(reader, event)
    return fold is not None and all(hash != event.hash for hash, _ in fold.voids)


def _fold(reader: Reader, event: Event) -> Alert | None:
    row = reader.register.fold(event.subject)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Alert) else None


def stated(reader: Reader, year: str) -> list[Stated]:
    """What the states published of their own checks in that year; the first word on a month counts."""
    found: dict[tuple[str, str], Stated] = {}
    for row in reader.register.folds("bond", kind=FIGURES, limit=EVERY):
        fold = decode_fold(row)
        if isinstance(fold, Stated) and fold.month[:4] == year:
            known = found.get((fold.member, fold.month))
            if known is None or (fold.at, fold.id) < (known.at, known.id):
                found[fold.member, fold.month] = fold
    return [found[key] for key in sorted(found)]


def merged(reader: Reader, law: Law, year: str) -> Merged | None:
    """What the commission stated of protections, bars and flags of that year; None where it has not."""
    said = [one for one in all_merged(reader, law) if one.year == year]
    return min(said, key=lambda one: (one.at, one.id), default=None)


def all_merged(reader: Reader, law: Law) -> list[Merged]:
    """The same of every year, as often as it was stated."""
    folds = (decode_fold(row) for row in reader.register.folds("bond", kind=MERGED, limit=EVERY))
    return [one for one in folds if isinstance(one, Merged) and one.member in law.oversight]
