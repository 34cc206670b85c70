"""Each use case with each role of each kind of member: no row, no act; and a foreign id is no id (S3).

Below HTTP, so that neither the command line nor a page can open a door that the API keeps shut.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import (
    hits,
    messages,
    remedies,
)
from mithaq.app.connected import asking
from mithaq.app.node import Actor, Node
from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.message.sheets import Sheet
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.authz.doors import (
    ABOUT,
    CASE,
    FILING,
    FREE,
    HIT,
    MEMBERS,
    QUESTION,
    REMEDY,
    ROLES,
    TABLE,
    THREAD,
    Act,
    Stage,
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    world = World(3, MEMBERS)
    alert = acts.circulated(world)
    case = acts.CaseActs(world, alert)
    hit = stopped_on(world["EG"], world.actor("EG", "border"), alert, case.now, case.now)
    draft = acts.drafted(world, content=acts.person("TN", 2))
    words = Sheet({"text": "synthetic words"})
    thread = messages.open_thread(world["TN"], world.actor("TN", "bureau"), "free_text", "EG", words).subject
    asker = world.actor("TN", "bureau")
    question = asking.ask(world["TN"], asker, ["EG"], alert, "prosecution", acts.INSTRUMENT, "art. 38").subject
    world.settle()
    remedy = remedies.file(world["OC"], world.actor("OC", "clerk"), "access", FILING).event.subject
    yield Stage(world, alert, draft, hit.id, case.id, thread, remedy, question)
    world.close()


def _listed(action: str, role: str, kind: str) -> bool:
    return any((row["action"], row["role"]) == (action, role) and row["member_kind"] in ("*", kind) for row in TABLE)


def _unlisted(stage: Stage, action: str) -> Iterator[tuple[Node, Actor]]:
    """Everybody, of every kind of member, for whom the action has no row."""
    for code in ("TN", "GS", "OC"):
        node = stage.world[code]
        for role in ROLES:
            if not _listed(action, role, node.kind):
                yield node, _officer(stage, code, role)


def _officer(stage: Stage, code: str, role: str) -> Actor:
    return Actor("o-00000000000000aa", f"x@{code}", role, f"{code}-{role.upper()}", f"{code}-X", "BH")


@pytest.mark.parametrize(("action", "act"), FREE, ids=[f"{number} {row[0]}" for number, row in enumerate(FREE)])
def test_without_a_row_nothing_begins(stage: Stage, action: str, act: Act) -> None:
    let_pass, before = [], _sizes(stage)
    for node, actor in _unlisted(stage, action):
        try:
            act(stage, node, actor)
        except Forbidden:
            continue
        except Refusal as other:
            let_pass.append((node.member, actor.role, other.code))
            continue
        let_pass.append((node.member, actor.role, "done"))
    assert let_pass == []
    assert _sizes(stage) == before


def _sizes(stage: Stage) -> list[object]:
    return [stage.world[code].store.sizes() for code in MEMBERS]


@pytest.mark.parametrize("objects", ["alert", "draft", "hit", "case", "thread", "remedy", "question"])
def test_without_a_row_nothing_is_done_to_it(stage: Stage, objects: str) -> None:
    acts_on = {
        "alert": ABOUT, "draft": ABOUT, "hit": HIT, "case": CASE, "thread": THREAD, "remedy": REMEDY, "question": QUESTION,
    }[objects]  # fmt: skip
    id, before, let_pass = getattr(stage, objects), _sizes(stage), []
    for action, act in acts_on:
        for node, actor in _unlisted(stage, action):
            try:
                act(node, actor, id)
            except (Forbidden, NotFound):
                continue
            except Refusal as other:
                let_pass.append((action, node.member, actor.role, other.code))
                continue
            let_pass.append((action, node.member, actor.role, "done"))
    assert let_pass == []
    assert _sizes(stage) == before


@pytest.mark.parametrize(
    ("objects", "code", "role"),
    [
        ("draft", "EG", "bureau"), ("draft", "EG", "prosecutor"), ("draft", "GS", "reviewer"),
        ("draft", "OC", "commissioner"), ("hit", "TN", "border"), ("hit", "TN", "bureau"), ("hit", "JO", "border"),
        ("case", "JO", "bureau"), ("case", "JO", "prosecutor"), ("case", "JO", "judge"),
        ("question", "JO", "bureau"), ("question", "JO", "prosecutor"), ("question", "JO", "judge"),
        ("thread", "JO", "bureau"), ("thread", "JO", "prosecutor"), ("thread", "GS", "reviewer"),
    ],
)  # fmt: skip
def test_a_foreign_id_is_no_id(stage: Stage, objects: str, code: str, role: str) -> None:
    """Whoever may do such a thing to his own gets for another's the very answer that an unknown id gets."""
    acts_on = {"draft": ABOUT, "hit": HIT, "case": CASE, "thread": THREAD, "question": QUESTION}[objects]
    id, before = getattr(stage, objects), _sizes(stage)
    node, actor = stage.world[code], stage.world.actor(code, role, nationality="BH")
    tried = 0
    for action, act in acts_on:
        if not _listed(action, role, node.kind):
            continue
        with pytest.raises(NotFound) as foreign:
            act(node, actor, id)
        with pytest.raises(NotFound) as unknown:
            act(node, actor, f"{id[:2]}{'0' * 24}")
        assert str(foreign.value) == str(unknown.value)
        tried += 1
    assert tried > 0
    assert _sizes(stage) == before


def test_a_hit_of_another_post_is_no_hit(stage: Stage) -> None:
    node = stage.world["EG"]
    other = Actor("o-00000000000000ab", "b2@EG", "border", "EG-AIRPORT", "EG-BORDER-POLICE")
    for _, act in HIT[:4]:
        with pytest.raises(NotFound):
            act(node, other, stage.hit)
    assert hits.listed(node, other) == []


def test_the_table_has_something_for_each_that_is_tried_here() -> None:
    tried = {row[0] for row in (*FREE, *ABOUT, *HIT, *CASE, *THREAD, *REMEDY, *QUESTION)}
    known = {row["action"] for row in TABLE}
    assert tried <= known
    elsewhere = {"session.read", "session.close", "session.open", "schema.read", "asset.read", "health.read"}
    elsewhere.add("name.suggest")  # tests/api/test_names.py
    elsewhere |= {"remedy.apply", "remedy.look"}  # tests/unit/web/pages/test_apply.py
    elsewhere |= {
        "holder.renewed",
        "holder.recalled",
        "holder.receipted",
        "holder.handed",
    }  # tests/unit/app/test_holders.py
    elsewhere |= {"roster.signed", "roster.read", "key.rotated", "key.revoked"}  # tests/unit/app/test_rosters.py
    elsewhere |= {"figures.read", "insider.look"}  # tests/unit/app/test_figures.py, tests/unit/cli/test_oversight.py
    by_itself = {
        "alert.suspended",
        "commission.batch_cleared",
        "commission.cleared",
        "commission.withheld",
        "erasure.confirmed",
        "figures.merged",
        "figures.stated",
        "hit.released",
        "insider.raised",
        "log.rooted",
        "message.delivered",
        "question.answered",
    }
    by_itself |= {
        "review.lot_sealed",
        "review.lot_answered",
        "review.drawn",
        "review.called",
    }  # tests/unit/app/test_lot.py
    in_a_case = {row["action"] for row in TABLE if row["relation"] in ("requesting", "requested")}
    in_a_case |= set(CASE_TYPES) - tried
    assert known - tried - elsewhere - by_itself - in_a_case == set()
