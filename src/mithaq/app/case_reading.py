"""Cases as this node holds them: the fold, the statements, and what was sent with them."""

from __future__ import annotations

import msgspec

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import FoldRow
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case
from mithaq.domain.case.events import OPENING
from mithaq.domain.case.papers import CasePaper, DetentionRequest
from mithaq.domain.case.prosecuting import may_owe
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event

_cases = msgspec.json.Decoder(Case)


def load(reader: Reader, subject: str) -> Case | None:
    """The folded case of that id."""
    row = reader.register.fold(subject)
    return decoded(row) if row is not None and row.about == "case" else None


def decoded(row: FoldRow) -> Case:
    """The case in a row. Raises StoreFault ``store.corrupt`` for one that this program cannot have written."""
    try:
        return _cases.decode(row.fold)
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "folds") from None


def stated(reader: Reader, hash: str) -> Event | None:
    """The statement of that hash, once it was applied here."""
    stored = reader.journal.by_hash(hash)
    return event_of(stored.envelope) if stored is not None and stored.applied else None


def statements(reader: Reader, subject: str) -> list[Event]:
    """Every applied statement about that alert or case."""
    return [event_of(stored.envelope) for stored in reader.journal.about(subject) if stored.applied]


def paper_of(reader: Reader, event: Event) -> CasePaper | None:
    """What was sent with the statement, if it is held here and can be read."""
    payload = reader.payloads.get(event.payload, event.subject) if event.payload else None
    if payload is None:
        return None
    try:
        return papers.decode(event.type, payload.body)
    except Refusal:
        return None  # the other side sent what nobody can read; the step shows without its paper


def request_paper(reader: Reader, subject: str) -> DetentionRequest | None:
    """What the opening statement of the case says, if it is held here."""
    for stored in reader.journal.about(subject):
        if stored.applied and (event := event_of(stored.envelope)).type in OPENING:
            paper = paper_of(reader, event)
            return paper if isinstance(paper, DetentionRequest) else None
    return None


def owes_word(reader: Reader, case: Case, law: CaseLaw) -> bool:
    """Whether this state's silence about a prosecution counts, as far as is known here (`prosecuting.may_owe`)."""
    return case.prosecution is None or may_owe(case, request_paper(reader, case.id), law)
