"""Reading how far an erasure has come, for whoever may read the alert: the certificate behind `documents.erasure_letter`."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.alert_reading import visible
from mithaq.app.erasable import refused_at
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.registry import event_of
from mithaq.domain.alert import Alert
from mithaq.domain.case.case import Case
from mithaq.domain.case.retention import erase_from
from mithaq.domain.erasure import Erasure, erasure_of
from mithaq.domain.erasure_facts import receipts_in
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text

EVERY = 10_000_000


class CasePapers(Struct, frozen=True):
    """A case that rests on the alert. `due_at`: from when on nobody may hold its papers, empty while it runs;
    `erased`: who has signed.
    """

    case: str
    requesting: str
    requested: str
    state: str
    due_at: str
    erased: dict[str, str]


class ErasureView(Struct, frozen=True):
    """The erasure of an alert, and what became of the papers of its cases."""

    at: str
    erasure: Erasure
    complete: bool
    cases: tuple[CasePapers, ...]


def read(node: Node, actor: Actor, subject: str) -> ErasureView:
    """How far the erasure of an alert has come, for those who may read the alert.

    Raises NotFound; Refusal ``erasure.running`` for an alert that has not ended.
    """
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        found = state_of(node, reader, alert)
        cases = tuple(_cases(node, reader, alert))
    if found.way == "running":
        raise Refusal("erasure.running", "state")
    return ErasureView(text(node.now()), found, found.complete, cases)


def state_of(node: Node, reader: Reader, alert: Alert) -> Erasure:
    """The same without asking who reads."""
    events = [event_of(stored.envelope) for stored in reader.journal.about(alert.id) if stored.applied]
    members = frozenset(entry.code for entry in node.roster.members)
    return erasure_of(alert, receipts_in(events), node.law, members, node.now(), refused_at(reader, alert))


def _cases(node: Node, reader: Reader, alert: Alert) -> list[CasePapers]:
    found = []
    for row in reader.register.folds("case", limit=EVERY):
        case = decode_fold(row)
        if isinstance(case, Case) and case.alert == alert.id:
            due = erase_from(case, node.law, ordered=alert.ended == "erasure_ordered")
            at = text(due) if due is not None else ""
            found.append(CasePapers(case.id, case.requesting, case.requested, str(case.state), at, dict(case.erased)))
    return found
