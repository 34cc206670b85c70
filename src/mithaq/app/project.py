"""From statements to state: folds, what can be found, and which payloads are wanted.

One `Projection` lives as long as one transaction. It keeps the folds it touched in memory and writes each once, so a
bulk load does not pay for every intermediate state.
"""

from __future__ import annotations

import msgspec

from mithaq.app.findable import entry_of
from mithaq.app.ports.rows import Entry, FoldRow, Want
from mithaq.app.ports.store import Writer
from mithaq.app.registry import event_of
from mithaq.domain import alert as alerts
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import HitReleased
from mithaq.domain.audience import commitments, readers, versions
from mithaq.domain.case import fold as cases
from mithaq.domain.case.case import Case
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.hit import HitNotice
from mithaq.domain.law import Law
from mithaq.domain.retention import expires_at
from mithaq.journal.payload import Payload

Fold = Alert | Case | HitNotice
Order = tuple[int, str, int]
PHOTO = "photo"  # the item names under which an alert's photo and a refusal's reasons are kept and asked for
REASONS = "review.refused"
NEVER: Order = (0, "", 0)

_alerts = msgspec.json.Decoder(Alert)
_cases = msgspec.json.Decoder(Case)
_hits = msgspec.json.Decoder(HitNotice)


class Projection:
    """Applies events to the derived rows of one open transaction."""

    def __init__(self, tx: Writer, member: str, law: Law) -> None:
        self.tx = tx
        self.member = member
        self.law = law
        self._folds: dict[str, tuple[Fold | None, Order]] = {}
        self._changed: dict[str, Event] = {}

    def apply(self, event: Event, touched: tuple[str, ...]) -> None:
        """Fold one event into each aggregate it touches. A late arrival folds that one aggregate anew."""
        for subject in touched:
            before, order = self._load(subject)
            if before is not None and event.order > order:
                after, order = self._evolve(before, event), event.order
            else:
                after, order = self._refold(subject)
            self._folds[subject] = (after, order)
            self._changed[subject] = event
            self._follow(before, after, event)

    def arrived(self, hash: str, payload: Payload, subject: str, item: str) -> None:
        """A payload is here: store it, and make what it says findable if its alert is in force."""
        self.tx.payloads.put(hash, payload, subject, item)
        self.tx.payloads.unwant([hash])
        alert, _ = self._load(subject)
        if not isinstance(alert, Alert) or item in (PHOTO, REASONS):
            return
        entries = self._entries(alert, alert.current, {hash: payload})
        self.tx.register.enter(entries)
        self._want_photo(alert, hash, payload)

    def finish(self) -> None:
        """Write the folds that changed. Called once, before the transaction commits."""
        for subject, event in self._changed.items():
            fold, order = self._folds[subject]
            if fold is not None:
                self.tx.register.put_fold(_row(fold, event, order))
        self._changed.clear()

    def fold(self, subject: str) -> Fold | None:
        """The state of one aggregate, as of all that was applied."""
        return self._load(subject)[0]

    def order(self, subject: str) -> Order:
        """The place of the last event folded into this aggregate; NEVER for one that is not known."""
        return self._load(subject)[1]

    def _load(self, subject: str) -> tuple[Fold | None, Order]:
        if subject not in self._folds:
            row = self.tx.register.fold(subject)
            self._folds[subject] = (decode_fold(row), row.order) if row else (None, NEVER)
        return self._folds[subject]

    def _evolve(self, fold: Fold | None, event: Event) -> Fold | None:
        match event.subject[:1]:
            case "c":
                return cases.evolve(fold if isinstance(fold, Case) else None, event, self.law)
            case "h":
                return fold or _hit_notice(event)
            case "a" | "b" | "r":
                return alerts.evolve(fold if isinstance(fold, Alert) else None, event, self.law)
            case _:
                return fold

    def _refold(self, subject: str) -> tuple[Fold | None, Order]:
        """The aggregate from all its events that are held: for a late arrival, and for whatever came before its beginning."""
        fold: Fold | None = None
        order = NEVER
        for stored in self.tx.journal.about(subject):
            if stored.applied:
                event = event_of(stored.envelope)
                fold, order = self._evolve(fold, event), event.order
        return fold, order

    def _follow(self, before: Fold | None, after: Fold | None, event: Event) -> None:
        if isinstance(after, Alert):
            self._follow_alert(before if isinstance(before, Alert) else None, after)
        elif isinstance(after, Case):
            self._follow_case(before if isinstance(before, Case) else None, after, event)
        elif isinstance(after, HitNotice):
            self._follow_hit(after)

    def _follow_case(self, before: Case | None, after: Case, event: Event) -> None:
        """Parties and commission want each paper of the case, also of statements that came before its request did."""
        info = self.law.members.get(self.member)
        if after.party(self.member) is None and (info is None or info.kind != "commission"):
            return
        events = [event]
        if before is None:
            events = [event_of(s.envelope) for s in self.tx.journal.about(after.id) if s.applied]
        for one in events:
            if one.payload and one.member != self.member:
                self._want_missing(after.id, {one.payload: one.type}, one.member)

    def _follow_hit(self, notice: HitNotice) -> None:
        info = self.law.members.get(self.member)
        oversight = info is not None and info.kind == "commission"
        if (notice.to == self.member or oversight) and notice.checking != self.member:
            self._want_missing(notice.id, {notice.payload: "hit.released"}, notice.checking)

    def _follow_alert(self, before: Alert | None, after: Alert) -> None:
        old = before.current if before and not before.ended else None
        new = after.current if not after.ended else None
        if old is not None and (new is None or new.content != old.content):
            self.tx.register.leave(list(_ids(after, old)))
            old = None
        if new is not None and (old is None or old.circulated_at != new.circulated_at):
            held = self.tx.payloads.many(list(commitments(new)))
            self.tx.register.enter(self._entries(after, new, held))
        newly_ended = set(after.ended_items) - set(before.ended_items if before else ())
        if newly_ended:
            self.tx.register.leave(sorted(newly_ended))
        self._want_alert(before, after)

    def _entries(self, alert: Alert, version: Version | None, held: dict[str, Payload]) -> list[Entry]:
        if version is None or alert.ended:
            return []
        if alert.local and alert.owner != self.member:
            return []
        entries = []
        expires = expires_at(version, self.law.kinds[alert.kind])
        for hash, item in commitments(version).items():
            if hash not in held or item in alert.ended_items:
                continue
            try:
                content = contents.decode(held[hash].body)
            except Refusal:
                continue  # an owner's content that no reader understands cannot be found; fsck and the desk show it
            id = item or alert.id
            entries.append(entry_of(id, alert.id, alert.owner, alert.kind, hash, expires, content))
        return entries

    def _want_alert(self, before: Alert | None, after: Alert) -> None:
        """Ask for what this member may now read and does not hold; stop asking for what has ended."""
        if after.owner == self.member:
            self._want_reasons(after)
            return
        if after.ended:
            if before is None or not before.ended:
                self.tx.payloads.unwant([hash for v in versions(after) for hash in commitments(v)])
            return
        known = {v.content: readers(before, v, self.law) for v in versions(before)} if before else {}
        for version in versions(after):
            audience = readers(after, version, self.law)
            if self.member not in audience or self.member in known.get(version.content, ()):
                continue
            self._want_missing(after.id, commitments(version), after.owner)
        self._want_reasons(after)

    def _want_reasons(self, alert: Alert) -> None:
        info = self.law.members.get(self.member)
        if alert.owner != self.member and (info is None or info.kind != "commission"):
            return
        for version in versions(alert):
            if version.reasons and version.refused_by != self.member:
                self._want_missing(alert.id, {version.reasons: REASONS}, version.refused_by)

    def _want_missing(self, subject: str, found: dict[str, str], holder: str) -> None:
        held = self.tx.payloads.held(list(found))
        missing = [Want(hash, subject, item, holder) for hash, item in found.items() if hash not in held]
        if missing:
            self.tx.payloads.want(missing)

    def _want_photo(self, alert: Alert, hash: str, payload: Payload) -> None:
        if alert.owner == self.member:
            return
        try:
            identity = contents.identity_of(contents.decode(payload.body))
        except Refusal:
            return
        if identity is not None and identity.photo and not self.tx.payloads.held([identity.photo]):
            self.tx.payloads.want([Want(identity.photo, alert.id, PHOTO, alert.owner)])


def decode_fold(row: FoldRow) -> Fold:
    """The aggregate in a row."""
    match row.about:
        case "case":
            return _cases.decode(row.fold)
        case "hit":
            return _hits.decode(row.fold)
        case _:
            return _alerts.decode(row.fold)


def _row(fold: Fold, event: Event, order: Order) -> FoldRow:
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
    return ("hit", fold.reason, fold.checking, fold.to)


def _ids(alert: Alert, version: Version) -> tuple[str, ...]:
    return tuple(version.items) or (alert.id,)


def _hit_notice(event: Event) -> HitNotice | None:
    if not isinstance(event.body, HitReleased):
        return None
    return HitNotice(event.subject, event.member, event.body.to, event.body.reason, event.payload, event.at)
