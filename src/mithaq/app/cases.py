"""The detention case: request, and every further act of either party. Main path, steps 8 to 14.

`domain/case` decides what may be said; here it is looked up, signed and read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from mithaq.app import screening
from mithaq.app.alert_reading import content_in
from mithaq.app.alert_reading import load as load_alert
from mithaq.app.attached import check_held
from mithaq.app.case_reading import load, paper_of, request_paper, stated, statements
from mithaq.app.counsel import COUNSEL, check_named, sees
from mithaq.app.duplicates import first_of
from mithaq.app.earlier import Earlier, earlier_of, of_person
from mithaq.app.elsewhere import BEGINS, COUNTING, answered, others_of, uncounted
from mithaq.app.file_screening import FILE, acknowledge, of_paper
from mithaq.app.founded import as_the_alert_stands, is_founded
from mithaq.app.issue import Statement, cite, issue, require
from mithaq.app.lodgements import as_read
from mithaq.app.node import Actor, Node, Transaction, node_actor
from mithaq.app.onward import check_onward
from mithaq.app.orders import check_not_stopped, stop_of
from mithaq.app.own_say.flags import check_not_flagged
from mithaq.app.own_say.hidden import check_shown
from mithaq.app.passages import RESTS_ON_MAIN, check_granted
from mithaq.app.passing import passages_of
from mithaq.app.ports.rows import FoldRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.registry import TYPES, event_of
from mithaq.app.removals import check_not_suspended
from mithaq.app.request_hour import check_hour
from mithaq.app.risks import flagged_at
from mithaq.app.same_facts import check_as_reviewed
from mithaq.app.wanted_here import wanted_here
from mithaq.app.whereabouts import check_here
from mithaq.domain.access import Relation
from mithaq.domain.case import papers
from mithaq.domain.case.case import Case
from mithaq.domain.case.decide import Command, decide, findings
from mithaq.domain.case.events import (
    BoundStated,
    CaseBody,
    DetentionRequested,
    LodgementReceived,
    PersonArrested,
)
from mithaq.domain.case.papers import CasePaper, DetentionRequest
from mithaq.domain.case.prosecuting import may_owe
from mithaq.domain.case.rules import Finding, states_bound
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.table_beside import COUNTED
from mithaq.domain.case.view import CaseView, status
from mithaq.domain.content import Wanted
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event, body_of
from mithaq.domain.instant import text

EVERY = 10_000_000
ON_THE_ALERT = frozenset({CaseState.ADMITTED, CaseState.ESCAPED})
"""In these an arrest rests on the alert, so that it is looked at again."""

MAX_EARLIER = 20  # what the body of a request has room for; the requested state finds the others itself


class Step(Struct, frozen=True):
    """One statement of the case as a reader sees it, with its paper if that is held here. `void`: why it has no effect."""

    event: Event
    paper: CasePaper | None
    void: str


class CasePage(Struct, frozen=True):
    """A case as it stands now, its history, and what its instrument's tests say of the request. `duplicate_of`: an earlier
    case on the same alert between the same states that has not ended, if there is one. `stopped`: why the commission
    stopped the alert that it rests on, and since when; whether to release is then for people to decide. `beside`: the
    other cases on the person that the requested state weighs before it admits, and counts from then on; `passages`: the
    transits that serve this case. `served_seconds`: how long the person was held for this request, on the way included
    (Riyadh 51).
    """

    case: Case
    view: CaseView
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    relation: Relation
    duplicate_of: str = ""
    stopped: str = ""
    stopped_since: str = ""
    beside: Earlier = Earlier()
    passages: tuple[Case, ...] = ()
    served_seconds: int = 0


def state_bound(node: Node, actor: Actor, instrument: str, towards: str) -> Event:
    """Declare that this state considers itself bound by the instrument towards that state (law.md, *Instruments*)."""
    require(node, actor, "bound.stated")
    if instrument not in node.law.instruments:
        raise Refusal("instrument.unknown", "instrument")
    node.law.member_kind(towards)
    with node.write() as tx:
        body = BoundStated(instrument, towards)
        return issue(node, tx, actor, Statement("bound.stated", node.new_id("n"), body))


def request(
    node: Node,
    actor: Actor,
    requested: str,
    instrument: str,
    alert: str,
    paper: DetentionRequest,
    *,
    bound: str = "",
    earlier: Sequence[str] = (),
) -> Event:
    """Request provisional detention on a circulated alert of this state (step 8). `bound`: hash of the requested state's
    statement, needed where the pair is not confirmed. `earlier`: own cases on the same person and facts beside those that
    are found here, by the alert or by what the papers say of person and act.

    Raises NotFound for a case that is not this state's own, Refusal ``request.stopped`` for what the screening stops,
    and those of `check_as_reviewed`.
    """
    require(node, actor, "detention.requested")
    node.law.member_kind(requested)
    screened = screening.of_request(node, node.member, alert, paper)
    with node.write() as tx:
        fold = load_alert(tx.store, alert)
        if fold is None or fold.owner != node.member:
            raise NotFound("alert")
        check_not_stopped(fold)
        check_shown(node, fold)
        if fold.current is None or not is_founded(node, fold, fold.current.content):
            raise Refusal("request.no_circulated_alert", "alert")
        check_as_reviewed(paper, content_in(tx.store, fold, fold.current))
        check_not_suspended(tx.store, node.member, requested)
        screening.check_request(screened)
        circulated = _circulation(tx.store, alert, fold.current.content)
        word = tx.store.journal.by_hash(bound) if bound else None
        cited = (circulated, *((event_of(word.envelope),) if word else ()))
        known = _own_cases(node, tx.store, alert, paper, earlier)
        body = DetentionRequested(requested, instrument, alert, fold.current.content, circulated.hash, bound, known)
        command = Command(
            "detention.requested", node.member, node.new_id("c"), body, paper,
            cites=tuple(cite(event) for event in cited), cited=cited,
        )  # fmt: skip
        return speak(node, tx, actor, None, command)


def act(
    node: Node,
    actor: Actor,
    subject: str,
    type: str,
    body: Mapping[str, Any],
    paper: bytes | None = None,
    acknowledged: Sequence[str] = (),
) -> Event:
    """Make the next statement in a case. Raises NotFound for a foreign case, Forbidden for a role that may not, and the
    coded refusal of the case's own rules. `acknowledged`: the findings of the screening that the sender of a file names.
    """
    wanted = _wanted(node, subject, type)
    screened = of_paper(node, subject, type, paper)
    with node.write() as tx:
        case, relation = visible(node, tx.store, actor, subject)
        shape = TYPES.get(type)
        if shape is None or shape.about != "case":
            raise Refusal("event.unknown", "type")
        require(node, actor, type, relation, str(case.state))
        spoken = body_of(shape, body)
        if not isinstance(spoken, CaseBody):
            raise Refusal("event.body_invalid", "body")
        check_named(tx.store, spoken)
        check_onward(tx.store, case, type)
        check_here(tx.store, case, type, spoken, noted=paper is not None)
        if isinstance(spoken, LodgementReceived):
            spoken = as_read(node, tx.store, case, spoken)
        if isinstance(spoken, PersonArrested) and case.transit is None and case.state in ON_THE_ALERT:
            spoken = as_the_alert_stands(node, tx.store, case, spoken, noted=paper is not None)
        _check_basis(node, tx.store, case, type)
        case, beside = _beside(node, tx, case, type, spoken)
        command = Command(
            type, node.member, subject, spoken,
            papers.decode(type, paper) if paper is not None else None,
            request=request_paper(tx.store, subject),
            earlier=beside.same,
            unsure=beside.unsure,
            flagged_at=flagged_at(tx.store, case.requesting),
            wanted=wanted,
        )  # fmt: skip
        event = speak(node, tx, actor, case, command)
        answered(tx.store, case, spoken, beside, event.at)
        if type == FILE:
            acknowledge(node, tx, actor, subject, screened, tuple(acknowledged))
            tx.store.attachments.undraft(subject)  # it is signed: what was being put together is in it, or not wanted
        return event


def _check_basis(node: Node, reader: Reader, case: Case, type: str) -> None:
    """What a passage or an admission rests on stands, and no other request for the person is under way here."""
    if case.transit is not None and type in RESTS_ON_MAIN:
        check_granted(reader, case)
    elif type == "detention.admitted":
        _check_founded(node, reader, case)
        check_hour(node, reader, case)
        if first_of(reader, case):
            raise Refusal("case.another_open", first_of(reader, case))


def _beside(node: Node, tx: Transaction, case: Case, type: str, spoken: CaseBody) -> tuple[Case, Earlier]:
    """The other cases on the person, where the statement asks for them. Before a detention begins, what was served in them
    is counted: the case as it stands then.
    """
    now = text(node.now())
    if type == "detention.admitted":
        return case, earlier_of(tx.store, case, now, node.scales)
    if type not in (COUNTING, *BEGINS):
        return case, Earlier()
    others = others_of(tx.store, case, now, node.scales)
    said = uncounted(case, (*others.same, *others.unsure), now, spoken) if type in BEGINS else None
    if said is None:
        return case, others
    say(node, tx, node_actor(node), case, COUNTING, said)
    after = tx.projection.fold(case.id)
    return (after if isinstance(after, Case) else case), others


def _wanted(node: Node, subject: str, type: str) -> bool:
    """Asked before the writing begins, because the index takes a snapshot of its own."""
    if type not in RESTS_ON_MAIN:
        return False
    with node.store.read() as reader:
        case = load(reader, subject)
    return case is not None and wanted_here(node, case)


def earlier_known(node: Node, actor: Actor, alert: str, said: Wanted) -> Earlier:
    """The earlier cases of this state on the person of an alert: those that a request on it states by itself, and those of
    which the requesting officer says whether person and facts are the same.
    """
    require(node, actor, "detention.requested")
    with node.store.read() as reader:
        return of_person(reader, node.member, alert, said, text(node.now()), node.scales)


def _own_cases(node: Node, reader: Reader, alert: str, paper: DetentionRequest, told: Sequence[str]) -> tuple[str, ...]:
    """The ids of this state's earlier cases: those it states, and those on the same alert, or on the same person and act."""
    if len(told) > MAX_EARLIER:
        raise Refusal("event.body_invalid", "earlier")
    for id in told:
        case = load(reader, id)
        if case is None or case.requesting != node.member:
            raise NotFound("earlier")
    found = of_person(reader, node.member, alert, paper, text(node.now()), node.scales)
    return tuple(dict.fromkeys((*told, *(case.id for case in found.same))))[:MAX_EARLIER]


def say(
    node: Node, tx: Transaction, actor: Actor, case: Case, type: str, body: CaseBody, paper: CasePaper | None = None
) -> Event:
    """A statement that the node itself makes: a receipt, the lapse of a clock, a release notice."""
    return speak(node, tx, actor, case, Command(type, node.member, case.id, body, payload=paper))


def message(node: Node, actor: Actor, subject: str, note: str, attachments: Sequence[str] = ()) -> Event:
    """Send the other party a message within the case."""
    paper = papers.encode(papers.Note(note, tuple(attachments)))
    return act(node, actor, subject, "message.sent", {}, paper)


def read(node: Node, actor: Actor, subject: str) -> CasePage:
    """One case. Raises NotFound for members that are no party and not the commission."""
    with node.store.read() as reader:
        case, relation = visible(node, reader, actor, subject)
        voids = {mark.hash: mark.code for mark in case.voids}
        steps = tuple(
            Step(event, paper_of(reader, event), voids.get(event.hash, "")) for event in statements(reader, subject)
        )
        asked = request_paper(reader, subject)
        flagged = bool(flagged_at(reader, case.requesting))
        first = first_of(reader, case)
        now = node.now()
        judges = relation == "requested" and case.state == CaseState.REQUESTED
        beside = earlier_of(reader, case, text(now), node.scales) if judges else Earlier()
        if relation == "requested" and case.state in COUNTED:
            beside = others_of(reader, case, text(now), node.scales)
        passed = tuple(one for one in passages_of(reader, subject) if one.requesting == case.requesting)
        stopped, since = stop_of(load_alert(reader, case.alert))
    found: tuple[Finding, ...] = ()
    if asked is not None:
        wanted = wanted_here(node, case)
        found = findings(
            case, asked, node.law, now, flagged=flagged, unsure=beside.unsure if judges else (), wanted=wanted
        )
    view = status(case, now, may_owe=may_owe(case, asked, node.law))
    served = view.held_seconds + sum(one.own_seconds(text(now)) for one in passed)
    return CasePage(case, view, steps, found, relation, first, stopped, since, beside, passed, served)


def listed(node: Node, actor: Actor, states: Sequence[str] = (), limit: int = 50, offset: int = 0) -> list[FoldRow]:
    """The cases of this state; all of them for the commission. Newest change first."""
    require(node, actor, "case.list")
    party = "" if node.kind == "commission" else node.member
    with node.store.read() as reader:
        if actor.role == COUNSEL:
            return _of_counsel(node, reader, actor, states)[offset : offset + limit]
        return reader.register.folds("case", party=party, states=states, limit=limit, offset=offset)


def _of_counsel(node: Node, reader: Reader, actor: Actor, states: Sequence[str]) -> list[FoldRow]:
    rows = reader.register.folds("case", party=node.member, states=states, limit=EVERY)
    return [row for row in rows if isinstance(fold := decode_fold(row), Case) and sees(node, actor, fold)]


def speak(node: Node, tx: Transaction, actor: Actor, case: Case | None, command: Command) -> Event:
    """Decide, sign and apply one statement. Raises the refusal by which it would be void."""
    (decided,) = decide(case, command, node.law, node.now())
    raw = papers.encode(decided.payload) if decided.payload is not None else None
    if decided.payload is not None:
        check_held(tx.store, command.subject, node.member, decided.payload)
    statement = Statement(decided.type, command.subject, decided.body, raw, cites=command.cites)
    event = issue(node, tx, actor, statement)
    fold = tx.projection.fold(command.subject)
    if not isinstance(fold, Case):
        raise Refusal("case.not_opened", "case")
    for mark in fold.voids:
        if mark.hash == event.hash:
            raise Refusal(mark.code, decided.type)
    return event


def visible(node: Node, reader: Reader, actor: Actor, subject: str) -> tuple[Case, Relation]:
    """The case, if this actor may read it, and as what. Raises NotFound for foreign and unknown ids alike."""
    case = load(reader, subject)
    if case is None:
        raise NotFound("case")
    party = case.party(node.member)
    sides: dict[Party, Relation] = {Party.REQUESTING: "requesting", Party.REQUESTED: "requested"}
    relation: Relation = sides.get(party, "foreign") if party is not None else "foreign"
    allowed = node.law.access.allows("case.read", actor.role, node.kind, relation, str(case.state))
    if not allowed or not sees(node, actor, case):
        raise NotFound("case")
    return case, relation


def _check_founded(node: Node, reader: Reader, case: Case) -> None:
    """Before anybody is arrested: what the request cites must be the circulation of exactly that reviewed alert, and the
    word of this state, where it is needed, must be just that. The fold sees only hashes; here the events are at hand.
    """
    opening = next((one for one in statements(reader, case.id) if isinstance(one.body, DetentionRequested)), None)
    body = opening.body if opening is not None else None
    if not isinstance(body, DetentionRequested):
        raise NotFound("case")
    said = stated(reader, body.circulated)
    alert = load_alert(reader, body.alert)
    check_not_stopped(alert)
    check_shown(node, alert)
    check_not_flagged(node, reader, body.alert)
    circulated = said is not None and said.type == "alert.circulated" and said.subject == body.alert
    ours = alert is not None and alert.owner == case.requesting
    if not circulated or not ours or not is_founded(node, alert, body.content):
        raise Refusal("request.no_circulated_alert", "alert")
    paper, version = request_paper(reader, case.id), alert.in_force if alert is not None else None
    if paper is not None and alert is not None and version is not None:
        check_as_reviewed(paper, content_in(reader, alert, version))
    word = stated(reader, body.bound) if body.bound else None
    if body.bound and (word is None or not states_bound(word, body.instrument, case.requesting, case.requested)):
        raise Refusal("instrument.unconfirmed", "bound")


def _circulation(reader: Reader, alert: str, content: str) -> Event:
    for event in reversed(statements(reader, alert)):
        if event.type == "alert.circulated" and getattr(event.body, "content", "") == content:
            return event
    raise Refusal("request.no_circulated_alert", "alert")
