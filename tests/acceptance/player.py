"""Plays a scenario in a simulated federation of real nodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from mithaq.app import cases
from mithaq.domain.case import papers
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.acceptance.scenario import Ask, Bind, Circulate, Expect, Say, Scenario, Step

_TIME = re.compile(r"(now|today)(?:([+-]\d+)([dhm]))?\Z")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


class Player:
    """One federation and the names that the story has given to alerts, cases and statements."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.world = World(seed=4, nodes=scenario.nodes)
        self.names: dict[str, str] = {}
        self.words: dict[tuple[str, str, str], str] = {}

    def play(self) -> None:
        """Every step in turn; in the end every node shows the same. Raises AssertionError that names the step."""
        for number, step in enumerate(self.scenario.steps, 1):
            try:
                self._step(step)
            except (AssertionError, Refusal) as wrong:
                raise AssertionError(f"step {number}, {step.en}: {wrong!r}") from wrong
        self.world.net.heal()
        self.world.settle()
        assert self.world.agree(), "the nodes differ"

    def _step(self, step: Step) -> None:
        if step.wait:
            self.world.clock.forward(**step.wait)
            self.world.settle()
        if step.cut:
            self.world.net.cut(step.cut, self.world.nodes)
        if step.heal:
            self.world.net.heal()
            self.world.settle()
        if step.circulate:
            self._circulate(step.circulate)
        if step.bind:
            self._bind(step.bind)
        if step.ask:
            self._ask(step.ask)
        for say in step.say:
            self._say(say)
        for expect in step.expect:
            self._expect(expect)

    def _circulate(self, step: Circulate) -> None:
        self.names[step.named] = acts.circulated(self.world, step.owner, acts.person(step.owner, step.person))

    def _bind(self, step: Bind) -> None:
        node, bureau = self.world[step.state], self.world.actor(step.state, "bureau")
        word = cases.state_bound(node, bureau, step.instrument, step.towards)
        self.words[step.state, step.towards, step.instrument] = word.hash
        self.world.settle()

    def _ask(self, step: Ask) -> None:
        role, _, state = step.by.partition("@")
        said = acts.person(state)
        request = DetentionRequest(said.identity, said.offence, said.warrant, state, True, True)
        facts = msgspec.to_builtins(request)
        for path, value in step.facts.items():
            _put(facts, path, value)
        request = msgspec.convert(facts, DetentionRequest)
        word = self.words.get((step.to, state, step.instrument), "")
        node, actor = self.world[state], self.world.actor(state, role)
        body = self._filled(step.body)
        event = tried(
            step.refused,
            lambda: cases.request(
                node, actor, step.to, step.instrument, self.names[step.alert], request, bound=word, **body
            ),
        )
        if event is not None:
            self.names[step.case] = event.subject
        self.world.settle()

    def _say(self, step: Say) -> None:
        role, _, state = step.by.partition("@")
        node, actor, subject = self.world[state], self.world.actor(state, role), self.names[step.case]
        body = self._filled(step.body)
        if step.decides:
            found = cases.read(node, actor, subject).findings
            body["decided"] = [finding.test for finding in found if finding.result == "arguable"]
        paper = self._paper(step, state)
        event = tried(step.refused, lambda: cases.act(node, actor, subject, step.type, body, paper))
        if step.named and event is not None:
            self.names[step.named] = event.hash
        self.world.settle()

    def _paper(self, step: Say, state: str) -> bytes | None:
        match step.paper:
            case "":
                return None
            case "reasons":
                return papers.encode(acts.reasons())
            case "note":
                return papers.encode(papers.Note("synthetic words"))
            case "file":
                return papers.encode(acts.file(self.world, state))
            case "warrant":
                return papers.encode(acts.warrant(self.world, state))
            case dict():
                return msgspec.json.encode(self._filled(step.paper))

    def _filled(self, given: dict[str, Any]) -> dict[str, Any]:
        """The body with its times and names put in."""
        filled: dict[str, Any] = _replaced(given, self._value)
        return filled

    def _value(self, value: str) -> str:
        if value.startswith("$"):
            return self.names[value[1:]]
        found = _TIME.match(value)
        if found is None:
            return value
        delta = timedelta(**{_UNITS[found[3]]: int(found[2])}) if found[2] else timedelta()
        at = text(self.world.clock.now() + delta)
        return at if found[1] == "now" else at[:10]

    def _expect(self, expect: Expect) -> None:
        subject = self.names[expect.case]
        for code in expect.at:
            role = "commissioner" if self.world[code].kind == "commission" else "prosecutor"
            page = cases.read(self.world[code], self.world.actor(code, role), subject)
            seen, wanted = _compared(page, expect)
            assert seen == wanted, f"{code}: {seen}, not {wanted}"


def tried(refused: str, do: Callable[[], Event]) -> Event | None:
    """The statement that was made; None where it was to be refused with that code, and was."""
    if not refused:
        return do()
    with pytest.raises(Refusal) as told:
        do()
    assert told.value.code == refused, told.value
    return None


def _compared(page: cases.CasePage, expect: Expect) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is there and what should be, for the things that the step names."""
    view, clocks = page.view, {str(run.clock): run.state for run in page.view.clocks}
    found = {finding.test: finding.result for finding in page.findings}
    seen: dict[str, Any] = {
        "state": str(view.state), "release_due": view.release_due, "may_release": view.may_release,
        "breaches": view.breaches, "void": next((step.void for step in reversed(page.steps) if step.void), ""),
    }  # fmt: skip
    wanted = {key: getattr(expect, key) for key in seen if getattr(expect, key) not in ("", None)}
    seen = {key: seen[key] for key in wanted}
    case = msgspec.to_builtins(page.case)
    for name, asked, has in (
        ("clocks", expect.clocks, clocks),
        ("tests", expect.tests, found),
        ("facts", expect.facts, case),
    ):
        wanted[name], seen[name] = dict(asked), {key: has.get(key) for key in asked}
    return seen, wanted


def _replaced(value: Any, of: Any) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(one, of) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, of) for one in value]
    return of(value) if isinstance(value, str) else value


def _put(facts: Any, path: str, value: Any) -> None:
    *way, last = path.split(".")
    for step in way:
        facts = facts[step]
    facts[last] = value
