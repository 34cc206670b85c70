"""What follows from a changed fold: what can be found, and which payloads are wanted."""

from __future__ import annotations

import re

from mithaq.app import passing, replaced, standing_hits, turned_down
from mithaq.app.alarms import raise_alarms
from mithaq.app.alarms_after import raise_after
from mithaq.app.alarms_floor import of_request, raise_floor
from mithaq.app.alarms_papers import raise_faults
from mithaq.app.attached import cited_in
from mithaq.app.correction_watch import watch_payload
from mithaq.app.custody_elsewhere import content_arrived, follow_custody
from mithaq.app.duplicates import explained, opened
from mithaq.app.orders import follow_case, follow_orders
from mithaq.app.person_follow import follow_person
from mithaq.app.ports.rows import Entry, Want
from mithaq.app.ports.store import Writer
from mithaq.app.registry import event_of
from mithaq.app.replaced import PHOTO
from mithaq.app.waits import follow as follow_review
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.attachment import ATTACHMENT, CASE_FULL
from mithaq.domain.audience import commitments, overseers, readers, versions
from mithaq.domain.bond import Bond
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_counsel import REQUESTED_ONLY
from mithaq.domain.clearance import Clearance
from mithaq.domain.connected.question import Database, Question, papers
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.figures import Merged, Stated
from mithaq.domain.hit import HitNotice
from mithaq.domain.holder import Holder
from mithaq.domain.insider import RAISED, Raised
from mithaq.domain.law import Law
from mithaq.domain.message.thread import Thread
from mithaq.domain.own_say.flag import PublishedFlag
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.retention import shown_until
from mithaq.domain.review.looked import ITEM
from mithaq.domain.review.questions import papers_for
from mithaq.domain.risk import RiskFlag
from mithaq.domain.sealed import Sealed
from mithaq.journal.payload import Payload

Fold = (
    Alert | Bond | Case | Clearance | Database | HitNotice | Holder | Merged | PublishedFlag | Question | Raised | Remedy
    | RiskFlag | Sealed | Stated | Thread
)  # fmt: skip
REASONS = "review.refused"  # the item under which a refusal's reasons are kept and asked for
HASH = re.compile(r"[0-9a-f]{64}")


class Consequences:
    """Brings entries and wants in line with the folds, in one open transaction."""

    def __init__(self, tx: Writer, member: str, law: Law) -> None:
        self.tx = tx
        self.member = member
        self.law = law

    def of_payload(self, alert: Alert, hash: str, payload: Payload, item: str) -> None:
        """A payload of this alert is here: what it says can be found if the alert is in force."""
        version = alert.in_force
        if version is not None and (version.payload == hash or version.items.get(item) == hash):
            self.tx.register.enter(self._entries(alert, version, {hash: payload}, {hash: item}))
        self._want_photo(alert, hash, payload)
        content_arrived(self.tx, alert.id)
        watch_payload(self.tx, self.member, self.law, alert, hash, payload)

    def of_change(self, before: Fold | None, after: Fold | None, events: list[Event]) -> None:
        """These events brought the aggregate from one state to the other."""
        if isinstance(after, Alert):
            self._follow_alert(before if isinstance(before, Alert) else None, after)
            turned_down.follow(self.tx, before if isinstance(before, Alert) else None, after)
            follow_review(self.tx, after, self.member, self.law, events[-1].at)
        elif isinstance(after, Case | Thread):
            self._follow_papers(before, after, events)
            if isinstance(after, Case):
                self._raise_alarms(before if isinstance(before, Case) else None, after)
                follow_case(self.tx, self.member, after)
        elif isinstance(after, HitNotice):
            self._follow_hit(after)
        elif isinstance(after, Sealed | Raised):
            self._follow_for_oversight(after)
        elif isinstance(after, Clearance):
            self._follow_clearance(after)
        elif isinstance(after, Question):
            self._follow_question(after)

    def _follow_question(self, after: Question) -> None:
        """Each asks for what it may read of it, of whoever said it (`domain.connected.question.papers`)."""
        for payload, (item, author, audience) in papers(after).items():
            oversees = item != "question.data_decided" and self.member in self.law.oversight
            if author != self.member and (self.member in audience or oversees):
                self._want_missing(after.id, {payload: item}, author)

    def _follow_for_oversight(self, after: Sealed | Raised) -> None:
        """The commission asks whoever said it; nobody asks itself, which no answer would ever end."""
        if self.member in self.law.oversight and after.member != self.member:
            item = RAISED if isinstance(after, Raised) else "sealed.lodged"
            self._want_missing(after.id, {after.payload: item}, after.member)

    def _follow_clearance(self, after: Clearance) -> None:
        """Every border needs a certificate, and nobody needs one that is taken back."""
        info = self.law.members.get(self.member)
        if after.withdrawn_at:
            self.tx.payloads.unwant([after.payload], after.id)
        elif info is not None and info.kind == "state":
            self._want_missing(after.id, {after.payload: "clearance.issued"}, after.member)

    def _raise_alarms(self, before: Case | None, after: Case) -> None:
        oversight = self.member in self.law.oversight
        raise_alarms(self.tx, before, after, self.member, oversight=oversight)
        raise_after(self.tx, before, after, self.member, oversight=oversight)
        raise_floor(self.tx, before, after, self.member)
        raise_faults(self.tx, before, after, self.member)
        if before is None:
            opened(self.tx, after, self.member, oversight=oversight)
            passing.opened(self.tx, after)
        if self._is_state():
            follow_custody(self.tx, before, after, self.member)
            follow_person(self.tx, before, after, self.member)

    def _is_state(self) -> bool:
        info = self.law.members.get(self.member)
        return info is not None and info.kind == "state"

    def of_paper(self, fold: Fold | None, subject: str, hash: str, payload: Payload, type: str) -> None:
        """A paper of a case is here: tell what the request shows, write down which files it cites, and ask its author for
        those that are not here.
        """
        if isinstance(fold, Case):
            of_request(self.tx, fold, type, payload.body, self.member, self.law)
            explained(self.tx, fold, type, payload.body, self.member, oversight=self.member in self.law.oversight)
        cited = cited_in(type, payload.body)
        if not cited:
            return
        self.tx.attachments.cite(hash, subject, cited)
        known = self.tx.attachments.about(cited)
        headers = (stored.envelope.header for stored in self.tx.journal.about(subject))
        author = next((one.member for one in headers if one.payload and one.payload.hash == hash), self.member)
        if author != self.member:
            full = [one.hash for one in known.values() if one.refused == CASE_FULL]
            self.tx.attachments.drop(full)  # for that one there was no room in another case; nothing is wrong with it
            wanted = [one for one in cited if one not in known or one in full]
            self.tx.payloads.want([Want(one, subject, ATTACHMENT, author) for one in wanted])

    def _follow_papers(self, before: Fold | None, after: Case | Thread, events: list[Event]) -> None:
        """Both sides and the commission want each paper of a case or thread, also of what came before its beginning did."""
        info = self.law.members.get(self.member)
        if not after.concerns(self.member) and (info is None or info.kind != "commission"):
            return
        if before is None:
            events = [event_of(s.envelope) for s in self.tx.journal.about(after.id) if s.applied]
        for one in events:
            if one.type in REQUESTED_ONLY and isinstance(after, Case) and self.member == after.requesting:
                continue
            if one.payload and one.member != self.member:
                self._want_missing(after.id, {one.payload: one.type}, one.member)

    def _follow_hit(self, notice: HitNotice) -> None:
        info = self.law.members.get(self.member)
        oversight = info is not None and info.kind == "commission"
        if (notice.to == self.member or oversight) and notice.checking != self.member:
            self._want_missing(notice.id, {notice.payload: "hit.released"}, notice.checking)

    def _follow_alert(self, before: Alert | None, after: Alert) -> None:
        old, new = before.in_force if before else None, after.in_force
        if old is not None and (new is None or new.content != old.content):
            self.tx.register.leave(list(_ids(after, old)))
            old = None
        kind = self.law.kinds[after.kind]
        until = shown_until(before, old, kind) if before and old else ""
        if new is not None and (old is None or until != shown_until(after, new, kind)):
            items = commitments(new)
            self.tx.register.enter(self._entries(after, new, self.tx.payloads.many(list(items), after.id), items))
        newly_ended = set(after.ended_items) - set(before.ended_items if before else ())
        if newly_ended:
            self.tx.register.leave(sorted(newly_ended))
        self._follow_items(before, old, after, new)
        if (
            before is None
            or before.orders != after.orders
            or before.own_say != after.own_say
            or before.ended != after.ended
        ):
            follow_orders(self.tx, self.member, self.law, before, after)
        standing_hits.follow(self.tx, before, after)
        replaced.follow(self.tx, before, after)
        self._want_alert(before, after)

    def _follow_items(self, before: Alert | None, old: Version | None, after: Alert, new: Version | None) -> None:
        """Items of a batch that were frozen, or are free again, while the batch is in force."""
        if before is None or old is None or new is None:
            return
        was, now = before.orders.frozen_items, after.orders.frozen_items
        if now - was:
            self.tx.register.leave(sorted(now - was))
        free = {hash: item for hash, item in commitments(new).items() if item in was - now}
        if free:
            self.tx.register.enter(self._entries(after, new, self.tx.payloads.many(list(free), after.id), free))

    def _entries(self, alert: Alert, version: Version, held: dict[str, Payload], items: dict[str, str]) -> list[Entry]:
        """Entries for the payloads that are held; `items` gives the item of each commitment."""
        if alert.in_force is None or (alert.local and alert.owner != self.member):
            return []
        entries = []
        expires = shown_until(alert, version, self.law.kinds[alert.kind])
        for hash, payload in held.items():
            item = items[hash]
            if item in alert.ended_items or item in alert.orders.frozen_items:
                continue
            try:
                contents.decode(payload.body)
            except Refusal:
                continue  # an owner's content that no reader understands cannot be found; fsck and the desk show it
            entries.append(Entry(item or alert.id, alert.id, alert.owner, alert.kind, hash, expires))
        return entries

    def _want_alert(self, before: Alert | None, after: Alert) -> None:
        """Ask for what this member may now read and does not hold; stop asking for what has ended."""
        dead = self._readable(before) - self._readable(after) if before else set()
        if dead:
            self.tx.payloads.unwant(sorted(dead), after.id)
        unsaid = _looked(before) - _looked(after) if before else set()
        if unsaid:
            self.tx.payloads.unwant(sorted(unsaid), after.id)  # a review that a later arrival shows to be void
        self._want_replaced(before, after)
        if _is_erased(after) or (after.ended and (not after.is_turned_down or self.member in after.receipts)):
            return
        if dead and before is not None and before.current is not None and after.current is None:
            # An urgent alert whose full review failed: nobody keeps what it said.
            self.tx.payloads.erase(sorted(dead), after.id)
        self._want_words(after)
        self._want_looked(after)
        if after.owner == self.member:
            self._want_reasons(after)
            return
        known = {v.content: readers(before, v, self.law) for v in versions(before)} if before else {}
        for version in versions(after):
            audience = readers(after, version, self.law)
            if self.member not in audience or self.member in known.get(version.content, ()):
                continue
            alive = {hash: item for hash, item in commitments(version).items() if item not in after.ended_items}
            self._want_missing(after.id, alive, after.owner)
        self._want_reasons(after)

    def _readable(self, alert: Alert) -> set[str]:
        """The commitments of an alert that this member may read now."""
        if _is_erased(alert):
            return set()
        oversees = self.member in overseers(self.law)
        found = {one.payload for one in alert.replaced if one.payload} if oversees else set()
        if alert.ended and not alert.is_turned_down:
            return found
        found |= {version.reasons for version in versions(alert) if version.reasons}
        for version in versions(alert):
            if self.member in readers(alert, version, self.law):
                items = commitments(version).items()
                found |= {hash for hash, item in items if item not in alert.ended_items}
        return found

    def _want_replaced(self, before: Alert | None, after: Alert) -> None:
        """Those who oversee ask for what was submitted and replaced, if it was so before they could."""
        new = set(after.replaced) - set(before.replaced if before is not None else ())
        if new and self.member in overseers(self.law) and self.member not in after.receipts and not _is_erased(after):
            self._want_missing(after.id, {one.payload: "" for one in new if one.payload}, after.owner)

    def _want_reasons(self, alert: Alert) -> None:
        info = self.law.members.get(self.member)
        if alert.owner != self.member and (info is None or info.kind != "commission"):
            return
        for version in versions(alert):
            if version.reasons and version.refused_by != self.member:
                self._want_missing(alert.id, {version.reasons: REASONS}, version.refused_by)

    def _want_words(self, alert: Alert) -> None:
        """The owner asks for the words of a question, the Secretariat for those of an answer."""
        secretariat = next((code for code, one in self.law.members.items() if one.kind == "secretariat"), "")
        owner = alert.owner == self.member
        holder = secretariat if owner else alert.owner
        for version in versions(alert) if owner or self.member == secretariat else ():
            words = papers_for(version.questions, owner=owner, secretariat=not owner)
            self._want_missing(alert.id, words, holder)

    def _want_looked(self, alert: Alert) -> None:
        """The commission asks the Secretariat what reviewers looked at."""
        if self.member not in self.law.oversight:
            return
        secretariat = next((code for code, one in self.law.members.items() if one.kind == "secretariat"), "")
        self._want_missing(alert.id, dict.fromkeys(_looked(alert), ITEM), secretariat)

    def _want_missing(self, subject: str, found: dict[str, str], holder: str) -> None:
        """What is not held, and was not erased here: that does not come back."""
        held, erased = self.tx.payloads.held(list(found), subject), self.tx.payloads.is_erased
        wanted = {hash: item for hash, item in found.items() if hash not in held and not erased(hash, subject)}
        missing = [Want(hash, subject, item, holder) for hash, item in wanted.items()]
        if missing:
            self.tx.payloads.want(missing)

    def _want_photo(self, alert: Alert, hash: str, payload: Payload) -> None:
        if alert.owner == self.member:
            return
        try:
            identity = contents.identity_of(contents.decode(payload.body))
        except Refusal:
            return
        photo = identity.photo if identity is not None else ""
        held = self.tx.payloads
        if not HASH.fullmatch(photo) or held.held([photo], alert.id) or held.is_wanted(photo, alert.id):
            return  # what is asked for already stays asked for
        if identity is not None:
            self.tx.payloads.want([Want(identity.photo, alert.id, PHOTO, alert.owner)])


def _is_erased(alert: Alert) -> bool:
    """Whether its owner has signed that nothing of it is left: then nobody will ever send it, whether it had ended or was
    never circulated.
    """
    return alert.owner in alert.receipts


def _ids(alert: Alert, version: Version) -> tuple[str, ...]:
    return tuple(version.items) or (alert.id,)


def _looked(alert: Alert) -> set[str]:
    """The commitments to what reviewers looked at, of the reviews that stand."""
    if _is_erased(alert):
        return set()
    return {one.looked for version in versions(alert) for one in version.reviews if one.looked}
