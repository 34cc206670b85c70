"""What was said in a case, as this node holds it: its statements, their papers, and the request that opened it."""

from __future__ import annotations

from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.case import papers
from mithaq.domain.case.events import OPENING
from mithaq.domain.case.papers import CasePaper, DetentionRequest
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event


def event_in(reader: Reader, hash: str) -> Event | None:
    """The applied statement of that hash."""
    stored = reader.journal.by_hash(hash)
    return event_of(stored.envelope) if stored is not None and stored.applied else None


def events_of(reader: Reader, subject: str) -> list[Event]:
    """The applied statements about that case or alert, in their order."""
    return [event_of(stored.envelope) for stored in reader.journal.about(subject) if stored.applied]


def paper_of(reader: Reader, event: Event) -> CasePaper | None:
    """The paper of a statement, if it is held here and can be read."""
    payload = reader.payloads.get(event.payload, event.subject) if event.payload else None
    if payload is None:
        return None
    try:
        return papers.decode(event.type, payload.body)
    except Refusal:
        return None  # the other side sent what nobody can read; the step shows without its paper


def request_paper(reader: Reader, subject: str) -> DetentionRequest | None:
    """What the opening statement of the case says, if it is held here."""
    for event in events_of(reader, subject):
        if event.type in OPENING:
            paper = paper_of(reader, event)
            return paper if isinstance(paper, DetentionRequest) else None
    return None
