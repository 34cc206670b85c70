from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from litestar.concurrency import sync_to_thread

from mithaq.app import border
from mithaq.app.border import Answer, Check
from mithaq.app.node import Actor, Node
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.domain.errors import Refusal
from mithaq.testing.world import World
from mithaq.web import together as desk
from mithaq.web.together import Together

Group = Sequence[tuple[Actor, Check]]


@pytest.fixture
def world() -> Iterator[World]:
    made = World(3, ("TN", "GS"))
    yield made
    made.close()


async def ask(world: World, *questions: Check) -> list[Answer | BaseException]:
    counter, officer = Together(world["TN"]), world.actor("TN", "border")
    return await asyncio.gather(*(counter.check(officer, one) for one in questions), return_exceptions=True)


def test_those_who_come_together_are_answered_in_one_transaction(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def noted(node: Node, group: Group) -> list[Answer | Refusal]:
        sizes.append(len(group))
        return border_check_together(node, group)

    border_check_together = border.check_together
    monkeypatch.setattr(border, "check_together", noted)
    count = desk.MOST + 5
    answers = asyncio.run(ask(world, *(Check("border", document=f"Z{number}") for number in range(count))))
    lines = [answer.log_line for answer in answers if isinstance(answer, Answer)]
    assert sorted(lines) == list(range(1, count + 1)), "each has a line of its own"
    assert lines[: desk.MOST] == sorted(lines[: desk.MOST]), "within a group in the order in which they came"
    assert sorted(sizes) == [5, desk.MOST]


def test_what_refuses_one_does_not_touch_the_others(world: World) -> None:
    first, wrong, last = asyncio.run(
        ask(world, Check("border", name="Ali"), Check("border"), Check("border", name="Omar"))
    )
    assert isinstance(first, Answer)
    assert isinstance(last, Answer)
    assert isinstance(wrong, Refusal)
    assert wrong.code == "check.empty"


def test_a_fault_of_one_question_stays_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def terms(asked: Check) -> list[str]:
        if asked.document == "BAD":
            raise ZeroDivisionError
        return [asked.document]

    monkeypatch.setattr(border, "_terms", terms)
    first, bad, last = asyncio.run(ask(world, *(Check("border", document=one) for one in ("A1", "BAD", "A2"))))
    assert isinstance(bad, ZeroDivisionError)
    assert isinstance(first, Answer)
    assert isinstance(last, Answer)
    assert {first.log_line, last.log_line} == {1, 2}


def test_when_the_disk_refuses_nobody_is_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(node: Node, group: Group) -> list[Answer | Refusal]:
        raise StoreFault("store.full")

    monkeypatch.setattr(border, "check_together", full)
    found = asyncio.run(ask(world, *(Check("border", document=f"Z{number}") for number in range(3))))
    assert [getattr(one, "code", "") for one in found] == ["store.full"] * 3


def test_who_comes_later_is_answered_too(world: World) -> None:
    async def twice() -> list[int]:
        counter, officer = Together(world["TN"]), world.actor("TN", "border")
        return [(await counter.check(officer, Check("border", document="Z1"))).log_line for _ in range(3)]

    assert asyncio.run(twice()) == [1, 2, 3]


def test_where_no_thread_can_be_had_everybody_is_told_and_the_next_is_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = sync_to_thread
    failures = [RuntimeError("can't start new thread")]

    async def once(*call: Any) -> Any:
        if failures:
            raise failures.pop()
        return await started(*call)

    async def both() -> list[list[Answer | BaseException]]:
        return [await ask(world, Check("border", document="Z1")), await ask(world, Check("border", document="Z2"))]

    monkeypatch.setattr(desk, "sync_to_thread", once)
    (refused,), (answered,) = asyncio.run(both())
    assert isinstance(refused, RuntimeError)
    assert isinstance(answered, Answer)


def test_a_damaged_payload_refuses_the_question_that_met_it_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def terms(asked: Check) -> list[str]:
        if asked.document == "BAD":
            raise StoreFault(CORRUPT)
        return [asked.document]

    monkeypatch.setattr(border, "_terms", terms)
    first, bad, last = asyncio.run(ask(world, *(Check("border", document=one) for one in ("A1", "BAD", "A2"))))
    assert isinstance(bad, StoreFault)
    assert isinstance(first, Answer)
    assert isinstance(last, Answer)
