"""The case itself: what the statements of both parties add up to. Built by `fold.py`, read by everybody."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from mithaq.domain.case.clocks import ClockRun, instant
from mithaq.domain.case.facts_after import Afterwards, Place, Prosecution, Removal, Transit
from mithaq.domain.case.facts_floor import Floor
from mithaq.domain.case.papers import missing
from mithaq.domain.case.states import CUSTODY, PASSING, CaseState, Party
from mithaq.domain.instrument import Instrument, Paper

DAY = 86_400  # seconds

# Voids, breaches and lodgements of one case: enough to see, and a flood cannot grow everybody's state.
MAX_KEPT = 50


class Lodged(Struct, frozen=True, omit_defaults=True):
    """Something the requesting state lodged, by the hash of its statement. Only `received_at` makes it count.

    `lodged_at`: when that was signed. `electronic_at`: it is here electronically. `carrier`, `sent_at`, `paper_at`: its
    paper. `desk`: where it lies, if it came to another desk than the competent one or was forwarded.
    """

    hash: str
    event: str
    papers: tuple[Paper, ...] = ()
    received_at: str = ""
    missing: tuple[Paper, ...] = ()
    electronic_at: str = ""
    carrier: str = ""
    sent_at: str = ""
    paper_at: str = ""
    desk: str = ""
    lodged_at: str = ""

    @property
    def awaits_paper(self) -> bool:
        """Whether it is here, and does not count before its paper is."""
        return bool(self.electronic_at) and not self.received_at

    @property
    def held(self) -> tuple[Paper, ...]:
        """The papers that its sender named and its receiver did not find missing."""
        return tuple(paper for paper in self.papers if paper not in self.missing)


class Mark(Struct, frozen=True):
    """A code put on the case by one statement: why it is void, or what it breached."""

    code: str
    hash: str
    at: str = ""


class Proposal(Struct, frozen=True):
    """A new day of surrender that one side proposed and the other has not agreed to yet."""

    by: Party
    day: str


class Lending(Struct, frozen=True, omit_defaults=True):
    """Temporary surrender (Riyadh 49). `undertaken_day`: by when the requesting state gave its word to return the
    person, `return_day`: the day agreed, `due_at`: the instant after which the person is overdue.
    """

    undertaken_day: str = ""
    return_day: str = ""
    lent_at: str = ""
    due_at: str = ""
    withdrawn_at: str = ""


class Goods(Struct, frozen=True, omit_defaults=True):
    """What was seized with the person, and where it went (Riyadh 47). `third_parties`: what others claim in it."""

    third_parties: str = ""
    seized_at: str = ""
    handed_at: str = ""
    received_at: str = ""


class Case(Struct, frozen=True, omit_defaults=True):
    """One request for one person. No personal data: ids, codes, instants and hashes, as in the headers it
    folds.

    `also`: instruments that apply beside the one named, for their limits alone. `since`: when the case came into its
    state. `held_by`: which party has the person, empty for neither.
    `held_from` to `held_until`: the last stretch of detention for this request; `held_before`: the seconds of all
    stretches that ended, this one too once it has, and of what was served in other cases (`held_elsewhere`), before this
    one or beside it. `ordered_for`: how much of that a court knew when it ordered the arrest; `barred_elsewhere`: in one of
    them nobody came for the person. `first_held`: when the first stretch of this case began;
    `last_arrest`: the latest moment at which an arrest was stated in it, also of whoever was held already.
    `decision`: how far the decision to surrender has come. `release_due_at` and `release_reason` stay until the
    person is lawfully arrested again. `voids`: statements kept without effect.
    `erased`: who signed when that it erased the papers.
    """

    id: str
    requesting: str
    requested: str
    instrument: str
    alert: str
    content: str
    state: CaseState
    requested_at: str
    since: str
    earlier: tuple[str, ...] = ()
    decided_arguable: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    cure_at: str = ""
    cure_by: str = ""
    rearrest_at: str = ""
    first_held: str = ""
    held_from: str = ""
    held_until: str = ""
    held_before: int = 0
    held_elsewhere: int = 0
    ordered_for: int = 0
    barred_elsewhere: bool = False
    arrested_at: str = ""
    last_arrest: str = ""
    held_by: Party | None = None
    clocks: tuple[ClockRun, ...] = ()
    lodged: tuple[Lodged, ...] = ()
    informed_at: str = ""
    language: str = ""
    reviewed_at: str = ""
    judge_heard_at: str = ""
    consent_at: str = ""
    ground: str = ""
    court_at: str = ""
    decision: CaseState | None = None
    minister_at: str = ""
    minister_absent_at: str = ""
    surrender_day: str = ""
    proposal: Proposal | None = None
    postponed_for: str = ""
    lending: Lending = Lending()
    goods: Goods = Goods()
    surrendered_at: str = ""
    custody_days: int = 0
    credited_days: int = 0
    escaped_at: str = ""
    died_at: str = ""
    speciality_at: str = ""
    release_due_at: str = ""
    release_reason: str = ""
    lapse_signed_at: str = ""
    noticed_at: str = ""
    released_at: str = ""
    release_ground: str = ""
    breaches: tuple[Mark, ...] = ()
    voids: tuple[Mark, ...] = ()
    removals: tuple[Removal, ...] = ()
    transit: Transit | None = None
    after: Afterwards = Afterwards()
    prosecution: Prosecution | None = None
    place: Place | None = None
    counsel: tuple[str, ...] = ()
    floor: Floor = Floor()
    erased: Mapping[str, str] = {}

    def party(self, member: str) -> Party | None:
        """The side on which this member stands; None for everybody else."""
        if member == self.requesting:
            return Party.REQUESTING
        return Party.REQUESTED if member == self.requested else None

    def concerns(self, member: str) -> bool:
        """Whether this member is one of its two sides."""
        return self.party(member) is not None

    @property
    def in_custody(self) -> bool:
        """Whether the requested state holds the person while clocks run."""
        passing = self.transit is not None and self.held_by == Party.REQUESTED and self.state in PASSING
        return passing or self.state in CUSTODY

    @property
    def release_due(self) -> bool:
        """Whether somebody owes the person a release."""
        return self.state in {CaseState.RELEASE_DUE, CaseState.REMOVED}

    @property
    def lapse_shown(self) -> bool:
        """Whether a release is due because a clock has run out."""
        return self.state == CaseState.RELEASE_DUE and self.release_reason in {"lapsed", "passage_lapsed"}

    @property
    def notice_owed(self) -> bool:
        """Whether the release notice is still to be made: once the lapse is signed where a clock ran out, else at once."""
        waits = self.lapse_shown and not self.lapse_signed_at
        here = self.state == CaseState.RELEASE_DUE and self.held_by == Party.REQUESTED
        return here and not waits and not self.noticed_at

    def held_seconds(self, at: str) -> int:
        """How long the person was held for this request up to that instant, earlier stretches and cases included."""
        running = bool(self.held_from) and not self.held_until
        return self.held_before + (seconds(self.held_from, at) if running else 0)

    def own_seconds(self, at: str) -> int:
        """How long of that in this case itself, so that several cases add up without counting anything twice."""
        return self.held_seconds(at) - self.held_elsewhere

    @property
    def record_days(self) -> int:
        """The days in custody by the record of the hand-over; where none is here, those that the statements add up to."""
        return self.custody_days or days_begun(self.held_before)

    def missing_papers(self, instrument: Instrument) -> tuple[Paper, ...]:
        """What the best received file lacks; everything when no file was received (Riyadh 42)."""
        files = [row for row in self.lodged if row.event == "file.lodged" and row.received_at]
        lacks = [missing(row.held, instrument) for row in files]
        return min(lacks, key=len, default=missing((), instrument))

    def voided(self, hash: str, code: str) -> Case:
        """The case with this statement kept as void."""
        return structs.replace(self, voids=(*self.voids, Mark(code, hash))[-MAX_KEPT:])

    def breached(self, code: str, hash: str, at: str) -> Case:
        """The case with this breach on it."""
        return structs.replace(self, breaches=(*self.breaches, Mark(code, hash, at))[-MAX_KEPT:])


def seconds(start: str, end: str) -> int:
    """The whole seconds between two instants; none where one of them is no instant or the end comes first."""
    first, last = instant(start), instant(end)
    return max(0, int((last - first).total_seconds())) if first and last else 0


def days_begun(held: int) -> int:
    """Days in custody for so many seconds: a day that has begun is a day."""
    return -(-held // DAY)
