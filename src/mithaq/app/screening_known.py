"""What this node knows of an alert besides what it says: other alerts on the person or thing, refusals, judgments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from mithaq.app import risks, turned_down
from mithaq.app.alert_reading import content_in, load
from mithaq.app.alike import contradictions
from mithaq.app.candidates import Numbers, candidates, met, numbers
from mithaq.app.findable import findable, gregorian
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.registry import event_of
from mithaq.domain.alert import Alert
from mithaq.domain.case.case import Case
from mithaq.domain.content import Content, identity_of
from mithaq.domain.instant import text
from mithaq.domain.screening.question import Known, Other
from mithaq.names.text_words import folded
from mithaq.search.evidence_of import explain
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery
from mithaq.search.rows import exact_keys_of
from mithaq.search.scales import Scales

EVERY = 10_000_000
MAX_SPELLINGS = 4  # names of a person that are looked for: the first in each script, and an alias or two
ON_THE_WAY = ("approved", "reviewed")
NOT_FOUND_BY_SEARCH = (*ON_THE_WAY, "refused")
WRITES = ("alert.drafted", "alert.amended")
WITHDRAWN = "withdrawn_in_review"  # the ground of grounds.csv for what its owner took back
TRIED = "final_judgment"  # the ground of grounds.csv on which a court refuses who was finally judged (Riyadh 41 d)


def known(
    node: Node,
    subject: str,
    content: Content,
    *,
    urgent: bool = False,
    changed: int = 0,
    refusals: Mapping[str, int] = {},
    moved: bool = False,
) -> Known:
    """What bears on the alert `subject`, whose content this is. `refusals`: of its owner's other alerts, by ground.
    `moved`: whether it was about another person before (`app.another_person`).

    Nobody may hold a snapshot of the store who asks this: the index takes its own.
    """
    query = _query(content)
    exact = _numbers(content)
    with node.searching.asked(node.store, lambda index: [met(index, query, one) for one in exact]) as (reader, found):
        now = text(node.now())
        others: dict[str, Other] = {}
        for one in found:
            for candidate in candidates(node, reader, query, one, now):
                if candidate.klass == "strong" and candidate.alert != subject:
                    told = contradictions(identity_of(content), candidate.identity)
                    others[candidate.alert] = Other(candidate.alert, candidate.owner, candidate.kind, True, "", told)
        others |= {other.alert: other for other in _waiting_or_refused(node.scales, reader, subject, content)}
        judged = _judged(reader, {subject, *others})
        flags = frozenset(flag.state_flagged for flag in risks.current(reader))
    return Known(tuple(others[id] for id in sorted(others)), flags, judged, changed, urgent, refusals, moved)


def changed_before(reader: Reader, subject: str, content: str) -> int:
    """How many versions the owner wrote and gave up before this one, since the alert last circulated. What stood in them
    nobody else was shown; that they were there stands in the journal."""
    written = 0
    for stored in reader.journal.about(subject):
        event = event_of(stored.envelope) if stored.applied else None
        if event is None:
            continue
        if event.type in WRITES:
            written += 1
            if event.content == content:
                break
        elif event.type == "alert.circulated":
            written = 0
    return max(0, written - 1)


def _waiting_or_refused(scales: Scales, reader: Reader, subject: str, content: Content) -> Iterator[Other]:
    """Alerts that no check finds: on their way through review, refused in it, or taken back during it, which counts as
    refused (law.md, *Bar*). Only those whose content is held here.
    """
    rows = reader.register.folds("alert", states=NOT_FOUND_BY_SEARCH, limit=EVERY)
    for alert in chain(map(decode_fold, rows), (load(reader, id) for id in turned_down.listed(reader))):
        version = alert.newest if isinstance(alert, Alert) else None
        if not isinstance(alert, Alert) or version is None or alert.id == subject:
            continue
        said = content_in(reader, alert, version)
        if said is not None and same(scales, content, said):
            told = contradictions(identity_of(content), identity_of(said))
            refused = version.refused or (WITHDRAWN if alert.turned_down == "withdrawn" else "")
            yield Other(alert.id, alert.owner, alert.kind, alert.state in ON_THE_WAY, refused, told)


def same(scales: Scales, one: Content, other: Content) -> bool:
    """Whether both are about the same number, or about what strongly seems to be the same person."""
    left, right = findable(0, one), findable(0, other)
    if set(exact_keys_of(left)) & set(exact_keys_of(right)):
        return True
    if isinstance(left, SearchThing) or isinstance(right, SearchThing) or not _words(left) & _words(right):
        return False
    return explain(_query(one), right, scales).klass == "strong"


def _words(person: SearchPerson) -> set[str]:
    return {word for name in person.names for word in folded(name)}


def _query(content: Content) -> PersonQuery:
    identity = identity_of(content)
    if identity is None:
        return PersonQuery()
    births = [day for birth in identity.births[:1] for day in gregorian(birth) if "/" not in day]
    return PersonQuery(
        name="; ".join(name.full for name in identity.names[:MAX_SPELLINGS]),
        birth=births[0] if births else None,
        sex=None if identity.sex == "unspecified" else identity.sex,
        nationality=identity.nationalities[0] if identity.nationalities else None,
    )


def _numbers(content: Content) -> list[Numbers]:
    """One question for each number by which the person or thing can be found; a person is also found by name alone."""
    keys = exact_keys_of(findable(0, content))
    return [
        numbers(**{"document": "", "plate": "", "serial": "", field: value}) for field, value in keys
    ] or [numbers("", "", "")]  # fmt: skip


def _judged(reader: Reader, alerts: set[str]) -> tuple[str, ...]:
    """The states that refused the person, in a case on one of these alerts, because a court had finally judged him."""
    folds = (decode_fold(row) for row in reader.register.folds("case", limit=EVERY))
    cases = (fold for fold in folds if isinstance(fold, Case) and fold.alert in alerts)
    return tuple(sorted({case.requested for case in cases if case.ground == TRIED}))
