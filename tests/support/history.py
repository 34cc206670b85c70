"""A federation's life, played once and kept: what every member said, and what one of them made of it."""

from __future__ import annotations

from functools import cache

from mithaq.app import alerts, cases, hits, imports, messages, reviews
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.identity import Identity, PersonName
from mithaq.domain.instant import text
from mithaq.domain.message.sheets import Answer, Sheet
from mithaq.journal.envelope import to_wire
from mithaq.ops.tables import frequency_rows
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import World
from tests.support import files
from tests.support.statements import delivered, signed

MEMBERS = ("TN", "EG", "JO", "MA", "GS", "OC")
PNG = files.png()
LIST = [
    SanctionsNotice(Identity((PersonName(f"Synthetic Zzyx{n} Qwfp{n}"),)), f"src-{n}", f"QDi.{n}", "QD", "2020-01-01")
    for n in range(3)
]


@cache
def played() -> World:
    """Alerts in every state, batches, lists, hits, cases, and statements without effect. MA looks on."""
    world = World(21, MEMBERS)
    _alerts(world)
    _objects_and_lists(world)
    world.clock.forward(days=31)  # what ended or expired is erased, and signed for
    world.settle()
    _cases(world)
    _threads(world)
    _void(world)
    world.clock.forward(hours=3)
    world.settle()
    assert world.agree()
    return world


@cache
def journals() -> dict[str, tuple[bytes, ...]]:
    """Every member's journal as wire bytes."""
    found = {}
    for member in MEMBERS:
        with played()[member].store.read() as reader:
            found[member] = tuple(to_wire(one.envelope) for one in reader.journal.after(member, 0, 100_000))
    return found


def _alerts(world: World) -> None:
    bureau = world.actor("TN", "bureau")
    acts.drafted(world)
    acts.reviewed(world, content=acts.person("TN", 2))
    acts.circulated(world, content=acts.person("TN", 3), urgent=acts.URGENT)
    amended = acts.circulated(world, content=acts.person("TN", 4))
    alerts.amend(world["TN"], bureau, amended, acts.person("TN", 5))
    ended = acts.circulated(world, "EG")
    alerts.discontinue(world["EG"], world.actor("EG", "bureau"), ended, "found")
    refused = acts.approved(world, "JO")
    reviewer = world.actor("GS", "reviewer", 1, "DZ")
    content = acts.newest(world, "GS", refused)
    reviews.refuse(world["GS"], reviewer, refused, content, "private_dispute", "a quarrel")
    now = text(world["JO"].now())
    hit = stopped_on(world["JO"], world.actor("JO", "border"), amended, now, now)
    hits.confirm(world["JO"], world.actor("JO", "border"), hit.id, "document")
    hits.release(world["JO"], world.actor("JO", "bureau"), hit.id, "identity_confirmed")


def _objects_and_lists(world: World) -> None:
    generator = Generator(5, frequency_rows())
    objects = [generator.vehicle("EG") for _ in range(5)]
    batch = alerts.draft_batch(world["EG"], world.actor("EG", "bureau"), "vehicle", objects)
    alerts.approve(world["EG"], world.actor("EG", "judge"), batch.subject, batch.content)
    world.settle()
    reviews.accept_batch(world["GS"], world.actor("GS", "reviewer", 3, "OM"), [(batch.subject, batch.content)])
    world.settle()
    alerts.circulate(world["EG"], world.actor("EG", "bureau"), batch.subject)
    alerts.discontinue(world["EG"], world.actor("EG", "bureau"), batch.subject, "recovered", sorted(batch.items)[:2])
    imports.import_notices(world["JO"], world.actor("JO", "bureau"), LIST, "f1" * 32)
    done = imports.import_notices(world["GS"], world.actor("GS", "reviewer", 1, "DZ"), LIST[1:], "f1" * 32)
    notice = acts.newest(world, "GS", done.batches[0])
    reviews.accept(world["GS"], world.actor("GS", "reviewer", 2, "KW"), done.batches[0], notice)
    alerts.circulate(world["GS"], world.actor("GS", "reviewer", 1, "DZ"), done.batches[0])


def _cases(world: World) -> None:
    told = ((7, "EG", CaseState.SPECIALITY), (8, "JO", CaseState.INFORMED), (9, "JO", CaseState.RELEASED))
    for number, requested, state in told:
        case = acts.case_until(world, state, "TN", requested, content=acts.person("TN", number))
        case.message("TN")
    # Two statements cross: the requesting state withdraws while the other one admits.
    crossed = acts.CaseActs(world, acts.circulated(world, content=acts.person("TN", 6)), "TN", "EG")
    for code in ("TN", "EG"):
        world.net.cut(code, world.nodes)
    cases.act(world["TN"], world.actor("TN", "prosecutor"), crossed.id, "request.withdrawn", {})
    crossed.admit()
    world.net.heal()


def _threads(world: World) -> None:
    """One answered and closed, one overdue, one that disputes an alert; two statements of one cross."""
    bureau = {code: world.actor(code, "bureau") for code in ("TN", "EG", "JO")}
    with world["TN"].store.read() as reader:
        alert = reader.register.folds("alert", member="TN", states=("circulated",))[0].id
    words = Sheet({"text": "synthetic words"})
    done = messages.open_thread(world["TN"], bureau["TN"], "free_text", "EG", words).subject
    messages.open_thread(world["JO"], bureau["JO"], "free_text", "GS", words, urgent="vulnerable")
    wrong = Sheet({"field": "birth", "right": "1980", "evidence": "invented"}, alert)
    now = text(world["JO"].now())
    disputed = messages.open_thread(world["JO"], bureau["JO"], "wrong_data", "TN", wrong, noticed_at=now).subject
    world.settle()
    for code, thread, outcome in (("EG", done, ""), ("TN", disputed, "not_agreed")):
        messages.mark_read(world[code], bureau[code], thread)
        messages.reply(world[code], bureau[code], thread, Answer("synthetic answer"), outcome=outcome)
    messages.close(world["TN"], bureau["TN"], done)
    world.settle()


def _void(world: World) -> None:
    """Signed by a member's true key, and without effect: its node is not ours."""
    with world["TN"].store.read() as reader:
        subject = reader.register.folds("alert", member="TN")[0].id
        case = reader.register.folds("case")[0].id
        thread = reader.register.folds("message", states=("disputed",))[0].id
    for member, role, type, about in (
        ("EG", "bureau", "alert.discontinued", subject),
        ("GS", "reviewer", "review.accepted", subject),
        ("JO", "bureau", "alert.circulated", "a-544e" + "0" * 20),
        ("JO", "judge", "court.decided", case),
        ("EG", "bureau", "reply.sent", thread),
    ):
        envelope = signed(world, member, member, role, type, subject=about)
        assert delivered(world, member, envelope).admitted == 1
    world.settle()
