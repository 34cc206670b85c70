"""From statements to state: each event is folded into the aggregates it touches, once a transaction and in order.

One `Projection` lives as long as one transaction. It folds when somebody looks or when the transaction ends, so a range
of events about one alert costs one fold and one row, not one for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from mithaq.app.agenda import rows_of
from mithaq.app.follow import Consequences, Fold
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import FoldRow
from mithaq.app.ports.store import Writer
from mithaq.app.registry import event_of
from mithaq.app.replaced import PHOTO
from mithaq.domain import alert as alerts
from mithaq.domain import clearance as clearances
from mithaq.domain import holder as holders
from mithaq.domain import risk as risks
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import HitReleased
from mithaq.domain.bond import Bond, bond_of
from mithaq.domain.case import fold as cases
from mithaq.domain.case.case import Case
from mithaq.domain.clearance import Clearance
from mithaq.domain.connected import question as connected
from mithaq.domain.connected.question import Database, Question
from mithaq.domain.events import Event
from mithaq.domain.figures import Merged, Stated, merged_of, stated_of
from mithaq.domain.hit import HitNotice
from mithaq.domain.holder import Holder
from mithaq.domain.insider import Raised, raised_of
from mithaq.domain.law import Law
from mithaq.domain.message import fold as messages
from mithaq.domain.message.thread import Thread
from mithaq.domain.own_say import flag as flags
from mithaq.domain.own_say.flag import PublishedFlag
from mithaq.domain.remedy import remedy as remedies
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.review.duty import ROSTER, Duty, duty_of, duty_subject
from mithaq.domain.risk import RiskFlag
from mithaq.domain.sealed import Sealed, sealed_of
from mithaq.journal.payload import Payload

SEALED, REMEDY = "sealed", "remedy"
INSIDER, FIGURES, MERGED = "insider", "figures", "merged"
"""The kinds of rows that keep sealed lodgements, applications to the commission, reports on look-ups and published counts
among a member's words about itself (the others are bonds)."""

RISK = "risk"
"""The kind of a row that keeps a flag of risk, among the commission's words about itself."""

FLAG = "flag"
"""The kind of a row that keeps a flag that a state has published for a class of cases."""

CLEARANCE = "clearance"
"""The kind of a row that keeps a certificate that its holder is not the person sought."""

HOLDER = "holder"
"""The kind of a row that keeps who holds a copy."""

QUESTION, DATABASE = "question", "database"
"""The kinds of rows that keep questions to databases that stay at home, and the databases that were declared."""

_KINDS: Mapping[type, str] = {
    Clearance: CLEARANCE, PublishedFlag: FLAG, Holder: HOLDER,
    RiskFlag: RISK, Sealed: SEALED, Remedy: REMEDY, Raised: INSIDER, Stated: FIGURES, Merged: MERGED,
    Question: QUESTION, Database: DATABASE,
}  # fmt: skip

Order = tuple[int, str, int]
NEVER: Order = (0, "", 0)
PAPERS = ("c-", "m-")  # cases and threads: what is said there may cite files

_alerts = msgspec.json.Decoder(Alert)
_cases = msgspec.json.Decoder(Case)
_bonds = msgspec.json.Decoder(Bond)
_clearances = msgspec.json.Decoder(Clearance)
_flags = msgspec.json.Decoder(PublishedFlag)
_hits = msgspec.json.Decoder(HitNotice)
_holders = msgspec.json.Decoder(Holder)
_risks = msgspec.json.Decoder(RiskFlag)
_sealed = msgspec.json.Decoder(Sealed)
_remedies = msgspec.json.Decoder(Remedy)
_raised = msgspec.json.Decoder(Raised)
_stated = msgspec.json.Decoder(Stated)
_merged = msgspec.json.Decoder(Merged)
_questions = msgspec.json.Decoder(Question)
_databases = msgspec.json.Decoder(Database)
_OF_KIND: Mapping[str, msgspec.json.Decoder[Any]] = {
    CLEARANCE: _clearances, FLAG: _flags, HOLDER: _holders,
    SEALED: _sealed, REMEDY: _remedies, RISK: _risks, INSIDER: _raised, FIGURES: _stated, MERGED: _merged,
    QUESTION: _questions, DATABASE: _databases,
}  # fmt: skip
_threads = msgspec.json.Decoder(Thread)


class Projection:
    """Applies events to the derived rows of one open transaction."""

    def __init__(self, tx: Writer, member: str, law: Law) -> None:
        self.tx = tx
        self.member = member
        self.law = law
        self._consequences = Consequences(tx, member, law)
        self._folds: dict[str, tuple[Fold | None, Order]] = {}
        self._waiting: dict[str, list[Event]] = {}
        self._changed: dict[str, Event] = {}
        self._roster: list[Event] | None = None

    def apply(self, event: Event, touched: tuple[str, ...]) -> None:
        """An event was appended to its journal: fold it, in time, into each aggregate it touches."""
        if event.type.startswith(ROSTER):
            self._roster = None  # read anew by whoever needs it
        for subject in touched:
            self._waiting.setdefault(subject, []).append(event)

    def arrived(self, hash: str, payload: Payload, subject: str, item: str) -> None:
        """A payload is here: store it, and make what it says findable if its alert is in force."""
        self.tx.payloads.put(hash, payload, subject, item)
        self.tx.payloads.unwant([hash], subject)
        if subject.startswith(PAPERS):
            self._consequences.of_paper(self.fold(subject), subject, hash, payload, item)
            return
        fold = self.fold(subject)
        if isinstance(fold, Alert) and item != PHOTO and not item.startswith("review."):
            self._consequences.of_payload(fold, hash, payload, item)

    def refold(self, subject: str) -> None:
        """Fold an aggregate anew from all that is held about it: the law has changed since it was folded."""
        before, _ = self._settle(subject)
        if before is not None:
            after, last = self._folded(None, self._held(subject))
            self._folds[subject] = (after, last.order)
            self._changed[subject] = last
            self._consequences.of_change(before, after, [last])

    def finish(self) -> None:
        """Fold what waits and write the folds that changed. Called once, before the transaction commits."""
        for subject in list(self._waiting):
            self._settle(subject)
        for subject, event in self._changed.items():
            fold, order = self._folds[subject]
            if fold is not None:
                self.tx.register.put_fold(row_of(fold, event, order))
            if isinstance(fold, Case):
                self.tx.register.put_deadlines(subject, rows_of(fold, self.member, self.law), event.at)
        self._changed.clear()

    def fold(self, subject: str) -> Fold | None:
        """The state of one aggregate, as of all that was applied."""
        return self._settle(subject)[0]

    def order(self, subject: str) -> Order:
        """The place of the last event folded into this aggregate; NEVER for one that is not known."""
        return self._settle(subject)[1]

    def _settle(self, subject: str) -> tuple[Fold | None, Order]:
        """The aggregate with everything that waits folded in. A late arrival folds that one aggregate anew."""
        before, order = self._load(subject)
        events = sorted(self._waiting.pop(subject, ()), key=lambda event: event.order)
        if not events:
            return before, order
        if before is not None and events[0].order > order:
            after, last = self._folded(before, events)
        else:
            after, last = self._folded(None, self._held(subject))
        self._folds[subject] = (after, last.order)
        self._changed[subject] = last
        self._consequences.of_change(before, after, events)
        return self._folds[subject]

    def _load(self, subject: str) -> tuple[Fold | None, Order]:
        if subject not in self._folds:
            row = self.tx.register.fold(subject)
            self._folds[subject] = (decode_fold(row), row.order) if row else (None, NEVER)
        return self._folds[subject]

    def _evolve(self, fold: Fold | None, event: Event) -> Fold | None:
        match event.subject[:1]:
            case "c":
                return cases.evolve(fold if isinstance(fold, Case) else None, event, self.law)
            case "m":
                return messages.evolve(fold if isinstance(fold, Thread) else None, event, self.law)
            case "h":
                return fold or _hit_notice(event)
            case "n" | "p":
                return _own_words(fold, event, self.law)
            case "a" | "b" | "r":
                return alerts.evolve(fold if isinstance(fold, Alert) else None, event, self.law, self.duty(event))
            case _:
                return fold

    def duty(self, event: Event) -> Duty:
        """The roster of reviewers at the place of this event in its journal; only the Secretariat's journal has one.

        Whoever holds an event holds its journal up to there, so every node reads the same roster.
        """
        info = self.law.members.get(event.member)
        if info is None or info.kind != "secretariat" or not event.type.startswith("review."):
            return ()
        return duty_of(one for one in self.roster(event.member) if one.seq < event.seq)

    def roster(self, member: str) -> list[Event]:
        """Every statement of that member's roster that is held here."""
        if self._roster is None:
            self._roster = [one for one in self._held(duty_subject(member)) if one.member == member]
        return self._roster

    def _folded(self, fold: Fold | None, events: list[Event]) -> tuple[Fold | None, Event]:
        """The fold after these events, and the last of them."""
        for event in events:
            fold = self._evolve(fold, event)
        return fold, events[-1]

    def _held(self, subject: str) -> list[Event]:
        """All events held about an aggregate, in order: for a late arrival, and for what came before its beginning."""
        return [event_of(stored.envelope) for stored in self.tx.journal.about(subject) if stored.applied]


def decode_fold(row: FoldRow) -> Fold:
    """The aggregate in a row. Raises StoreFault ``store.corrupt`` for one that this program cannot have written."""
    try:
        return _decoded(row)
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "folds") from None


def _own_words(fold: Fold | None, event: Event, law: Law) -> Fold | None:
    """What a member says of itself, and an application to the commission."""
    if event.subject.startswith("p"):
        return remedies.evolve(fold if isinstance(fold, Remedy) else None, event, law)
    return _of_member(fold, event, law)


def _of_member(fold: Fold | None, event: Event, law: Law) -> Fold | None:
    """What a member says of itself or, the commission, of a state; only flags, a certificate and a holder
    are ever changed."""
    match fold:
        case RiskFlag():
            return risks.evolve(fold, event)
        case Clearance():
            return clearances.evolve(fold, event, law)
        case PublishedFlag():
            return flags.evolve(fold, event)
        case Holder():
            return holders.evolve(fold, event, law)
        case Question() | Database():
            return _at_home(fold, event, law)
    begun = risks.evolve(None, event) or flags.evolve(None, event) or clearances.evolve(None, event, law)
    asked = _at_home(None, event, law)
    return fold or _said_of_itself(event) or begun or asked or holders.evolve(None, event, law)


def _at_home(fold: Question | Database | None, event: Event, law: Law) -> Question | Database | None:
    """A question to databases that stay at home, or such a database."""
    if isinstance(fold, Question):
        return connected.evolve(fold, event, law)
    if isinstance(fold, Database):
        return connected.evolve_database(fold, event, law)
    return connected.evolve(None, event, law) or connected.evolve_database(None, event, law)


def _decoded(row: FoldRow) -> Fold:
    match row.about:
        case "case":
            return _cases.decode(row.fold)
        case "bond":
            found: Fold = _OF_KIND.get(row.kind, _bonds).decode(row.fold)
            return found
        case "hit":
            return _hits.decode(row.fold)
        case "message":
            return _threads.decode(row.fold)
        case _:
            return _alerts.decode(row.fold)


def row_of(fold: Fold, event: Event, order: Order) -> FoldRow:
    """The row of an aggregate whose last event this was."""
    about, kind, member, partner = _columns(fold)
    state = "released" if isinstance(fold, HitNotice) else str(fold.state)
    return FoldRow(
        fold.id,
        about,
        kind,
        state,
        member,
        partner,
        event.at,
        order,
        msgspec.json.encode(fold, order="sorted"),
    )


def _columns(fold: Fold) -> tuple[str, str, str, str]:
    if isinstance(fold, Alert):
        return ("alert", fold.kind, fold.owner, "")
    if isinstance(fold, Case):
        return ("case", fold.instrument, fold.requesting, fold.requested)
    if isinstance(fold, Thread):
        return ("message", fold.form, fold.opener, fold.to)
    if isinstance(fold, Bond):
        return ("bond", fold.instrument, fold.member, fold.towards)
    if not isinstance(fold, HitNotice):
        return ("bond", _KINDS[type(fold)], fold.member, fold.state_flagged if isinstance(fold, RiskFlag) else "")
    return ("hit", fold.reason, fold.checking, fold.to)


def _said_of_itself(event: Event) -> Fold | None:
    """What a member says about itself: one statement, and nothing changes it."""
    return bond_of(event) or sealed_of(event) or raised_of(event) or stated_of(event) or merged_of(event)


def _hit_notice(event: Event) -> HitNotice | None:
    if not isinstance(event.body, HitReleased):
        return None
    return HitNotice(event.subject, event.member, event.body.to, event.body.reason, event.payload, event.at)
