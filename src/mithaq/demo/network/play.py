"""The main path on seven processes: every line is read back from the nodes, and the last one from their files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mithaq.demo.federation import opened_federation
from mithaq.demo.network.ground import Ground
from mithaq.demo.network.processes import running
from mithaq.demo.network.script import acts
from mithaq.demo.network.stage import Stage, Sync
from mithaq.demo.play import Line, verdict
from mithaq.demo.script import OWNER
from mithaq.domain.errors import Refusal


def play(ground: Ground, sync: Sync) -> Iterator[Line]:
    """Start everything, play, stop everything; then rebuild every node's journals from its bytes. Raises Refusal."""
    with running(ground):
        yield from lines(Stage(ground, sync))
    with opened_federation(ground.root, ground.clock) as federation:
        yield verdict(federation)


def lines(stage: Stage) -> Iterator[Line]:
    """The lines of the acts, in the words of `mithaq demo --once`."""
    for step, by, what in acts(stage):
        event: dict[str, Any] | None = what if isinstance(what, dict) else None
        yield {
            "step": step,
            "at": stage.now(),
            "by": by,
            "event": event["type"] if event else None,
            "state": _state(stage, event) if event else what,
            "seq": event["seq"] if event else None,
            "hash": event["hash"] if event else None,
        }


def _state(stage: Stage, event: dict[str, Any]) -> str:
    """The state of what the event is about, on the node that signed it."""
    subject, login = event["subject"], stage.reader(event["member"])
    if subject.startswith("c-"):
        page = stage.speak.get(login, f"/api/cases/{subject}")
        return str(page["case"].get("state", page["view"]["state"]))
    if subject.startswith("a-"):
        return _alert_state(stage, login, subject)
    return str(event["type"]).partition(".")[2]  # a hit that was released, a state that stated itself bound


def _alert_state(stage: Stage, login: str, alert: str) -> str:
    """Of another's alert that has ended, officers of a state may read nothing: then its owner says."""
    for reader in (login, stage.reader(OWNER)):
        try:
            return str(stage.speak.get(reader, f"/api/alerts/{alert}")["state"])
        except Refusal as refusal:
            if refusal.code != "not_found":
                raise
    raise Refusal("not_found", "alert")
