"""Flags of risk: the commission enters and lifts them, every node reads the current ones (law.md, *The floor*).

A flag judges nobody: where the requesting state bears one, the requested state's court says with reasons whether this
person would run the risk (`domain/case/floor_tests.py`).
"""

from __future__ import annotations

from datetime import date

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import RISK, decode_fold
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.risk import RiskFlag, RiskFlagged, RiskLifted, RiskMatter

EVERY = 1_000_000


def flag(node: Node, actor: Actor, state: str, matter: RiskMatter, since: str) -> Event:
    """The commission flags a state. Raises Refusal ``risk.flagged_already`` where the same flag stands."""
    require(node, actor, "risk.flagged")
    if node.law.member_kind(state) != "state":
        raise Refusal("member.unknown", "state")
    try:
        known = date.fromisoformat(since)
    except ValueError:
        raise Refusal("date.invalid", "since") from None
    if known.isoformat() > text(node.now())[:10]:
        raise Refusal("instant.future", "since")
    with node.write() as tx:
        if any(one.state_flagged == state and one.matter == matter for one in current(tx.store)):
            raise Refusal("risk.flagged_already", "matter")
        body = RiskFlagged(state, matter, known.isoformat())
        return issue(node, tx, actor, Statement("risk.flagged", node.new_id("n"), body))


def lift(node: Node, actor: Actor, subject: str) -> Event:
    """The commission lifts a flag. Raises NotFound where there is none that stands."""
    require(node, actor, "risk.lifted")
    with node.write() as tx:
        if not any(one.id == subject and one.member == node.member for one in current(tx.store)):
            raise NotFound("risk")
        return issue(node, tx, actor, Statement("risk.lifted", subject, RiskLifted()))


def risk_flags(node: Node) -> tuple[RiskFlag, ...]:
    """The flags that stand now, as this node knows them."""
    with node.store.read() as reader:
        return current(reader)


def listed(node: Node, actor: Actor) -> tuple[RiskFlag, ...]:
    """Every flag, lifted ones too, newest first. Raises Forbidden."""
    require(node, actor, "risk.list")
    with node.store.read() as reader:
        return tuple(sorted(_all(reader), key=lambda one: (one.at, one.id), reverse=True))


def current(reader: Reader) -> tuple[RiskFlag, ...]:
    """The flags that stand."""
    return tuple(one for one in _all(reader) if not one.lifted_at)


def flagged_at(reader: Reader, state: str) -> str:
    """Since when the newest flag that stands on this state was entered; empty where none does."""
    return max((one.at for one in current(reader) if one.state_flagged == state), default="")


def _all(reader: Reader) -> list[RiskFlag]:
    folds = (decode_fold(row) for row in reader.register.folds("bond", kind=RISK, limit=EVERY))
    return [fold for fold in folds if isinstance(fold, RiskFlag)]
