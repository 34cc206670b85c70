"""A file is put together over days: its papers stay, nobody else learns of them, and an incomplete one is not sent."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec import structs

from mithaq.app import attachments, completeness, drafts
from mithaq.app.cases import read
from mithaq.app.file_screening import of_file
from mithaq.app.node import Actor
from mithaq.app.screening import check_file
from mithaq.domain import attachment as limits
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instrument import Paper
from mithaq.testing.acts import CaseActs, case_until, file
from mithaq.testing.world import World
from tests.unit.app.test_attachments import gets, holders

NEEDED = ("identity", "warrant", "memorandum", "provisions", "evidence")


@pytest.fixture
def case(world: World) -> CaseActs:
    return case_until(world, CaseState.INFORMED)


def bureau(world: World, code: str = "TN") -> Actor:
    return world.actor(code, "bureau")


def lay(case: CaseActs, paper: str, certified_by: str = "TN-COURT") -> str:
    node = case.world["TN"]
    words = f"synthetic {paper} laid".encode()
    return drafts.add(node, bureau(case.world), case.id, paper, words, certified_by=certified_by).attachment


def lacks(case: CaseActs, code: str = "TN") -> tuple[str, ...]:
    found = completeness.of_case(case.world[code], case.world.actor(code, "prosecutor"), case.id)
    return tuple(item.code for item in found.items if item.kind == "paper" and item.standing != "present")


def test_papers_added_on_two_days_are_sent_together(case: CaseActs) -> None:
    world = case.world
    for paper in NEEDED[:2]:
        lay(case, paper)
    assert lacks(case) == NEEDED[2:]
    world.clock.forward(days=2)
    assert attachments.sweep(world["TN"]) == 0
    with pytest.raises(Refusal) as refusal:
        drafts.send(world["TN"], bureau(world), case.id)
    assert refusal.value.code == "file.incomplete"
    assert refusal.value.missing == NEEDED[2:]
    for paper in NEEDED[2:]:
        lay(case, paper)
    drafts.send(world["TN"], bureau(world), case.id, "what happened")
    world.settle()
    assert drafts.listed(world["TN"], bureau(world), case.id) == []
    assert lacks(case, "EG") == ()
    found = completeness.of_case(world["EG"], world.actor("EG", "judge"), case.id)
    assert (found.complete, found.received, len(found.copies)) == (True, True, len(NEEDED))


def test_a_draft_is_nobody_elses(case: CaseActs) -> None:
    world = case.world
    hash = lay(case, "warrant")
    world.settle()
    assert holders(world, hash) == ["TN"]
    assert not gets(world, "EG", case.id, hash)
    with pytest.raises(NotFound):
        attachments.read(world["TN"], bureau(world), hash)
    assert drafts.open_file(world["TN"], bureau(world), case.id, hash)[1] == b"synthetic warrant laid"
    for code, role in (("EG", "bureau"), ("TN", "judge")):
        actor = world.actor(code, role)
        assert drafts.listed(world[code], actor, case.id) == []
        with pytest.raises(NotFound):
            drafts.open_file(world[code], actor, case.id, hash)
        with pytest.raises(Forbidden):
            drafts.add(world[code], actor, case.id, "warrant", b"words")
    with pytest.raises(NotFound):
        drafts.add(world["JO"], bureau(world, "JO"), case.id, "warrant", b"words")
    assert lacks(case, "EG") == NEEDED


def test_the_warrant_goes_ahead_alone_and_stays_in_the_draft(case: CaseActs) -> None:
    world = case.world
    with pytest.raises(Refusal, match=r"draft\.no_warrant"):
        drafts.send_warrant(world["TN"], bureau(world), case.id)
    hash = lay(case, "warrant", certified_by="")
    assert "warrant" in lacks(case)
    with pytest.raises(Refusal, match=r"draft\.no_warrant"):
        drafts.send_warrant(world["TN"], bureau(world), case.id)
    drafts.mark(world["TN"], bureau(world), case.id, "warrant", hash, original=False, certified_by="TN-COURT")
    assert "warrant" not in lacks(case)
    drafts.send_warrant(world["TN"], bureau(world), case.id)
    world.settle()
    clock = read(world["TN"], bureau(world), case.id).view.clocks[0]
    assert (clock.clock, clock.state) == ("document", "answered")
    assert [row.paper for row in drafts.listed(world["TN"], bureau(world), case.id)] == ["warrant"]
    drafts.remove(world["TN"], bureau(world), case.id, "warrant", hash)
    assert lacks(case) == tuple(paper for paper in NEEDED if paper != "warrant"), "it was sent, and need not be again"


def test_what_is_taken_out_goes_with_the_next_sweep(case: CaseActs) -> None:
    world = case.world
    hash = lay(case, "identity")
    drafts.remove(world["TN"], bureau(world), case.id, "identity", hash)
    world.clock.forward(days=1, minutes=1)
    assert attachments.sweep(world["TN"]) == 1
    with pytest.raises(NotFound):
        drafts.remove(world["TN"], bureau(world), case.id, "identity", hash)
    with pytest.raises(NotFound):
        drafts.mark(world["TN"], bureau(world), case.id, "identity", hash, original=True, certified_by="")
    with pytest.raises(Refusal, match=r"draft\.empty"):
        drafts.send(world["TN"], bureau(world), case.id)


def test_the_draft_of_a_case_that_is_over_goes(case: CaseActs) -> None:
    world = case.world
    hash = lay(case, "identity")
    case.act("TN", "prosecutor", "request.withdrawn")
    world.clock.forward(days=2)
    case.act("EG", "bureau", "person.released", {"released_at": case.now, "ground": "request_withdrawn"})
    case.act("TN", "prosecutor", "case.closed")
    attachments.sweep(world["TN"])
    kept = holders(world, hash)
    with world["TN"].store.read() as reader:
        assert reader.attachments.drafts() == []
    assert kept == []


@pytest.mark.parametrize(
    ("paper", "by", "where"), [("horoscope", "", "paper"), ("warrant", " ", "papers[0].certified_by")]
)
def test_a_paper_that_is_none_is_refused_before_it_is_kept(case: CaseActs, paper: str, by: str, where: str) -> None:
    with pytest.raises(Refusal) as refusal:
        drafts.add(case.world["TN"], bureau(case.world), case.id, paper, b"never kept", certified_by=by)
    assert (refusal.value.code, refusal.value.where) == ("content.invalid", where)
    assert paper not in get_args(Paper) or lacks(case) == NEEDED


def test_the_room_of_a_case_counts_what_lies_in_its_draft(case: CaseActs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.app.attached.MAX_CASE_FILES", 2)
    assert limits.MAX_CASE_FILES > 2
    lay(case, "identity")
    lay(case, "warrant")
    with pytest.raises(Refusal, match=r"attachment\.case_full"):
        lay(case, "evidence")


def test_each_finding_is_acknowledged_and_what_is_stopped_is_not_sent(case: CaseActs) -> None:
    """What the memorandum says is screened when the file is sent, whatever way it is sent."""
    world, node = case.world, case.world["TN"]
    for paper in NEEDED:
        lay(case, paper)
    said = "He joined a banned political party, and took part in its demonstration."
    found = of_file(node, case.id, said)
    assert found is not None
    assert len(found.to_look_at) > 1
    for named in ((), ("identity.minimum",), found.to_look_at[1:]):
        with pytest.raises(Refusal) as refusal:
            drafts.send(node, bureau(world), case.id, said, named)
        assert refusal.value.code == "file.not_acknowledged"
        assert refusal.value.missing == tuple(rule for rule in found.to_look_at if rule not in named)
    with pytest.raises(Refusal, match=r"request\.stopped"):
        check_file(structs.replace(found, stops=("speech.act",)), (*found.to_look_at, "speech.act"))
    assert drafts.listed(node, bureau(world), case.id), "nothing was sent, and the draft is there"
    drafts.send(node, bureau(world), case.id, said, found.to_look_at)
    with node.store.read() as reader:
        assert reader.desk.log_lines(0, 1000)[-1].action == "screening.acknowledged"
    assert of_file(world["EG"], case.id, said) is None, "the other side sends no file"


def test_a_file_sent_by_any_other_door_is_screened_too(case: CaseActs) -> None:
    schedule = structs.replace(file(case.world, "TN"), memorandum="A cheque that bounced.")
    with pytest.raises(Refusal) as refusal:
        case.lodge(schedule)
    assert (refusal.value.code, refusal.value.missing) == ("file.not_acknowledged", ("debt.mention",))
