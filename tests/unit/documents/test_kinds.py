"""Which statement carries which document: every decision is printable, and a release notice rests on what made it due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec
import pytest
from msgspec import structs

from mithaq.app import cases
from mithaq.documents import press
from mithaq.documents.document import Anchor
from mithaq.documents.kinds import DECISIONS, FORMS, possible
from mithaq.documents.make import sealed, wish_for, written
from mithaq.domain.case.events import CASE_TYPES, OPENING
from mithaq.domain.case.papers import SHAPES, Reasons
from mithaq.domain.case.states import TRANSITIONS, CaseState
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.support.pdf_text import compact
from tests.support.statements import BODIES

CODE = re.compile(r"[a-z]+_[a-z_]+|\b[a-z]+\.[a-z_]+\b")
NO_DECISION = {"speciality.breached", "prosecution.reported"}  # reasons too, but nothing is decided about the person


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Two states, the Secretariat and the commission."""
    made = World(seed=13, nodes=("TN", "EG", "GS", "OC"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def ended(world: World) -> CaseActs:
    """In custody, upheld by a judge once and ended by him the next day."""
    told = acts.case_until(world, CaseState.INFORMED)
    for outcome in ("upheld", "ended"):
        world.clock.forward(days=1)
        body = {"outcome": outcome, "reviewed_at": told.now, "heard": True}
        told.act("EG", "judge", "custody.reviewed", body, acts.reasons())
    return told


def test_whatever_makes_a_release_due_may_carry_its_notice() -> None:
    rows = [(state, row) for state, moves in TRANSITIONS.items() for row in moves if row.to == CaseState.RELEASE_DUE]
    carried = {row.event for state, row in rows if state != CaseState.RELEASE_DUE}
    assert "custody.reviewed" in carried
    assert [event for event in sorted(carried) if not FORMS["release-notice"].rests_on(event)] == []
    assert not FORMS["release-notice"].rests_on("release.noticed"), "the notice does not rest on itself"


def test_every_statement_with_reasons_is_a_decision() -> None:
    reasoned = {type for type, shape in SHAPES.items() if shape is Reasons} - NO_DECISION
    assert reasoned <= DECISIONS <= set(CASE_TYPES)


@pytest.mark.parametrize("kind", FORMS)
def test_every_document_carries_the_opening_of_its_case(kind: str) -> None:
    assert all(FORMS[kind].papers(type) for type in OPENING)  # type: ignore[index]  # a key of it


def test_the_notice_rests_on_the_review_that_ended_the_detention(world: World, ended: CaseActs) -> None:
    page = cases.read(world["EG"], world.actor("EG", "judge"), ended.id)
    (notice,) = [one.step for one in possible(page) if one.kind == "release-notice"]
    assert (notice.event.type, notice.event.body.outcome) == ("custody.reviewed", "ended")  # type: ignore[attr-defined]  # of that type
    ended.act("TN", "prosecutor", "request.withdrawn")
    page = cases.read(world["EG"], world.actor("EG", "judge"), ended.id)
    (after,) = [one.step for one in possible(page) if one.kind == "release-notice"]
    assert after.event.hash == notice.event.hash, "a later statement reverses and replaces nothing"


def test_the_judge_prints_each_of_his_decisions(world: World, ended: CaseActs) -> None:
    page = cases.read(world["EG"], world.actor("EG", "judge"), ended.id)
    steps = [one.step for one in possible(page) if one.kind == "decision" and one.step.event.type == "custody.reviewed"]
    node, judge = world["EG"], world.actor("EG", "judge")
    texts = [
        compact(sealed(node, judge, wish_for(node, ended.id, "decision", "fr", f"EG/{step.event.seq}"), WORDS))
        for step in steps
    ]
    order = "Lapersonnedoitêtrelibéréesur-le-champ."
    assert [order in text for text in texts] == [False, True]
    assert all("syntheticreasons" in text for text in texts)


@pytest.mark.parametrize("other", ["en", "fr"])
@pytest.mark.parametrize("type", sorted(DECISIONS))
def test_every_decision_is_printed_in_words(
    type: str, other: Literal["en", "fr"], world: World, ended: CaseActs
) -> None:
    page = cases.read(world["EG"], world.actor("EG", "judge"), ended.id)
    (step,) = [step for step in page.steps if step.event.type == "detention.admitted"]
    more = {"reasons": ["harmed", "first"]} if type == "requests.ranked" else {}
    body = msgspec.convert({**BODIES[type], **more}, CASE_TYPES[type].body)
    said = structs.replace(step, event=structs.replace(step.event, type=type, body=body), paper=acts.reasons())
    case = structs.replace(page, steps=tuple(said if one is step else one for one in page.steps))
    event, now = said.event, world["EG"].now()
    anchor = Anchor("decision", ended.id, event.member, event.seq, event.hash, other, text(now), "EG", "0", demo=True)
    document = written(anchor, case, world["EG"].law, WORDS)
    assert document.head.subtitle.ar != document.head.subtitle.other != type
    text_of_it = msgspec.json.encode(document.blocks).decode()
    assert "synthetic reasons" in text_of_it
    assert CODE.findall(text_of_it) == [], "every code has a word"
    assert not any(f'"{code}"' in text_of_it for code in more.get("reasons", ())), "a reason for a place has one too"
    assert compact(press.pdf(document, b"{}", now))
