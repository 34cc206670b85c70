"""Checks that come at the same time are answered together: one snapshot, and one wait for the disk, for all of them.

While groups are at work the next one gathers; alone, a check waits for nobody. Nothing is answered before its own line
of the log is on disk. Lives on the event loop, which alone touches what is kept here; only the work is done in a thread.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from litestar.concurrency import sync_to_thread

from mithaq.app import border
from mithaq.app.border import Answer, Check
from mithaq.app.node import Actor, Node
from mithaq.app.ports.faults import CORRUPT, INTEGRITY, StoreFault

MOST = 16
"""Checks in one group: beyond that the disk is no longer what they wait for, and each would wait for all the others."""

AT_WORK = 2
"""Groups at work at the same time: while one waits for the disk, the other is looked up."""

ENOUGH = 4
"""Checks that have to wait before a second group sets out: one wait for the disk each would be worse than a common one."""

Question = tuple[Actor, Check]
Outcome = Answer | Exception
Waiting = tuple[Question, asyncio.Future[Answer]]


class Together:
    """The checks of one node that wait to be answered."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._waiting: deque[Waiting] = deque()
        self._working: list[asyncio.Task[None]] = []

    async def check(self, actor: Actor, question: Check) -> Answer:
        """The answer. Raises what `border.check` raises."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(((actor, question), future))
        if not self._working or (len(self._working) < AT_WORK and len(self._waiting) > ENOUGH):
            self._working.append(asyncio.create_task(self._work()))
        return await future

    async def _work(self) -> None:
        """Answer group after group until nobody waits; whoever comes from then on starts another."""
        try:
            while self._waiting:
                group = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
                group = [one for one in group if not one[1].done()]  # whoever has gone is not looked up any more
                _tell(group, await self._answered([question for question, _ in group]))
        finally:
            self._working = [task for task in self._working if task is not asyncio.current_task()]

    async def _answered(self, questions: list[Question]) -> Sequence[Outcome]:
        """An outcome for each; where no thread can be had, that is told to all of them."""
        try:
            return await sync_to_thread(_answers, self._node, questions) if questions else []
        except Exception as problem:  # noqa: BLE001 - nobody may wait for ever
            return [problem] * len(questions)


def _tell(group: Sequence[Waiting], outcomes: Sequence[Outcome]) -> None:
    for (_, future), outcome in zip(group, outcomes, strict=True):
        if future.done():
            continue  # whoever asked has gone; the line stays in the log
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)


def _answers(node: Node, questions: Sequence[Question]) -> list[Outcome]:
    """An outcome for each. A fault that one question meets is found by asking each alone, and stays its own."""
    return _group(node, questions) or [_alone(node, *question) for question in questions]


def _group(node: Node, questions: Sequence[Question]) -> list[Outcome]:
    """The outcomes of several together; nothing when each has to be asked alone."""
    if len(questions) == 1:
        return []
    try:
        return list(border.check_together(node, questions))
    except StoreFault as fault:
        if fault.code in (CORRUPT, INTEGRITY):
            return []  # what one question met; alone, it shows which
        return [fault] * len(questions)  # the disk refuses everybody alike
    except Exception:  # noqa: BLE001 - nobody was answered; alone, it shows whose fault it is
        return []


def _alone(node: Node, actor: Actor, question: Check) -> Outcome:
    try:
        return border.check(node, actor, question)
    except Exception as problem:  # noqa: BLE001 - handed to whoever asked, and raised there
        return problem
