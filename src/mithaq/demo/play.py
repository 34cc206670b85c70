"""The main path, once, for real: fourteen steps on a temporary federation, one line a step.

Every line is what happened on the nodes, read back from them: no line is written for a step that was not taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mithaq.app.alerts import load as load_alert
from mithaq.app.case_reading import load as load_case
from mithaq.app.digest import digests
from mithaq.app.fsck import fsck
from mithaq.demo.federation import Federation, build, opened_federation
from mithaq.demo.script import Script
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.testing.clock import SimClock

Line = dict[str, Any]


def play(root: Path) -> Iterator[Line]:
    """Play on new nodes under `root`, which has to be empty; the last line says whether all of it verifies."""
    build(root)
    clock = SimClock()
    with opened_federation(root, clock) as federation:
        script = Script(federation, clock)
        for step, by, what in script.acts():
            yield _line(federation, clock, step, by, what)
        yield verdict(federation)


def _line(federation: Federation, clock: SimClock, step: int, by: str, what: Event | str) -> Line:
    event = what if isinstance(what, Event) else None
    return {
        "step": step,
        "at": text(clock.now()),
        "by": by,
        "event": event.type if event else None,
        "state": _state(federation, event) if event else what,
        "seq": event.seq if event else None,
        "hash": event.hash if event else None,
    }


def _state(federation: Federation, event: Event) -> str:
    """The state of what the event is about, on the node that signed it."""
    subject = event.subject
    with federation.members[event.member].store.read() as reader:
        case, alert = load_case(reader, subject), load_alert(reader, subject)
    if case is not None:
        return str(case.state)
    if alert is not None:
        return alert.state
    return event.type.partition(".")[2]  # a hit that was released, a state that stated itself bound


def verdict(federation: Federation) -> Line:
    """Every node's journals rebuilt from their bytes, and all digests side by side."""
    reports = {member: fsck(node) for member, node in federation.members.items()}
    found = {member: digests(node) for member, node in federation.members.items()}
    return {
        "verified": all(report.sound for report in reports.values()),
        "digests_equal": len({(one.everything, one.circulated) for one in found.values()}) == 1,
        "nodes": len(found),
        "events": {member: one.heads.get(member, 0) for member, one in sorted(found.items())},
        "digest": found["TN"].everything,
        "faults": [f"{m}: {fault.code} {fault.where}" for m, report in reports.items() for fault in report.faults],
    }
