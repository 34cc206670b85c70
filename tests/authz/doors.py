"""Every use case as a call with a node and an actor, so that it can be tried by everybody (`test_use_cases`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mithaq.app import (
    alerts,
    attachments,
    border,
    bundles,
    canaries,
    carried,
    cases,
    clearances,
    commission,
    compare,
    corrections,
    duty,
    hits,
    holders,
    imports,
    insider_desk,
    insider_watch,
    lists,
    markers,
    messages,
    officers,
    offline,
    proofs,
    questions,
    recusal,
    releases,
    remedies,
    request_screening,
    restored,
    reviews,
    risks,
    screening,
    sealed,
    standing,
    transits,
)
from mithaq.app.connected import asking, data, declaring, repeats
from mithaq.app.connected import desk as questions_desk
from mithaq.app.node import Actor, Node
from mithaq.app.own_say import flags, hiding, keeping, links
from mithaq.app.shield import desk, lodging
from mithaq.domain.case.papers import DetentionRequest, Note
from mithaq.domain.case.papers import encode as encode_paper
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.identity import Identity, PersonName
from mithaq.domain.instant import text
from mithaq.domain.message.sheets import Answer, Sheet
from mithaq.domain.own_say.hiding import Authorisation
from mithaq.domain.remedy import order_events
from mithaq.domain.remedy import papers as remedy_papers
from mithaq.domain.sealed import Departure
from mithaq.domain.shield.lodging import Protection, ProtectionEnded
from mithaq.law.load import rows
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support import files

TABLE = [row for _, row in rows("access.csv")]
ROLES = sorted({row["role"] for row in TABLE} - {"public"})
MEMBERS = ("TN", "EG", "JO", "GS", "OC")
PNG = files.png()
NOTICE = SanctionsNotice(Identity((PersonName("synthetic person"),)), "1", "QDi.1", "QD", "2020-01-01")
PROTECTION = Protection("granted", "state", NOTICE.identity)
AUTHORISATION = Authorisation("a synthetic court", "1/2026", "2026-11-20")
FILING = remedy_papers.Filing("synthetic person", "synthetic words", "en")
RULING = remedy_papers.Ruling("synthetic words")
SUSPENSION = officers.Suspension("o-0000000000000009", suspended=True)


@dataclass(frozen=True)
class Stage:
    """A world with one alert, one open hit and one case, all of TN and EG; JO is no party of anything."""

    world: World
    alert: str
    draft: str
    hit: str
    case: str
    thread: str
    remedy: str
    question: str

    @property
    def now(self) -> str:
        return text(self.world.clock.now())


def _request(stage: Stage, node: Node, actor: Actor) -> object:
    said = acts.person("TN")
    paper = DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)
    return cases.request(node, actor, "EG", acts.INSTRUMENT, stage.alert, paper)


def _transit(stage: Stage, node: Node, actor: Actor, kind: Literal["transit.requested", "transit.notified"]) -> object:
    said = acts.person("TN")
    paper = DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)
    return transits.request(node, actor, "JO", acts.INSTRUMENT, stage.case, paper, kind=kind)


Act = Callable[[Stage, Node, Actor], object]

# What needs no object: whoever has no row is refused before anything else is looked at.
FREE: list[tuple[str, Act]] = [
    ("alert.drafted", lambda s, node, who: alerts.draft(node, who, "wanted", acts.person("TN"))),
    ("alert.drafted", lambda s, node, who: alerts.draft_batch(node, who, "vehicle", [])),
    ("restored.accepted", lambda s, node, who: restored.accept(node, who, "synthetic reasons")),
    ("photo.attach", lambda s, node, who: alerts.add_photo(node, who, PNG)),
    ("alert.list", lambda s, node, who: lists.alerts(node, who)),
    ("task.list", lambda s, node, who: lists.tasks(node, who)),
    ("journal.read", lambda s, node, who: lists.journal(node, who)),
    ("journal.read", lambda s, node, who: proofs.statement(node, who, "TN", 1)),
    ("journal.read", lambda s, node, who: proofs.checkpoint_of(node, who, "TN")),
    ("journal.read", lambda s, node, who: proofs.inclusion(node, who, "TN", 1)),
    ("journal.read", lambda s, node, who: proofs.consistency(node, who, "TN", 1)),
    ("journal.read", lambda s, node, who: standing.standing(node, who)),
    ("check", lambda s, node, who: border.check(node, who, border.Check("border", name="محمد"))),
    ("check", lambda s, node, who: compare.portrait(node, who, s.alert)),
    ("list.import", lambda s, node, who: imports.import_notices(node, who, [NOTICE], "f" * 64)),
    ("review.list", lambda s, node, who: reviews.queue(node, who)),
    ("review.batch_accepted", lambda s, node, who: reviews.accept_batch(node, who, [("a-" + "0" * 24, "c" * 64)])),
    ("reviewer.listed", lambda s, node, who: duty.list_reviewer(node, who, "o-" + "0" * 16, s.now, LATER)),
    ("reviewer.unlisted", lambda s, node, who: duty.unlist_reviewer(node, who, "o-" + "0" * 16)),
    ("duty.list", lambda s, node, who: duty.roster(node, who)),
    ("hit.releases", lambda s, node, who: releases.listed(node, who)),
    ("hit.list", lambda s, node, who: hits.listed(node, who)),
    ("hit.open", lambda s, node, who: hits.open_hit(node, who, "a-unknown", s.now, s.now)),
    ("officer.list", lambda s, node, who: officers.listed(node, who)),
    ("officer.propose", lambda s, node, who: officers.propose(node, who, SUSPENSION)),
    ("officer.decide", lambda s, node, who: officers.decide(node, who, "o-unknown", "", approve=True)),
    ("bound.stated", lambda s, node, who: cases.state_bound(node, who, acts.INSTRUMENT, "JO")),
    ("detention.requested", _request),
    ("case.list", lambda s, node, who: cases.listed(node, who)),
    ("bundle.take", lambda s, node, who: carried.take_bundle(node, who, b"", lambda hash: None)),
    ("attachment.read", lambda s, node, who: attachments.read(node, who, "ab" * 32)),
    ("attachment.add", lambda s, node, who: attachments.keep(node, who, b"synthetic words")),
    ("sealed.lodged", lambda s, node, who: sealed.lodge_departure(node, who, Departure(s.case, s.now, "JO"))),
    ("sealed.read", lambda s, node, who: sealed.lodged(node, who)),
    ("protection.lodge", lambda s, node, who: lodging.lodge(node, who, PROTECTION)),
    ("protection.lodge", lambda s, node, who: lodging.end(node, who, ProtectionEnded("n-" + "0" * 24))),
    ("shield.read", lambda s, node, who: desk.protections(node, who)),
    ("shield.read", lambda s, node, who: desk.looks(node, who)),
    ("shield.read", lambda s, node, who: desk.waiting(node, who)),
    ("shield.read", lambda s, node, who: desk.look(node, who, "c" * 64)),
    ("shield.decide", lambda s, node, who: desk.decide(node, who, "c" * 64, "stop", "reasons")),
    (
        "clearance.issued",
        lambda s, node, who: clearances.issue_for(node, who, "p-unknown", NOTICE.identity, agreed=True),
    ),
    ("clearance.withdrawn", lambda s, node, who: clearances.withdraw(node, who, "n-unknown", "clearance_lost")),
    ("clearance.read", lambda s, node, who: clearances.listed(node, who)),
    ("clearance.read", lambda s, node, who: clearances.read(node, who, "n-unknown")),
    ("risk.flagged", lambda s, node, who: risks.flag(node, who, "JO", "torture", "2026-01-01")),
    ("risk.lifted", lambda s, node, who: risks.lift(node, who, "n-unknown")),
    ("flag.published", lambda s, node, who: flags.publish(node, who, "own_nationals")),
    ("flag.withdrawn", lambda s, node, who: flags.withdraw(node, who, "n-unknown")),
    ("flag.set", lambda s, node, who: flags.set_flag(node, who, s.alert, "flag_judge")),
    ("flag.lift", lambda s, node, who: flags.lift_flag(node, who, s.alert, "unflag_gone")),
    ("flag.list", lambda s, node, who: flags.listed(node, who)),
    ("flag.classes", lambda s, node, who: flags.classes(node, who)),
    ("risk.list", lambda s, node, who: risks.listed(node, who)),
    ("insider.read", lambda s, node, who: insider_desk.reports(node, who)),
    ("insider.read", lambda s, node, who: insider_desk.report(node, who, "n-unknown")),
    (
        "insider.reviewed",
        lambda s, node, who: insider_desk.answer(node, who, "n-unknown", "f-1", "explained", "because"),
    ),
    ("insider.reviewed", lambda s, node, who: insider_desk.take_line(node, who, "n-unknown", 1, "because")),
    ("holder.list", lambda s, node, who: holders.listed(node, who)),
    ("holder.list", lambda s, node, who: holders.one(node, who, "n-unknown")),
    ("holder.opened", lambda s, node, who: holders.open_holder(node, who, holders.Opening(*[""] * 6))),
    ("offline.make", lambda s, node, who: offline.make(node, who, "n-unknown")),
    ("database.list", lambda s, node, who: declaring.listed(node, who)),
    ("database.declared", lambda s, node, who: declaring.declare(node, who, b"", toml=False, true=False)),
    ("database.withdrawn", lambda s, node, who: declaring.withdraw(node, who, "n-unknown")),
    ("question.list", lambda s, node, who: questions_desk.listed(node, who)),
    (
        "question.asked",
        lambda s, node, who: asking.ask(node, who, ["EG"], s.alert, "prosecution", acts.INSTRUMENT, "x"),
    ),
    ("question.repeats", lambda s, node, who: repeats.listed(node, who)),
    ("canary.look", lambda s, node, who: canaries.look(node, who, b"", bytes)),
    ("insider.known", lambda s, node, who: insider_watch.enter_known(node, who, ())),
    ("transit.requested", lambda s, node, who: _transit(s, node, who, "transit.requested")),
    ("transit.notified", lambda s, node, who: _transit(s, node, who, "transit.notified")),
    ("remedy.list", lambda s, node, who: remedies.listed(node, who)),
    ("remedy.filed", lambda s, node, who: remedies.file(node, who, "access", FILING)),
    ("thread.list", lambda s, node, who: messages.listed(node, who)),
    ("thread.opened", lambda s, node, who: messages.open_thread(node, who, "free_text", "EG", Sheet({"text": "x"}))),
]

# What is about an object: the id is the argument, so that a foreign or unknown one can be put in its place.
ABOUT: list[tuple[str, Callable[[Node, Actor, str], object]]] = [
    ("alert.read", lists.alert_page),
    ("alert.read", lists.photo),
    ("alert.read", bundles.export),
    ("alert.amended", lambda node, who, id: alerts.amend(node, who, id, acts.person("TN"))),
    ("alert.approved", lambda node, who, id: alerts.approve(node, who, id, "0" * 64)),
    ("alert.circulated", alerts.circulate),
    ("alert.discontinued", lambda node, who, id: alerts.discontinue(node, who, id, "found")),
    ("review.accepted", lambda node, who, id: reviews.accept(node, who, id, "0" * 64)),
    ("alert.read", lists.review_page),
    ("alert.read", links.of_alert),
    ("link.made", lambda node, who, id: links.make(node, who, id, "a-unknown", "document")),
    ("link.undone", lambda node, who, id: links.undo(node, who, id, "a-unknown")),
    ("hiding.authorised", lambda node, who, id: hiding.hide(node, who, id, AUTHORISATION)),
    ("hiding.ended", hiding.show),
    ("retention.reassessed", lambda node, who, id: keeping.reassess(node, who, id, "still_sought", "synthetic words")),
    ("review.asked", lambda node, who, id: questions.ask(node, who, id, "0" * 64, "facts")),
    ("review.answered", lambda node, who, id: questions.answer(node, who, id, "0" * 64, "synthetic words")),
    ("screening.read", screening.screened),
    ("marker.confirmed", lambda node, who, id: markers.confirm(node, who, id, "0" * 64, "armed")),
    ("review.refused", lambda node, who, id: reviews.refuse(node, who, id, "0" * 64, "private_dispute", "reasons")),
    ("alert.frozen", lambda node, who, id: commission.freeze(node, who, id, "freeze_application")),
    ("panel.drawn", commission.draw_panel),
    ("correction.accepted", lambda node, who, id: corrections.accept(node, who, id, "0" * 64)),
    ("panel.recuse", lambda node, who, id: recusal.recuse(node, who, id, "synthetic reasons")),
    ("alert.unfrozen", lambda node, who, id: commission.vote(node, who, id, lifts=True)),
    ("hearing.asked", lambda node, who, id: commission.ask_owner(node, who, id, ["ask_warrant"])),
    ("hearing.answered", lambda node, who, id: commission.answer(node, who, id, "synthetic words")),
    ("correction.ordered", lambda node, who, id: commission.order(
        node, who, "correction.ordered", id, lambda _tx, _alert: order_events.CorrectionOrdered(("wrong_birth",)), b"{}"
    )),
    ("erasure.ordered", lambda node, who, id: commission.order(
        node, who, "erasure.ordered", id, lambda _tx, _alert: order_events.ErasureOrdered()
    )),
]  # fmt: skip
REMEDY: list[tuple[str, Callable[[Node, Actor, str], object]]] = [
    ("remedy.read", remedies.read),
    ("remedy.recode", remedies.recode),
    ("identity.verified", lambda node, who, id: remedies.verify(node, who, id, "seen_in_person")),
    ("remedy.linked", lambda node, who, id: remedies.link(node, who, id, "")),
    ("remedy.admitted", remedies.admit),
    ("remedy.rejected", lambda node, who, id: remedies.reject(node, who, id, "no_power", "reasons")),
    ("remedy.extended", lambda node, who, id: remedies.extend(node, who, id, "more_time_volume")),
    ("remedy.seated", remedies.seat),
    ("remedy.proposed", lambda node, who, id: remedies.propose(node, who, id, "dismissed", "data_right", RULING)),
    ("remedy.voted", lambda node, who, id: remedies.vote(node, who, id, agrees=True)),
    ("remedy.withdrawn", remedies.withdraw),
]
HIT: list[tuple[str, Callable[[Node, Actor, str], object]]] = [
    ("hit.read", hits.read),
    ("hit.read", compare.of_hit),
    ("hit.confirm", lambda node, who, id: hits.confirm(node, who, id, "document")),
    ("hit.refute", lambda node, who, id: hits.refute(node, who, id, "other_photo")),
    ("hit.release", lambda node, who, id: hits.release(node, who, id, "identity_confirmed")),
    ("hit.withhold", lambda node, who, id: hits.withhold(node, who, id, "protected_person")),
]
LATER = "2027-11-22T08:00:00.000Z"
WORDS = encode_paper(Note("synthetic words"))
CASE: list[tuple[str, Callable[[Node, Actor, str], object]]] = [
    ("case.read", cases.read),
    ("case.read", bundles.export),
    ("screening.read", request_screening.of_case),
    ("case.read", attachments.of_case),
    ("message.sent", lambda node, who, id: cases.message(node, who, id, "synthetic words")),
    ("detention.admitted", lambda node, who, id: cases.act(node, who, id, "detention.admitted", {})),
    ("message.sent", lambda node, who, id: cases.act(node, who, id, "message.sent", {}, WORDS)),
]

QUESTION: list[tuple[str, Callable[[Node, Actor, str], object]]] = [
    ("question.read", questions_desk.read),
    ("question.judge", lambda node, who, id: questions_desk.judge(node, who, id, tell=True, reason="because")),
    ("question.data_asked", lambda node, who, id: data.ask_data(node, who, id, "EG")),
    ("question.data_decided", lambda node, who, id: data.decide_data(node, who, id, give=False, words="because")),
]

THREAD: list[tuple[str, Callable[[Node, Actor, str], object]]] = [
    ("thread.read", messages.read),
    ("reply.sent", lambda node, who, id: messages.reply(node, who, id, Answer("synthetic words"))),
    ("message.read", messages.mark_read),
    ("thread.closed", messages.close),
]
