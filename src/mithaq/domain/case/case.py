"""The case itself: what the statements of both parties add up to. Built by `fold.py`, read by everybody."""

from __future__ import annotations

from msgspec import Struct, structs

from mithaq.domain.case.clocks import ClockRun
from mithaq.domain.case.facts import Afterwards, Place, Prosecution, Removal, Transit
from mithaq.domain.case.papers import missing
from mithaq.domain.case.states import CUSTODY, CaseState, Party
from mithaq.domain.instrument import Instrument, Paper

# Voids, breaches and lodgements of one case: enough to see, and a flood cannot grow everybody's state.
MAX_KEPT = 50


class Lodged(Struct, frozen=True, omit_defaults=True):
    """Something the requesting state lodged, by the hash of its statement. Only `received_at` makes it count.

    `electronic_at`: it is here electronically. `carrier`, `sent_at`, `paper_at`: its paper. `desk`: to which it was
    forwarded.
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


class Case(Struct, frozen=True, omit_defaults=True):
    """One request for one person. No personal data: ids, codes, instants and hashes, as in the headers it
    folds.

    `since`: when the case came into its state. `held_by`: which party has the person, empty for neither.
    `release_due_at` and `release_reason` stay once they are set. `voids`: statements kept without effect.
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
    decided_arguable: tuple[str, ...] = ()
    held_from: str = ""
    arrested_at: str = ""
    held_by: Party | None = None
    clocks: tuple[ClockRun, ...] = ()
    lodged: tuple[Lodged, ...] = ()
    informed_at: str = ""
    language: str = ""
    ground: str = ""
    court_at: str = ""
    surrender_day: str = ""
    surrendered_at: str = ""
    speciality_at: str = ""
    release_due_at: str = ""
    release_reason: str = ""
    lapse_signed_at: str = ""
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

    def party(self, member: str) -> Party | None:
        """The side on which this member stands; None for everybody else."""
        if member == self.requesting:
            return Party.REQUESTING
        return Party.REQUESTED if member == self.requested else None

    @property
    def in_custody(self) -> bool:
        """Whether the requested state holds the person while clocks run."""
        return self.state in CUSTODY

    @property
    def release_due(self) -> bool:
        """Whether somebody owes the person a release."""
        return self.state in {CaseState.RELEASE_DUE, CaseState.REMOVED}

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
