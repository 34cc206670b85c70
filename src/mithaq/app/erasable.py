"""What has to go now: of alerts that ended, expired or were refused, of threads, certificates and cases that are over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from mithaq.app.clearance_watch import over_clearances, said_in
from mithaq.app.message_matter import alert_of, ended_at
from mithaq.app.messages import opening_of
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.registry import event_of
from mithaq.app.superseded import superseded
from mithaq.domain.alert import ERASURE_ORDERED, Alert
from mithaq.domain.audience import commitments, versions
from mithaq.domain.case.case import Case
from mithaq.domain.case.retention import OVER
from mithaq.domain.case.retention import erase_from as erase_case_from
from mithaq.domain.clearance import Clearance
from mithaq.domain.erasure import due_for, expected
from mithaq.domain.events import MAX_LISTED
from mithaq.domain.instant import text
from mithaq.domain.message.guards import topic_of
from mithaq.domain.message.retention import erase_from as erase_thread_from
from mithaq.domain.message.thread import Thread
from mithaq.domain.retention import items_to_erase

ALL = 10_000_000
NO_CONTENT = "0" * 64
REFUSALS = frozenset({"review.refused", "commission.withheld"})


class Owed(Struct, frozen=True):
    """A receipt that is owed for an erasure that has begun; `items` empty: a whole alert, thread, certificate or case; or,
    where it is `superseded`, an earlier version of an alert that goes on.
    """

    alert: str
    content: str
    items: tuple[str, ...] = ()
    superseded: bool = False


class Due(Struct, frozen=True):
    """What is to go of one aggregate, and the receipt for it."""

    hashes: tuple[str, ...]
    owed: Owed


class Goes(Struct, frozen=True):
    """All that is due at this member, and the commitments of what is over, by aggregate: nobody asks for them any more.
    `alerts`: all that were looked through.
    """

    due: tuple[Due, ...]
    over: Mapping[str, list[str]]
    alerts: Sequence[Alert] = ()


def erasable(node: Node, reader: Reader) -> Goes:
    """What this member holds and may hold no longer, and whom it owes a receipt."""
    alerts = known_alerts(reader)
    threads, cleared, cases = over_threads(node, reader), over_clearances(node, reader), over_cases(node, reader)
    due = [found for alert in alerts if (found := _due(node, reader, alert)) is not None]
    gone: list[Thread | Clearance | Case] = [*threads, *cleared, *cases]
    due += [found for one in gone if (found := _due_of(reader, one)) is not None]
    ends = {one.owed.alert for one in due}
    due += [
        Due(one.hashes, Owed(one.alert, one.content, superseded=True))
        for one in superseded(node, reader, alerts)
        if one.alert not in ends
    ]
    told = over(node, reader, alerts) | written(threads) | said_in(cleared) | lodged(reader, cases)
    return Goes(tuple(due), told, alerts)


def all_over(node: Node, reader: Reader) -> dict[str, list[str]]:
    """The commitments of all that this member may hold no longer, by aggregate."""
    cleared = said_in(over_clearances(node, reader))
    cases = lodged(reader, over_cases(node, reader))
    return over(node, reader, known_alerts(reader)) | written(over_threads(node, reader)) | cleared | cases


def known_alerts(reader: Reader) -> list[Alert]:
    """Every alert: in force, over, refused, and those that wait to be circulated, which is not for ever."""
    rows = reader.register.folds("alert", limit=ALL)
    return [fold for row in rows if isinstance(fold := decode_fold(row), Alert)]


def over(node: Node, reader: Reader, alerts: Iterable[Alert]) -> dict[str, list[str]]:
    """The commitments of alerts that this member may fetch no more, by alert."""
    return {alert.id: _named(alert) for alert in alerts if _is_over(node, reader, alert)}


def over_threads(node: Node, reader: Reader) -> list[Thread]:
    """The threads of which nobody may keep any more what was written."""
    found = []
    for row in reader.register.folds("message", limit=ALL):
        thread = decode_fold(row)
        if isinstance(thread, Thread) and (node.member in thread.erased or _is_past(node, reader, thread)):
            found.append(thread)
    return found


def over_cases(node: Node, reader: Reader) -> list[Case]:
    """The cases of which nobody may keep the papers any more."""
    rows = reader.register.folds("case", states=tuple(OVER), limit=ALL)
    cases = (fold for row in rows if isinstance(fold := decode_fold(row), Case))
    return [case for case in cases if node.member in case.erased or _is_done(node, reader, case)]


def written(threads: Iterable[Thread]) -> dict[str, list[str]]:
    """The commitments of what was written in these threads, by thread."""
    return {thread.id: [message.payload for message in thread.messages] for thread in threads}


def lodged(reader: Reader, cases: Iterable[Case]) -> dict[str, list[str]]:
    """The commitments of the papers of these cases, by case."""
    return {case.id: list(_committed(reader, case.id)) for case in cases}


def refused_at(reader: Reader, alert: Alert) -> str:
    """When an alert was refused in review, as the statement that did so is signed; empty for any other."""
    if not alert.is_refused:
        return ""
    voids = {hash for hash, _ in alert.voids}
    events = (event_of(stored.envelope) for stored in reader.journal.about(alert.id) if stored.applied)
    return max((one.at for one in events if one.type in REFUSALS and one.hash not in voids), default="")


def _committed(reader: Reader, subject: str) -> Iterator[str]:
    for stored in reader.journal.about(subject):
        payload = stored.envelope.header.payload
        if payload is not None:
            yield payload.hash


def _is_done(node: Node, reader: Reader, case: Case) -> bool:
    at = erase_case_from(case, node.law, ordered=_is_ordered(reader, case.alert))
    return at is not None and at <= node.now()


def _is_past(node: Node, reader: Reader, thread: Thread) -> bool:
    sheet = opening_of(reader, thread)
    about = sheet.about if sheet is not None else thread.about
    if _is_ordered(reader, alert_of(reader, about) if topic_of(about) == "hit" else about):
        return True
    at = erase_thread_from(thread, about, ended_at(reader, about), node.law)
    return at is not None and at <= node.now()


def _is_ordered(reader: Reader, alert: str) -> bool:
    """Whether the commission had this alert erased: then nothing that was written about it waits."""
    row = reader.register.fold(alert) if alert[:1] in ("a", "b") else None
    fold = decode_fold(row) if row is not None else None
    return isinstance(fold, Alert) and fold.ended == ERASURE_ORDERED


def _due_of(reader: Reader, one: Thread | Clearance | Case) -> Due | None:
    held = reader.payloads.of(one.id)
    content = one.payload if isinstance(one, Clearance) else one.content
    return Due(tuple(held), Owed(one.id, content)) if held else None


def _is_over(node: Node, reader: Reader, alert: Alert) -> bool:
    at = due_for(node.member, alert, node.law, refused_at(reader, alert))
    return at is not None and at <= node.now()


def _named(alert: Alert) -> list[str]:
    """Every commitment that the alert names: contents, reasons, what reviewers looked at, asked and were answered."""
    found: list[str] = []
    for version in versions(alert):
        found += [*commitments(version), version.reasons, *(review.looked for review in version.reviews)]
        found += [hash for one in version.questions for hash in (one.payload, one.answer)]
    found += [one.payload for one in alert.replaced]
    found += [*(one.answer for one in alert.orders.hearings), *(one.what for one in alert.orders.corrections)]
    return [hash for hash in found if hash]


def _due(node: Node, reader: Reader, alert: Alert) -> Due | None:
    """What of this alert is here and has to go now: versions, superseded versions, photo, reasons; or withdrawn items.

    A member that it was meant for answers also where nothing is here: it may have been away all the time.
    """
    ended = _is_over(node, reader, alert)
    items = frozenset() if ended else items_to_erase(alert, node.law, node.now())
    if not ended and not items:
        return None
    held = {hash: item for hash, item in reader.payloads.of(alert.id).items() if ended or item in items}
    if not held and not (ended and _owes(node, reader, alert)):
        return None
    hashes = tuple(held)[: ALL if ended else MAX_LISTED]
    version = alert.newest
    named = () if ended else tuple(sorted(held[hash] for hash in hashes))
    return Due(hashes, Owed(alert.id, version.content if version else NO_CONTENT, named))


def _owes(node: Node, reader: Reader, alert: Alert) -> bool:
    """Whether it was meant for this member, which has not answered since it had to go."""
    due = due_for(node.member, alert, node.law, refused_at(reader, alert))
    signed = alert.receipts.get(node.member, "")
    return due is not None and signed < text(due) and node.member in expected(alert, node.law)
