"""Plays a scenario in a simulated federation of real nodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from msgspec import structs

from mithaq.app import cases, risks, sealed, transits
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import OfficerRow
from mithaq.documents.make import release_notice
from mithaq.domain.case import papers
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.sealed import Departure
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.acceptance.scenario import Ask, Bind, Circulate, Depart, Flag, Say, Scenario, Step, Transit
from tests.acceptance.seen import as_compared, as_expected

_TIME = re.compile(r"(now|today)(?:([+-]\d+)([dhm]))?\Z")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


PAPERS: dict[str, Callable[[World, str], papers.CasePaper]] = {
    "reasons": lambda world, state: acts.reasons(),
    "note": lambda world, state: papers.Note("synthetic words"),
    "waybill": lambda world, state: papers.Waybill("SYN-1"),
    "file": acts.file,
    "warrant": acts.warrant,
}


class Player:
    """One federation and the names that the story has given to alerts, cases and statements."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.world = World(seed=4, nodes=scenario.nodes)
        for node in self.world.nodes.values():
            node.release_notice = lambda node, case: release_notice(node, case, WORDS)
        self.names: dict[str, str] = {}
        self.persons: dict[str, Wanted] = {}
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
        self._time_and_lines(step)
        self._prepare(step)
        if step.ask:
            self._ask(step.ask)
        if step.transit:
            self._transit(step.transit)
        for say in step.say:
            self._say(say)
        if step.depart:
            self._depart(step.depart)
        if step.compare:
            as_compared(self.officer(step.compare.by), step.compare, self.names)
        for expect in step.expect:
            filled = structs.replace(expect, facts=self._filled(expect.facts))
            as_expected(self.world, filled, self.names[expect.case], self.officer)

    def _time_and_lines(self, step: Step) -> None:
        if step.wait:
            self.world.clock.forward(**step.wait)
            self.world.settle()
        if step.cut:
            self.world.net.cut(step.cut, self.world.nodes)
        if step.heal:
            self.world.net.heal()
            self.world.settle()
        if step.restart:
            self.world.restart(step.restart)
            self.world.settle()

    def officer(self, who: str) -> tuple[Node, Actor]:
        """``judge@EG``: that officer, at his node."""
        role, _, code = who.partition("@")
        return self.world[code], self.world.actor(code, role)

    def _prepare(self, step: Step) -> None:
        if step.circulate:
            self._circulate(step.circulate)
        if step.bind:
            self._bind(step.bind)
        for code in step.counsel:
            self._counsel(code)
        if step.flag:
            self._flag(step.flag)

    def _circulate(self, step: Circulate) -> None:
        said = acts.person(step.owner, step.person)
        if step.like:
            same = self.persons[step.like]
            said = structs.replace(said, identity=same.identity, offence=same.offence)
        if step.identity:
            said = structs.replace(said, identity=self.persons[step.identity].identity)
        self.persons[step.named] = said
        self.names[step.named] = acts.circulated(self.world, step.owner, said)

    def _bind(self, step: Bind) -> None:
        node, bureau = self.officer(f"bureau@{step.state}")
        word = cases.state_bound(node, bureau, step.instrument, step.towards)
        self.words[step.state, step.towards, step.instrument] = word.hash
        self.world.settle()

    def _flag(self, step: Flag) -> None:
        node, who = self.officer("commissioner@OC")
        if step.lift:
            (standing,) = [one for one in risks.risk_flags(node) if one.state_flagged == step.state]
            risks.lift(node, who, standing.id)
        else:
            risks.flag(node, who, step.state, step.matter, step.since)  # type: ignore[arg-type]  # wrong ones are refused
        self.world.settle()

    def _counsel(self, code: str) -> None:
        node, who = self.officer(f"counsel@{code}")
        row = OfficerRow(who.id, who.login, "محام مصطنع", "Invented counsel", who.role, who.post, who.authority, "",
                         "active", "")  # fmt: skip
        with node.write() as tx:
            tx.store.desk.put_officer(row)
        self.names[f"counsel@{code}"] = who.id

    def _ask(self, step: Ask) -> None:
        node, actor = self.officer(step.by)
        facts = msgspec.to_builtins(self._request(step.alert, node.member))
        for path, value in step.facts.items():
            _put(facts, path, value)
        request = msgspec.convert(facts, DetentionRequest)
        word, alert = self.words.get((step.to, node.member, step.instrument), ""), self.names[step.alert]
        body = self._filled(step.body)
        event = tried(
            step.refused,
            lambda: cases.request(node, actor, step.to, step.instrument, alert, request, bound=word, **body),
        )
        self._opened(step.case, event)

    def _transit(self, step: Transit) -> None:
        node, actor = self.officer(step.by)
        word, main = self.words.get((step.through, node.member, step.instrument), ""), self.names[step.main]
        paper = self._request("alert", node.member)
        event = tried(
            step.refused,
            lambda: transits.request(
                node, actor, step.through, step.instrument, main, paper, kind=step.kind, bound=word
            ),
        )
        self._opened(step.case, event)

    def _request(self, alert: str, state: str) -> DetentionRequest:
        said = self.persons[alert]
        return DetentionRequest(said.identity, said.offence, said.warrant, state, True, True)

    def _opened(self, name: str, event: Event | None) -> None:
        if event is not None:
            self.names[name] = event.subject
        self.world.settle()

    def _depart(self, step: Depart) -> None:
        node, actor = self.officer(step.by)
        said = Departure(self.names[step.case], text(self.world.clock.now()), step.towards, "synthetic words")
        sealed.lodge_departure(node, actor, said)
        self.world.settle()
        for who in (*step.knows, *step.not_known):
            found = [one.departure for one in sealed.lodged(*self.officer(who))]
            assert (said in found) == (who in step.knows), f"{who}: {found}"

    def _say(self, step: Say) -> None:
        (node, actor), subject = self.officer(step.by), self.names[step.case]
        body = self._filled(step.body)
        if step.decides:
            found = cases.read(node, actor, subject).findings
            body["decided"] = [finding.test for finding in found if finding.result == "arguable"]
        paper = self._paper(step, node.member)
        event = tried(step.refused, lambda: self._act(node, actor, subject, step.type, body, paper))
        if step.named and event is not None:
            self.names[step.named] = event.hash
        self.world.settle()

    def _act(
        self, node: Node, actor: Actor, subject: str, type: str, body: dict[str, Any], paper: bytes | None
    ) -> Event:
        """Whoever sends a file names what the screening shows him of it, once he was shown it."""
        try:
            return cases.act(node, actor, subject, type, body, paper)
        except Refusal as refusal:
            if refusal.code != "file.not_acknowledged":
                raise
            return cases.act(node, actor, subject, type, body, paper, acknowledged=refusal.missing)

    def _paper(self, step: Say, state: str) -> bytes | None:
        if isinstance(step.paper, dict):
            return msgspec.json.encode(self._filled(step.paper))
        made = PAPERS.get(step.paper)
        return papers.encode(made(self.world, state)) if made else None

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


def tried(refused: str, do: Callable[[], Event]) -> Event | None:
    """The statement that was made; None where it was to be refused with that code, and was."""
    if not refused:
        return do()
    with pytest.raises(Refusal) as told:
        do()
    assert told.value.code == refused, told.value
    return None


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
