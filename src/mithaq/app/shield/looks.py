"""Looking an arrival through: which digests it has, whom it meets, and when it is answered. Nobody waits for the result."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from mithaq.app.alerts import load
from mithaq.app.case_reading import load as load_case
from mithaq.app.node import Node
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.shield import LookRow
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.app.shield import forms
from mithaq.app.shield.forms import Source
from mithaq.app.shield.found import NOBODY, Met, decode, encode, find
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.audience import commitments
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.shield.hours import due
from mithaq.domain.shield.standing import awaiting

OPENINGS = frozenset({"detention.requested", "transit.requested", "transit.notified"})
"""What opens a case with a paper that names the person."""

MET = "shield.met"
"""The task of a commissioner: somebody was met, and the hour of the answer comes."""
Sources = dict[str, Source]


def look_through(node: Node) -> int:
    """Every arrival whose payload has come since; how many. Those that ended meanwhile are moot."""
    with node.store.read() as reader:
        waiting = [row for row in reader.shield.awaited() if _sources(node, reader, row) is not None]
    for row in waiting:
        with node.write() as tx:
            sources = _sources(node, tx.store, row)
            if sources is None:
                continue
            looked = _looked(node, tx.store, row, sources)
            tx.store.shield.put_look(looked)
            if looked.found != NOBODY:
                tx.store.desk.put_task(TaskRow(node.new_id("t"), "commissioner", MET, row.subject, text(node.now())))
    return len(waiting)


def _looked(node: Node, reader: Reader, row: LookRow, sources: Sources) -> LookRow:
    now, secret = node.now(), forms.secret_of(node.log_secret)
    if not sources:
        return structs.replace(row, arrived_at=text(now), answer="moot", answered_at=text(now))
    kept = forms.kept_of(sources.values(), secret)
    met = [one for item, source in sources.items() for one in find(reader.shield, source, secret, item)]
    rests_on = _alert_of_case(reader, row)
    met = [one for one in met if not _is_own(reader, one, rests_on.id if rests_on is not None else row.subject)]
    if rests_on is not None:
        met = _undecided(reader, rests_on, met)
    return structs.replace(
        row,
        arrived_at=text(now),
        due_at=_due(node, reader, row, rests_on, met),
        found=encode(met),
        forms=b"".join(kept.keys),
        parts=kept.parts,
    )


def _alert_of_case(reader: Reader, row: LookRow) -> Alert | None:
    """The alert that a request rests on."""
    case = load_case(reader, row.subject) if row.kind == "case" else None
    return resting_on(reader, case) if case is not None else None


def resting_on(reader: Reader, case: Case) -> Alert | None:
    """The alert that a case rests on; a transit rests on that of the case that it serves."""
    main = load_case(reader, case.transit.main) if case.transit is not None else case
    return load(reader, main.alert) if main is not None and main.alert else None


def _undecided(reader: Reader, alert: Alert, met: list[Met]) -> list[Met]:
    """Whom a request meets, but for those whom a commissioner has cleared already for this very alert."""
    content = alert.current.content if alert.current is not None else ""
    arrival = reader.shield.look(content)
    known = (
        {one.entry for one in decode(arrival.found)} if arrival is not None and arrival.decision == "clear" else set()
    )
    return [one for one in met if one.entry not in known and not _is_cleared(reader, f"{content}.{one.entry}")]


def _is_cleared(reader: Reader, id: str) -> bool:
    look = reader.shield.look(id)
    return look is not None and look.decision == "clear"


def _is_own(reader: Reader, met: Met, alert: str) -> bool:
    """Whether it is an earlier version of this very alert, which its review goes on about."""
    entry = reader.shield.entry(met.entry)
    return entry is not None and entry.about == alert and entry.standing == "replaced"


def _due(node: Node, reader: Reader, row: LookRow, rests_on: Alert | None, met: list[Met]) -> str:
    """The hour of the answer. Of a request, or a transit, there is one if it meets anybody: what no commissioner clears by
    then is stopped. All requests wait as long, and nobody sees which of them met somebody.
    """
    if rests_on is not None and rests_on.kind in node.law.clearing and met:
        return text(due(node.now(), node.law.clearing[rests_on.kind], urgent=True))
    alert = load(reader, row.subject)
    if row.kind != "arrival" or alert is None:
        return row.due_at
    return text(due(node.now(), node.law.clearing[alert.kind], urgent=bool(row.urgent)))


def _sources(node: Node, reader: Reader, row: LookRow) -> Sources | None:
    """What there is to compare, by item; empty for what is past; None while a part of it is not here."""
    return _of_case(reader, row) if row.kind == "case" else _of_alert(node, reader, row)


def _of_alert(node: Node, reader: Reader, row: LookRow) -> Sources | None:
    alert = load(reader, row.subject)
    version = awaiting(alert, node.law) if alert is not None else None
    if alert is None or version is None or version.content != row.content:
        return {}
    return sources_of(reader, alert, version)


def sources_of(reader: Reader, alert: Alert, version: Version) -> Sources | None:
    """What a version of an alert says, by item; None while a part of it is not here."""
    return sources_in(reader, alert.id, commitments(version))


def sources_in(reader: Reader, alert: str, committed: Mapping[str, str]) -> Sources | None:
    """The same of these commitments."""
    found: Sources = {}
    for hash, item in committed.items():
        payload = reader.payloads.get(hash, alert)
        if payload is None:
            return None
        try:
            found[item] = forms.source_of(contents.decode(payload.body))
        except Refusal:
            found[item] = Source()  # what no reader understands meets nobody, and cannot be found either
    return found


def _of_case(reader: Reader, row: LookRow) -> Sources | None:
    for stored in reader.journal.about(row.subject):
        event = event_of(stored.envelope) if stored.applied else None
        if event is None or event.type not in OPENINGS:
            continue
        payload = reader.payloads.get(event.payload, row.subject)
        if payload is None:
            return None
        try:
            said = papers.decode(event.type, payload.body)
        except Refusal:
            return {}
        return {"": forms.source_of(said)} if isinstance(said, DetentionRequest) else {}
    return {}
