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
from mithaq.domain.alert_events import AlertAmended, AlertApproved, AlertDrafted, ReviewRefused
from mithaq.domain.case.events import DetentionLapsed
from mithaq.domain.events import Event
from mithaq.domain.figures import Merged, Stated
from mithaq.domain.law import Law

PAGE = 1000
EVERY = 10_000_000
SUBMITTED, REFUSED, URGENT, LAPSED = "submitted", "refused", "urgent", "lapsed"
ACTS = (SUBMITTED, URGENT)

Row = tuple[str, str, str]
"""Year, state and what is counted: one of `ACTS`, `LAPSED`, or the code of a ground."""


class Tally(Struct, frozen=True):
    """Counts by year and state. `acts`: what the owner did; `grounds`: refusals by ground; `lapses` by requested state."""

    acts: Mapping[Row, int]
    grounds: Mapping[Row, int]
    lapses: Mapping[Row, int]


def counted(reader: Reader, law: Law, before: str) -> Tally:
    """Everything signed before that instant. Reads every header: a node does this once a day."""
    acts: Counter[Row] = Counter()
    grounds: Counter[Row] = Counter()
    lapses: set[tuple[str, str, str]] = set()
    submissions = Submissions(reader, law)
    for event in _events(reader, before):
        year, body = event.at[:4], event.body
        if submissions.is_one(event):
            acts[year, event.member, SUBMITTED] += 1
            acts[year, event.member, URGENT] += event.subject in submissions.urgent
        elif isinstance(body, ReviewRefused) and _counts(reader, event):
            grounds[year, owner_of(law, event.subject), body.ground] += 1
        elif isinstance(body, DetentionLapsed):
            lapses.add((year, event.member, event.subject))
    found = Counter((year, member, LAPSED) for year, member, _ in lapses)
    return Tally(dict(+acts), dict(grounds), dict(found))


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


_COUNTED = frozenset({"alert.drafted", "alert.amended", "alert.approved", "review.refused", "detention.lapsed"})


def _counts(reader: Reader, event: Event) -> bool:
    """Whether a statement on an alert had an effect; a second refusal of the same version, say, has none."""
    row = reader.register.fold(event.subject)
    fold = decode_fold(row) if row is not None else None
    return isinstance(fold, Alert) and all(hash != event.hash for hash, _ in fold.voids)


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
