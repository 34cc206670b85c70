"""What a document is made from: the exported proof of its case, read back, and the law. Nothing else.

So whoever has the proof can make the same document again, and compare (`verify.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec import structs

from mithaq.app.cases import CasePage, Step
from mithaq.app.registry import TYPES, event_of
from mithaq.documents.document import Anchor
from mithaq.documents.tongues import Tongues
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case
from mithaq.domain.case.decide import findings
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.prosecuting import may_owe
from mithaq.domain.case.view import status
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import Instant
from mithaq.domain.law import Law
from mithaq.journal import canonical
from mithaq.journal.bundled import Bundle, BundledEvent, read_bundle
from mithaq.journal.encoding import from_b64url
from mithaq.journal.envelope import envelope_of
from mithaq.journal.errors import Refused


@dataclass(frozen=True)
class Source:
    """A case, the statement that the document rests on, and how to say things."""

    page: CasePage
    step: Step
    law: Law
    tongues: Tongues
    now: Instant
    anchor: Anchor

    @property
    def case(self) -> Case:
        """The case."""
        return self.page.case

    @property
    def asked(self) -> DetentionRequest | None:
        """The request that opened the case, if its paper is here."""
        return next((step.paper for step in self.page.steps if isinstance(step.paper, DetentionRequest)), None)


def page_of(bundle: Bundle, subject: str, law: Law, now: Instant) -> CasePage:
    """The case as the statements of the bundle add up at `now`. Raises NotFound where they open none."""
    case: Case | None = None
    steps = sorted(_steps(bundle, subject), key=lambda step: step.event.order)
    for step in steps:
        case = evolve(case, step.event, law)
    if case is None:
        raise NotFound("case")
    voids = {mark.hash: mark.code for mark in case.voids}
    told = tuple(Step(step.event, step.paper, voids.get(step.event.hash, "")) for step in steps)
    asked = next((step.paper for step in told if isinstance(step.paper, DetentionRequest)), None)
    found = findings(case, asked, law, now) if asked is not None else ()
    return CasePage(case, status(case, now, may_owe=may_owe(case, asked, law)), told, found, "foreign")


def excerpt(proof: bytes, subject: str, kept: Callable[[Event], bool]) -> bytes:
    """The proof with the papers of these statements of the case only. Every signature, link and proof stays and verifies."""
    bundle = read_bundle(proof)
    journals = tuple(
        structs.replace(journal, events=tuple(_without_paper(one, subject, kept) for one in journal.events))
        for journal in bundle.journals
    )
    return canonical.encode_plain(structs.replace(bundle, journals=journals))


def _without_paper(bundled: BundledEvent, subject: str, kept: Callable[[Event], bool]) -> BundledEvent:
    event = _event(bundled, subject)
    return bundled if event is not None and kept(event) else structs.replace(bundled, payloads=())


def _event(bundled: BundledEvent, subject: str) -> Event | None:
    """The statement, if it is one of this case that this program can read."""
    try:
        envelope = envelope_of(bundled.envelope)
        known = envelope.header.subject == subject and envelope.header.type in TYPES
        return event_of(envelope) if known else None
    except (Refused, Refusal):
        return None  # verifying the bundle names it; a page shows what can be read


def _steps(bundle: Bundle, subject: str) -> Iterator[Step]:
    for journal in bundle.journals:
        for bundled in journal.events:
            event = _event(bundled, subject)
            if event is not None:
                yield Step(event, _paper(bundled, event.type), "")


def _paper(bundled: BundledEvent, type: str) -> papers.CasePaper | None:
    body = next((one.body for one in bundled.payloads if not one.item), "")
    try:
        return papers.decode(type, from_b64url(body, "body")) if body else None
    except (Refused, Refusal):
        return None
