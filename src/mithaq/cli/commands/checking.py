"""`mithaq check`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mithaq.app.border import Check
from mithaq.app.border import check as ask
from mithaq.app.node import Node
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.content import Content
from mithaq.domain.identity import Identity

CheckArgs = Check


def check(node: Node, who: Who, args: Check) -> Iterator[Line]:
    """One line a candidate, then the summary."""
    answer = ask(node, acting(node, who), args)
    for candidate in answer.candidates:
        yield {
            "entry": candidate.entry,
            "alert": candidate.alert,
            "owner": candidate.owner,
            "kind": candidate.kind,
            "class": candidate.klass,
            "score": candidate.score,
            "matched_by": candidate.matched_by,
            "action": candidate.action,
            "clearance": candidate.clearance,
            "flag": msgspec.to_builtins(candidate.flag) if candidate.flag is not None else None,
            "beside": list(candidate.beside),
            "names": _names(candidate.identity),
            "births": [str(birth) for birth in candidate.identity.births] if candidate.identity else [],
            "namesakes": msgspec.to_builtins(candidate.namesakes),
            "object": _object(candidate.content),
            "why": [msgspec.to_builtins(line) for line in candidate.explanation],
        }
    yield {
        "class": answer.klass,
        "candidates": len(answer.candidates),
        "at": answer.at,
        "log_line": answer.log_line,
        "orders_not_current_since": answer.orders_not_current_since,
        "staleness": [msgspec.to_builtins(one) for one in answer.staleness],
    }


def _names(identity: Identity | None) -> list[str]:
    return [name.full for name in identity.names] if identity else []


def _object(content: Content | None) -> Line | None:
    return dict(msgspec.to_builtins(content)) if content is not None else None
