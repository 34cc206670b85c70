"""What each node shows, beside what the story says it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest

from mithaq.app import cases, lists
from mithaq.app.competing import competing
from mithaq.app.node import Actor, Node
from mithaq.domain.errors import NotFound
from mithaq.testing.world import World
from tests.acceptance.scenario import Compare, Expect

DAY = 86_400  # seconds
OF_VIEW = ("release_due", "may_release", "breaches", "deferred", "no_removal", "removal_open", "speciality",
           "awaits_paper", "prosecution_overdue", "assurances", "weighing")  # fmt: skip


def as_expected(world: World, expect: Expect, subject: str, officer: Callable[[str], tuple[Node, Actor]]) -> None:
    """Every node named shows the case so, and so does every officer's list of tasks. Raises AssertionError."""
    for code in expect.at:
        role = "commissioner" if world[code].kind == "commission" else "prosecutor"
        page = cases.read(world[code], world.actor(code, role), subject)
        seen, wanted = _compared(page, expect)
        assert seen == wanted, f"{code}: {seen}, not {wanted}"
    for who, codes in expect.tasks.items():
        waiting = Counter(task.code for task in lists.tasks(*officer(who)) if task.subject == subject)
        assert Counter(codes) <= waiting, f"{who}: {waiting}, not {codes}"
    for who in expect.unseen_by:
        node, actor = officer(who)
        with pytest.raises(NotFound):
            cases.read(node, actor, subject)


def as_compared(officer: tuple[Node, Actor], told: Compare, names: Mapping[str, str]) -> None:
    """The requests for one person stand in that order, for these reasons. Raises AssertionError."""
    found = competing(*officer, names[told.case], told.harmed)
    assert found is not None, "nobody else asks for this person"
    seen = (found.ranked.order, found.ranked.result, found.ranked.reasons)
    wanted = (tuple(names[name] for name in told.order), told.result, told.reasons)
    assert seen == wanted, f"{seen}, not {wanted}"


def _compared(page: cases.CasePage, expect: Expect) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is there and what should be, for the things that the step names."""
    view, clocks = page.view, {str(run.clock): run.state for run in page.view.clocks}
    found = {finding.test: finding.result for finding in page.findings}
    seen: dict[str, Any] = {
        "state": str(view.state), "void": next((step.void for step in reversed(page.steps) if step.void), ""),
        "held_days": view.held_seconds // DAY, "on_the_way": page.served_seconds // DAY,
        **{name: getattr(view, name) for name in OF_VIEW},
    }  # fmt: skip
    wanted = {key: getattr(expect, key) for key in seen if getattr(expect, key) not in ("", None)}
    seen = {key: seen[key] for key in wanted}
    case = msgspec.json.decode(msgspec.json.encode(page.case))
    facts = {path: _at(case, path) for path in expect.facts}
    for name, asked, has in (
        ("clocks", expect.clocks, clocks),
        ("tests", expect.tests, found),
        ("facts", expect.facts, facts),
    ):
        wanted[name], seen[name] = dict(asked), {key: has.get(key) for key in asked}
    return seen, wanted


def _at(value: Any, path: str) -> Any:
    """The part of a fact that ``prosecution.outcome`` or ``lodged.0.desk`` names; None where there is none."""
    for step in path.split("."):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
